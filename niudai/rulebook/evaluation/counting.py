"""How figures are counted, exactly and with the denominator named."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from niudai.kernel.refused import Refused
from niudai.rulebook.evaluation.facts import Fact
from niudai.rulebook.evaluation.question import Evaluator, Outcome, Question

DENOMINATORS = ("accepted", "closed")


def success_rate(question: Question) -> Outcome:
    """Settled cases as a share of accepted, or of closed, cases."""
    by = question["denominator"] or question.number("denominator")
    settled, of = question["settled"], question[by]
    if of is None:
        raise Refused(_("Give “%(name)s”: the rate is counted from it.") % {"name": by})
    if settled > of:
        raise Refused(
            _("%(settled)s settled of %(of)s is impossible.") % {"settled": settled, "of": of}
        )
    more = {"denominator": by, "settled": settled, "of": of}
    if not of:
        return Outcome("–", False, [_("There are no cases to count from.")], more)
    rate = percent(Fraction(settled, of))
    counted_from = {
        "accepted": pgettext("counted from", "accepted"),
        "closed": pgettext("counted from", "closed"),
    }[by]
    said = _("%(settled)s settled ÷ %(of)s %(by)s = %(rate)s %%.")
    facts = {"settled": settled, "of": of, "by": counted_from, "rate": rate}
    return Outcome(f"{rate} %", True, [said % facts], more | {"percent": rate})


def percent(share: Fraction) -> str:
    """One decimal place, half upwards, without a binary fraction on the way."""
    exact = Decimal(share.numerator) * 100 / Decimal(share.denominator)
    return str(exact.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP))


EVALUATORS = {
    "success_rate": Evaluator(
        (
            Fact("settled", "count", "达成协议数", "cases settled"),
            Fact("accepted", "count", "受理数", "cases accepted", required=False),
            Fact("closed", "count", "办结数", "cases closed", required=False),
            Fact(
                "denominator",
                "choice",
                "分母：accepted 受理数，closed 办结数",
                "which count to divide by: accepted or closed",
                required=False,
                choices=DENOMINATORS,
            ),
        ),
        success_rate,
    ),
}
