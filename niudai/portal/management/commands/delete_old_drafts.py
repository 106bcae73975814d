"""`niudai delete-old-drafts --apply`: drafts nobody went on with leave, with their photos."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from niudai.access.actor import CLOCK
from niudai.access.limits import forget_old
from niudai.kernel.night_work import NightWork
from niudai.portal.drafts import sweep, throw_away
from niudai.portal.models import Draft


def same_time(on: date) -> datetime:
    """This moment, on that day."""
    return timezone.now() + (on - timezone.localdate())


class Command(NightWork):
    help = "delete drafts of the portal that were not touched for as long as the settings say"
    noun = "drafts nobody went on with"

    def due(self, today: date) -> Sequence[int]:
        old = Draft.objects.visible_to(CLOCK).old(same_time(today))
        return list(old.order_by("pk").values_list("pk", flat=True))

    def act(self, key: int, today: date) -> bool:
        # Asked again: the worker may have gone on with it meanwhile.
        old = Draft.objects.visible_to(CLOCK).old(same_time(today)).filter(pk=key)
        return bool(throw_away(old))

    def go_through(
        self, keys: Sequence[Any], today: date, counts: Counter[str], *, loud: bool
    ) -> None:
        """The drafts; then files without a draft, and counts of tries whose time is over."""
        super().go_through(keys, today, counts, loud=loud)
        sweep(timezone.now() - timedelta(days=settings.DRAFT_DAYS))
        forget_old()
