"""Whatever is done in whatever order: one membership at a time, and no row is lost."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from niudai.access.actor import CLOCK
from niudai.audit.log import faults
from niudai.kernel.refused import Refused
from niudai.membership import actions
from niudai.membership.actions.persons import PersonFacts
from niudai.membership.duplicates.merging import merge, undo
from niudai.membership.models import (
    Membership,
    MembershipTransfer,
    Merge,
    Pair,
    Person,
    Standing,
)
from niudai.membership.tallying import recount_all
from tests.membership.conftest import NUMBERS

pytestmark = pytest.mark.django_db

STEPS = ["join", "keep", "restore", "end", "ask", "take", "refuse", "back", "merge", "undo"]
STEP = st.tuples(
    st.sampled_from(
        ["join", "keep", "restore", "end", "ask", "take", "refuse", "back", "merge", "undo"]
    ),
    st.integers(0, 1),  # which person
    st.integers(0, 2),  # which union
    st.integers(0, 40),  # how many days ago
)
EXPECTED = {"active": Standing.ACTIVE, "kept": Standing.KEPT}


def do(step, person, union, day):
    pair = Pair.objects.get()
    merged = Merge.objects.filter(undone_at=None).first()
    waiting = MembershipTransfer.objects.waiting().filter(person=person).first()
    match step:
        case "join":
            actions.join(person, organisation=union, on=day, by=CLOCK)
        case "keep":
            actions.keep(person, reason="retired", on=day, by=CLOCK)
        case "restore":
            actions.restore(person, on=day, by=CLOCK)
        case "end":
            actions.end_membership(person, status="withdrawn", reason="本人申请", on=day, by=CLOCK)
        case "ask":
            actions.ask_transfer(person, target=union, reason="换了工作", by=CLOCK)
        case "merge":
            merge(pair, keep=person, by=CLOCK)
        case "undo" if merged:
            undo(merged, by=CLOCK)
        case "take" if waiting:
            actions.take_over(waiting, on=day, by=CLOCK)
        case "refuse" if waiting:
            actions.refuse_transfer(waiting, answer="不同意", by=CLOCK)
        case "back" if waiting:
            actions.call_back(waiting, by=CLOCK)


@given(steps=st.lists(STEP, max_size=25))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_one_membership_at_a_time_and_no_row_lost(mill, yard, village, steps):
    unions, today, rows = [mill, yard, village], timezone.localdate(), 0
    with transaction.atomic():
        people = [
            actions.enter_person(PersonFacts(name="甄示例", number=n), organisation=mill, by=CLOCK)
            for n in NUMBERS[:2]
        ]
        Pair.objects.create(
            first=people[0],
            second=people[1],
            path="0001.",
            ground="name_birth",
            likelihood=70,
            found_on=today,
        )
        for step, who, where, ago in steps:
            with suppress(Refused):
                do(step, people[who], unions[where], today - timedelta(days=ago))
            stays = Membership.objects.count()
            assert stays >= rows
            rows = stays
        for person in people:
            agrees(person)
        assert Person.objects.count() == len(people)
        assert recount_all() == 0
        assert list(faults()) == []
        transaction.set_rollback(True)


def agrees(person):
    """The person's own columns say what the memberships say."""
    person = Person.objects.get(pk=person.pk)
    stays = list(Membership.objects.filter(person=person))
    if person.merged_into_id:
        assert (stays, person.counted) == ([], False)
        return
    open_stays = [stay for stay in stays if stay.until is None]
    assert len(open_stays) <= 1
    if open_stays:
        (stay,) = open_stays
        assert person.standing == EXPECTED[stay.status]
        assert (person.path, person.organisation_id) == (stay.path, stay.organisation_id)
    else:
        assert person.standing == (Standing.LEFT if stays else Standing.NONE)
    assert person.path == person.organisation.path
