"""In court: suits, the revocation of a final award, appeals."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.casework import deadlines
from niudai.casework.moves import locked, timely
from niudai.disputes.actions.referral.award import fill
from niudai.disputes.actions.referral.recording import (
    Begun,
    begin,
    happened,
    put,
    refuse_before,
    step,
)
from niudai.disputes.models import Award, CourtCase, Referral, Who
from niudai.kernel.refused import Refused

# Which move a suit is, by its ground; where the award decides, by who sues over which document.
SUITS = {
    CourtCase.Ground.REFUSED: "sue_after_refusal",
    CourtCase.Ground.NO_AWARD: "sue_for_want_of_award",
    CourtCase.Ground.REVOKED: "sue_after_revocation",
    CourtCase.Ground.ENFORCEMENT: "sue_after_refused_enforcement",
}
OVER_THE_AWARD = {
    ("worker", False): "worker_sues",
    ("employer", False): "employer_sues",
    ("worker", True): "worker_sues_final",
}
DECISIONS = {
    CourtCase.Decision.JUDGMENT, CourtCase.Decision.RULING,
    CourtCase.Decision.WITHDRAWAL, CourtCase.Decision.MEDIATION,
}  # fmt: skip


@transaction.atomic
def sue(
    referral: Referral, *, ground: str, by_whom: str, court: str, filed_on: date | None = None,
    final: bool = False, workers: int | None = None, by: Actor,
) -> Referral:  # fmt: skip
    """Record a suit. Filed after its window it is flagged by the clock, the court decides.

    `final` says over which document of the award. Who sues second joins the suit already open.
    `workers` is how many of several sue over a non-final award, where it is not all (JI1 §17).
    """
    if not court.strip():
        raise Refused(_("Name the court."))
    name = suit_move(ground, by_whom, final=final)
    if workers is not None and name == "worker_sues":
        workers = suing_in_all(locked(referral), workers)
        name = "worker_sues" if workers is None else "some_workers_sue"
    begun = begin(referral, name, by=by)
    referral = begun.referral
    filed_on = timely(referral, filed_on)
    about = referral.award(final=final) if ground == CourtCase.Ground.AWARD else None
    after = getattr(about, f"{by_whom}_received_on") if about else referral.filed_on
    refuse_before(filed_on, after)
    if not referral.open_court_case(CourtCase.Kind.SUIT):
        CourtCase.objects.create(
            referral=referral, ground=ground, brought_by=by_whom, court=court,
            filed_on=filed_on, award=about,
        )  # fmt: skip
    if name in {"worker_sues", "some_workers_sue"}:
        suit = referral.court_cases.filter(kind=CourtCase.Kind.SUIT, decided_on=None)
        suit.update(workers=workers)
    return begun.done(on=filed_on, party=by_whom, court=court, ground=ground)


def suing_in_all(referral: Referral, workers: int) -> int | None:
    """How many sue with those who came before; None where it is every one of them."""
    if workers < 1:
        raise Refused(_("The number of workers is at least one."))
    suit = referral.open_court_case(CourtCase.Kind.SUIT)
    total = workers + (suit.workers or 0 if suit else 0)
    if total > referral.workers:
        raise Refused(
            _("%(count)d cannot sue: there are %(all)d workers.")
            % {"count": total, "all": referral.workers}
        )
    return None if total == referral.workers else total


def suit_move(ground: str, by_whom: str, *, final: bool) -> str:
    if ground != CourtCase.Ground.AWARD:
        return SUITS[CourtCase.Ground(ground)]
    name = OVER_THE_AWARD.get((str(by_whom), final))
    if name is None:
        raise Refused(
            _("The employer cannot sue over a final award; it may ask for revocation (LMA §49).")
        )
    return name


@transaction.atomic
def ask_revocation(
    referral: Referral, *, asked_on: date | None = None, court: str, note: str = "", by: Actor
) -> Referral:
    """The employer asks the intermediate court to revoke the final award (LMA §49)."""
    if not court.strip():
        raise Refused(_("Name the court."))
    begun = begin(referral, "ask_revocation", by=by)
    referral = begun.referral
    asked_on = timely(referral, asked_on)
    award = referral.award(final=True)
    refuse_before(asked_on, award.employer_received_on if award else None)
    CourtCase.objects.create(
        referral=referral, kind=CourtCase.Kind.REVOCATION, ground=CourtCase.Ground.AWARD,
        brought_by=Who.EMPLOYER, court=court, filed_on=asked_on, award=award, note=note,
    )  # fmt: skip
    return begun.done(on=asked_on, party=Who.EMPLOYER, court=court)


@transaction.atomic
def decide_revocation(
    referral: Referral, *, revoked: bool, decided_on: date | None = None, note: str = "",
    by: Actor,
) -> Referral:  # fmt: skip
    """The court revoked the award, or refused to: then it is in force."""
    name = "revoke_award" if revoked else "uphold_award"
    begun = begin(referral, name, by=by)
    referral = begun.referral
    decided_on = timely(referral, decided_on)
    request = referral.court_cases.get(kind=CourtCase.Kind.REVOCATION, decided_on=None)
    refuse_before(decided_on, request.filed_on)
    decided(request, "revoked" if revoked else "upheld", decided_on, note)
    if revoked:
        Award.objects.filter(referral=referral, final=True).update(revoked_on=decided_on)
    else:
        put(referral, effective_on=decided_on)
    return begun.done(on=decided_on, note=note)


@transaction.atomic
def receive_revocation(
    referral: Referral, *, party: str, received_on: date | None = None, by: Actor
) -> Referral:
    """A party received the ruling of revocation: its time to sue begins."""
    begun = begin(referral, "receive_revocation", by=by)
    referral = begun.referral
    received_on = timely(referral, received_on)
    award = referral.revoked_award
    if award is None:
        raise Refused(_("No award was revoked."))
    refuse_before(received_on, award.revoked_on)
    fill(award, f"{Who(party).value}_received_revocation_on", received_on)
    return begun.done(on=received_on, party=party)


# --- the suit ---------------------------------------------------------------------------------


@transaction.atomic
def docket(
    referral: Referral, *, docketed_on: date | None = None, number: str = "",
    procedure: str = CourtCase.Procedure.ORDINARY, by: Actor,
) -> Referral:  # fmt: skip
    """The court took the case; its own period begins."""
    begun, suit = open_suit(referral, "docket_suit", by=by)
    docketed_on = timely(begun.referral, docketed_on)
    refuse_before(docketed_on, suit.filed_on)
    suit.docketed_on, suit.number, suit.procedure = docketed_on, number, procedure
    suit.save(update_fields=["docketed_on", "number", "procedure"])
    return begun.done(on=docketed_on, number=number)


def open_suit(referral: Referral, name: str, *, by: Actor) -> tuple[Begun, CourtCase]:
    """The move, and the suit it is about."""
    begun = begin(referral, name, by=by)
    return begun, begun.referral.court_cases.filter(kind=CourtCase.Kind.SUIT).latest("pk")


@transaction.atomic
def serve_complaint(referral: Referral, *, served_on: date | None = None, by: Actor) -> Referral:
    """The other side received the complaint: its time to answer begins."""
    begun, suit = open_suit(referral, "serve_complaint", by=by)
    return begun.done(on=served_on, after=suit.docketed_on)


@transaction.atomic
def answer_complaint(referral: Referral, *, answered_on: date | None = None, by: Actor) -> Referral:
    after = happened(referral, "serve_complaint")
    return step(referral, "answer_complaint", on=answered_on, after=after, by=by)


@transaction.atomic
def extend_suit(
    referral: Referral, *, months: int, approved_on: date | None = None, by: Actor
) -> Referral:
    """The president of the court lengthened its period."""
    begun, suit = open_suit(referral, "extend_suit", by=by)
    referral = begun.done(on=approved_on, after=suit.docketed_on)
    rule = "CT-FIRST" if suit.procedure == CourtCase.Procedure.ORDINARY else "CT-FIRST-SUM"
    deadlines.extend(referral, rule, amount=months, on=approved_on, by=by)
    return referral


@transaction.atomic
def decide_suit(
    referral: Referral, *, decision: str, decided_on: date | None = None, note: str = "",
    performance_due_on: date | None = None, by: Actor,
) -> Referral:  # fmt: skip
    """The first instance decided, or the parties settled or withdrew before it."""
    if decision not in DECISIONS:
        raise Refused(_("Say what the court decided."))
    begun, suit = open_suit(referral, "decide_suit", by=by)
    decided_on = timely(begun.referral, decided_on)
    refuse_before(decided_on, suit.docketed_on)
    decided(suit, decision, decided_on, note)
    put(referral, performance_due_on=performance_due_on)
    return begun.done(on=decided_on, note=note, decision=decision)


def decided(case: CourtCase, decision: str, on: date, note: str) -> None:
    case.decision, case.decided_on, case.note = decision, on, note or case.note
    case.save(update_fields=["decision", "decided_on", "note"])


@transaction.atomic
def receive_judgment(
    referral: Referral, *, party: str, received_on: date | None = None, by: Actor
) -> Referral:
    """A party received the decision: its time to appeal begins."""
    begun = begin(referral, "receive_judgment", by=by)
    referral = begun.referral
    received_on = timely(referral, received_on)
    first = referral.first_suit
    if first is None:
        raise Refused(_("No suit is open."))
    refuse_before(received_on, first.decided_on)
    fill(first, f"{Who(party).value}_received_on", received_on)
    return begun.done(on=received_on, party=party)


@transaction.atomic
def appeal(
    referral: Referral, *, by_whom: str, court: str, appealed_on: date | None = None, by: Actor
) -> Referral:
    """A party appeals; who appeals second joins the same second instance."""
    if not court.strip():
        raise Refused(_("Name the court."))
    name = f"{Who(by_whom).value}_appeals"
    begun = begin(referral, name, by=by)
    referral = begun.referral
    appealed_on = timely(referral, appealed_on)
    first = referral.first_suit
    refuse_before(appealed_on, getattr(first, f"{by_whom}_received_on"))
    if not referral.open_court_case(CourtCase.Kind.SUIT):
        CourtCase.objects.create(
            referral=referral, ground=CourtCase.Ground.APPEAL, instance=2, brought_by=by_whom,
            court=court, filed_on=appealed_on,
        )  # fmt: skip
    return begun.done(on=appealed_on, party=by_whom, court=court)


@transaction.atomic
def docket_appeal(
    referral: Referral, *, docketed_on: date | None = None, number: str = "", by: Actor
) -> Referral:
    """The second instance took the case; its own period begins."""
    begun, suit = open_suit(referral, "docket_appeal", by=by)
    docketed_on = timely(begun.referral, docketed_on)
    refuse_before(docketed_on, suit.filed_on)
    suit.docketed_on, suit.number = docketed_on, number
    suit.save(update_fields=["docketed_on", "number"])
    return begun.done(on=docketed_on, number=number)


@transaction.atomic
def decide_appeal(
    referral: Referral, *, decision: str, result: str = "", decided_on: date | None = None,
    note: str = "", performance_due_on: date | None = None, by: Actor,
) -> Referral:  # fmt: skip
    """The second instance decided: that is the end of the dispute in law."""
    if decision not in DECISIONS:
        raise Refused(_("Say what the court decided."))
    begun, suit = open_suit(referral, "decide_appeal", by=by)
    decided_on = timely(begun.referral, decided_on)
    refuse_before(decided_on, suit.docketed_on or suit.filed_on)
    decided(suit, decision, decided_on, note)
    facts: dict[str, object] = {"effective_on": decided_on, "result": result}
    if performance_due_on:
        facts["performance_due_on"] = performance_due_on
    put(referral, **facts)
    return begun.done(on=decided_on, note=note, result=result)


@transaction.atomic
def remand(
    referral: Referral, *, remanded_on: date | None = None, note: str = "", by: Actor
) -> Referral:
    """The second instance sent the case back: the first one hears it anew, in full procedure."""
    begun, suit = open_suit(referral, "remand", by=by)
    remanded_on = timely(begun.referral, remanded_on)
    refuse_before(remanded_on, suit.docketed_on or suit.filed_on)
    decided(suit, CourtCase.Decision.REMAND, remanded_on, note)
    first = begun.referral.first_suit
    CourtCase.objects.create(
        referral=referral, ground=first.ground if first else CourtCase.Ground.AWARD,
        award=first.award if first else None, brought_by=first.brought_by if first else Who.WORKER,
        court=first.court if first else "", procedure=CourtCase.Procedure.ORDINARY,
        workers=first.workers if first else None, filed_on=remanded_on, docketed_on=remanded_on,
    )  # fmt: skip
    return begun.done(on=remanded_on, note=note)


@transaction.atomic
def become_final(
    referral: Referral, *, result: str = "", final_on: date | None = None, by: Actor
) -> Referral:
    """Nobody appealed in time, or the suit was settled or withdrawn."""
    final_on = final_on or timezone.localdate()
    begun = begin(referral, "become_final", by=by)
    begun.put(effective_on=final_on, result=result)
    return begun.done(on=final_on, result=result)
