"""A whole invented city, cut down: exact numbers, right snapshots, faults that checks find."""

from datetime import date

import pytest
from django.db import transaction
from django.db.models import Count, F
from django.utils import timezone

from niudai.audit.log import faults
from niudai.audit.models import Entry
from niudai.disputes.models import MediationBody, Mediator
from niudai.kernel.identifiers import wrong_credit_code
from niudai.kernel.personal import lookup
from niudai.membership.models import Membership, Person, Standing, Tally
from niudai.membership.seating import seat
from niudai.membership.tallying import recount_all, sums
from niudai.office.demo.planted import found_by_checks, promised, units_promised
from niudai.office.demo.scale import HUASHI, ZHOUZHUANG, Scale
from niudai.office.demo.whole import Builder
from niudai.organisations.history import tree_of
from niudai.organisations.models import Employer, Officer, Organisation, ServiceSite, Span

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
KEPT = ("search", "number_key", "phone_key", "card_key", "phone_end", "counted")
SMALL = Scale("small", 3000, 40, 8, 80, 261, (ZHOUZHUANG, HUASHI))


def built(scale=SMALL, seed=3):
    """Everything but the disputes, which take longest and are tested elsewhere."""
    builder = Builder(seed, timezone.localdate())
    for step in builder.scaled(scale):
        if step.stage == "disputes":
            break
    return builder


