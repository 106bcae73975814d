"""Money for the list goes through the funds, by somebody else than who made the list."""

import pytest

from niudai.assistance.warmth import actions
from niudai.funds.models import Line
from niudai.kernel.refused import Refused


@pytest.fixture
def purse(running, source, helper):
    return actions.name_source(running, source, most_fen=150_000, by=helper)


def test_the_money_is_bound_by_name_and_card(running, purse, target, leader):
    (line,) = actions.commit_money(running, purse, [target], by=leader)

    target.refresh_from_db()
    assert target.line == line
    assert (line.origin, line.item, line.group, line.manner) == ("warmth", "warmth", "deep", "bank")
    assert (line.amount_fen, line.card, line.number) == (
        100_000, "6228480000000000123", "320281198801010023",
    )  # fmt: skip


def test_whoever_made_the_list_does_not_decide_the_money(running, purse, file, helper, source):
    actions.pick_households(running, [file], money_fen=100_000, by=helper)

    with pytest.raises(Refused, match="does not decide"):
        actions.commit_money(running, purse, list(running.targets.all()), by=helper)

    assert not Line.objects.exists()


def test_nothing_is_bound_twice(running, purse, target, leader):
    actions.commit_money(running, purse, [target], by=leader)

    with pytest.raises(Refused, match="Some of these"):
        actions.commit_money(running, purse, [target], by=leader)


def test_no_more_than_the_campaign_may_take_of_the_source(running, source, target, leader, helper):
    purse = actions.name_source(running, source, most_fen=50_000, by=helper)

    with pytest.raises(Refused, match=r"500\.00"):
        actions.commit_money(running, purse, [target], by=leader)


def test_no_card_no_money(running, purse, target, leader):
    target.card = ""
    target.save()

    with pytest.raises(Refused, match="cash"):
        actions.commit_money(running, purse, [target], by=leader)


def test_who_has_money_bound_is_not_taken_off(running, purse, target, leader, clerk):
    actions.commit_money(running, purse, [target], by=leader)

    with pytest.raises(Refused, match="release"):
        actions.drop(target, reason="搬走", by=clerk)
