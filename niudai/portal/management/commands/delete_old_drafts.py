"""Delete drafts nobody went on with, and counts of tries whose time has passed."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from niudai.access.actor import CLOCK
from niudai.access.limits import forget_old
from niudai.portal.drafts import sweep, throw_away
from niudai.portal.models import Draft


class Command(BaseCommand):
    help = "Delete drafts of the portal that were not touched for the days the settings name."

    def handle(self, *args: Any, **options: Any) -> None:
        old = Draft.objects.visible_to(CLOCK).old(timezone.now())
        count = throw_away(old)
        sweep(timezone.now() - timedelta(days=settings.DRAFT_DAYS))
        forget_old()
        if count:
            self.stdout.write(f"{count} drafts deleted")
