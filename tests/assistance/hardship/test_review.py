"""A change is reported, a year is over: the household is reckoned again."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from niudai.assistance.hardship import actions
from niudai.assistance.hardship.models import MoneyLine
from niudai.audit.models import Entry
from niudai.casework.deadlines import follow
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
    return on_file(made, since=TODAY - timedelta(days=30))


def on_file(made, *, since, **facts):
    file = file_at(made, received_on=since, decided_on=since, entered_on=since, **facts)
    show(file)
    follow(file, "enter", on=since)
    return file


def running(file):
    return set(file.item.deadlines.open().values_list("rule_id", flat=True))


def test_a_reported_change_makes_the_review_due_and_the_copies_run(made, file):
    file = actions.report_change(file, what="儿子参加工作", by=made.hand("village"))
    assert file.stage == "review_due"
    assert file.changes.get().what == "儿子参加工作"
    assert running(file) == {"HARDSHIP-REVIEW", "HARDSHIP-SYNC"}
    assert "儿子" not in str(Entry.objects.last().changes)


def test_nothing_is_reported_without_saying_what(made, file):
    with pytest.raises(Refused, match="what changed"):
        actions.report_change(file, what=" ", by=made.hand("village"))
    file.refresh_from_db()
    assert file.stage == "active" and not file.changes.exists()


def test_confirmed_it_holds_another_year_and_the_answer_is_kept_anew(made, file):
    file = actions.report_change(file, what="换了住处", by=made.hand("village"))
    file = actions.confirm(file, by=made.hand("officer"))
    assert (file.stage, file.category, file.decided_on) == ("active", "deep", TODAY)
    assert file.reckoned["result"] == "deep" and file.rule_key.count("@") == 3
    review = file.item.deadlines.open().get(rule_id="HARDSHIP-REVIEW")
    assert (review.started_on, file.valid_until) == (TODAY, review.natural_end)


def test_more_income_changes_the_category_and_is_not_confirmed(made, file):
    MoneyLine.objects.create(file=file, side="income", item="wage", amount_fen=2_400_000)
    file = actions.report_change(file, what="找到工作", by=made.hand("village"))
    with pytest.raises(Refused, match="change it"):
        actions.confirm(file, by=made.hand("officer"))
    with pytest.raises(Refused, match="rests on"):
        actions.change_category(file, opinion="", by=made.hand("officer"))
    file = actions.change_category(file, opinion="收入增加", by=made.hand("officer"))
    assert (file.stage, file.category) == ("active", "relative")


def test_above_every_line_only_the_exit_is_left(made, file):
    MoneyLine.objects.create(file=file, side="income", item="wage", amount_fen=9_000_000)
    file = actions.report_change(file, what="找到工作", by=made.hand("village"))
    with pytest.raises(Refused, match="propose its exit"):
        actions.confirm(file, by=made.hand("officer"))
    with pytest.raises(Refused):
        actions.change_category(file, opinion="收入增加", by=made.hand("officer"))


def test_whoever_reports_does_not_confirm(made, file):
    file = actions.report_change(file, what="换了住处", by=made.hand("officer"))
    with pytest.raises(Refused, match="another person"):
        actions.confirm(file, by=made.hand("officer"))


def test_without_a_rule_in_force_nothing_is_confirmed():
    place = county()
    enter_rows(place, leave_out=("DIBAO-URBAN",))
    file = on_file(place, since=TODAY - timedelta(days=30))
    file = actions.report_change(file, what="换了住处", by=place.hand("village"))
    with pytest.raises(Refused, match="No decision"):
        actions.confirm(file, by=place.hand("officer"))


def test_the_town_does_not_confirm(made, file):
    file = actions.report_change(file, what="换了住处", by=made.hand("village"))
    with pytest.raises(Refused, match="permission"):
        actions.confirm(file, by=made.hand("town"))


def test_a_year_later_the_review_opens_by_itself_and_once(made, file, capsys):
    old = on_file(made, since=date(2020, 3, 2))
    call_command("open_reviews")
    old.refresh_from_db()
    assert old.stage == "active"
    for _night in range(2):
        call_command("open_reviews", "--apply")
    old.refresh_from_db()
    file.refresh_from_db()
    assert (old.stage, file.stage) == ("review_due", "active")
    assert Entry.objects.filter(action="hardship.fall_due").count() == 1


def test_the_copies_are_brought_in_step(made, file):
    with pytest.raises(Refused, match="one copy only"):
        actions.copies_in_step(file, by=made.hand("village"))
    file = actions.report_change(file, what="换了住处", by=made.hand("village"))
    actions.copies_in_step(file, by=made.hand("village"))
    assert running(file) == {"HARDSHIP-REVIEW"}
