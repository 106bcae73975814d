"""What may be missing in a referral: each guard answers with the sentence, or with nothing."""

from collections.abc import Callable

from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.casework.models import Deadline
from niudai.disputes.models import Referral, Who
from niudai.rulebook.evaluation import evaluate

# --- aid and filing -------------------------------------------------------------------------


def missing_aid(referral: Referral) -> str | None:
    aid = referral.aid
    if aid is None or aid.decision != "granted":
        return _("Legal aid has not been granted.")
    return (
        _("A lawyer is already assigned: %(name)s.") % {"name": aid.lawyer} if aid.lawyer else None
    )


def missing_representatives(referral: Referral) -> str | None:
    """A collective case speaks through three to five (ARB §63)."""
    return wrong_representatives(referral, "COL-REPS-ARB")


def missing_representatives_in_court(referral: Referral) -> str | None:
    """Two to five where there are many (CPI §78)."""
    return wrong_representatives(referral, "COL-REPS-CT")


def wrong_representatives(referral: Referral, rule: str) -> str | None:
    if not referral.collective:
        return None
    answer = evaluate(
        rule, {"representatives": referral.representatives or 0},
        on=timezone.localdate(), place=referral.place,
    )  # fmt: skip
    return None if answer.holds else " ".join(answer.explanation)


def not_collective(referral: Referral) -> str | None:
    return None if referral.collective else _("Only a collective case has one combined notice.")


# --- periods of others ----------------------------------------------------------------------


def acceptance_still_runs(referral: Referral) -> str | None:
    rule = "COL-ACCEPT" if referral.collective else "ARB-ACCEPT"
    return still_runs(referral, rule, _("The commission has until %(day)s to decide."))


def award_period_still_runs(referral: Referral) -> str | None:
    return still_runs(referral, "ARB-AWARD", _("The commission has until %(day)s to decide."))


def posting_still_runs(referral: Referral) -> str | None:
    return still_runs(
        referral, "ARB-DEEMED-SERVICE", _("The posted notice counts as served after %(day)s.")
    )


def still_runs(referral: Referral, rule: str, sentence: str) -> str | None:
    """A sentence unless the period ran out: by a rule whose text was read, not while suspended."""
    period = referral.item.deadlines.open().filter(rule_id=rule).first()
    if period is None or period.paused_on or not period.decides:
        return _("No such period has run out.")
    if period.legal_end >= timezone.localdate():
        return sentence % {"day": period.legal_end}
    return None


def running(rule: str, sentence: Callable[[], str]) -> Callable[[Referral], str | None]:
    """A guard that wants a clock of this rule to run."""

    def guard(referral: Referral) -> str | None:
        runs = referral.item.deadlines.open().filter(rule_id=rule).exists()
        return None if runs else sentence()

    return guard


missing_posting = running("ARB-DEEMED-SERVICE", lambda: _("No notice was posted."))
missing_service = running(
    "ARB-ANSWER", lambda: _("Record first when the employer received the application.")
)
missing_answer = running("ARB-FWD-ANSWER", lambda: _("No answer is waiting to be passed on."))
missing_challenge = running("ARB-CHALLENGE", lambda: _("No challenge is open."))
missing_entrustment = running("ARB-ENTRUST-MED", lambda: _("No mediation has been entrusted."))
missing_award_period = running("ARB-AWARD", lambda: _("No period for an award is running."))


def service_recorded(referral: Referral) -> str | None:
    done = referral.days.filter(event__in=["serve", "deem_served"]).first()
    if done is None:
        return None
    return _("Service is already recorded: %(day)s.") % {"day": done.happened_on}


# --- award ----------------------------------------------------------------------------------


def missing_items(referral: Referral) -> str | None:
    if referral.award_items.exists():
        return None
    return _("Enter first what the award decides, item by item.")


def receipts_missing(referral: Referral) -> list[str]:
    """Which party's receipt of which document is not recorded."""
    sentences = []
    for award in referral.awards.all():
        for who in Who:
            if getattr(award, f"{who.value}_received_on") is None:
                sentences.append(
                    _("Not recorded: when the %(party)s received the award %(number)s.")
                    % {"party": who.label, "number": award.number}
                )
    return sentences


def windows_open(referral: Referral) -> str | None:
    """Every party's time to sue must be over before an award takes effect."""
    if referral.revoked_award:
        return _("The final award was revoked: it cannot take effect.")
    if missing := receipts_missing(referral):
        return " ".join(missing)
    return still_open(referral, "AWD-SUE", "AWD-SUE-FINAL", "AWD-REVOKE")


def still_open(referral: Referral, *rules: str) -> str | None:
    today = timezone.localdate()
    windows = referral.item.deadlines.open().filter(rule_id__in=rules, legal_end__gte=today)
    sentences = [window_sentence(window) for window in windows]
    return " ".join(sentences) or None


def window_sentence(window: Deadline) -> str:
    party = dict(Who.choices).get(window.party, "")
    return _("The time of the %(party)s (%(rule)s) runs until %(day)s.") % {
        "party": party, "rule": window.rule.title, "day": window.legal_end,
    }  # fmt: skip


def revocation_not_lapsed(referral: Referral) -> str | None:
    award = referral.revoked_award
    if award is None:
        return _("No award was revoked.")
    if not (award.worker_received_revocation_on and award.employer_received_revocation_on):
        return _("Record first when each party received the ruling of revocation.")
    return still_open(referral, "AWD-REVOKED-SUE")


