"""The only three doors by which somebody without an account reaches a case.

Code and phone, a session one of the others opened, and the employer's link. Each gives one case
or nothing, and says the same nothing whatever was wrong.
"""

from datetime import date

from django.utils import timezone

from niudai.access.actor import Actor, party
from niudai.casework.models import Message
from niudai.disputes.models import Dispute, Meeting, Party, Stage
from niudai.notices.models import Notice

OVER = frozenset({Stage.WITHDRAWN, Stage.CLOSED, Stage.ARCHIVED})  # read, no longer written to


def of_applicant(*, code: str, phone: str) -> Dispute | None:
    return Dispute.objects.of_party(code=code, phone=phone).select_related("organisation").first()


def in_session(pk: int) -> Dispute | None:
    return Dispute.objects.select_related("organisation", "body", "mediator").filter(pk=pk).first()


def of_link(token: str, *, on: date) -> Dispute | None:
    """The case an answer link opens: while it is registered, and again until a planned meeting."""
    found = Dispute.objects.by_answer_token(token, on).select_related("organisation").first()
    return found if found is not None and link_opens(found) else None


def link_opens(dispute: Dispute) -> bool:
    """Whether the employer's page is open at this stage."""
    waiting = dispute.stage in {Stage.REGISTERED, Stage.TRANSFERRED}
    return waiting or bool(coming_meetings(dispute))


def sides_to_write(dispute: Dispute) -> list[str]:
    """Who can read what the office writes now: a worker by code and phone, an employer by a link.

    An employer that was never asked is not told of the case by a message.
    """
    if dispute.stage in OVER:
        return []
    asked = bool(dispute.answer_token_hash) and link_opens(dispute)
    return [Party.Side.APPLICANT, *([Party.Side.RESPONDENT] if asked else [])]


def acting(dispute: Dispute, side: str) -> Actor:
    """The side as the actor of its writes. The log names the side, never the person."""
    return party(side, at=dispute.organisation.path)


def coming_meetings(dispute: Dispute) -> list[Meeting]:
    """Meetings both sides may still answer."""
    return list(
        dispute.meetings.filter(held_on=None, cancelled_on=None, planned_at__gte=timezone.now())
    )


def messages_of(dispute: Dispute, side: str) -> list[Message]:
    """What this side and the office wrote to each other; never notes, never the other side's."""
    return list(dispute.item.messages.filter(side=side))


def told_to(dispute: Dispute, side: str) -> list[Notice]:
    """What the union told this side, the newest first, each message once."""
    people = Party.objects.filter(dispute=dispute, side=side)
    names = [person.contact or person.name for person in people]
    told = Notice.objects.filter(
        reference=dispute.reference, name__in=names, recipient=None
    ).order_by("-created_at", "-pk")
    return list({notice.body: notice for notice in reversed(told)}.values())[::-1]
