"""The steps of control: opinion, check, review, and what sends an application back or ends it."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.assistance.aid import notices
from niudai.assistance.aid.models import AidApplication, Step
from niudai.assistance.aid.procedure import (
    CHECK,
    END_PUBLICITY,
    GIVE_OPINION,
    PUBLISH,
    REFUSE,
    RETURN,
    REVIEW,
    SEND_BACK,
    WITHDRAW,
)
from niudai.assistance.aid.separation import refuse_same_person
from niudai.casework.moves import advance, locked, timely
from niudai.casework.procedure import Move
from niudai.funds.numbering import said
from niudai.kernel.refused import Refused


def in_the_chain(
    case: AidApplication, move: Move, text: str, *, amount_fen: int | None = None, by: Actor
) -> None:
    """Keep what was said at a step beside who said it and from where.

    Words may name an illness: they stand here, sealed; the log only tells that it was taken.
    """
    Step.objects.create(
        application=case, step=move.name, text=text.strip(), amount_fen=amount_fen,
        said_on=timezone.localdate(), said_by=by.name, said_user=by.user_id,
        place=case.lies_at.name,
    )  # fmt: skip


@transaction.atomic
def give_opinion(case: AidApplication, *, opinion: str, by: Actor) -> AidApplication:
    """What the union on the spot says."""
    case = locked(case)
    GIVE_OPINION.check(case, by=by)
    opinion = said(opinion, _("Write the opinion."))
    in_the_chain(case, GIVE_OPINION, opinion, by=by)
    return advance(case, GIVE_OPINION, by=by)


@transaction.atomic
def check(
    case: AidApplication, *, opinion: str, doubles_answer: str = "", by: Actor
) -> AidApplication:
    """The town has searched for double help and says what it thinks."""
    case = locked(case)
    refuse_same_person(case, "check", by=by)
    case.doubles_answer = doubles_answer.strip()
    CHECK.check(case, by=by)
    case.save(update_fields=["doubles_answer"])
    opinion = said(opinion, _("Write the opinion."))
    in_the_chain(case, CHECK, opinion, by=by)
    return advance(case, CHECK, by=by)


@transaction.atomic
def review(case: AidApplication, *, opinion: str, proposed_fen: int, by: Actor) -> AidApplication:
    """The county proposes an amount; nothing is bound yet."""
    case = locked(case)
    refuse_same_person(case, "review", by=by)
    REVIEW.check(case, by=by)
    if proposed_fen > case.asked_fen:
        raise Refused(_("No more is approved than was asked for."))
    opinion = said(opinion, _("Write the opinion."))
    in_the_chain(case, REVIEW, opinion, amount_fen=proposed_fen, by=by)
    return advance(case, REVIEW, by=by, proposed_fen=proposed_fen)


@transaction.atomic
def return_to_applicant(case: AidApplication, *, reason: str, by: Actor) -> AidApplication:
    case = with_reason(case, RETURN, reason, by=by)
    notices.returned(case)
    return case


@transaction.atomic
def send_back(case: AidApplication, *, reason: str, by: Actor) -> AidApplication:
    case = with_reason(case, SEND_BACK, reason, by=by)
    notices.returned(case)
    return case


@transaction.atomic
def refuse(case: AidApplication, *, reason: str, by: Actor) -> AidApplication:
    case = with_reason(case, REFUSE, reason, by=by)
    notices.refused(case)
    return case


@transaction.atomic
def withdraw(case: AidApplication, *, reason: str, by: Actor) -> AidApplication:
    return with_reason(case, WITHDRAW, reason, by=by)


def with_reason(case: AidApplication, move: Move, reason: str, *, by: Actor) -> AidApplication:
    case = locked(case)
    move.check(case, by=by)
    case.reason = said(reason)
    case.save(update_fields=["reason"])
    in_the_chain(case, move, reason, by=by)
    return advance(case, move, by=by)


@transaction.atomic
def publish(
    case: AidApplication, *, posted_at: str, posted_on: date | None = None, by: Actor
) -> AidApplication:
    """Put the masked line up."""
    case = locked(case)
    PUBLISH.check(case, by=by)
    case.posted_at, case.posted_on = said(posted_at, _("Say where.")), timely(case, posted_on)
    case.save(update_fields=["posted_at", "posted_on"])
    return advance(case, PUBLISH, by=by, on=case.posted_on, places=case.posted_at)


@transaction.atomic
def end_publicity(case: AidApplication, *, result: str, by: Actor) -> AidApplication:
    case = locked(case)
    case.publicity_ended_on = timezone.localdate()
    END_PUBLICITY.check(case, by=by)
    case.save(update_fields=["publicity_ended_on"])
    in_the_chain(case, END_PUBLICITY, said(result, _("Write the result.")), by=by)
    return advance(case, END_PUBLICITY, by=by)
