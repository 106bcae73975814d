"""The box of an officer, as the frame of every page shows it."""

from niudai.access.actor import Actor
from niudai.notices.models import Notice


def unread(actor: Actor) -> int:
    """How many messages the actor has not opened yet."""
    return Notice.objects.own(actor).unread().count()
