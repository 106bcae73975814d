"""What people sent is not kept for ever."""

from datetime import timedelta

from django.utils import timezone

from niudai.audit.models import Entry
from niudai.sheets import actions
from niudai.sheets.models import Import, Line
from tests.sheets.conftest import GOOD, HEAD, worked

WRONG = ["", *GOOD[1:]]


def test_after_ninety_days_the_file_and_the_refused_cells_go_and_the_undoing_stays(taken, clerk):
    job = taken([HEAD, GOOD, WRONG])
    name, storage = job.file.name, job.file.storage
    Import.objects.update(added_at=timezone.now() - timedelta(days=91))

    assert actions.delete_old_files() == 1
    assert actions.delete_old_files() == 0

    assert not storage.exists(name)
    assert (Line.objects.get().cells, Import.objects.get().head) == ("", "")
    assert Entry.objects.filter(action="sheets.delete_file").count() == 1
    assert worked(actions.ask_undo(Import.objects.get(), by=clerk)).state == "undone"


def test_a_file_in_use_or_not_yet_old_stays(brought, clerk):
    job = brought()
    assert actions.delete_old_files() == 0
    actions.confirm_columns(job, columns=job.columns, by=clerk)
    Import.objects.update(added_at=timezone.now() - timedelta(days=91))

    assert actions.delete_old_files() == 0

    assert job.file.storage.exists(job.file.name)
