"""The archive: where the original lies, who gets it, and how it is destroyed (domain 1.5, P11)."""

from datetime import date
from functools import partial

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.assistance.hardship.actions.writing import stated
from niudai.assistance.hardship.guards.keeping import earliest_destruction, too_early
from niudai.assistance.hardship.models import DestructionList, HardshipFile, Stage
from niudai.assistance.hardship.procedure.keeping import ARCHIVE, DESTROY
from niudai.audit.log import record, shred
from niudai.casework.models import Attachment
from niudai.casework.moves import advance, locked, show
from niudai.funds.separation import is_same
from niudai.kernel.refused import Refused
from niudai.organisations.actions.units import refuse_dissolved
from niudai.organisations.models import Organisation

ERASED = (
    "members", "money", "consents", "surveys", "opinions", "publicities", "matches", "changes",
    "exits", "look_backs", "deferrals",
)  # fmt: skip
# What stays of a destroyed file: numbers, place, stages, days, category and cause.
KEPT = frozenset({
    "id", "reference", "organisation", "holder", "received_on", "created_at", "stage", "way",
    "level", "number", "temporary", "previous", "category", "cause", "rule_key", "decided_on",
    "entered_on", "valid_until", "left_on", "left_as", "left_why", "archive_place", "keep_until",
    "destroyed_on", "residence", "industry", "unit_kind",
})  # fmt: skip


@transaction.atomic
def archive(file: HardshipFile, *, place: str, on: date | None = None, by: Actor) -> HardshipFile:
    """Lay the original down: where it lies, and until when it is kept."""
    where = stated(place, _("Say where the original lies."))
    file = locked(file)
    ARCHIVE.check(file, by=by)
    earliest = earliest_destruction(file)
    file.archive_place = where[:60]
    file.keep_until = date.fromisoformat(str(earliest.more["earliest"]))
    file.save(update_fields=["archive_place", "keep_until"])
    return advance(file, ARCHIVE, on=on, by=by, keep_until=file.keep_until)


@transaction.atomic
def hand_over(file: HardshipFile, *, to: Organisation, reason: str, by: Actor) -> HardshipFile:
    """Give the file to another union: the new unit's, the street's, or the centre (A8 art. 14)."""
    text = stated(reason, _("Give the reason."))
    file = locked(file)
    for place in (file.organisation, to):
        by.must(Permission.HARDSHIP_REVIEW, at=place.path)
    refuse_dissolved(to)
    if to.pk == file.organisation_id:
        raise Refused(_("The file lies there already."))
    before, file.organisation, file.holder = str(file.organisation), to, None
    file.save(update_fields=["organisation", "holder"])
    closed = file.item.closed_on
    show(file, closed_on=closed)
    record("hardship.hand_over", file, by=by, place=[before, str(to)], personal={"reason": text})
    return file


def ripe(place: Organisation, today: date) -> models.QuerySet[HardshipFile]:
    """Archived files beneath the place whose time is up and which no list holds yet."""
    rows = HardshipFile.objects.filter(
        organisation__path__startswith=place.path, stage=Stage.ARCHIVED, keep_until__lte=today
    )
    return rows.exclude(destruction_lists__approved_on=None, destruction_lists__isnull=False)


@transaction.atomic
def list_for_destruction(
    organisation: Organisation, *, document: str, by: Actor
) -> DestructionList:
    """The keeper lists every file whose time is up."""
    by.must(Permission.HARDSHIP_ARCHIVE, at=organisation.path)
    number = stated(document, _("Write the number of the document."))
    files = [
        file
        for file in ripe(organisation, timezone.localdate()).order_by("pk")
        if too_early(file) is None
    ]
    if not files:
        raise Refused(_("No file's time is up."))
    made = DestructionList.objects.create(
        organisation=organisation, document=number, listed_on=timezone.localdate(),
        keeper=by.name, keeper_user=by.user_id,
    )  # fmt: skip
    made.files.set(files)
    record("hardship.list_for_destruction", made, by=by, files=[each.pk for each in files])
    return made


@transaction.atomic
def destroy(listed: DestructionList, *, by: Actor) -> DestructionList:
    """The supervisor approves, and every file of the list is erased; its metadata stay."""
    listed = DestructionList.objects.select_for_update().get(pk=listed.pk)
    by.must(Permission.HARDSHIP_ARCHIVE, at=listed.organisation.path)
    if listed.approved_on:
        raise Refused(_("The list was approved already."))
    if is_same(listed.keeper, listed.keeper_user, by):
        raise Refused(_("Whoever listed the files does not approve: another person supervises."))
    today = timezone.localdate()
    for file in listed.files.order_by("pk"):
        erase(file, document=listed.document, by=by)
    listed.approved_on, listed.supervisor, listed.supervisor_user = today, by.name, by.user_id
    listed.save(update_fields=["approved_on", "supervisor", "supervisor_user"])
    record("hardship.approve_destruction", listed, by=by, files=listed.files.count())
    return listed


def erase(file: HardshipFile, *, document: str, by: Actor) -> None:
    """Household, money, papers and words go for good, with what the log says of people."""
    file = locked(file)
    DESTROY.check(file, by=by)
    for name in ERASED:
        getattr(file, name).all().delete()
    item = file.item
    erase_papers(list(item.attachments.all()))
    item.notes.all().delete()
    item.messages.all().delete()
    for field in file._meta.concrete_fields:
        if field.name not in KEPT:
            setattr(file, field.attname, empty(field))
    file.destroyed_on = timezone.localdate()
    file.save()
    file = advance(file, DESTROY, by=by, document=document)
    shred(file, reason=document, by=by)


def erase_papers(papers: list[Attachment]) -> None:
    """The rows now, the files once the erasure is certain."""
    for paper in papers:
        transaction.on_commit(partial(paper.file.storage.delete, str(paper.file.name)))
        paper.delete()


def empty(field: models.Field) -> object:
    """What stands in a column of which nothing is kept."""
    if field.null:
        return None
    return field.get_default() if field.has_default() else ""
