"""Delivery: once, again with growing pauses, given up visibly, whatever happens to a worker."""

import json
import threading
from datetime import datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from niudai.notices.delivering import ABANDONED, PAUSES, deliver, due
from niudai.notices.models import Notice
from niudai.notices.telling import tell_contact, tell_officer
from tests.notices.gateway import Post

NOON = datetime(2026, 11, 23, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
PARTY = {"name": "甄示例", "subject": "已登记", "body": "请保存查询码。", "url": "/"}


@pytest.fixture(autouse=True)
def post(settings):
    Post.sent = []
    settings.SMS_CHANNEL = "tests.notices.gateway.Post"
    settings.SITE_URL = "https://example.org"
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def texts(union, count=1):
    for number in range(count):
        tell_contact(organisation=union, phone=f"138000000{number:02d}", **PARTY)


def run(*words):
    out, err = StringIO(), StringIO()
    call_command("deliver_notices", *words, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_a_dry_run_sends_nothing(town):
    texts(town.union)
    out, _err = run()
    assert "1 notices" in out
    assert "--apply" in out
    assert Post.sent == []
    assert Notice.objects.get().attempts == 0


def test_a_text_message_goes_out_with_its_address_written_whole(town):
    texts(town.union)

    run("--apply")

    notice = Notice.objects.get()
    assert notice.delivered_at == NOON
    assert Post.sent == [
        {
            "to": "13800000000",
            "subject": "已登记",
            "text": "请保存查询码。 https://example.org/",
            "key": f"notice-{notice.pk}",
        }
    ]


def test_a_mail_goes_to_the_address_the_officer_has_now(town):
    tell_officer(town.officer, subject="提醒", body="请办理。", url="/office/disputes/1/")
    town.officer.user.email = "new@example.org"
    town.officer.user.save()

    run("--apply")

    (letter,) = mail.outbox
    assert letter.to == ["new@example.org"]
    assert letter.body == "请办理。\n\nhttps://example.org/office/disputes/1/"


def test_a_second_run_sends_nothing_twice(town):
    texts(town.union, 3)
    run("--apply")
    out, _err = run("--apply", "--json")
    assert len(Post.sent) == 3
    assert json.loads(out)["found"] == 0


def test_a_message_that_may_not_go_yet_waits(town, post):
    with time_machine.travel(NOON.replace(hour=23), tick=False):
        texts(town.union)
        run("--apply")
        assert Post.sent == []
    with time_machine.travel(NOON.replace(hour=8) + timedelta(days=1), tick=False):
        run("--apply")
        assert len(Post.sent) == 1


def test_a_gateway_that_is_down_is_tried_again_with_growing_pauses(town, post, settings):
    settings.SMS_CHANNEL = "tests.notices.gateway.Broken"
    texts(town.union)
    waited = []
    for _attempt in PAUSES:
        before = timezone.now()
        run("--apply")
        notice = Notice.objects.get()
        assert notice.error == "gateway closed"
        assert notice.failed_at is None
        waited.append(notice.next_attempt_at - before)
        post.move_to(notice.next_attempt_at - timedelta(seconds=1))
        assert due(timezone.now()) == []
        post.move_to(notice.next_attempt_at)
    assert waited == sorted(set(waited)) == list(PAUSES)

    with pytest.raises(CommandError, match="1 of 1 notices failed"):
        run("--apply")
    notice = Notice.objects.get()
    assert (notice.failed_at, notice.error) == (timezone.now(), "gateway closed")
    post.shift(timedelta(days=30))
    assert due(timezone.now()) == []


def test_a_gateway_that_is_back_delivers_what_waited(town, post, settings):
    settings.SMS_CHANNEL = "tests.notices.gateway.Broken"
    texts(town.union)
    run("--apply")
    settings.SMS_CHANNEL = "tests.notices.gateway.Post"
    post.shift(PAUSES[0])

    run("--apply")

    notice = Notice.objects.get()
    assert notice.delivered_at is not None
    assert notice.error == ""


def test_one_bad_number_does_not_hide_the_rest(town, settings):
    settings.SMS_CHANNEL = "tests.notices.gateway.Picky"
    texts(town.union, 20)

    out, err = run("--apply", "--json")

    told = json.loads(out)
    assert (told["done"], told["later"], told["failed"]) == (19, 1, 0)
    assert "number unknown" in err
    assert "13800000013" not in out + err


def test_someone_who_left_the_post_is_told_nothing_more(town):
    tell_officer(town.officer, subject="提醒", body="请办理。")
    town.officer.until = (NOON - timedelta(days=1)).date()
    town.officer.save()

    with pytest.raises(CommandError):
        run("--apply")

    assert mail.outbox == []
    assert Notice.objects.failed().get().attempts == 1


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_dies_leaves_a_claim_that_is_taken_up_again(town, post, settings):
    settings.SMS_CHANNEL = "tests.notices.gateway.Dying"
    texts_in_transaction(town)
    with pytest.raises(SystemExit):
        run("--apply")
    settings.SMS_CHANNEL = "tests.notices.gateway.Post"

    run("--apply")
    assert len(Post.sent) == 1  # still in the dead worker's hands
    post.shift(ABANDONED + timedelta(seconds=1))
    run("--apply")

    assert [message["key"] for message in Post.sent] == [Post.sent[0]["key"]] * 2
    assert Notice.objects.get().delivered_at is not None


@pytest.mark.django_db(transaction=True)
def test_a_message_that_kills_every_worker_is_given_up(town, post, settings):
    settings.SMS_CHANNEL = "tests.notices.gateway.Dying"
    texts_in_transaction(town)
    for _attempt in range(len(PAUSES) + 1):
        with pytest.raises(SystemExit):
            run("--apply")
        post.shift(ABANDONED + timedelta(seconds=1))

    with pytest.raises(CommandError):
        run("--apply")

    assert len(Post.sent) == len(PAUSES) + 1
    assert Notice.objects.failed().exists()


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_deliver_each_message_once(town):
    texts_in_transaction(town, 30)
    ready = threading.Barrier(2)
    delivered = []

    def work():
        rows = due(NOON)
        ready.wait()
        try:
            delivered.append(sum(deliver(pk) for pk in rows))
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert len(delivered) == 2
    assert sum(delivered) == 30
    assert len({message["key"] for message in Post.sent}) == len(Post.sent) == 30


def texts_in_transaction(town, count=1):
    with transaction.atomic():
        texts(town.union, count)
