"""A roster is taken back as a whole, as long as nothing was built on it."""

from datetime import date

import pytest
from django.db import transaction

from niudai.access.actor import CLOCK
from niudai.membership.actions import end_membership, keep
from niudai.membership.models import Engagement, Membership, Pair, Person
from niudai.membership.roster import undoing
from niudai.membership.tallying import recount_all
from tests.membership.roster.conftest import FIRST, SECOND, row, taken
from tests.membership.roster.test_dry_is_real import everything

pytestmark = pytest.mark.django_db


def undo(done):
    with transaction.atomic():
        for facts in reversed(done.facts):
            undoing.undo(facts, done.lines)
    assert recount_all() == 0


def why_not(done):
    lines = [line for line in done.lines if line.subject_id]
    return undoing.built_on(done.facts[0], lines, import_id=1)


def test_new_changed_paired_and_returned_people_are_as_before(union, other_union, town):
    taken(union, row(phone="13800000001", department="一车间"))
    taken(other_union, row("单样本", SECOND), row("贾丙", "11010519491231002X"))
    end_membership(Person.objects.get(name="单样本"), status="withdrawn", reason="换单位", by=CLOCK)
    before = everything()
    done = taken(
        town,
        row(unit=union.name, phone="13900000002", department="二车间", education="本科"),
        row("单样本", SECOND, unit=union.name, phone="13700000003"),
        row("贾丙", "11010519491231002X", unit=union.name),
        row("易丁", "320281197501011230", unit=union.name),
    )
    assert done.counts == {"changed": 2, "pair": 1, "new": 1}
    assert why_not(done) == ""
    undo(done)
    assert everything() == before
    assert not Pair.objects.exists()
    assert all(Person.objects.values_list("counted", flat=True))


@pytest.mark.parametrize("act", ["kept", "corrected", "works", "decided"])
def test_what_was_built_on_keeps_the_import_from_being_undone(union, other_union, act):
    taken(other_union, row("单样本", SECOND))
    done = taken(union, row(), row("单样本", SECOND))
    person = Person.objects.get(name="甄示例")
    assert why_not(done) == ""
    if act == "kept":
        keep(person, reason="retired", by=CLOCK)
    if act == "corrected":
        Membership.objects.filter(person=person).update(
            until=date(2030, 1, 1), status="withdrawn", reason="own_wish"
        )
    if act == "works":
        Engagement.objects.create(
            person=person, organisation=other_union, work="兼职", since=date(2026, 1, 1)
        )
    if act == "decided":
        Pair.objects.update(state=Pair.State.DIFFERENT)
    assert why_not(done)
    assert Person.objects.get(pk=person.pk).number == FIRST
