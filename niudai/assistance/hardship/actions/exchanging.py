"""Files to the civil-affairs centre and its answers back, as sheets."""

import hashlib
import json
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.assistance.hardship.actions.reviewing import ask_match, match
from niudai.assistance.hardship.exchange import judged, match_sheet, read_answers
from niudai.assistance.hardship.models import AnswerSheet, HardshipFile, Stage
from niudai.audit.log import record
from niudai.kernel.refused import Refused
from niudai.organisations.models import Organisation

DECIDE = Permission.HARDSHIP_DECIDE


@transaction.atomic
def take_match_list(organisation: Organisation, *, by: Actor) -> tuple[bytes, int]:
    """The sheet of every file that waits for the match; those not asked yet are asked by it.

    A file whose authorisation was taken back is left out. Taking the sheet is on the log.
    """
    by.must(DECIDE, at=organisation.path)
    waiting = HardshipFile.objects.visible_to(by).filter(stage=Stage.DATA_MATCH)
    asked = [file.pk for file in waiting.order_by("pk") if is_asked(file, by=by)]
    rows = HardshipFile.objects.visible_to(by).filter(pk__in=asked)
    files = list(rows.prefetch_related("members", "consents").order_by("pk"))
    if not files:
        raise Refused(_("No file waits for the data match."))
    made = match_sheet(files)
    record(
        "hardship.take_match_list", organisation, by=by, files=len(files),
        sha256=hashlib.sha256(made).hexdigest(),
    )  # fmt: skip
    return made, len(files)


def is_asked(file: HardshipFile, *, by: Actor) -> bool:
    if file.matches.filter(outcome="asked").exists():
        return file.consents.filter(kind="check", withdrawn_on=None).exists()
    try:
        ask_match(file, by=by)
    except Refused:
        return False
    return True


@transaction.atomic
def bring_answers(organisation: Organisation, upload: UploadedFile, *, by: Actor) -> AnswerSheet:
    """Read the centre's sheet; nothing is entered before somebody has seen what would be."""
    by.must(DECIDE, at=organisation.path)
    rows = read_answers(upload)
    if not rows:
        raise Refused(_("The sheet has no row."))
    sheet = AnswerSheet.objects.create(
        organisation=organisation, name=(upload.name or "")[:150], brought_by=by.name,
        rows=json.dumps(rows, ensure_ascii=False),
    )  # fmt: skip
    record("hardship.bring_answers", sheet, by=by, rows=len(rows))
    return sheet


@dataclass(frozen=True, slots=True)
class Entered:
    """How many answers were entered, and what kept the others out."""

    entered: int
    faults: list[tuple[str, str]]


@transaction.atomic
def enter_answers(sheet: AnswerSheet, *, by: Actor) -> Entered:
    """Enter every answer that can be; a wrong row is named and loses nothing else."""
    by.must(DECIDE, at=sheet.organisation.path)
    sheet = AnswerSheet.objects.select_for_update().get(pk=sheet.pk)
    if sheet.entered_on:
        raise Refused(_("This sheet was entered already."))
    entered, faults = 0, []
    for verdict in judged(sheet, by=by):
        if verdict.fault or verdict.file is None:
            faults.append((verdict.code, verdict.fault))
            continue
        try:
            match(verdict.file, outcome=verdict.outcome, answer=verdict.answer, by=by)
        except Refused as refusal:
            faults.append((verdict.code, refusal.reason))
        else:
            entered += 1
    sheet.entered_on = timezone.localdate()
    sheet.save(update_fields=["entered_on"])
    record("hardship.enter_answers", sheet, by=by, entered=entered, faults=len(faults))
    return Entered(entered, faults)
