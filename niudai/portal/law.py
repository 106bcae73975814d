"""Which article helps: one plain sentence beside a question, with its source.

Every number in a sentence is read from the rulebook for the day and the place; where the
rulebook is silent, nothing is said.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.disputes.models import Claim
from niudai.kernel.refused import Refused
from niudai.portal.answers import Answers
from niudai.rulebook.evaluation import evaluate
from niudai.rulebook.instruments import Source
from niudai.rulebook.rules import Rule, Unsettled, nearest
from niudai.rulebook.wording import amount_words

K = Claim.Kind


@dataclass(frozen=True, slots=True)
class Help:
    """What the law says to this answer, where it stands, and what is not certain about it."""

    text: str
    basis: str
    doubts: tuple[str, ...] = ()


def helps(question: str, answers: Answers) -> list[Help]:
    """The sentences for one question; none where there is nothing to say yet."""
    told = TELLERS.get(question)
    try:
        return told(answers) if told else []
    except Unsettled:
        return []


def rule(rule_id: str, answers: Answers) -> Rule:
    return nearest(rule_id, on=timezone.localdate(), place=answers.place)


def length(found: Rule) -> str:
    """“3 working days”: the amount of a clock in words."""
    return amount_words(found.amount or 0, found.unit) if found.unit else ""


def cited(tag: str, *articles: str) -> str:
    return Source(tag, articles).citation


def from_rule(text: str, found: Rule) -> Help:
    doubts = () if found.decides else tuple(found.warnings)
    return Help(text, found.basis, doubts)


def about(answers: Answers) -> list[Help]:
    return [
        Help(_("The union mediates quarrels between a worker and an employer: about wages, leaving, hours, insurance, injuries, contracts."), cited("LMA", "2")),
        Help(_("Some quarrels are not labour disputes. For each of them we say who can help."), cited("JI1", "2")),
    ]  # fmt: skip


def what(answers: Answers) -> list[Help]:
    """By kind of claim: what the law gives, from the rulebook where it has the number."""
    final_pay, overtime = rule("WAGE-FINALPAY", answers), rule("WAGE-OT", answers)
    sentences: dict[str, Help] = {
        K.WAGES: from_rule(
            _("When the job ends, all wages are due within %(period)s.")
            % {"period": length(final_pay)},
            final_pay,
        ),
        K.OVERTIME: from_rule(
            _("Overtime is paid at %(workday)s %% on a workday, %(rest_day)s %% on a rest day without time off, %(holiday)s %% on a statutory holiday.")
            % overtime.parameters,
            overtime,
        ),
        K.COMPENSATION: Help(
            _("An employer who ends a contract alone must tell the union first; the union may object."),
            cited("LCL", "43"),
        ),
    }  # fmt: skip
    chosen = [sentences[kind] for kind in answers.claims if kind in sentences]
    return chosen or [
        Help(
            _("You may choose several. The union can ask for all of them at once."),
            cited("LMA", "2"),
        )
    ]


def work(answers: Answers) -> list[Help]:
    wages = rule("ARB-LIMIT-WAGE", answers)
    return [
        from_rule(
            _("After you have left, you may go to arbitration for wages within %(period)s. While you still work there, that limit does not run.")
            % {"period": length(wages)},
            wages,
        )
    ]  # fmt: skip


def knew(answers: Answers) -> list[Help]:
    general = rule("ARB-LIMIT", answers)
    return [
        from_rule(
            _("You may go to arbitration within %(period)s from the day you knew, or should have known.")
            % {"period": length(general)},
            general,
        )
    ]  # fmt: skip


def amounts(answers: Answers) -> list[Help]:
    return [
        Help(_("Arbitration costs nothing, whatever the amount. A rough figure is enough now."), cited("LMA", "53"))
    ]  # fmt: skip


def employer(answers: Answers) -> list[Help]:
    return [
        Help(_("The employer must show what it alone has: pay slips, attendance, the contract. You need not have them."), cited("LMA", "6"))
    ]  # fmt: skip


def others(answers: Answers) -> list[Help]:
    found = rule("COL-THRESHOLD", answers)
    return [
        from_rule(
            _("From %(count)s workers with the same claim, you may choose representatives to speak for all.")
            % {"count": found.parameters["workers"]},
            found,
        )
    ]  # fmt: skip


def speakers(answers: Answers) -> list[Help]:
    found = rule("COL-REPS-ARB", answers)
    return [
        from_rule(
            _("%(least)s to %(most)s representatives speak for all, you among them.") % found.parameters,
            found,
        )
    ]  # fmt: skip


def story(answers: Answers) -> list[Help]:
    return [
        Help(_("You may apply in writing or by word of mouth. Nobody may ask you for a special form."), cited("LMA", "12"))
    ]  # fmt: skip


def consent(answers: Answers) -> list[Help]:
    period = length(rule("MED-ACCEPT", answers))
    return [
        Help(_("Mediation needs both sides: the employer is asked too. Within %(period)s you hear whether the case is accepted.") % {"period": period}, rule("MED-ACCEPT", answers).basis),
        Help(_("Mediation does not take arbitration from you: you may go there at any time before the last day."), cited("LMA", "5", "14")),
        Help(_("Sensitive personal data are used only with a consent of their own."), _("Personal Information Protection Law, Articles 28 to 30")),
    ]  # fmt: skip


TELLERS: dict[str, Callable[[Answers], list[Help]]] = {
    "about": about,
    "claims": what,
    "work": work,
    "knew": knew,
    "amounts": amounts,
    "employer": employer,
    "others": others,
    "speakers": speakers,
    "story": story,
    "consent": consent,
}


def is_collective(answers: Answers) -> bool:
    """Whether representatives may speak for all (LMA §7)."""
    facts = {"workers": answers.workers, "common_claim": answers.common_claim}
    try:
        return evaluate("COL-THRESHOLD", facts, on=timezone.localdate(), place=answers.place).holds
    except Unsettled:
        return False


def wrong_number_of_speakers(count: int, answers: Answers) -> str | None:
    """The rule's own sentence when there are too few or too many representatives."""
    try:
        said = evaluate(
            "COL-REPS-ARB", {"representatives": count}, on=timezone.localdate(), place=answers.place
        )
    except Refused as refusal:
        return refusal.reason
    return None if said.holds else " ".join(said.explanation)
