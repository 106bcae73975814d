"""An officer's messages, and what could not be delivered."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from niudai.access.permissions import Role
from niudai.audit.models import Entry
from niudai.notices.models import Notice
from niudai.notices.telling import tell_contact, tell_officer
from tests.factories import AppointmentFactory, OrganisationFactory

TEXT = {"subject": "期限将到", "body": "例调〔2026〕1号", "url": "/office/search/"}


@pytest.fixture
def desk(town, client):
    client.force_login(town.officer.user)
    return client


def lost(union):
    """A text message to a party that was given up."""
    tell_contact(
        organisation=union, name="甄示例", phone="13800000001", subject="已登记",
        body="查询码 N7KQ-4M2P-8XWD",
    )  # fmt: skip
    Notice.objects.filter(channel="sms").update(
        failed_at=timezone.now(), error="gateway closed", attempts=6
    )
    return Notice.objects.get(channel="sms")


def test_my_messages_are_mine_alone(town, desk):
    tell_officer(town.officer, **TEXT)
    tell_officer(town.colleague, subject="别人的", body="别人的")

    page = desk.get(reverse("notices")).content.decode()

    assert "期限将到" in page
    assert "别人的" not in page


def test_opening_a_message_marks_it_read_and_shows_its_page(town, desk):
    tell_officer(town.officer, **TEXT)
    notice = Notice.objects.own(town.officer.actor()).get()

    answer = desk.post(reverse("notice_read", args=[notice.pk]))

    assert (answer.status_code, answer.url) == (302, "/office/search/")
    notice.refresh_from_db()
    assert notice.read_at is not None
    assert Entry.objects.get().action == "notices.read"


def test_a_message_read_twice_stands_once_in_the_log(town, desk):
    tell_officer(town.officer, **TEXT)
    notice = Notice.objects.own(town.officer.actor()).get()
    for _twice in range(2):
        desk.post(reverse("notice_read", args=[notice.pk]))
    assert Entry.objects.count() == 1


def test_nobody_opens_a_colleagues_message(town, desk):
    tell_officer(town.colleague, **TEXT)
    notice = Notice.objects.own(town.colleague.actor()).get()

    assert desk.post(reverse("notice_read", args=[notice.pk])).status_code == 404

    notice.refresh_from_db()
    assert notice.read_at is None


def test_all_messages_are_read_at_once(town, desk):
    for _message in range(3):
        tell_officer(town.officer, **TEXT)

    desk.post(reverse("notices_read"))

    assert not Notice.objects.own(town.officer.actor()).unread().exists()
    entry = Entry.objects.get()
    assert (entry.action, entry.changes) == ("notices.read_all", {"count": 3})


def test_what_was_given_up_is_seen_with_its_reason_and_without_its_text(town, desk):
    lost(town.union)

    page = desk.get(reverse("delivery")).content.decode()

    assert "gateway closed" in page
    assert "138****0001" in page
    assert "甄**" in page
    assert "N7KQ" not in page
    assert "甄示例" not in page


def test_trying_again_puts_it_into_the_line_and_into_the_log(town, desk):
    notice = lost(town.union)

    desk.post(reverse("delivery_retry", args=[notice.pk]))

    notice.refresh_from_db()
    assert (notice.failed_at, notice.attempts, notice.error) == (None, 0, "")
    assert notice.body == "查询码 N7KQ-4M2P-8XWD"
    assert Notice.objects.waiting().get() == notice
    entry = Entry.objects.get()
    assert (entry.action, entry.actor) == ("notices.try_again", "艾测试")


def test_what_was_not_given_up_is_not_sent_again(town, desk):
    notice = lost(town.union)
    Notice.objects.update(failed_at=None, delivered_at=timezone.now())

    page = desk.post(reverse("delivery_retry", args=[notice.pk]), follow=True)

    assert [message.level_tag for message in page.context["messages"]] == ["error"]
    notice.refresh_from_db()
    assert notice.attempts == 6
    assert not Entry.objects.exists()


def test_a_neighbouring_town_sees_and_sends_nothing(town, client):
    notice = lost(town.union)
    neighbour = AppointmentFactory(organisation=OrganisationFactory(parent=town.federation))
    client.force_login(neighbour.user)

    assert "gateway closed" not in client.get(reverse("delivery")).content.decode()
    assert client.post(reverse("delivery_retry", args=[notice.pk])).status_code == 404
    assert Notice.objects.failed().exists()


def test_an_auditor_looks_and_does_not_send(town, client, settings):
    settings.TOTP_ROLES = []
    notice = lost(town.union)
    auditor = AppointmentFactory(organisation=town.federation, role=Role.AUDITOR)
    client.force_login(auditor.user)

    assert "gateway closed" in client.get(reverse("delivery")).content.decode()
    assert client.post(reverse("delivery_retry", args=[notice.pk])).status_code == 403


def test_whoever_left_reads_nothing_more(town, desk):
    tell_officer(town.officer, **TEXT)
    town.officer.until = date(2026, 1, 1)
    town.officer.save()
    assert desk.get(reverse("notices")).status_code in {302, 403}
