"""The office answers what a side wrote, or puts it aside as read."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.casework.conversation import put_aside
from niudai.casework.models import Message
from niudai.disputes.actions.messages import reply
from niudai.disputes.models import Dispute
from niudai.disputes.party_access import sides_to_write
from niudai.kernel.refused import Refused


@dataclass(frozen=True, slots=True)
class Conversation:
    """What one side and the office wrote, and whether the office may write and must answer."""

    side: str
    name: str
    messages: list[Message]
    writable: bool

    @property
    def waiting(self) -> bool:
        return any(not each.from_office and each.settled_at is None for each in self.messages)


def conversations(
    dispute: Dispute, written: list[Message], *, may_write: bool
) -> list[Conversation]:
    """One for each side that wrote or can be written to."""
    open_sides = sides_to_write(dispute) if may_write else []
    found = [
        Conversation(
            side=side.value,
            name=str(side.label),
            messages=[each for each in written if each.side == side],
            writable=side in open_sides,
        )
        for side in Message.Side
    ]
    return [each for each in found if each.messages or each.writable]


@require_POST
@requires(Permission.DISPUTE_REGISTER)
def dispute_reply(request: Request, pk: int, side: str) -> HttpResponse:
    text = request.POST.get("text", "")
    said = _("The message is there for the other side; it was told that there is one.")
    return done(
        request, pk, side, lambda found: reply(found, side=side, text=text, by=request.actor), said
    )


@require_POST
@requires(Permission.DISPUTE_REGISTER)
def dispute_messages_settled(request: Request, pk: int, side: str) -> HttpResponse:
    said = _("Put aside as read.")
    return done(
        request, pk, side, lambda found: put_aside(found, side=side, by=request.actor), said
    )


def done(
    request: Request, pk: int, side: str, act: Callable[[Dispute], object], said: str
) -> HttpResponse:
    dispute = get_object_or_404(Dispute.objects.visible_to(request.actor), pk=pk)
    if side not in Message.Side:
        raise Http404
    try:
        act(dispute)
    except Refused as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, said)
    return redirect(f"{dispute.get_absolute_url()}#messages")
