"""What was begun and not sent."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.test import Client

from niudai.portal.models import Draft, DraftFile
from tests.portal.conftest import PHONE, Worker, png
from tests.portal.reading import says, text

GONE = "No draft is open on this phone any more. Begin anew, or open one with its code."


def left(worker):
    """The draft's code, as the page shows it."""
    page = text(worker.client.post("/rights/leave/", {"phone": PHONE}))
    return page.split('<div class="code">')[1].split("<")[0]


def test_a_draft_is_continued_on_another_phone_with_code_and_number(worker):
    worker.until("claims")
    code = left(worker)

    other = Client()
    went = other.post("/rights/resume/", {"code": code.lower().replace("-", " "), "phone": PHONE})
    assert went.headers["Location"] == "/rights/work/"
    assert "checked" in text(other.get("/rights/claims/"))


def test_the_phone_that_left_a_draft_does_not_hold_it_once_another_took_it_up(worker):
    worker.until("claims")
    Client().post("/rights/resume/", {"code": left(worker), "phone": PHONE})

    gone = worker.client.get("/rights/claims/", follow=True)
    assert gone.redirect_chain == [("/rights/", 302)]
    assert says(gone, GONE)


@pytest.mark.parametrize("wrong", [{"phone": "13800000009"}, {"code": "AAAA-BBBB-CCCC"}])
def test_neither_code_nor_phone_alone_opens_a_draft(worker, wrong):
    worker.until("claims")
    given = {"code": left(worker), "phone": PHONE, **wrong}

    page = Client().post("/rights/resume/", given)
    assert says(page, "Code and phone number do not fit together. Check both.")


def test_leaving_from_a_question_keeps_its_answer(worker):
    worker.until("claims")

    went = worker.answer("work", employment="employed", then="leave")
    assert went.headers["Location"] == "/rights/leave/"
    assert Draft.objects.get().answers["work"]["employment"] == "employed"


def test_leaving_from_an_unanswered_question_is_possible(worker):
    worker.until("claims")

    assert worker.answer("work", then="leave").headers["Location"] == "/rights/leave/"


def test_answers_are_sealed_in_the_database(worker):
    worker.until("you")

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM portal_draft")
        row = str(cursor.fetchall())
    assert "甄示例" not in row
    assert PHONE not in row
    assert "工资" not in row


def test_a_draft_untouched_for_thirty_days_is_deleted_with_its_photos(worker, today):
    worker.until("story")
    worker.client.post("/rights/photos/", {"photo": png()})

    today.shift(timedelta(days=30))
    call_command("delete_old_drafts", apply=True)
    assert Draft.objects.count() == 1

    today.shift(timedelta(minutes=1))
    call_command("delete_old_drafts", apply=True)
    assert (Draft.objects.count(), DraftFile.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_the_files_of_a_deleted_draft_leave_the_disk(client, today):
    client.post("/rights/begin/")
    draft = Draft.objects.get()
    client.post("/rights/photos/", {"photo": png()})
    name = draft.files.get().file.name
    assert default_storage.exists(name)

    today.shift(timedelta(days=31))
    call_command("delete_old_drafts", apply=True)
    assert not default_storage.exists(name)


def test_a_stray_file_of_a_broken_upload_is_swept_away_in_the_end(db):
    name = default_storage.save("drafts/stray.png", png())

    call_command("delete_old_drafts", apply=True)
    assert default_storage.exists(name)  # young: its row may be on the way
    age(name, days=31)
    call_command("delete_old_drafts", apply=True)
    assert not default_storage.exists(name)


def age(name, *, days):
    path = Path(default_storage.path(name))
    then = path.stat().st_mtime - days * 24 * 3600
    os.utime(path, (then, then))


def test_a_draft_sent_meanwhile_elsewhere_takes_no_more_answers(worker):
    worker.until("story")
    Draft.objects.all().delete()

    assert worker.answer("photos").headers["Location"] == "/rights/"


def test_an_officer_sees_no_draft(worker, officer):
    worker.until("you")

    assert not Draft.objects.visible_to(officer.actor).exists()
    assert Draft.objects.count() == 1


def test_begin_again_goes_on_where_one_was(worker):
    worker.until("work")

    assert worker.begin().headers["Location"] == "/rights/knew/"
    assert Draft.objects.count() == 1


def test_two_workers_have_two_drafts(client, village, today):
    Worker(client).until("claims")
    other = Worker(Client(), claims={"claims": ["injury"]})
    other.until("claims")

    claims = [draft.answers["claims"]["claims"] for draft in Draft.objects.order_by("pk")]
    assert claims == [["wages", "compensation"], ["injury"]]


def test_without_the_word_nothing_is_deleted(worker, today, capsys):
    worker.until("work")
    today.shift(timedelta(days=31))

    call_command("delete_old_drafts")
    assert Draft.objects.count() == 1
    assert capsys.readouterr().out.startswith("1 ")
