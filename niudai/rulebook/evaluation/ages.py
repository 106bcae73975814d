"""Who is old enough."""

from django.utils.translation import gettext as _

from niudai.kernel.refused import Refused
from niudai.rulebook.counting import LENGTHS_IN_MONTHS, months_later
from niudai.rulebook.evaluation.collective import ACCEPTED, REJECTED
from niudai.rulebook.evaluation.facts import Fact
from niudai.rulebook.evaluation.question import Evaluator, Outcome, Question
from niudai.rulebook.rule import Unit


def adult(question: Question) -> Outcome:
    """Of age on the day asked about; the birthday itself counts."""
    born, day = question["born_on"], question["day"]
    if day < born:
        raise Refused(_("The day of birth lies in the future."))
    years = question.rule.amount or 0
    of_age = months_later(born, years * LENGTHS_IN_MONTHS[Unit.YEAR])
    facts = {"years": years, "day": of_age.isoformat()}
    if day >= of_age:
        return Outcome(ACCEPTED, True, [_("%(years)s years old since %(day)s.") % facts])
    return Outcome(REJECTED, False, [_("Not yet %(years)s years old: only on %(day)s.") % facts])


EVALUATORS = {
    "adult": Evaluator(
        (
            Fact("born_on", "date", "出生日期", "day of birth"),
            Fact("day", "date", "任职之日", "the day the office begins"),
        ),
        adult,
    ),
}
