"""The files: how many are checked in a year, when one may be destroyed at the earliest."""

from datetime import date

from django.utils.translation import gettext as _

from niudai.rulebook.counting import LENGTHS_IN_MONTHS, months_later
from niudai.rulebook.evaluation.facts import Fact
from niudai.rulebook.evaluation.hardship.reading import times
from niudai.rulebook.evaluation.question import Evaluator, Outcome, Question
from niudai.rulebook.rule import Unit

ENOUGH, TOO_FEW = "enough", "too few"
WITHDRAWAL, NEW_YEAR = "withdrawal", "next_new_year"


def spot_check(question: Question) -> Outcome:
    """A share of the files of the year, rounded up to whole files."""
    files, checked = question["files"], question["checked"]
    needed = -(-files * times(question.number("share")) // 1)
    facts = {"files": files, "share": question.number("share"), "needed": needed}
    said = [_("%(share)s × %(files)s files: at least %(needed)s are checked in the year.") % facts]
    if checked is None:
        return Outcome(str(needed), True, said, {"needed": int(needed)})
    holds = checked >= needed
    said.append(_("Checked: %(checked)s.") % {"checked": checked})
    return Outcome(ENOUGH if holds else TOO_FEW, holds, said, {"needed": int(needed)})


def destruction(question: Question) -> Outcome:
    """So many years after withdrawal; by the archives' habit counted from the next new year."""
    withdrawn: date = question["withdrawn_on"]
    counted_from = question["counted_from"] or question.number("counted_from")
    first = withdrawn if counted_from == WITHDRAWAL else date(withdrawn.year + 1, 1, 1)
    years = int(question.number("years"))
    earliest = months_later(first, years * LENGTHS_IN_MONTHS[Unit.YEAR])
    said = _("%(years)s years from %(first)s: destroyed on %(day)s at the earliest.")
    facts = {"years": years, "first": first.isoformat(), "day": earliest.isoformat()}
    due = question.on >= earliest
    more = {"earliest": earliest.isoformat(), "counted_from": counted_from, "due": due}
    return Outcome(earliest.isoformat(), due, [said % facts], more)


EVALUATORS = {
    "spot_check": Evaluator(
        (
            Fact("files", "count", "在档户数", "files in force"),
            Fact("checked", "count", "已抽查户数", "files checked", required=False),
        ),
        spot_check,
    ),
    "file_destruction": Evaluator(
        (
            Fact("withdrawn_on", "date", "撤档日期", "day the file was withdrawn"),
            Fact(
                "counted_from",
                "choice",
                "起算：withdrawal 撤档之日，next_new_year 次年1月1日",
                "counted from the withdrawal or from the next 1 January",
                required=False,
                choices=(WITHDRAWAL, NEW_YEAR),
            ),
        ),
        destruction,
    ),
}
