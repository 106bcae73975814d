"""Bargaining: sides, outsiders, quorum, approval, floors. Whole numbers only, never floats."""

from django.utils.translation import gettext as _

from niudai.kernel.refused import Refused
from niudai.rulebook.evaluation.collective import ACCEPTED, REJECTED
from niudai.rulebook.evaluation.facts import Fact, yuan
from niudai.rulebook.evaluation.question import Evaluator, Outcome, Question
from niudai.rulebook.rules import nearest

AT_LEAST, MORE_THAN = "at_least", "more_than"


def bargaining_representatives(question: Question) -> Outcome:
    """Equal sides, each with the least number, one chief each."""
    workers, employer = question["worker_side"], question["employer_side"]
    least = question.number("least")
    facts = {"workers": workers, "employer": employer, "least": least}
    wrong = []
    if min(workers, employer) < least:
        wrong.append(
            _("Each side needs at least %(least)s; here %(workers)s and %(employer)s.") % facts
        )
    if workers != employer:
        wrong.append(_("The sides are not equal: %(workers)s and %(employer)s.") % facts)
    for fact in ("worker_chiefs", "employer_chiefs"):
        if question[fact] is not None and question[fact] != 1:
            wrong.append(_("Each side has exactly one chief representative."))
            break
    good = [_("Equal sides of %(workers)s, at least %(least)s each.") % facts]
    return Outcome(REJECTED if wrong else ACCEPTED, not wrong, wrong or good)


def outsiders(question: Question) -> Outcome:
    """Outsiders at most a third of their own side, and never the chief."""
    side, outside = question["representatives"], question["outsiders"]
    if outside > side:
        raise Refused(_("More outsiders than representatives is impossible."))
    most = side * question.number("numerator") // question.number("denominator")
    facts = {
        "outside": outside,
        "side": side,
        "share": share(question),
        "most": most,
    }
    wrong = []
    if outside > most:
        wrong.append(
            _("%(outside)s outsiders of %(side)s are more than %(share)s: at most %(most)s.")
            % facts
        )
    if question["chief_is_outsider"]:
        wrong.append(_("The chief representative may not be an outsider."))
    good = [_("%(outside)s outsiders of %(side)s are not more than %(share)s.") % facts]
    return Outcome(REJECTED if wrong else ACCEPTED, not wrong, wrong or good, {"most": most})


def quorum(question: Question) -> Outcome:
    """Enough representatives present."""
    total, present = question["total"], question["present"]
    needed = least_of(question, total)
    if present > total:
        raise Refused(_("More present than there are is impossible."))
    facts = {"total": total, "present": present, "needed": needed, "share": share(question)}
    if present >= needed:
        said = _("%(present)s of %(total)s present; %(share)s are %(needed)s: a vote is possible.")
        return Outcome("quorum", True, [said % facts], {"needed": needed})
    said = _("%(present)s of %(total)s present; %(share)s are %(needed)s: no vote.")
    return Outcome("no quorum", False, [said % facts], {"needed": needed})


def approval(question: Question) -> Outcome:
    """Half or more than half of ALL representatives, as the place's rule says."""
    total, yes, present = question["total"], question["yes"], question["present"]
    needed = least_of(question, total)
    check_votes(question)
    more = {"needed": needed, "operator": question.number("operator")}
    if present is not None:
        gate = nearest(
            question.number("quorum"), on=question.on, place=question.place, rules=question.rules
        )
        enough = quorum(Question(gate, question.facts, question.on, question.place))
        more["needed_present"] = enough.more["needed"]
        if not enough.holds:
            return Outcome("no vote", False, enough.sentences, more)
    facts = {"yes": yes, "total": total, "needed": needed, "share": share_with_operator(question)}
    holds = yes >= needed
    said = (
        _("%(yes)s of all %(total)s in favour; %(share)s needs %(needed)s: passed.")
        if holds
        else _("%(yes)s of all %(total)s in favour; %(share)s needs %(needed)s: failed.")
    )
    sentences = [said % facts]
    if present is None:
        sentences.append(_("The quorum was not tested: “present” is not given."))
    return Outcome("passed" if holds else "failed", holds, sentences, more)


def check_votes(question: Question) -> None:
    total, present = question["total"], question["present"]
    room = total if present is None else present
    cast = question["yes"] + (question["no"] or 0) + (question["abstain"] or 0)
    if room > total:
        raise Refused(_("More present than there are is impossible."))
    if cast > room:
        raise Refused(
            _("%(cast)s votes from %(room)s people is impossible.") % {"cast": cast, "room": room}
        )


def no_union(question: Question) -> Outcome:
    """Where there is no union, the workers approve those who are nominated."""
    total, yes = question["workers"], question["yes"]
    if yes > total:
        raise Refused(
            _("%(cast)s votes from %(room)s people is impossible.") % {"cast": yes, "room": total}
        )
    needed = least_of(question, total)
    facts = {"yes": yes, "total": total, "needed": needed, "share": share_with_operator(question)}
    holds = yes >= needed
    said = (
        _("%(yes)s of %(total)s workers agree; %(share)s needs %(needed)s: approved.")
        if holds
        else _("%(yes)s of %(total)s workers agree; %(share)s needs %(needed)s: not approved.")
    )
    return Outcome(
        "approved" if holds else "not approved", holds, [said % facts], {"needed": needed}
    )


