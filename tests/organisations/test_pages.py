"""The pages of the union network: what each shows, to whom, and what its form does."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from niudai.access.models import Appointment
from niudai.access.permissions import Role
from niudai.audit.models import Entry
from niudai.organisations.models import Employer, Officer, Organisation, ServiceSite
from tests.organisations.conftest import unit

TODAY = timezone.localdate()


@pytest.fixture
def officer(village):
    return Officer.objects.create(
        organisation=village, name="贾样本", post="chair", since=date(2025, 1, 1),
        phone="13812345678",
    )  # fmt: skip


@pytest.fixture
def site(village):
    return ServiceSite.objects.create(
        organisation=village, name="村服务点", kind="point", address="示例路 1 号", hours="9–17"
    )


@pytest.fixture
def city_desk(city, at_desk):
    return at_desk(city)


@pytest.fixture
def town_desk(town, at_desk):
    return at_desk(town, Role.TOWN_OFFICER)


def text(response):
    assert response.status_code == 200
    return response.content.decode()


def address(name, record=None):
    return reverse(name, args=[record.pk] if record else [])


# --- the tree -----------------------------------------------------------------------------


def test_the_tree_opens_at_the_readers_own_level_with_counts(village, union, employer, town_desk):
    page = text(town_desk.get(address("organisations")))
    assert "<h1>周庄镇总工会</h1>" in page
    assert "倪家巷村工会联合会" in page
    assert "1 beneath 倪家巷村工会联合会" in page
    assert "1 employers, 0 with a union" in page
    assert "示例纺织工会" not in page


def test_a_further_level_opens_by_link_and_inside_the_page(village, union, town_desk):
    under = f"{address('organisations')}?under={village.pk}"
    whole = text(town_desk.get(under))
    assert "<html" in whole
    assert "示例纺织工会" in whole
    part = text(town_desk.get(under, headers={"HX-Request": "true"}))
    assert "<html" not in part
    assert "示例纺织工会" in part


def test_the_tree_of_a_neighbour_does_not_open(neighbour, town_desk):
    assert town_desk.get(f"{address('organisations')}?under={neighbour.pk}").status_code == 404
    assert town_desk.get(f"{address('organisations')}?under=x").status_code == 404


@pytest.mark.parametrize("words", ["倪家巷", "nijiaxiang", "njxc"])
def test_an_organisation_is_found_by_name_and_pinyin(village, neighbour, town_desk, words):
    page = text(town_desk.get(address("organisations"), {"q": words}))
    assert "倪家巷村工会联合会" in page
    assert "1 found" in page


def test_a_neighbour_is_not_found(neighbour, town_desk):
    assert "0 found" in text(town_desk.get(address("organisations"), {"q": "华士"}))


def test_dissolved_ones_are_shown_when_asked_for(village, town, town_desk):
    unit("0001.0001.0005.", "zone", "旧园区工会", "320281108000", town,
         status="dissolved", dissolved_on=date(2025, 3, 1))  # fmt: skip
    assert "旧园区工会" not in text(town_desk.get(address("organisations")))
    assert "dissolved on 2025-03-01" in text(town_desk.get(address("organisations"), {"gone": "1"}))


def test_a_level_costs_the_same_however_many_stand_on_it(
    town, town_desk, django_assert_max_num_queries
):
    for number in range(1, 60):
        unit(f"0001.0001.{number:04d}.", "industry", f"行业{number}", "320281108000", town)
    town_desk.get(address("service_sites"))  # the session has begun
    with django_assert_max_num_queries(16):
        page = text(town_desk.get(address("organisations")))
    assert "59 directly beneath" in page
    assert "Further organisations of this level" in page


def test_the_places_show_their_unions_and_open_level_by_level(village, employer, town_desk):
    page = text(town_desk.get(address("places")))
    assert "倪家巷村村委会" in page
    assert village.get_absolute_url() in page
    assert "1 employers" in page
    county = text(town_desk.get(address("places"), {"under": "320281000000"}))
    assert "2 beneath 周庄镇" in county
    assert "山泉村村委会" in text(town_desk.get(address("places"), {"q": "山泉"}))
    assert town_desk.get(address("places"), {"under": "9"}).status_code == 404


def test_the_places_hide_the_unions_of_a_neighbour(neighbour, town_desk):
    page = text(town_desk.get(address("places"), {"under": "320281000000"}))
    assert "华士镇" in page
    assert "华士镇总工会" not in page


# --- one organisation ---------------------------------------------------------------------


def test_the_page_of_an_organisation_has_everything(village, officer, site, employer, city_desk):
    Officer.objects.create(
        organisation=village, name="易假名", post="chair", since=date(2020, 1, 1),
        until=date(2024, 12, 31),
    )  # fmt: skip
    page = text(city_desk.get(village.get_absolute_url()))
    for shown in [
        "倪家巷村村委会", "贾样本", "138****5678", "1 earlier term", "易假名", "村服务点",
        "江阴示例纺织有限公司", "Nobody: the organisation above acts for it.",
    ]:  # fmt: skip
        assert shown in page
    assert "13812345678" not in page


def test_who_acts_there_is_named(town, town_desk):
    page = text(town_desk.get(town.get_absolute_url()))
    assert "陈织" in page
    assert Appointment.objects.get().get_role_display() in page


def test_an_empty_organisation_says_so(union, city_desk):
    page = text(city_desk.get(union.get_absolute_url()))
    for sentence in ["Nobody is on record as serving.", "No service site here.", "None directly."]:
        assert sentence in page


WITH_A_RECORD = [
    "organisation", "organisation_new", "organisation_edit", "organisation_move",
    "organisation_dissolve", "officer_new", "site_new",
]  # fmt: skip


@pytest.mark.parametrize("name", WITH_A_RECORD)
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_organisation_of_a_neighbour_is_not_there(village, neighbour, at_desk, name, method):
    desk = at_desk(neighbour)
    answer = getattr(desk, method)(address(name, village))
    assert answer.status_code == (405 if (name, method) == ("organisation", "post") else 404)
    assert "倪家巷" not in answer.content.decode()


def test_officers_and_sites_of_a_neighbour_are_not_there(officer, site, neighbour, at_desk):
    desk = at_desk(neighbour)
    for name, record in [("officer_end", officer), ("site_edit", site), ("site_close", site)]:
        assert desk.get(address(name, record)).status_code == 404
        assert desk.post(address(name, record), {"on": "2026-03-02"}).status_code == 404
    assert "村服务点" not in text(desk.get(address("service_sites")))
    assert not Entry.objects.exists()


@pytest.mark.parametrize("name", WITH_A_RECORD[1:])
def test_who_may_only_read_changes_nothing(village, town_desk, name):
    assert town_desk.post(address(name, village)).status_code == 403
    assert not Entry.objects.exists()


def test_opening_a_page_writes_nothing(village, union, officer, site, employer, city_desk):
    for name in WITH_A_RECORD:
        text(city_desk.get(address(name, village)))
    for name, record in [
        ("officer_end", officer), ("site_edit", site), ("site_close", site),
        ("organisations", None), ("places", None), ("service_sites", None), ("employers", None),
        ("employer_new", None), ("employer", employer), ("employer_edit", employer),
        ("employer_union", employer), ("employer_union_end", employer),
    ]:  # fmt: skip
        text(city_desk.get(address(name, record)))
    assert not Entry.objects.exists()


def test_a_union_is_set_up_on_the_page(village, city_desk):
    answer = city_desk.post(
        address("organisation_new", village),
        {"kind": "enterprise", "name": "示例化纤工会", "division": village.division_id},
    )
    made = Organisation.objects.get(name="示例化纤工会")
    assert (answer.status_code, answer.url) == (302, made.get_absolute_url())
    assert made.parent == village


def test_only_levels_that_may_stand_there_are_offered(village, city_desk):
    page = text(city_desk.get(address("organisation_new", village)))
    assert 'value="enterprise"' in page
    assert 'value="town"' not in page


def test_a_refusal_stands_on_the_form(village, union, city_desk):
    facts = {"kind": "enterprise", "name": union.name, "division": village.division_id}
    page = text(city_desk.post(address("organisation_new", village), facts))
    assert "There is already an organisation" in page
    assert Organisation.objects.count() == 4


def test_a_union_is_renamed_moved_and_dissolved_on_the_pages(village, union, neighbour, city_desk):
    facts = {"name": "新名工会", "short_name": "新名", "division": union.division_id}
    city_desk.post(address("organisation_edit", union), facts)
    city_desk.post(address("organisation_move", union), {"parent": neighbour.pk})
    city_desk.post(
        address("organisation_dissolve", union), {"on": TODAY.isoformat(), "reason": "企业注销"}
    )
    union.refresh_from_db()
    assert (union.name, union.parent, union.status) == ("新名工会", neighbour, "dissolved")


def test_the_page_says_beforehand_what_holds_a_dissolution(village, union, officer, city_desk):
    page = text(city_desk.get(address("organisation_dissolve", village)))
    assert "units beneath: 1" in page
    assert "serving officers: 1" in page


def test_officers_are_appointed_and_end_on_the_pages(village, city_desk):
    city_desk.post(
        address("officer_new", village), {"name": "贾样本", "post": "chair", "since": "2025-01-01"}
    )
    appointed = Officer.objects.get()
    city_desk.post(address("officer_end", appointed), {"on": "2026-03-02", "reason": "调离"})
    appointed.refresh_from_db()
    assert appointed.until == date(2026, 3, 2)


def test_sites_open_change_and_close_on_the_pages(village, city_desk):
    facts = {"name": "村服务点", "kind": "point", "address": "示例路 1 号", "hours": "9–17"}
    city_desk.post(address("site_new", village), facts)
    site = ServiceSite.objects.get()
    city_desk.post(address("site_edit", site), facts | {"hours": "8–16"})
    city_desk.post(address("site_close", site), {"on": TODAY.isoformat()})
    site.refresh_from_db()
    assert (site.hours, site.closed_on) == ("8–16", TODAY)
    assert "村服务点" not in text(city_desk.get(address("service_sites")))
    assert "村服务点" in text(city_desk.get(address("service_sites"), {"gone": "1"}))


def test_a_day_in_the_future_is_refused_on_the_form(site, city_desk):
    late = (TODAY + timedelta(days=1)).isoformat()
    page = text(city_desk.post(address("site_close", site), {"on": late}))
    assert "in the future" in page
    site.refresh_from_db()
    assert site.closed_on is None


# --- employers ----------------------------------------------------------------------------


@pytest.fixture
def firms(village, union, town, neighbour):
    def firm(name, organisation, place, **more):
        facts = {"industry": "17", "ownership": "private", "size": "small", **more}
        return Employer.objects.create(
            name=name, organisation=organisation, division_id=place, workers=10, **facts
        )

    return [
        firm("甲纺织公司", union, "320281108200", union=union, credit_code="81320281MA0TXT125F"),
        firm("乙机械公司", village, "320281108200", industry="34", size="large"),
        firm("=丙软件公司", town, "320281108000", industry="65", ownership="foreign"),
        firm("丁华士公司", neighbour, "320281107000"),
    ]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, "甲乙丙"),
        ({"q": "纺织"}, "甲"),
        ({"q": "jfz"}, "甲"),
        ({"q": "81320281ma0t"}, "甲"),
        ({"union": "yes"}, "甲"),
        ({"union": "no"}, "乙丙"),
        ({"industry": "C"}, "甲乙"),
        ({"industry": "I"}, "丙"),
        ({"ownership": "foreign"}, "丙"),
        ({"size": "large"}, "乙"),
        ({"size": "huge"}, "甲乙丙"),
        ({"under": "village"}, "甲乙"),
        ({"under": "neighbour"}, ""),
        ({"q": "丁"}, ""),
    ],
)
def test_the_filters_narrow_list_and_export_alike(
    firms, village, neighbour, town_desk, asked, found
):
    places = {"village": village.pk, "neighbour": neighbour.pk}
    asked = {name: places.get(value, value) for name, value in asked.items()}
    page = text(town_desk.get(address("employers"), asked))
    assert f"{len(found)} employers" in page
    file = town_desk.get(address("employers_export"), asked).getvalue().decode()
    for firm in firms:
        shown = firm.name.lstrip("=")[0] in found
        assert (firm.name in page) is shown
        assert (firm.name in file) is shown


def test_a_town_can_be_chosen_by_the_city(firms, town, city_desk):
    page = text(city_desk.get(address("employers"), {"town": town.pk}))
    assert "3 employers" in page


def test_the_export_is_not_computed_and_tells_no_phone(firms, town_desk):
    Employer.objects.filter(pk=firms[0].pk).update(contact="施范文")
    file = town_desk.get(address("employers_export")).getvalue().decode()
    assert file.startswith("\ufeffFull name,Credit code,")
    assert "'=丙软件公司" in file
    assert "17 纺织业" in file
    assert "施范文" not in file


def test_the_list_goes_on_page_by_page(village, town_desk, django_assert_max_num_queries):
    Employer.objects.bulk_create(
        Employer(name=f"公司{n:03d}", organisation=village, division=village.division,
                 ownership="private", size="small") for n in range(120)
    )  # fmt: skip
    town_desk.get(address("service_sites"))
    with django_assert_max_num_queries(14):
        first = town_desk.get(address("employers"), {"size": "small"})
    assert "120 employers" in text(first)
    following = first.context["page"].following
    second = text(town_desk.get(address("employers") + following))
    assert "公司050" in second
    assert "公司049" not in second


def test_htmx_asks_for_the_rows_alone(firms, town_desk):
    part = text(town_desk.get(address("employers"), headers={"HX-Request": "true"}))
    assert part.strip().startswith('<section class="card" id="rows"')


EMPLOYER_PAGES = [
    "employer", "employer_edit", "employer_union", "employer_union_end", "employer_reveal",
]  # fmt: skip


@pytest.mark.parametrize("name", EMPLOYER_PAGES)
@pytest.mark.parametrize("role", [Role.TOWN_OFFICER, Role.ORGANISATION_OFFICER])
def test_an_employer_of_a_neighbour_is_not_there(employer, neighbour, at_desk, name, role):
    answer = at_desk(neighbour, role).get(address(name, employer))
    assert answer.status_code == 404


def test_an_employer_is_put_on_record_corrected_and_given_its_union(village, union, town_desk):
    facts = {
        "name": "江阴样例机械有限公司", "organisation": village.pk, "division": village.division_id,
        "ownership": "private", "size": "small", "industry": "34", "workers": 45,
        "phone": "13812345678",
    }  # fmt: skip
    town_desk.post(address("employer_new"), facts)
    firm = Employer.objects.get()
    town_desk.post(address("employer_edit", firm), facts | {"workers": 60, "phone": ""})
    town_desk.post(address("employer_union", firm), {"union": union.pk})
    firm.refresh_from_db()
    assert (firm.workers, firm.phone, firm.union) == (60, "13812345678", union)

    page = text(town_desk.get(firm.get_absolute_url()))
    assert "示例纺织工会" in page
    assert "138****5678" in page
    assert "13812345678" not in page + text(town_desk.get(address("employer_edit", firm)))

    town_desk.post(address("employer_union_end", firm), {"reason": "工会撤销"})
    firm.refresh_from_db()
    assert (firm.union, firm.organisation) == (None, village)


def test_a_wrong_code_is_refused_with_the_way_out(village, town_desk):
    facts = {
        "name": "样例", "organisation": village.pk, "division": village.division_id,
        "ownership": "private", "size": "small", "workers": 1, "credit_code": "91350203M0001QAY9B",
    }  # fmt: skip
    page = text(town_desk.post(address("employer_new"), facts))
    assert "write which paper you saw" in page
    assert not Employer.objects.exists()


def test_an_employer_cannot_be_given_to_a_union_one_does_not_see(employer, neighbour, town_desk):
    facts = {
        "name": "样例", "organisation": neighbour.pk, "division": employer.division_id,
        "ownership": "private", "size": "small", "workers": 1,
    }  # fmt: skip
    text(town_desk.post(address("employer_edit", employer), facts))
    employer.refresh_from_db()
    assert employer.name == "江阴示例纺织有限公司"


# --- numbers in clear ---------------------------------------------------------------------


def test_a_number_is_shown_for_a_reason_that_stands_in_the_log(officer, town_desk):
    page = address("officer_reveal", officer)
    assert "13812345678" not in text(town_desk.get(page))
    assert "13812345678" not in text(town_desk.post(page, {"reason": "x"}))
    assert not Entry.objects.exists()
    assert "13812345678" in text(town_desk.post(page, {"reason": "通知开会"}))
    entry = Entry.objects.get(action="personal.reveal")
    assert entry.personal == {"reason": "通知开会"}


def test_the_number_of_an_employer_is_shown_for_a_reason(employer, town_desk):
    Employer.objects.filter(pk=employer.pk).update(phone="0510-86000000")
    shown = town_desk.post(
        address("employer_reveal", employer), {"reason": "核实案情"},
        headers={"HX-Request": "true"},
    )  # fmt: skip
    assert "0510-86000000" in text(shown)
    assert "<html" not in text(shown)
