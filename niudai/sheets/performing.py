"""What a worker does with the work it has claimed, and how it ends."""

import logging
from collections.abc import Callable

from django.db import OperationalError, close_old_connections, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from niudai.kernel.refused import Refused
from niudai.notices.telling import in_house_language, tell_officer
from niudai.sheets import exporting, importing, undoing
from niudai.sheets.models import Export, Import, Work
from niudai.sheets.models.work import State
from niudai.sheets.working import MOST_TRIES, Lost, Stopped, claim_next, let_go

log = logging.getLogger(__name__)


def perform_next(worker: str) -> Work | None:
    """Take up one piece of work and bring it to an end. None when nothing waits."""
    work = claim_next(worker)
    if work is not None:
        with translation.override(work.language):
            perform(work)
    return work


def perform(work: Work, shelf: importing.Shelf | None = None) -> None:
    """Every end is written into the row: done, cancelled, or the sentence why not.

    Only when the database itself does not answer the row stays open, for the next worker.
    """
    begun_as = State(work.state)
    try:
        if work.tries > MOST_TRIES:
            raise Refused(
                _("Whoever took this up was stopped %(tries)d times at the same place.")
                % {"tries": MOST_TRIES}
            )
        step_of(work, shelf)()
    except Lost:
        log.warning("%s: taken over by another worker", work)
        return
    except Stopped:
        ended(work, State.CANCELLED)
    except Refused as refusal:
        ended(work, failed_from(begun_as), refusal.reason)
    except OperationalError:
        close_old_connections()
        raise
    except Exception:
        log.exception("%s failed", work)
        ended(work, failed_from(begun_as), _("The program failed. The administrator can see why."))
    tell_end(work, begun_as)


def failed_from(state: State) -> State:
    """An import that could not be undone is still an import that was done."""
    return State.DONE if state == State.UNDOING else State.FAILED


def ended(work: Work, state: State, message: str = "") -> None:
    try:
        if state == State.CANCELLED and isinstance(work, Import) and not work.dry:
            importing.cancelled(work)
        else:
            let_go(work, state, message)
    except Lost:
        log.warning("%s: taken over by another worker", work)


def step_of(work: Work, shelf: importing.Shelf | None) -> Callable[[], None]:
    if isinstance(work, Export):
        return lambda: exporting.write(work)
    if isinstance(work, Import) and work.state == State.READING:
        return lambda: importing.look(work, shelf)
    if isinstance(work, Import) and work.state == State.UNDOING:
        return lambda: undoing.undo(work)
    if isinstance(work, Import):
        return lambda: importing.run(work, shelf)
    raise TypeError(f"{type(work).__name__} is no work of this house")


@in_house_language
def tell_end(work: Work, begun_as: State) -> None:
    """A message in the box of whoever asked, if it took so long that they have gone elsewhere."""
    if work.appointment is None or begun_as == State.READING or work.started_at is None:
        return
    if work.ended_at is None or (work.ended_at - work.started_at).total_seconds() < 60:
        return
    url = work.get_absolute_url() if isinstance(work, Import | Export) else ""
    with transaction.atomic():
        tell_officer(
            work.appointment, url=url,
            subject=_("%(work)s: %(state)s") % {"work": work, "state": State(work.state).label},
            body=work.message or _("The result is on the page."),
        )  # fmt: skip
