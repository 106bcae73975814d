"""A roster killed in the middle of a batch, between two, or before the first: the same end."""

import random

import pytest

from niudai.audit.log import faults
from niudai.membership.models import Membership, Pair, Person
from niudai.membership.tallying import recount_all
from niudai.office.demo.people import check_digit
from niudai.organisations.models import Organisation
from niudai.sheets import actions
from niudai.sheets.models import Import
from tests.sheets.conftest import (
    at_desk,
    brought,
    city,
    clerk,
    dry,
    neighbour,
    officer_of,
    places,
    town,
    union,
    village,
)
from tests.sheets.test_crash import killed_after, worker

__all__ = [
    "at_desk", "brought", "city", "clerk", "dry", "neighbour", "officer_of", "places", "town",
    "union", "village",
]  # fmt: skip

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
ROWS = 11_000  # three batches
HEAD = ["姓名", "身份证号", "工会名称", "手机号", "学历"]


def number(at: int) -> str:
    """Of a place code the state never gave to anybody."""
    body = f"320200{1960 + at // 500:04d}{1 + at % 12:02d}{1 + at % 28:02d}{at % 500:03d}"
    return body + check_digit(body)


def rows() -> list:
    """Good rows over two unions, faulty ones, repeated ones, and some for both unions."""
    names = "甄单曾仇任"
    made = [
        [f"{names[at % 5]}示例", number(at), ("示例纺织工会", "倪家巷村工会联合会")[at % 2],
         f"1380{at:07d}", "本科"]
        for at in range(ROWS)
    ]  # fmt: skip
    for at in range(11, ROWS - 300, 97):
        made[at][1] = "320200"
        made[at + 20] = made[at + 5]
        made[at + 40] = [*made[at + 41 + 200][:2], "倪家巷村工会联合会", "", "大专"]
    return [HEAD, *made]


def test_a_roster_killed_at_random_moments_ends_as_if_nothing_had_happened(dry, clerk, union):
    promised = dry(rows(), kind="members")
    assert promised.count("pair") and promised.count("refused")
    actions.start(promised, by=clerk)
    chance = random.Random(20261123)

    for rows_done in (0, 1, 5_001):  # within the first, second and third batch
        killed_after(rows_done, chance)
    process = worker()
    _out, said = process.communicate(timeout=200)

    job = Import.objects.get()
    assert (job.state, said.decode()) == ("done", "")
    assert job.counts == promised.counts and sum(map(job.count, job.counts)) == ROWS
    people = Person.objects.count()
    assert people == job.count("new") + job.count("pair") == Membership.objects.open().count()
    assert Pair.objects.count() == job.count("pair")
    assert Person.objects.filter(counted=False).count() == 2 * job.count("pair")
    where = Person.objects.values_list("number_key", "organisation")
    assert len(set(where)) == people
    assert recount_all() == 0 and list(faults()) == []
    assert Organisation.objects.get(pk=union.pk).name == "示例纺织工会"
