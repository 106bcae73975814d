"""A household leaves by the rule of exit, or is cancelled; whoever falls back begins again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from niudai.assistance.hardship import actions
from niudai.assistance.hardship.models import HardshipFile
from niudai.casework.moves import show
from niudai.kernel.refused import Refused
from tests.assistance.hardship.keeping import county, enter_rows, file_at

TODAY = timezone.localdate()

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    place = county()
    enter_rows(place)
    return place


@pytest.fixture
def file(made):
    file = file_at(made, received_on=TODAY - timedelta(days=400))
    show(file)
    return file


def months(*amounts):
    """The months up to the last one, each with what there was a head."""
    first = TODAY.year * 12 + TODAY.month - 2 - len(amounts) + 1
    return [
        {"month": f"{(first + n) // 12:04d}-{(first + n) % 12 + 1:02d}", "per_head": amount}
        for n, amount in enumerate(amounts)
    ]


def proposed(file, made, *amounts, **facts):
    return actions.propose_exit(
        file, months=months(*amounts), why="收入稳定", by=made.hand("village"), **facts
    )


def test_six_months_running_above_the_line_lift_the_household(made, file):
    file = proposed(file, made, *["1000.01"] * 6)
    assert file.stage == "exit_proposed"
    file = actions.lift(file, by=made.hand("officer"))
    assert (file.stage, file.left_on) == ("lifted", TODAY)
    gone = file.exits.get()
    assert gone.outcome == "lifted" and gone.reckoned["result"] == "lifted"
    assert gone.rule_key.startswith("HARDSHIP-EXIT@CN-320281@")


@pytest.mark.parametrize(
    "amounts", [["1000.00"] * 6, ["1500.00"] * 5, ["1500.00"] * 5 + ["900.00"]]
)
def test_the_line_itself_five_months_or_a_fall_do_not_lift(made, file, amounts):
    file = proposed(file, made, *amounts)
    with pytest.raises(Refused, match="months running"):
        actions.lift(file, by=made.hand("officer"))
    file.refresh_from_db()
    assert file.stage == "exit_proposed" and file.left_on is None


def test_the_safety_net_relieves_who_cannot_be_lifted(made, file):
    file = proposed(file, made, "1000.00", safety_net=True)
    with pytest.raises(Refused):
        actions.lift(file, by=made.hand("officer"))
    file = actions.relieve(file, by=made.hand("officer"))
    assert (file.stage, file.exits.get().outcome) == ("relieved", "relieved")


def test_below_the_line_even_the_net_does_not_relieve(made, file):
    file = proposed(file, made, "999.99", safety_net=True)
    with pytest.raises(Refused):
        actions.relieve(file, by=made.hand("officer"))


def test_whoever_proposes_does_not_decide(made, file):
    file = actions.propose_exit(
        file, months=months(*["1500.00"] * 6), why="收入稳定", by=made.hand("officer")
    )
    with pytest.raises(Refused, match="another person"):
        actions.lift(file, by=made.hand("officer"))
    assert actions.lift(file, by=made.hand("other")).stage == "lifted"


def test_a_proposal_that_does_not_hold_goes_back_to_the_review(made, file):
    file = proposed(file, made, "1500.00")
    file = actions.keep(file, reason="月数不够", by=made.hand("officer"))
    assert (file.stage, file.exits.get().outcome) == ("review_due", "stays")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [([], "list of months"), ([{"month": "2099-01", "per_head": "1"}], "not come yet")],
)
def test_months_that_cannot_be_are_refused(made, file, wrong, said):
    with pytest.raises(Refused, match=said):
        actions.propose_exit(file, months=wrong, why="收入稳定", by=made.hand("village"))
    file.refresh_from_db()
    assert file.stage == "active" and not file.exits.exists()


def test_without_the_rule_of_exit_entered_nobody_is_lifted():
    place = county()
    enter_rows(place, leave_out=("HARDSHIP-EXIT",))
    file = file_at(place, received_on=TODAY - timedelta(days=400))
    show(file)
    file = proposed(file, place, *["1500.00"] * 6)
    with pytest.raises(Refused, match="preview only"):
        actions.lift(file, by=place.hand("officer"))


def test_a_file_on_false_data_is_cancelled_and_the_aid_is_owed(made, file):
    file = actions.cancel(file, why="false", reason="隐瞒房产", by=made.hand("officer"))
    assert (file.stage, file.left_on) == ("cancelled", TODAY)
    with pytest.raises(Refused, match="paid back"):
        actions.archive(file, place="1-1", by=made.hand("officer"))
    recovery = actions.settle_recovery(file.recovery, how="已退回", by=made.hand("officer"))
    assert recovery.done_on == TODAY
    file = HardshipFile.objects.get(pk=file.pk)
    assert actions.archive(file, place="1-1", by=made.hand("officer")).stage == "archived"


@pytest.mark.parametrize("why", ["died", "retired", "transferred"])
def test_the_other_reasons_owe_nothing(made, file, why):
    file = actions.cancel(file, why=why, reason="示例", by=made.hand("officer"))
    assert file.stage == "cancelled" and not hasattr(file, "recovery")


def test_a_reason_that_does_not_exist_is_refused(made, file):
    with pytest.raises(Refused, match="why"):
        actions.cancel(file, why="bored", reason="示例", by=made.hand("officer"))


def test_whoever_fell_back_gets_a_new_application_linked_to_the_old_file(made, file):
    file = proposed(file, made, *["1500.00"] * 6)
    file = actions.lift(file, by=made.hand("officer"))
    facts = {"way": "phone", "findings": "又失业了", "fell_back": True}
    file = actions.look_back(file, **facts, by=made.hand("town"))
    new = HardshipFile.objects.get(previous=file)
    assert (new.stage, new.name, len(new.household)) == ("draft", file.name, 2)
    assert new.category == "" and new.code != file.code and not new.money.exists()
    with pytest.raises(Refused, match="follows this file"):
        actions.look_back(file, **facts, by=made.hand("town"))


def test_a_household_that_stands_is_only_noted(made, file):
    file = proposed(file, made, *["1500.00"] * 6)
    file = actions.lift(file, by=made.hand("officer"))
    file = actions.look_back(file, way="home", findings="稳定", by=made.hand("town"))
    assert file.stage == "look_back" and not file.followed_by.exists()
