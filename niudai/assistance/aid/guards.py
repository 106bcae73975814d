"""What is missing before a move of an application, in the sentences the page shows."""

from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.assistance.aid.caps import ceiling, urgent_limit
from niudai.assistance.aid.doubles import found_for
from niudai.assistance.aid.kinds import BASE, OF_A_COST, SERVICES, papers_of, track_of
from niudai.assistance.aid.levels import BY_MINUTES, advised, rank
from niudai.assistance.aid.models import AidApplication
from niudai.assistance.hardship.models import Assessment, Consent
from niudai.funds.models import LineStage
from niudai.kernel.money import yuan
from niudai.kernel.paths import ancestors
from niudai.rulebook.codes import name_of
from niudai.rulebook.rules import Unsettled, nearest


def missing_file(case: AidApplication) -> str | None:
    """With a file it must be in force; without one the money decides whom it is for."""
    if case.file is None or case.file.in_force_on(timezone.localdate()):
        return None
    return _("The hardship file %(file)s is “%(stage)s”: aid needs one in force.") % {
        "file": case.file.reference, "stage": case.file.get_stage_display(),
    }  # fmt: skip


def missing_consent(case: AidApplication) -> str | None:
    if case.consented_on or (case.file_id and stands(case, Consent.Kind.PROCESSING)):
        return None
    return _("The consent to handle the personal data is not on record.")


def stands(case: AidApplication, kind: str) -> bool:
    """A consent given with the file that was not withdrawn."""
    return Consent.objects.filter(
        file=case.file_id, kind=kind, member=None, withdrawn_on=None
    ).exists()  # fmt: skip


def missing_amount(case: AidApplication) -> str | None:
    if case.asked_fen or case.kind in SERVICES:
        return None
    return _("Say how much is asked for.")


def missing_cost(case: AidApplication) -> str | None:
    if case.kind in OF_A_COST and not case.cost_fen:
        return _("Say what it cost, and what came back.")
    return None


def missing_event(case: AidApplication) -> str | None:
    if case.event and case.event_on:
        return None
    return _("Say what happened, and when.")


def missing_student(case: AidApplication) -> str | None:
    if case.kind == "study" and not case.student_id:
        return _("Say which child of the household studies.")
    return None


def missing_papers(case: AidApplication) -> str | None:
    """Every paper of the kind was seen, or it is said why it is not needed."""
    answered = {*case.papers, *case.waived}
    lacking = [each.name for each in papers_of(case.kind, case.received_on)
               if each.id not in answered]  # fmt: skip
    return _("Still missing: %(papers)s.") % {"papers": "、".join(lacking)} if lacking else None


def missing_card(case: AidApplication) -> str | None:
    if not case.asked_fen or case.kind == BASE or case.card:
        return None
    return _("There is no bank card to pay to.")


def foreign_card(case: AidApplication) -> str | None:
    if not case.card or case.card_name in {"", case.name} or case.card_proof:
        return None
    return _("The card for %(name)s belongs to %(holder)s: a proxy must be approved.") % {
        "name": case.name, "holder": case.card_name,
    }  # fmt: skip


def unanswered_doubles(case: AidApplication) -> str | None:
    found = found_for(case)
    if not found or case.doubles_answer.strip():
        return None
    return _("Answer first why this is no double help: %(references)s.") % {
        "references": "、".join(each.reference for each in found[:5])
    }


def undecided_ceiling(case: AidApplication) -> str | None:
    most = ceiling(case)
    if most.decides and most.most_fen is not None:
        return None
    return _(
        "No ceiling that may decide is in force here: the county enters its own with the number "
        "of its paper. %(said)s"
    ) % {"said": " ".join(most.sentences)}


def over_ceiling(case: AidApplication) -> str | None:
    most = ceiling(case, amount_fen=case.approved_fen)
    if most.single_kind and most.decides:
        return most.sentences[-1]
    if most.most_fen is not None and most.decides and case.approved_fen > most.most_fen:
        return _("At most %(most)s yuan may be approved.") % {"most": yuan(most.most_fen)}
    return None


def nothing_approved(case: AidApplication) -> str | None:
    if case.approved_fen or (case.kind in SERVICES and not case.asked_fen):
        return None
    return _("Say how much is approved.")