def front_line(question: Question) -> Outcome:
    """Enough front-line workers among the representatives of the workers."""
    side, front = question["representatives"], question["front_line"]
    if front > side:
        raise Refused(_("More front-line workers than representatives is impossible."))
    needed = least_of(question, side)
    holds = front >= needed
    facts = {"front": front, "side": side, "needed": needed, "share": share(question)}
    said = _("%(front)s of %(side)s representatives work on the front line; %(share)s: %(needed)s.")
    return Outcome(ACCEPTED if holds else REJECTED, holds, [said % facts], {"needed": needed})


def floor(question: Question) -> Outcome:
    """The agreement not below the minimum, the contract not below the agreement."""
    agreement, contract = question["agreement_wage"], question["contract_wage"]
    if agreement is None and contract is None:
        raise Refused(_("Give “agreement_wage”, “contract_wage” or both."))
    minimum = question.wage("minimum_wage")
    wrong = []
    for amount, said in (
        (agreement, _("The agreement, %(amount)s yuan, lies below the minimum wage %(least)s.")),
        (contract, _("The contract, %(amount)s yuan, lies below the minimum wage %(least)s.")),
    ):
        if amount is not None and amount < minimum:
            wrong.append(said % {"amount": yuan(amount), "least": yuan(minimum)})
    if agreement is not None and contract is not None and contract < agreement:
        wrong.append(
            _("The contract, %(amount)s yuan, lies below the agreement %(least)s.")
            % {"amount": yuan(contract), "least": yuan(agreement)}
        )
    good = [_("Nothing lies below the floor.")]
    return Outcome(REJECTED if wrong else ACCEPTED, not wrong, wrong or good)


def least_of(question: Question, total: int) -> int:
    """The least whole number that is at least, or more than, the rule's share of the total."""
    if total < 1:
        raise Refused(_("There must be at least one person to count from."))
    part, whole = total * question.number("numerator"), question.number("denominator")
    if question.rule.parameters.get("operator", AT_LEAST) == MORE_THAN:
        return part // whole + 1
    return -(-part // whole)


def share(question: Question) -> str:
    return f"{question.number('numerator')}/{question.number('denominator')}"


def share_with_operator(question: Question) -> str:
    said = (
        _("more than %(share)s")
        if question.rule.parameters.get("operator") == MORE_THAN
        else _("at least %(share)s")
    )
    return said % {"share": share(question)}


TOTAL = Fact("total", "count", "全体代表（职工）人数", "all representatives (or workers)")
MINIMUM = Fact(
    "minimum_wage",
    "money",
    "当地月最低工资标准；不给出时用未确认的数，只供预览",
    "local monthly minimum wage; without it an unconfirmed one gives a preview",
    required=False,
)

EVALUATORS = {
    "bargaining_representatives": Evaluator(
        (
            Fact("worker_side", "count", "职工方代表人数", "representatives of the workers"),
            Fact("employer_side", "count", "企业方代表人数", "representatives of the employer"),
            Fact("worker_chiefs", "count", "职工方首席代表人数", "worker chiefs", required=False),
            Fact(
                "employer_chiefs", "count", "企业方首席代表人数", "employer chiefs", required=False
            ),
        ),
        bargaining_representatives,
    ),
    "outsiders": Evaluator(
        (
            Fact("representatives", "count", "本方代表人数", "representatives of the own side"),
            Fact("outsiders", "count", "其中外聘人数", "outsiders among them"),
            Fact(
                "chief_is_outsider",
                "yes_no",
                "首席代表是否外聘",
                "whether the chief is an outsider",
                required=False,
            ),
        ),
        outsiders,
    ),
    "quorum": Evaluator(
        (TOTAL, Fact("present", "count", "出席人数", "present")),
        quorum,
    ),
    "approval": Evaluator(
        (
            TOTAL,
            Fact("yes", "count", "同意票数", "votes in favour"),
            Fact(
                "present",
                "count",
                "出席人数；给出时先核对出席比例",
                "present; when given, the quorum is tested first",
                required=False,
            ),
            Fact("no", "count", "反对票数", "votes against", required=False),
            Fact("abstain", "count", "弃权票数", "abstentions", required=False),
        ),
        approval,
    ),
    "no_union": Evaluator(
        (
            Fact("workers", "count", "全体职工人数", "all workers"),
            Fact("yes", "count", "同意人数", "workers who agree"),
        ),
        no_union,
    ),
    "front_line": Evaluator(
        (
            Fact("representatives", "count", "职工方代表人数", "representatives of the workers"),
            Fact("front_line", "count", "其中一线职工人数", "front-line workers among them"),
        ),
        front_line,
    ),
    "floor": Evaluator(
        (
            Fact(
                "agreement_wage",
                "money",
                "集体合同约定的月工资",
                "monthly wage in the collective agreement",
                required=False,
            ),
            Fact(
                "contract_wage",
                "money",
                "劳动合同约定的月工资",
                "monthly wage in the labour contract",
                required=False,
            ),
            MINIMUM,
        ),
        floor,
    ),
}
