"""What is wrong on file: counted, opened to its rows, asked for, mended."""

import re
from datetime import date

import pytest
from django.urls import reverse

from niudai.access.actor import CLOCK
from niudai.access.permissions import Role
from niudai.audit.models import Entry
from niudai.kernel.refused import Refused
from niudai.membership import actions
from niudai.membership.actions.persons import PersonFacts
from niudai.membership.models import Membership
from niudai.membership.tallying import recount
from niudai.notices.models import Notice
from niudai.organisations.models import Officer
from niudai.statistics.actions import ask_to_mend, close_mended
from niudai.statistics.faults import FAULTS, Asked, counted, score, total
from niudai.statistics.models import Mending
from tests.membership.conftest import NUMBERS
from tests.statistics.conftest import employer

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 16)


@pytest.fixture
def chairs(mill, yard, city, town, neighbour, village):
    for union in (mill, yard, city, town, neighbour, village):
        Officer.objects.create(
            organisation=union, name="贾样本", post="chair", since=date(2025, 1, 1)
        )


@pytest.fixture
def faulty(mill, chairs, members):
    """A member without a number, a phone, a nation, a day of joining."""
    person = actions.enter_person(PersonFacts(name="艾空白"), organisation=mill, by=CLOCK)
    actions.join(person, organisation=mill, on=TODAY, by=CLOCK)
    Membership.objects.filter(person=person).update(joined_on=None)
    recount([mill.pk])
    return person


@pytest.fixture
def asked(city, city_officer):
    return Asked(city_officer, city, TODAY)


def numbers(asked):
    return {name: total(counts) for name, counts in counted(asked).items() if total(counts)}


def test_each_fault_is_counted(asked, faulty):
    missing = ["number_missing", "phone_missing", "nation_missing", "joined_on_missing"]
    assert numbers(asked) == dict.fromkeys(missing, 1)


def test_a_union_without_a_chair_and_a_wrong_credit_code_are_faults(asked, mill, village, chairs):
    Officer.objects.filter(organisation=mill).delete()
    employer("江阴样本作坊", village, credit_code="91320281MA1TEST01T")
    assert numbers(asked) == {"chairs": 1, "wrong_codes": 1}


def test_the_score_rises_with_every_row_mended(asked, faulty, city_officer):
    before = score(asked, counted(asked))
    assert before < 100
    facts = PersonFacts(name="艾空白", number=NUMBERS[2], phone="13800001235", nation="01")
    actions.correct_person(faulty, facts, by=city_officer)
    asked = Asked(asked.actor, asked.place, TODAY)
    between = score(asked, counted(asked))
    actions.correct_membership(faulty, joined_on=TODAY, by=city_officer)
    asked = Asked(asked.actor, asked.place, TODAY)
    after = score(asked, counted(asked))
    assert before < between < after == 100


def test_a_place_with_nobody_has_nothing_wrong(asked, city):
    assert score(asked, {fault.id: {} for fault in FAULTS}) == 100


def test_every_number_of_the_page_opens_to_as_many_rows(
    asked, faulty, at_desk, city, village, yard
):
    Officer.objects.filter(organisation=yard).delete()
    employer("江阴样本作坊", village, credit_code="91320281MA1TEST01T")
    desk = at_desk(city)
    page = desk.get(reverse("faults")).content.decode()
    links = re.findall(r'href="([^"]+)">(\d+)</a></td>', page)
    assert len(links) == 6
    for address, number in links:
        rows = desk.get(address.replace("&amp;", "&")).content.decode()
        shown = re.search(r'<h2 id="found">\s*(\d+)', rows)
        assert shown and shown[1] == number, address


def test_one_click_asks_the_unit_and_the_unit_reads_it(faulty, at_desk, mill, city):
    unit = at_desk(mill, Role.VILLAGE_OFFICER)
    desk = at_desk(city)
    response = desk.post(reverse("fault_ask", args=[mill.pk]), {"fault": "phone_missing"})
    assert response.status_code == 302
    request = Mending.objects.get()
    assert (request.organisation, request.fault, request.found) == (mill, "phone_missing", 1)
    assert Notice.objects.filter(recipient__organisation=mill).exists()
    assert "asked on" in unit.get(reverse("faults")).content.decode()


def test_a_unit_is_asked_once_and_only_for_what_is_wrong(faulty, mill, city_officer):
    ask_to_mend(mill, fault_id="phone_missing", by=city_officer)
    with pytest.raises(Refused, match="was asked already"):
        ask_to_mend(mill, fault_id="phone_missing", by=city_officer)
    with pytest.raises(Refused, match="Nothing of this kind"):
        ask_to_mend(mill, fault_id="chairs", by=city_officer)
    assert Entry.objects.filter(action="statistics.ask_to_mend").count() == 1


def test_a_request_is_over_when_nothing_is_left(faulty, mill, city_officer):
    request = ask_to_mend(mill, fault_id="phone_missing", by=city_officer)
    assert not close_mended(request, today=TODAY)
    facts = PersonFacts(name="艾空白", phone="13800001235")
    actions.correct_person(faulty, facts, by=city_officer)
    assert close_mended(request, today=TODAY)
    assert Mending.objects.get().closed_on == TODAY


def test_a_stranger_asks_nobody(faulty, at_desk, mill, yard):
    desk = at_desk(yard, Role.VILLAGE_OFFICER)
    assert desk.post(reverse("fault_ask", args=[mill.pk]), {"fault": "chairs"}).status_code == 404
    assert desk.get(reverse("faults"), {"under": mill.pk}).status_code == 404
    assert not Mending.objects.exists()