@pytest.fixture(scope="module")
def city(django_db_setup, django_db_blocker):
    """Built once for all tests of the file, in a transaction that is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield built()
        transaction.set_rollback(True)


def test_the_numbers_are_those_of_the_scale(city):
    members = Person.objects.filter(standing=Standing.ACTIVE)
    assert members.count() == SMALL.members
    assert Person.objects.filter(standing=Standing.KEPT).count() == 45
    assert Employer.objects.exclude(union=None).count() == SMALL.unions
    assert Employer.objects.filter(union=None).count() == SMALL.without_union
    assert MediationBody.objects.count() == SMALL.bodies
    assert Mediator.objects.count() == SMALL.mediators
    assert Organisation.objects.filter(kind="town").count() == 17
    assert ServiceSite.objects.filter(kind="station").count() == 17


def test_a_person_is_where_the_membership_says(city):
    wrong = Membership.objects.open().exclude(
        person__organisation=F("organisation"), person__path=F("path"), path=F("organisation__path")
    )
    assert not wrong.exists()
    kept = Membership.objects.open().filter(status="kept")
    assert set(kept.values_list("person__standing", flat=True)) == {Standing.KEPT}
    for person in Person.objects.order_by("pk")[:3000:190]:
        before = (person.organisation_id, person.path, person.standing)
        after = seat(person)
        assert (after.organisation_id, after.path, after.standing) == before


def test_what_is_kept_for_finding_is_what_a_save_would_have_written(city):
    for person in Person.objects.exclude(number_key="").order_by("pk")[:3000:170]:
        kept = {name: getattr(person, name) for name in KEPT}
        assert kept["number_key"] == lookup(person.number)
        assert kept["phone_end"] == person.phone[-4:]
        person.save()
        person.refresh_from_db()
        assert {name: getattr(person, name) for name in KEPT} == kept


def test_checks_of_the_members_find_what_was_planted_and_nothing_else(city):
    members = Person.objects.filter(standing=Standing.ACTIVE)
    states = dict(members.values_list("number_state").annotate(Count("pk")))
    numbers = members.exclude(number_key="").values("number_key").annotate(times=Count("pk"))
    assert {
        "number_wrong": states["wrong"],
        "number_old": states["old"],
        "number_missing": states["missing"],
        "phone_missing": members.filter(phone_key="").count(),
        "nation_missing": members.filter(nation="").count(),
        "joined_on_missing": Membership.objects.filter(status="active", joined_on=None).count(),
        "numbers_twice": numbers.filter(times__gt=1).count(),
    } == found_by_checks(SMALL.members)
    assert promised(SMALL.members).items() <= city.planted.items()


def test_checks_of_the_units_find_what_was_planted_and_nothing_else(city):
    today = timezone.localdate()
    unions = Organisation.objects.filter(kind="enterprise", status="active")
    chairs = Officer.objects.filter(post="chair")
    chaired = unions.filter(pk__in=chairs.values("organisation"))
    wrong = [
        code for code in Employer.objects.values_list("credit_code", flat=True)
        if wrong_credit_code(code)
    ]  # fmt: skip
    dissolved = Organisation.objects.filter(status="dissolved")
    assert {
        "unions_without_chair": unions.count() - chaired.count(),
        "expired_terms": unions.filter(term_until__lt=today).count(),
        "dissolved_unions": dissolved.count(),
        "wrong_credit_codes": len(wrong),
        "late_without_union": Employer.objects.filter(
            union=None, opened_on__lt=date(today.year - 1, today.month, 1)
        ).count(),
        "expired_mediators": Mediator.objects.filter(until__lt=today).count(),
    } == units_promised(SMALL)
    serving = chairs.serving(today).values("organisation")
    expired = set(chaired.exclude(pk__in=serving))
    assert expired == set(unions.filter(term_until__lt=today))
    forgotten = Membership.objects.open().filter(organisation__in=dissolved).count()
    assert forgotten == city.planted["members_in_dissolved_unions"] > 0


def test_no_check_of_a_single_record_would_refuse_a_union_an_employer_or_a_body(city):
    codes = Organisation.objects.exclude(credit_code="").values_list("credit_code", flat=True)
    assert len(codes) > SMALL.unions // 3
    assert not any(map(wrong_credit_code, codes))
    assert not Employer.objects.filter(workers=0).exists()
    assert not Employer.objects.exclude(union=None).exclude(organisation=F("union")).exists()
    for body in MediationBody.objects.filter(kind="enterprise"):
        sides = list(body.mediators.values_list("side", flat=True))
        assert sides.count("worker") == sides.count("employer") > 0
        assert body.mediators.filter(is_chair=True, side="worker").count() == 1


def test_an_employer_has_no_fewer_workers_than_its_union_has_members(city):
    unions = Employer.objects.exclude(union=None).values_list("union", "workers")
    active = Membership.objects.filter(status="active")
    members = dict(active.values_list("organisation").annotate(Count("pk")).order_by())
    assert all(members[union] <= workers for union, workers in unions)
    sizes = sorted(members[union] for union, _workers in unions)
    assert sizes[-1] > 5 * sizes[len(sizes) // 2]


def test_the_tree_of_years_ago_is_there_and_the_paths_of_today_are_whole(city):
    federation = Organisation.objects.get(kind="federation")
    for unit in Organisation.objects.exclude(parent=None).select_related("parent"):
        assert unit.path.startswith(unit.parent.path)
        assert int(unit.path[-5:-1]) <= Organisation.objects.get(pk=unit.parent_id).last_unit
    assert not Organisation.objects.exclude(pk__in=Span.objects.values("organisation")).exists()
    past = tree_of(Span.objects.as_of(date(2020, 6, 30)), date(2020, 6, 30))
    assert [root.span.organisation_id for root in past.roots] == [federation.pk]
    unions = Organisation.objects.filter(kind="enterprise")
    assert past.kinds()["enterprise"] == unions.filter(founded_on__lte=date(2020, 6, 30)).count()


def test_the_tallies_of_the_unions_are_those_of_the_people(city):
    totals = sums(Tally.objects.all())
    expected = found_by_checks(SMALL.members)
    assert totals["members"] == SMALL.members
    assert totals["number_wrong"] == expected["number_wrong"] + expected["number_old"]
    assert totals["joined_on_missing"] == expected["joined_on_missing"]
    assert recount_all() == 0


def test_the_log_names_every_stage_and_is_whole(city):
    stages = Entry.objects.filter(action="office.seed_city").order_by("number")
    assert [entry.changes["stage"] for entry in stages] == [
        "unions", "employers", "officers", "people", "register",
    ]  # fmt: skip
    assert list(faults()) == []


def test_the_planted_rows_are_named_by_their_keys(city):
    planted = city.census.planted()
    for first, second in planted["same_number"]:
        assert Person.objects.get(pk=first).number == Person.objects.get(pk=second).number
    states = Person.objects.filter(pk__in=planted["number_wrong"]).values("number_state")
    assert {state["number_state"] for state in states} == {"wrong"}


def test_numbers_given_afterwards_do_not_meet_those_of_the_city(city):
    union = Organisation.objects.filter(kind="enterprise").first()
    highest = Person.objects.order_by("-pk").first().pk
    person = Person.objects.create(name="甄示例", organisation=union, path=union.path)
    assert person.pk > highest
