"""What is to be done: bounded by days of the rulebook, seen within the place."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command

from niudai.access.permissions import Role
from niudai.formation import actions
from niudai.formation.duties import duty
from niudai.kernel.refused import Refused
from niudai.notices.models import Notice
from niudai.organisations.models import Officer
from tests.formation.conftest import TODAY, actor_at, ago

FIXED = date(2026, 11, 23)


def named(name, actor, today=TODAY):
    return [str(row) for row in duty(name, actor, today).rows]


@pytest.mark.parametrize(
    ("opened_on", "listed"),
    [(date(2026, 5, 22), True), (date(2026, 5, 23), False), (date(2026, 11, 1), False)],
)
def test_an_employer_is_listed_from_the_day_after_the_limit(
    employer, town_officer, opened_on, listed
):
    employer.opened_on = opened_on
    employer.save()
    assert named("employers", town_officer, FIXED) == ([str(employer)] if listed else [])
    assert not duty("employers", town_officer, FIXED).rule.decides


def test_an_employer_whose_union_is_being_set_up_is_off_the_list(
    employer, village, village_officer, town_officer
):
    employer.opened_on = ago(900)
    employer.save()
    assert named("employers", town_officer) == [str(employer)]
    actions.prepare(superior=village, name="示例工会", employer=employer, by=village_officer)
    assert named("employers", town_officer) == []


def test_a_neighbouring_town_has_its_own_list(employer, neighbour):
    employer.opened_on = ago(900)
    employer.save()
    assert named("employers", actor_at(neighbour.path, Role.TOWN_OFFICER)) == []


@pytest.mark.parametrize(
    ("left", "due", "overdue"), [(90, True, False), (91, False, False), (-1, False, True)]
)
def test_a_term_is_due_ninety_days_ahead_and_overdue_after_its_last_day(
    union, town_officer, left, due, overdue
):
    union.term_from, union.term_until = ago(1000), TODAY + timedelta(days=left)
    union.save()
    assert (str(union) in named("due", town_officer)) is due
    assert (str(union) in named("overdue", town_officer)) is overdue


def test_an_approved_delay_is_not_overdue(union, town_officer, village_officer):
    union.term_from, union.term_until = ago(1000), ago(5)
    union.save()
    case = actions.prepare_re_election(union, members=60, seats=3, by=village_officer)
    assert named("overdue", town_officer) == [str(union)]
    actions.delay(case, until=TODAY + timedelta(days=60), reason="企业搬迁", by=town_officer)
    assert named("overdue", town_officer) == []


def test_a_union_without_a_serving_chair_is_listed(union, town, village, town_officer):
    for place in (town, village):
        Officer.objects.create(organisation=place, name="在任示例", post="chair", since=ago(10))
    Officer.objects.create(
        organisation=union, name="前任示例", post="chair", since=ago(900), until=ago(1)
    )
    assert named("chairs", town_officer) == [str(union)]


def test_founded_long_ago_and_not_registered(standing, town_officer):
    assert named("unregistered", town_officer) == []  # ten days old
    standing.founded_on = ago(61)
    standing.save()
    assert named("unregistered", town_officer) == [str(standing)]


def test_certificates_near_their_end(union, town_officer):
    union.certified_on, union.certified_until = ago(1000), TODAY + timedelta(days=60)
    union.save()
    assert named("certificates", town_officer) == [str(union)]


def test_the_end_of_a_term_is_announced_once(
    union, at_desk, town, django_capture_on_commit_callbacks
):
    at_desk(union, Role.VILLAGE_OFFICER)
    union.term_from, union.term_until = ago(1000), TODAY + timedelta(days=30)
    union.save()
    call_command("remind_terms", verbosity=0)
    assert not Notice.objects.exists()
    for _night in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            call_command("remind_terms", apply=True, verbosity=0)
    assert Notice.objects.filter(subject__contains=str(union)).count() == 1
    union.refresh_from_db()
    assert union.term_reminded_for == union.term_until


def test_another_term_is_announced_again(union, at_desk):
    at_desk(union, Role.VILLAGE_OFFICER)
    union.term_from, union.term_until = ago(1000), TODAY + timedelta(days=30)
    union.term_reminded_for = union.term_until - timedelta(days=1)
    union.save()
    call_command("remind_terms", apply=True, verbosity=0)
    union.refresh_from_db()
    assert union.term_reminded_for == union.term_until


def test_a_union_for_an_employer_that_has_one_is_not_prepared(
    employer, union, village, village_officer
):
    employer.union = employer.organisation = union
    employer.save()
    with pytest.raises(Refused, match="already has a union"):
        actions.prepare(superior=village, name="又一个", employer=employer, by=village_officer)
