"""Which households wait for a visit, what of them goes along, and what comes back.

What lies on a phone may be lost with it: the way to the door and who should be there, no more.
No number, no card, no illness, no school.
"""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.assistance.hardship import actions
from niudai.assistance.hardship.models import HardshipFile, Survey
from niudai.assistance.hardship.procedure.filing import SURVEY
from niudai.audit.log import record
from niudai.casework.attaching import attach
from niudai.kernel.refused import Refused

MOST = 20  # households; more nobody visits in a day
PHOTOS = 6


def to_visit(actor: Actor) -> QuerySet[HardshipFile]:
    """Files whose next step is the visit, the oldest first."""
    files = HardshipFile.objects.visible_to(actor).filter(stage__in=SURVEY.sources)
    return files.select_related("organisation").order_by("received_on", "pk")


def take(chosen: list[int], *, by: Actor) -> list[dict[str, Any]]:
    """The households ticked, as the phone keeps them."""
    if not chosen:
        raise Refused(_("Choose at least one household."))
    if len(chosen) > MOST:
        raise Refused(_("Take at most %(most)d households along.") % {"most": MOST})
    files = to_visit(by).filter(pk__in=chosen).prefetch_related("members")
    return [taken(file, by=by) for file in files]


@transaction.atomic
def taken(file: HardshipFile, *, by: Actor) -> dict[str, Any]:
    by.must(Permission.HARDSHIP_HANDLE, at=file.organisation.path)
    record("hardship.take_along", file, by=by)
    return home(file, by=by)


def home(file: HardshipFile, *, by: Actor) -> dict[str, Any]:
    """The way to the door and who should be there; covered for who may not see it."""
    shown = by.may(Permission.HARDSHIP_SENSITIVE, at=file.organisation.path)
    today = timezone.localdate()
    return {
        "id": file.pk,
        "reference": file.reference,
        "name": file.name,
        "place": str(file.organisation),
        "address": file.address if shown else "",
        "people": [
            {
                "name": each.name if shown else each.masked_name,
                "relation": each.relation_name,
                "age": each.age_on(today),
            }
            for each in file.household
        ],
    }


@transaction.atomic
def keep(file: HardshipFile, *, photos: list[UploadedFile], by: Actor, **visit: Any) -> None:
    """Record a visit with its photos. The phone's own number decides: sent twice, kept once."""
    if before := Survey.objects.filter(client_id=visit["client_id"], file=file).first():
        refuse_changed(before, visit)
        return
    if len(photos) > PHOTOS:
        raise Refused(_("At most %(most)d photos of a visit.") % {"most": PHOTOS})
    file = actions.survey(file, **visit, by=by)
    for photo in photos:
        attach(file, photo, by=by, kind="survey")


def refuse_changed(kept: Survey, visit: dict[str, Any]) -> None:
    """Sent, the answer lost on the way, changed and sent again: nobody overwrites what was kept."""
    told = (visit["findings"], visit["conclusion"])
    if told != (kept.findings, kept.conclusion):
        raise Refused(
            _("This visit was taken before with other words. What the office has stays: add what "
              "changed as a note to the file.")
        )  # fmt: skip
