"""Messages between the office and a side that has no account.

The text stands in the message alone, sealed; the log names the message, so that erasing the text
leaves the log whole.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.audit.log import record, shred
from niudai.casework.models import Case, Message
from niudai.casework.moves import locked
from niudai.kernel.refused import Refused

LONGEST = 2000  # characters
TWICE = timedelta(minutes=10)  # the same words within this time are a second touch of the button


@transaction.atomic
def receive(case: Case, *, side: str, text: str, by: Actor) -> Message:
    """A side writes to whoever handles its case."""
    case = locked(case)
    by.must(Permission.PARTY_ANSWER, at=case.organisation.path)
    return kept(case, side=side, text=text, by=by, from_office=False)


@transaction.atomic
def answer(case: Case, *, side: str, text: str, by: Actor) -> Message:
    """The office writes to a side; what that side wrote before counts as answered."""
    case = locked(case)
    by.must(case.WRITE, at=case.organisation.path)
    message = kept(case, side=side, text=text, by=by, from_office=True)
    settle(case, side=side, by=by)
    return message


@transaction.atomic
def put_aside(case: Case, *, side: str, by: Actor) -> int:
    """Say that what this side wrote was read and needs no answer."""
    case = locked(case)
    by.must(case.WRITE, at=case.organisation.path)
    settled = settle(case, side=side, by=by)
    if not settled:
        raise Refused(_("No message waits for an answer."))
    record("casework.message_settled", case, by=by, side=side, messages=settled)
    return settled


@transaction.atomic
def erase_messages(case: Case, *, reason: str, by: Actor) -> int:
    """Erase the words of all messages of a case, and the personal data of its log with them."""
    by.must(case.WRITE, at=case.organisation.path)
    if not reason.strip():
        raise Refused(_("Say why: it stands in the log."))
    erased = 0
    for message in case.item.messages.filter(erased_on=None):
        message.text, message.erased_on = "", timezone.localdate()
        message.save(update_fields=["text", "erased_on"])
        erased += 1
    shred(case, reason=reason, by=by)
    record("casework.messages_erased", case, by=by, messages=erased)
    return erased


def kept(case: Case, *, side: str, text: str, by: Actor, from_office: bool) -> Message:
    """Refused when there are no words, too many, or the very same came a moment ago."""
    text = text.strip()
    if not text:
        raise Refused(_("Write something first."))
    if len(text) > LONGEST:
        raise Refused(_("A message has at most %(most)d characters.") % {"most": LONGEST})
    item = case.item
    last = item.messages.filter(side=side).last()
    if (
        last is not None
        and last.from_office == from_office
        and last.text == text
        and last.written_at > timezone.now() - TWICE
    ):
        raise Refused(_("This message was sent already."))
    message = Message.objects.create(
        item=item, side=side, text=text, from_office=from_office, written_by=by.name
    )
    if from_office:
        record("casework.reply", case, by=by, side=side, message=message.pk)
    else:
        record("casework.message", case, by=by, side=side, message=message.pk)
    return message


def settle(case: Case, *, side: str, by: Actor) -> int:
    waiting = case.item.messages.waiting().filter(side=side)
    return waiting.update(settled_at=timezone.now(), settled_by=by.name)
