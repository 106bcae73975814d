"""Wage checks and the signals of arrears, layoffs and a possible crime."""

from django.utils.translation import gettext as _

from niudai.kernel.refused import Refused
from niudai.rulebook.evaluation.bargaining import MINIMUM, least_of, share
from niudai.rulebook.evaluation.facts import Fact, yuan
from niudai.rulebook.evaluation.question import Evaluator, Outcome, Question

LAWFUL, UNLAWFUL = "lawful", "unlawful"
SIGNAL, NO_SIGNAL = "signal", "no signal"
OVERTIME = ("workday", "rest_day", "holiday")


def piece_quota(question: Question) -> Outcome:
    """Enough workers of the post finish the quota in legal hours."""
    workers, able = question["workers"], question["able"]
    if able > workers:
        raise Refused(_("More able workers than workers is impossible."))
    needed = least_of(question, workers)
    holds = able >= needed
    said = _("%(able)s of %(workers)s finish in legal hours; at least %(share)s, %(needed)s.")
    facts = {"able": able, "workers": workers, "needed": needed, "share": share(question)}
    return Outcome(LAWFUL if holds else UNLAWFUL, holds, [said % facts], {"needed": needed})


def overtime(question: Question) -> Outcome:
    """Paid at least the percentage for that kind of day."""
    kind, base, paid = question["kind"], question["normal_pay"], question["paid"]
    if question["time_off"] and kind == "rest_day":
        return Outcome(LAWFUL, True, [_("Time off was given for the rest day worked.")])
    percent = question.number(kind)
    due = -(-base * percent // 100)  # a fraction of a fen counts for the worker
    holds = paid >= due
    said = _("%(percent)s %% of %(base)s yuan is %(due)s; paid %(paid)s.")
    facts = {"percent": percent, "base": yuan(base), "due": yuan(due), "paid": yuan(paid)}
    return Outcome(LAWFUL if holds else UNLAWFUL, holds, [said % facts], {"due": yuan(due)})


def deduction(question: Question) -> Outcome:
    """A fifth of the month's pay at most, and the rest not below the minimum wage."""
    pay, taken = question["month_pay"], question["deduction"]
    if taken > pay:
        raise Refused(_("The deduction is larger than the pay."))
    minimum = question.wage("minimum_wage")
    most = pay * question.number("numerator") // question.number("denominator")
    facts = {
        "taken": yuan(taken),
        "most": yuan(most),
        "rest": yuan(pay - taken),
        "least": yuan(minimum),
    }
    wrong = []
    if taken > most:
        wrong.append(_("The deduction of %(taken)s yuan is more than %(most)s.") % facts)
    if pay - taken < minimum:
        wrong.append(_("The rest of %(rest)s yuan lies below the minimum wage %(least)s.") % facts)
    good = [_("%(taken)s yuan taken, at most %(most)s; %(rest)s remain.") % facts]
    return Outcome(UNLAWFUL if wrong else LAWFUL, not wrong, wrong or good)


def sick_pay(question: Question) -> Outcome:
    """At least four fifths of the minimum wage."""
    minimum, paid = question.wage("minimum_wage"), question["paid"]
    due = -(-minimum * question.number("numerator") // question.number("denominator"))
    holds = paid >= due
    said = _("%(share)s of %(minimum)s yuan is %(due)s; paid %(paid)s.")
    facts = {
        "share": share(question),
        "minimum": yuan(minimum),
        "due": yuan(due),
        "paid": yuan(paid),
    }
    return Outcome(LAWFUL if holds else UNLAWFUL, holds, [said % facts], {"due": yuan(due)})


def layoff(question: Question) -> Outcome:
    """So many persons, or such a share of all workers."""
    persons, workers = question["persons"], question["workers"]
    if persons > workers:
        raise Refused(_("More laid off than there are workers is impossible."))
    by_share = least_of(question, workers)
    facts = {
        "persons": persons,
        "workers": workers,
        "least": question.number("persons"),
        "share": share(question),
        "needed": by_share,
    }
    grounds = []
    if persons >= question.number("persons"):
        grounds.append(_("%(persons)s persons, at least %(least)s.") % facts)
    if persons >= by_share:
        grounds.append(_("%(persons)s of %(workers)s, at least %(share)s.") % facts)
    none = [_("%(persons)s of %(workers)s: fewer than %(least)s and less than %(share)s.") % facts]
    return Outcome(SIGNAL if grounds else NO_SIGNAL, bool(grounds), grounds or none)


def arrears(question: Question) -> Outcome:
    """So many months running, or so many in total."""
    running, total = question["running_months"], question["total_months"]
    if running is None and total is None:
        raise Refused(_("Give “running_months”, “total_months” or both."))
    if running is not None and total is not None and running > total:
        raise Refused(_("The months running cannot be more than the months in total."))
    grounds = []
    if running is not None and running >= question.number("running_months"):
        grounds.append(
            _("%(months)s months running, at least %(least)s.")
            % {"months": running, "least": question.number("running_months")}
        )
    counted = running if total is None else total
    if counted is not None and counted >= question.number("total_months"):
        grounds.append(
            _("%(months)s months in total, at least %(least)s.")
            % {"months": counted, "least": question.number("total_months")}
        )
    none = [_("The arrears have not lasted long enough.")]
    return Outcome(SIGNAL if grounds else NO_SIGNAL, bool(grounds), grounds or none)


def crime(question: Question) -> Outcome:
    """Advisory only: the province fixes the figure within the span; nothing is decided here."""
    weighed = [found for found in (one_worker(question), many_workers(question)) if found]
    if not weighed:
        raise Refused(_("Give “months” and “amount”, or “workers” and “total”."))
    sentences = [found[0] for found in weighed]
    reached = any(found[1] for found in weighed)
    if reached and not any(found[2] for found in weighed):
        sentences.append(_("Between the two figures it depends on what the province has fixed."))
    sentences.append(_("Advisory only: whether it is a crime is for the police and the court."))
    return Outcome(SIGNAL if reached else NO_SIGNAL, reached, sentences)


def one_worker(question: Question) -> tuple[str, bool, bool] | None:
    """The sentence, whether the lower figure is reached, and whether the upper one is."""
    months, amount = question["months"], question["amount"]
    if months is None or amount is None:
        return None
    least = question.number("one_months")
    low, high = question.number("one_fen_low"), question.number("one_fen_high")
    said = _(
        "One worker: %(months)s months and %(amount)s yuan; from %(least)s months and %(span)s."
    )
    facts = {"months": months, "amount": yuan(amount), "least": least, "span": span(low, high)}
    return said % facts, months >= least and amount >= low, months >= least and amount >= high


def many_workers(question: Question) -> tuple[str, bool, bool] | None:
    workers, total = question["workers"], question["total"]
    if workers is None or total is None:
        return None
    least = question.number("many_workers")
    low, high = question.number("many_fen_low"), question.number("many_fen_high")
    said = _(
        "Together: %(workers)s workers and %(total)s yuan; from %(least)s workers and %(span)s."
    )
    facts = {"workers": workers, "total": yuan(total), "least": least, "span": span(low, high)}
    return said % facts, workers >= least and total >= low, workers >= least and total >= high


def span(low: int, high: int) -> str:
    return f"{yuan(low)}–{yuan(high)}"


EVALUATORS = {
    "piece_quota": Evaluator(
        (
            Fact("workers", "count", "同岗位劳动者人数", "workers in the post"),
            Fact("able", "count", "法定工时内能完成的人数", "workers who finish in legal hours"),
        ),
        piece_quota,
    ),
    "overtime": Evaluator(
        (
            Fact("kind", "choice", "加班日类别", "kind of day", choices=OVERTIME),
            Fact("normal_pay", "money", "同样时长的正常工资", "normal pay for the same hours"),
            Fact("paid", "money", "实付加班工资", "overtime pay paid"),
            Fact("time_off", "yes_no", "是否已补休", "whether time off was given", required=False),
        ),
        overtime,
    ),
    "deduction": Evaluator(
        (
            Fact("month_pay", "money", "当月工资", "pay of the month"),
            Fact("deduction", "money", "扣款", "deduction"),
            MINIMUM,
        ),
        deduction,
    ),
    "sick_pay": Evaluator(
        (Fact("paid", "money", "实付病假工资或生活费", "sick or idle pay paid"), MINIMUM), sick_pay
    ),
    "layoff": Evaluator(
        (
            Fact("persons", "count", "裁减人数", "persons laid off"),
            Fact("workers", "count", "职工总数", "all workers"),
        ),
        layoff,
    ),
    "arrears": Evaluator(
        (
            Fact("running_months", "count", "连续拖欠月数", "months running", required=False),
            Fact("total_months", "count", "累计拖欠月数", "months in total", required=False),
        ),
        arrears,
    ),
    "crime": Evaluator(
        (
            Fact(
                "months",
                "count",
                "拖欠一名劳动者的月数",
                "months unpaid to one worker",
                required=False,
            ),
            Fact(
                "amount",
                "money",
                "拖欠该劳动者的数额",
                "amount owed to that worker",
                required=False,
            ),
            Fact("workers", "count", "被拖欠的劳动者人数", "workers unpaid", required=False),
            Fact("total", "money", "拖欠总额", "amount owed in total", required=False),
        ),
        crime,
        advisory=True,
    ),
}