def missing_receipt(final: bool, who: Who) -> Callable[[Referral], str | None]:
    """A guard: this party has received a document of this kind."""

    def guard(referral: Referral) -> str | None:
        award = referral.award(final=final)
        if award is None:
            return _("There is no final award.") if final else _("Every award here is final.")
        if getattr(award, f"{who.value}_received_on") is None:
            return _("Record first when the %(party)s received the award %(number)s.") % {
                "party": who.label, "number": award.number,
            }  # fmt: skip
        return None

    return guard


def already_sued(*events: str) -> Callable[[Referral], str | None]:
    def guard(referral: Referral) -> str | None:
        done = referral.days.filter(event__in=events).first()
        if done is None:
            return None
        return _("Already recorded: %(day)s.") % {"day": done.happened_on}

    return guard


def nobody_else(referral: Referral) -> str | None:
    if referral.bound_workers:
        return None
    return _("Not some of several workers sue: the award is in force for all or for none.")


def employer_sued(referral: Referral) -> str | None:
    """Where the employer sued, the award is in force for nobody (LMA §50)."""
    if referral.days.filter(event="employer_sues").exists():
        return _("The employer sued: the award is in force for nobody.")
    return None


def not_in_force_for_others(referral: Referral) -> str | None:
    running = referral.item.deadlines.open().filter(rule_id="ENF-APPLY", party=Who.WORKER)
    if running.exists():
        return None
    return _("The award is not in force for others, or they applied for enforcement already.")


def revocation_suspended(referral: Referral) -> str | None:
    """While the worker's suit on the final award is open, the employer waits (JI1 §21)."""
    suit = referral.open_court_case("suit")
    if suit and suit.award and suit.award.final and suit.brought_by == Who.WORKER:
        return _("Revocation waits until the worker's suit is dismissed or withdrawn (JI1 §21).")
    return None


def missing_revocation(referral: Referral) -> str | None:
    return None if referral.revoked_award else _("No award was revoked.")


def missing_revocation_request(referral: Referral) -> str | None:
    if referral.open_court_case("revocation"):
        return None
    return _("No application to revoke the award is open.")


# --- court ----------------------------------------------------------------------------------


def missing_suit(referral: Referral) -> str | None:
    return None if referral.open_court_case("suit") else _("No suit is open.")


def suit_still_open(referral: Referral) -> str | None:
    if referral.open_court_case("suit"):
        return _("A suit is still open: record its end first.")
    return None


def not_docketed(referral: Referral) -> str | None:
    suit = referral.open_court_case("suit")
    if suit is None:
        return _("No suit is open.")
    return None if suit.docketed_on else _("Record first that the court took the case.")


def docketed(referral: Referral) -> str | None:
    suit = referral.open_court_case("suit")
    if suit is None:
        return _("No suit is open.")
    if suit.docketed_on:
        return _("The court took the case on %(day)s.") % {"day": suit.docketed_on}
    return None


def instance_is(number: int) -> Callable[[Referral], str | None]:
    def guard(referral: Referral) -> str | None:
        suit = referral.open_court_case("suit")
        if suit is not None and suit.instance == number:
            return None
        if number == 1:
            return _("No suit of first instance is open.")
        return _("No appeal is open.")

    return guard


def missing_first_decision(referral: Referral) -> str | None:
    first = referral.first_suit
    if first is None or not first.decision:
        return _("The court of first instance has not yet decided.")
    return None


def appeal_window_open(referral: Referral) -> str | None:
    """A first decision is final when settled or withdrawn, or when nobody appealed in time."""
    if sentence := missing_first_decision(referral) or suit_still_open(referral):
        return sentence
    first = referral.first_suit
    if first is None or first.decision not in {"judgment", "ruling"}:
        return None
    for who in Who:
        if getattr(first, f"{who.value}_received_on") is None:
            return _("Not recorded: when the %(party)s received the decision.") % {
                "party": who.label
            }
    return still_open(referral, "CT-APPEAL-J", "CT-APPEAL-R")


def not_appealable(who: Who) -> Callable[[Referral], str | None]:
    def guard(referral: Referral) -> str | None:
        first = referral.first_suit
        if first is None or not first.decision:
            return _("The court of first instance has not yet decided.")
        if first.decision not in {"judgment", "ruling"}:
            return _("There is no appeal against “%(decision)s”.") % {
                "decision": first.get_decision_display()
            }
        received_on = getattr(first, f"{who.value}_received_on")
        if received_on is None:
            return _("Not recorded: when the %(party)s received the decision.") % {
                "party": who.label
            }
        if referral.taken(received_on, (f"{who.value}_appeals",)):
            return _("The appeal is already recorded.")
        return None

    return guard


# --- the end --------------------------------------------------------------------------------


def enforcement_asked(referral: Referral) -> str | None:
    day = referral.enforcement_asked_on
    return _("Enforcement was applied for on %(day)s.") % {"day": day} if day else None


def missing_enforcement(referral: Referral) -> str | None:
    return None if referral.enforcement_asked_on else _("Enforcement was not applied for.")


def missing_papers(referral: Referral) -> str | None:
    """The archive holds the decision itself (ARB §24)."""
    decided = referral.awards.exists() or referral.court_cases.exclude(decision="").exists()
    if not decided or referral.item.attachments.filter(kind="award").exists():
        return None
    return _("The file still lacks: %(list)s.") % {"list": _("the award or the judgment")}
