"""What the worker and the officers hear on the way through arbitration and court.

As in mediation a message names the number, the union and a day, never a person, a fact or a
claim, and says nothing of what the other side received.
"""

from collections.abc import Callable

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as L

from niudai.casework.responsible import tell_responsible
from niudai.disputes.models import Referral, Who
from niudai.disputes.notices import joined, last_day, limits, whom_to_call
from niudai.notices.telling import in_house_language, tell_contact


@in_house_language
def advised(referral: Referral) -> None:
    """The worker knows who goes along and until when; the desk that a referral is there."""
    said = _("%(union)s accompanies you to arbitration and court. Number: %(number)s.") % {
        "union": referral.organisation, "number": referral.reference,
    }  # fmt: skip
    tell_worker(referral, _("Arbitration and court"), said, *limits(referral))
    tell_responsible(
        referral.item, subject=_("New: %(number)s") % {"number": referral.reference},
        body=joined(_("A new referral to arbitration and court."), *limits(referral)),
    )  # fmt: skip


@in_house_language
def told(referral: Referral, event: str, party: str = "") -> None:
    """What this event means for the worker, where it means something."""
    if event not in SENTENCES or party == Who.EMPLOYER:
        return
    said = [sentence for part in SENTENCES[event] if (sentence := part(referral))]
    tell_worker(referral, _("Your case in arbitration and court"), *said)


@in_house_language
def taken(referral: Referral) -> None:
    now = _("Your case %(number)s is now with %(union)s.") % {
        "number": referral.reference, "union": referral.organisation,
    }  # fmt: skip
    tell_worker(referral, _("Who answers for your case"), now)


def tell_worker(referral: Referral, subject: str, *said: str) -> None:
    contact = whom_to_call(str(referral.organisation), referral.organisation.phone)
    tell_contact(
        organisation=referral.organisation, name=referral.worker_name,
        phone=referral.worker_phone, subject=subject, body=joined(*said, contact),
        reference=referral.reference,
    )  # fmt: skip


# --- the sentences --------------------------------------------------------------------------

Part = Callable[[Referral], str]


def saying(text: object) -> Part:
    return lambda referral: str(text) % {"number": referral.reference}


def dated(text: object, field: str) -> Part:
    """With a day that is a fact of the referral."""

    def part(referral: Referral) -> str:
        day = getattr(referral, field)
        return str(text) % {"number": referral.reference, "day": date_format(day)} if day else ""

    return part


def until(text: object, rule: str, party: str = "") -> Part:
    """With the last day of a clock, where it runs."""

    def part(referral: Referral) -> str:
        day = last_day(referral, rule, party)
        return str(text) % {"day": day} if day else ""

    return part


MAY_SUE = saying(L("You may sue at the basic court."))
ENFORCE = until(L("You may ask the court to enforce it until %(day)s."), "ENF-APPLY")
SUE_UNTIL = L("You may sue until %(day)s.")

SENTENCES: dict[str, tuple[Part, ...]] = {
    "grant_aid": (saying(L("Legal aid is granted in %(number)s.")),),
    "refuse_aid": (
        saying(L("Legal aid is refused in %(number)s. The written reasons are ready for you.")),
    ),
    "assign_lawyer": (saying(L("A lawyer is assigned to your case %(number)s.")),),
    "file": (
        dated(L("The application in %(number)s was filed with arbitration on %(day)s."),
              "filed_on"),
    ),
    "tell_correction": (
        saying(L("The commission wants papers in %(number)s to be corrected. Please call us.")),
    ),
    "arbitration_accepts": (saying(L("Arbitration accepted the application in %(number)s.")),),
    "arbitration_refuses": (
        saying(L("Arbitration did not accept the application in %(number)s.")), MAY_SUE,
    ),
    "arbitration_silent": (
        saying(L("Arbitration did not decide in time about %(number)s.")), MAY_SUE,
    ),
    "set_hearing": (dated(L("The hearing in %(number)s is on %(day)s."), "hearing_on"),),
    "postpone": (dated(L("The hearing in %(number)s was moved to %(day)s."), "hearing_on"),),
    "arbitration_mediates": (
        saying(L("%(number)s was settled in arbitration; the mediation award binds.")), ENFORCE,
    ),
    "receive_award": (
        saying(L("You received the award in %(number)s.")),
        until(SUE_UNTIL, "AWD-SUE", Who.WORKER), until(SUE_UNTIL, "AWD-SUE-FINAL", Who.WORKER),
    ),
    "receive_revocation": (
        saying(L("The final award in %(number)s was revoked.")),
        until(SUE_UNTIL, "AWD-REVOKED-SUE", Who.WORKER),
    ),
    "take_effect": (saying(L("The award in %(number)s is in force.")), ENFORCE),
    "receive_judgment": (
        saying(L("You received the decision of the court in %(number)s.")),
        until(L("You may appeal until %(day)s."), "CT-APPEAL-J", Who.WORKER),
        until(L("You may appeal until %(day)s."), "CT-APPEAL-R", Who.WORKER),
    ),
    "decide_appeal": (saying(L("The court decided %(number)s finally.")), ENFORCE),
    "become_final": (saying(L("The decision of the court in %(number)s is final.")), ENFORCE),
    "ask_enforcement": (saying(L("Enforcement in %(number)s was applied for.")),),
    "refuse_enforcement": (
        saying(L("The court refused enforcement in %(number)s.")),
        until(SUE_UNTIL, "ENF-REFUSED-SUE"),
    ),
    "perform_award": (saying(L("%(number)s is performed and closed.")),),
    "close_referral": (saying(L("%(number)s is closed.")),),
}  # fmt: skip
