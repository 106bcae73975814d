"""Photos on the way: what they are decides, not what they are called."""

from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from niudai.disputes.models import Dispute
from niudai.portal.drafts import FILES
from niudai.portal.models import DraftFile
from tests.portal.conftest import Worker, png
from tests.portal.reading import text

AGREED = {"mediation": "on", "processing": "on", "sensitive": "on"}


def lying(name="photo.jpg", content=b"<html><script>alert(1)</script></html>"):
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def stored():
    try:
        return default_storage.listdir("drafts")[1]
    except FileNotFoundError:
        return []


def test_photos_travel_with_the_case_and_leave_the_draft(client, village, today):
    worker = Worker(client, consent=AGREED)
    worker.until("story")
    worker.client.post("/rights/photos/", {"photo": png("工资条.png")})
    worker.answer("photos")
    worker.answer("you")
    worker.answer("consent")
    worker.client.post("/rights/send/")

    attachment = Dispute.objects.get().item.attachments.get()
    assert (attachment.name, attachment.content_type) == ("工资条.png", "image/png")
    assert DraftFile.objects.count() == 0


@pytest.mark.parametrize(
    "upload",
    [
        lying(),
        lying("shell.png", b"#!/bin/sh\nrm -rf"),
        lying("empty.png", b""),
        png("renamed.pdf"),
    ],
    ids=["a page called photo", "a script called photo", "empty", "a photo called paper"],
)
def test_a_file_that_lies_about_itself_is_refused_and_not_kept(worker, upload):
    worker.until("story")
    before = stored()

    page = worker.client.post("/rights/photos/", {"photo": upload})
    assert page.status_code == 200
    assert 'role="alert"' in text(page) or 'class="error' in text(page)
    assert DraftFile.objects.count() == 0
    assert stored() == before


def test_a_lying_file_added_to_a_case_is_refused(worker):
    worker.send()
    worker.client.post("/case/paper/", {"paper": lying()})

    assert not Dispute.objects.get().item.attachments.exists()


def test_more_than_so_many_photos_are_refused(worker):
    worker.until("story")
    for number in range(FILES + 1):
        page = worker.client.post("/rights/photos/", {"photo": png(f"{number}.png")})

    assert page.status_code == 200
    assert DraftFile.objects.count() == FILES


def test_a_photo_is_taken_out_again(worker):
    worker.until("story")
    worker.client.post("/rights/photos/", {"photo": png()})
    kept = DraftFile.objects.get()

    worker.client.post("/rights/photos/drop/", {"file": kept.pk})
    assert DraftFile.objects.count() == 0


def test_nobody_takes_out_the_photo_of_another(worker, client_of_another):
    worker.until("story")
    worker.client.post("/rights/photos/", {"photo": png()})
    kept = DraftFile.objects.get()

    assert client_of_another.post("/rights/photos/drop/", {"file": kept.pk}).status_code == 404
    assert DraftFile.objects.count() == 1


def test_what_fails_at_the_last_photo_leaves_nothing_behind(client, village, today):
    """A file that went bad on the disk stops the sending as a whole; the draft stays."""
    worker = Worker(client, consent=AGREED)
    worker.until("story")
    worker.client.post("/rights/photos/", {"photo": png()})
    Path(DraftFile.objects.get().file.path).write_bytes(b"<html>")
    worker.answer("photos")
    worker.answer("you")
    worker.answer("consent")

    page = worker.client.post("/rights/send/")
    assert page.status_code == 200
    assert Dispute.objects.count() == 0
    assert DraftFile.objects.count() == 1


@pytest.fixture
def client_of_another(worker):
    other = Worker(type(worker.client)())
    other.begin()
    return other.client
