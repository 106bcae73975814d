"""What people do with notices: read them, and have a failed one tried again."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.models import Appointment
from niudai.access.permissions import Permission
from niudai.audit.log import record
from niudai.kernel.refused import Refused
from niudai.notices.models import Notice


@transaction.atomic
def mark_read(notice: Notice, *, by: Actor) -> bool:
    """Note that the recipient has seen it. False when it was noted before."""
    by.must(Permission.WORK_VIEW)
    own = Notice.objects.own(by).unread().filter(pk=notice.pk)
    if not own.update(read_at=timezone.now()):
        return False
    record("notices.read", notice, by=by)
    return True


@transaction.atomic
def mark_all_read(*, by: Actor) -> int:
    """Empty the actor's box of unread marks; how many there were."""
    by.must(Permission.WORK_VIEW)
    count = Notice.objects.own(by).unread().update(read_at=timezone.now())
    if count and by.appointment_id:
        box = Appointment.objects.select_related("organisation").get(pk=by.appointment_id)
        record("notices.read_all", box, by=by, count=count)
    return count


@transaction.atomic
def try_again(notice: Notice, *, by: Actor) -> Notice:
    """Put a notice that was given up back into the line, to be sent at once."""
    notice = Notice.objects.select_for_update(of=("self",)).get(pk=notice.pk)
    by.must(Permission.NOTICE_SEND, at=notice.organisation.path)
    if notice.failed_at is None:
        raise Refused(_("This message was not given up: there is nothing to try again."))
    error = notice.error
    notice.failed_at = notice.claimed_at = notice.next_attempt_at = None
    notice.attempts, notice.error, notice.due_at = 0, "", timezone.now()
    notice.save(
        update_fields=["failed_at", "claimed_at", "next_attempt_at", "attempts", "error", "due_at"]
    )
    record("notices.try_again", notice, by=by, channel=notice.channel, personal={"error": error})
    return notice