def more_than_asked(case: AidApplication) -> str | None:
    if case.approved_fen > case.asked_fen:
        return _("No more is approved than was asked for.")
    return None


def missing_source(case: AidApplication) -> str | None:
    if case.source_id or not case.approved_fen or case.kind == BASE:
        return None
    return _("Choose the source of the money.")


def missing_level(case: AidApplication) -> str | None:
    """The level approves that the rule asks for; where no rule may insist, it is only shown."""
    if not case.level:
        return _("Say who approved.")
    advice = advised(case, case.approved_fen, ceiling(case, amount_fen=case.approved_fen))
    if advice.decides and rank(case.level) < rank(advice.level):
        return _("%(level)s must approve this.") % {"level": advice.name}
    if case.level in BY_MINUTES and not case.document.strip():
        return _("Give the number of the minutes or of the reply: %(level)s.") % {
            "level": name_of("aid_level", case.level)
        }
    return None


# --- publicity ------------------------------------------------------------------------------


def missing_publicity_consent(case: AidApplication) -> str | None:
    if case.publicity_consent_on or (case.file_id and stands(case, Consent.Kind.PUBLICITY)):
        return None
    return _("The separate consent to publicity is not on record.")


def missing_assessment(case: AidApplication) -> str | None:
    above = ancestors(case.organisation.path)
    if Assessment.objects.filter(organisation__path__in=above).exists():
        return None
    return _("The impact assessment without which nothing is made public is not on record.")


def running_publicity(case: AidApplication) -> str | None:
    running = case.item.deadlines.open().filter(rule_id="AID-PUBLICITY").first()
    if running and running.decides and running.legal_end >= timezone.localdate():
        return _("The publicity runs until %(day)s.") % {"day": running.legal_end}
    return None


def wanted_publicity(case: AidApplication) -> str | None:
    """Only a rule the county has entered makes publicity a condition."""
    if case.publicity_ended_on:
        return None
    try:
        rule = nearest("AID-PUBLICITY", on=case.received_on, place=case.place)
    except Unsettled:
        return None
    return _("It must be made public first: %(rule)s.") % {"rule": rule.title} if (
        rule.decides
    ) else None  # fmt: skip


# --- at once --------------------------------------------------------------------------------


def not_sudden(case: AidApplication) -> str | None:
    if track_of(case.kind) == AidApplication.Track.SUDDEN:
        return None
    return _("%(kind)s is not given at once: it goes its usual way.") % {"kind": case.kind_name}


def undecided_urgent_limit(case: AidApplication) -> str | None:
    limit = urgent_limit(case)
    if limit.decides and limit.most_fen is not None:
        return None
    return _(
        "How much may be paid before there are papers is not settled here: the county enters its "
        "own rule with the number of its paper. %(said)s"
    ) % {"said": " ".join(limit.sentences)}


def over_urgent_limit(case: AidApplication) -> str | None:
    limit = urgent_limit(case, amount_fen=case.approved_fen)
    if limit.most_fen is not None and case.approved_fen > limit.most_fen:
        return _("At once at most %(most)s yuan may be given.") % {"most": yuan(limit.most_fen)}
    return None


def missing_oral(case: AidApplication) -> str | None:
    return None if case.oral.strip() else _("Write down who approved by word of mouth, and when.")


def not_given_at_once(case: AidApplication) -> str | None:
    return None if case.lacks_papers else _("No paper is outstanding.")


# --- afterwards -----------------------------------------------------------------------------


def paid_by_a_line(case: AidApplication) -> str | None:
    return _("It is paid by a batch: finance enters the result.") if case.line_id else None


def missing_signature(case: AidApplication) -> str | None:
    return None if case.signed_by.strip() else _("Name who signed for it.")


def line_in_a_batch(case: AidApplication) -> str | None:
    line = case.line
    if line is not None and line.stage == LineStage.COMMITTED and line.batch_id:
        return _("The payment stands in a batch: take it out first.")
    return None


def missing_finding(case: AidApplication) -> str | None:
    if case.finding.strip() and case.finding_document.strip():
        return None
    return _("Write what was found, and in which document.")
