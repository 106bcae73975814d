"""Who may sit, mediate, supervise and sign: committees, terms, visits, letters, originals."""

from django.utils.translation import gettext as _

from niudai.kernel.calendar import ONE_DAY
from niudai.kernel.refused import Refused
from niudai.rulebook.counting import LENGTHS_IN_MONTHS, months_later
from niudai.rulebook.evaluation.collective import ACCEPTED, REJECTED
from niudai.rulebook.evaluation.facts import Fact
from niudai.rulebook.evaluation.question import Evaluator, Outcome, Question
from niudai.rulebook.rule import Unit
from niudai.rulebook.wording import amount_words

LEVELS = ("group", "enterprise", "village", "town", "county", "city", "province", "nation")


def committee_parity(question: Question) -> Outcome:
    """Worker side and employer side of an enterprise committee are equal in number."""
    workers, employer = question["worker_side"], question["employer_side"]
    facts = {"workers": workers, "employer": employer}
    if min(workers, employer) < question.number("least_each"):
        return Outcome(REJECTED, False, [_("Both sides must have members.")])
    if workers != employer:
        said = _("Not equal: %(workers)s for the workers, %(employer)s for the employer.") % facts
        return Outcome(REJECTED, False, [said])
    return Outcome(ACCEPTED, True, [_("Equal: %(workers)s on each side.") % facts])


def mediator_term(question: Question) -> Outcome:
    """The term lasts at least as long as the rule says; its last day is included."""
    first, last = question["term_from"], question["term_until"]
    if last < first:
        raise Refused(_("The term ends before it begins."))
    amount = question.rule.amount or 0
    unit = question.rule.unit or Unit.YEAR
    least = months_later(first, amount * LENGTHS_IN_MONTHS[unit]) - ONE_DAY
    holds = last >= least
    facts = {"least": amount_words(amount, unit), "day": least.isoformat()}
    said = (
        _("The term lasts at least %(least)s.")
        if holds
        else _("The term is shorter than %(least)s: it must run at least until %(day)s.")
    )
    return Outcome(ACCEPTED if holds else REJECTED, holds, [said % facts])


def peoples_committee(question: Question) -> Outcome:
    """Three to nine members, a woman among them, elected for three years."""
    members, women, term = question["members"], question["women"], question["term_years"]
    if women > members:
        raise Refused(_("There cannot be more women than members."))
    least, most = question.number("least"), question.number("most")
    wrong = []
    if not least <= members <= most:
        wrong.append(
            _("%(members)s members: %(least)s to %(most)s are needed.")
            % {"members": members, "least": least, "most": most}
        )
    if women < question.number("women"):
        wrong.append(_("There must be a woman among the members."))
    if term is not None and term != question.number("term_years"):
        wrong.append(
            _("The term is %(needed)s years, not %(term)s.")
            % {"needed": question.number("term_years"), "term": term}
        )
    good = [_("The committee is composed as the law asks.")]
    return Outcome(REJECTED if wrong else ACCEPTED, not wrong, wrong or good)


def supervision_committee(question: Question) -> Outcome:
    """From so many members a committee, below that a single supervisor."""
    members, least = question["members"], question.number("members")
    facts = {"members": members, "least": least}
    if members >= least:
        said = _("%(members)s members, at least %(least)s: a supervision committee is set up.")
        return Outcome("committee", True, [said % facts])
    said = _("%(members)s members, fewer than %(least)s: a supervisor is enough.")
    return Outcome("supervisor", False, [said % facts])


def supervision_visit(question: Question) -> Outcome:
    """At least two supervisors who show a valid certificate."""
    present, certified = question["supervisors"], question["certified"]
    if certified > present:
        raise Refused(_("More certificates than supervisors is impossible."))
    least = question.number("supervisors")
    holds = certified >= least
    said = _("%(certified)s of %(present)s supervisors show a valid certificate; %(least)s needed.")
    facts = {"certified": certified, "present": present, "least": least}
    return Outcome(ACCEPTED if holds else REJECTED, holds, [said % facts])


def supervision_sender(question: Question) -> Outcome:
    """Only a federation of the county level or above sends a recommendation letter."""
    holds = question["level"] in question.number("levels")
    said = (
        _("A federation of this level may send a recommendation letter.")
        if holds
        else _("Only a county-level federation or one above sends it: ask the county.")
    )
    return Outcome(ACCEPTED if holds else REJECTED, holds, [said])


def originals(question: Question) -> Outcome:
    """One for each party and one for the mediation body."""
    count, least = question["originals"], question.number("least")
    holds = count >= least
    said = _("%(count)s originals; %(least)s are needed, for both parties and the body.")
    return Outcome(
        ACCEPTED if holds else REJECTED, holds, [said % {"count": count, "least": least}]
    )


EVALUATORS = {
    "committee_parity": Evaluator(
        (
            Fact("worker_side", "count", "职工方委员人数", "members of the worker side"),
            Fact("employer_side", "count", "企业方委员人数", "members of the employer side"),
        ),
        committee_parity,
    ),
    "mediator_term": Evaluator(
        (
            Fact("term_from", "date", "聘期第一天", "first day of the term"),
            Fact("term_until", "date", "聘期最后一天", "last day of the term"),
        ),
        mediator_term,
    ),
    "peoples_committee": Evaluator(
        (
            Fact("members", "count", "委员人数", "number of members"),
            Fact("women", "count", "妇女委员人数", "women among them"),
            Fact("term_years", "count", "任期（年）", "term in years", required=False),
        ),
        peoples_committee,
    ),
    "supervision_committee": Evaluator(
        (Fact("members", "count", "会员人数", "number of union members"),), supervision_committee
    ),
    "supervision_visit": Evaluator(
        (
            Fact("supervisors", "count", "到场监督员人数", "supervisors present"),
            Fact(
                "certified",
                "count",
                "其中持有效监督证的人数",
                "of them with a valid certificate",
            ),
        ),
        supervision_visit,
    ),
    "supervision_sender": Evaluator(
        (
            Fact(
                "level",
                "choice",
                "发出建议书的工会层级",
                "level of the union that sends the letter",
                choices=LEVELS,
            ),
        ),
        supervision_sender,
    ),
    "originals": Evaluator(
        (Fact("originals", "count", "协议书份数", "number of originals"),), originals
    ),
}
