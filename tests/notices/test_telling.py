"""Telling officers, desks and parties: rows with the act, gone with its rollback."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection, transaction
from django.utils import translation

from niudai.access.permissions import Permission
from niudai.notices.models import Notice
from niudai.notices.telling import in_house_language, tell_contact, tell_desk, tell_officer

HERE = ZoneInfo("Asia/Shanghai")
TEXT = {
    "subject": "提醒",
    "body": "请办理。",
    "url": "/office/",
    "reference": "例调〔2026〕0001 号",
}
PARTY = {
    "name": "甄示例",
    "phone": "13800000001",
    "subject": "已登记",
    "body": "查询码 N7KQ-4M2P-8XWD",
}


def local(text):
    return datetime.fromisoformat(text).replace(tzinfo=HERE)


def channels(appointment):
    rows = Notice.objects.filter(recipient=appointment).order_by("channel")
    return list(rows.values_list("channel", flat=True))


def test_an_officer_finds_it_in_the_program_and_in_the_mail(town):
    tell_officer(town.officer, **TEXT)

    assert channels(town.officer) == ["email", "in_app"]
    in_app = Notice.objects.get(channel="in_app")
    assert in_app.delivered_at is not None
    assert (in_app.organisation, in_app.body, in_app.url) == (town.union, "请办理。", "/office/")
    assert Notice.objects.waiting().get().channel == "email"


def test_an_officer_with_a_phone_is_reached_by_wecom(town):
    tell_officer(town.colleague, **TEXT)
    assert channels(town.colleague) == ["in_app", "wecom"]


def test_a_desk_is_everybody_there_who_handles_cases_and_nobody_else(town):
    tell_desk(town.union, Permission.DISPUTE_ACCEPT, **TEXT)

    told = set(Notice.objects.values_list("recipient", flat=True))
    assert told == {town.officer.pk, town.colleague.pk}


def test_a_desk_without_anyone_in_post_is_answered_for_above(town):
    for appointment in (town.officer, town.colleague):
        appointment.until = date(2026, 11, 1)
        appointment.save()

    with time_machine.travel(datetime(2026, 11, 2, 10, tzinfo=HERE)):
        tell_desk(town.union, Permission.DISPUTE_ACCEPT, **TEXT)

    assert Notice.objects.get().recipient == town.clerk


def test_someone_in_two_posts_gets_one_mail(town):
    second = town.officer
    second.pk, second.role = None, "village_officer"
    second.save()

    tell_desk(town.union, Permission.DISPUTE_ACCEPT, **TEXT)

    assert Notice.objects.filter(channel="email").count() == 1
    assert Notice.objects.filter(channel="in_app").count() == 3


def test_a_party_is_told_by_text_message_and_mail(town):
    tell_contact(organisation=town.union, email="zhen@example.org", **PARTY)
    assert set(Notice.objects.values_list("channel", flat=True)) == {"sms", "email"}


@pytest.mark.parametrize(
    ("written_at", "sent_at"),
    [
        ("2026-11-22 23:05", "2026-11-23 08:00"),
        ("2026-11-23 02:30", "2026-11-23 08:00"),
        ("2026-11-22 20:59", "2026-11-22 20:59"),
    ],
)
def test_a_text_message_never_wakes_anyone(town, written_at, sent_at):
    with time_machine.travel(local(written_at), tick=False):
        tell_contact(organisation=town.union, **PARTY)
    assert Notice.objects.get().due_at == local(sent_at)


def test_numbers_codes_and_links_are_not_readable_on_the_disk(town):
    tell_contact(organisation=town.union, url="https://example.org/answer/abc/", **PARTY)

    with connection.cursor() as cursor:
        cursor.execute("SELECT phone, body, url FROM notices_notice")
        stored = "".join(cursor.fetchone())
    assert not any(text in stored for text in ("13800000001", "N7KQ", "abc/"))
    assert Notice.objects.get().body == PARTY["body"]


def test_a_subject_cannot_smuggle_a_line_into_a_mail(town):
    tell_officer(town.officer, **{**TEXT, "subject": "提醒\nBcc: all@example.org"})
    assert set(Notice.objects.values_list("subject", flat=True)) == {"提醒 Bcc: all@example.org"}


@pytest.mark.django_db(transaction=True)
def test_what_is_undone_was_never_told(town):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        tell_officer(town.officer, **TEXT)
        tell_contact(organisation=town.union, **PARTY)
        raise ZeroDivisionError

    assert not Notice.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_nothing_is_told_outside_the_act_it_tells_of(town):
    with pytest.raises(RuntimeError, match="transaction"):
        tell_officer(town.officer, **TEXT)
    assert not Notice.objects.exists()


def test_words_for_others_are_in_the_language_of_the_house(settings):
    spoken = []

    @in_house_language
    def tell():
        spoken.append(translation.get_language())

    with translation.override("en"):
        tell()
    assert spoken == [settings.LANGUAGE_CODE]
