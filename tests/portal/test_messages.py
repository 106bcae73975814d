"""A worker or an employer and the office write to each other about a case."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from niudai.access.actor import party
from niudai.access.permissions import Role
from niudai.audit.log import faults
from niudai.audit.models import Entry
from niudai.casework.conversation import erase_messages
from niudai.casework.models import Message
from niudai.disputes import actions
from niudai.disputes.actions.links import issue_answer_link
from niudai.disputes.models import Dispute
from niudai.kernel.refused import Refused
from niudai.notices.models import Notice
from tests.factories import AppointmentFactory, OrganisationFactory, UserFactory
from tests.portal.conftest import PHONE, Worker
from tests.portal.reading import says, text

ASKED = "我换了住址，材料寄到哪里？"
ANSWERED = "寄到周庄镇，收件人写工会。"
WAITS = "waits for an answer"
FROM_APPLICANT = "A message from the applicant"


@pytest.fixture
def case(client, village, employer, today):
    Worker(client, employer={"name": "江阴示例纺织有限公司", "employer": str(employer.pk)}).send()
    Notice.objects.all().delete()
    return Dispute.objects.get()


@pytest.fixture
def phone(client):
    """The worker's browser, holding the case."""
    return client


@pytest.fixture
def page(case, officer):
    return lambda: officer.get(case.get_absolute_url())


@pytest.fixture
def reply(case, officer):
    def replied(words, side="applicant"):
        return officer.post(
            f"{case.get_absolute_url()}messages/{side}/", {"text": words}, follow=True
        )

    return replied


def ask(phone, words=ASKED):
    return phone.post("/case/message/", {"text": words}, follow=True)


def test_the_officer_sees_the_message_in_my_work_and_on_the_case(case, phone, officer, page):
    assert not says(officer.get("/office/"), FROM_APPLICANT)
    ask(phone)

    work = officer.get("/office/")
    assert says(work, FROM_APPLICANT)
    assert f"{case.get_absolute_url()}#messages" in text(work)
    assert ASKED in text(page())
    assert says(page(), WAITS)


def test_the_worker_reads_the_answer_and_is_told_without_its_words(case, phone, reply, officer):
    ask(phone)
    reply(ANSWERED)

    assert ANSWERED in text(phone.get("/case/"))
    told = Notice.objects.get(channel="sms")
    assert told.phone == PHONE
    assert case.reference in told.body
    assert ANSWERED not in f"{told.subject}{told.body}{told.url}"
    assert not says(officer.get("/office/"), FROM_APPLICANT)


def test_the_office_may_write_first(case, phone, reply):
    reply("请带身份证来。")

    assert "请带身份证来。" in text(phone.get("/case/"))


def test_what_needs_no_answer_is_put_aside_and_leaves_my_work(case, phone, officer, page):
    ask(phone, "谢谢。")
    officer.post(f"{case.get_absolute_url()}messages/applicant/settled/")

    assert not says(officer.get("/office/"), FROM_APPLICANT)
    assert not says(page(), WAITS)
    assert "谢谢。" in text(page())
    assert Message.objects.get().settled_by == "艾测试"


def test_there_is_nothing_to_put_aside_twice(case, phone, officer):
    ask(phone)
    url = f"{case.get_absolute_url()}messages/applicant/settled/"
    officer.post(url)

    assert says(officer.post(url, follow=True), "No message waits for an answer.")
    assert Entry.objects.filter(action="casework.message_settled").count() == 1


def test_every_message_is_in_the_log_without_its_words(case, phone, reply):
    ask(phone)
    reply(ANSWERED)

    entries = Entry.objects.about(case).filter(action__in=["casework.message", "casework.reply"])
    assert [(entry.actor, entry.action) for entry in entries] == [
        ("applicant", "casework.message"),
        ("艾测试", "casework.reply"),
    ]
    assert ASKED not in str([entry.changes for entry in entries])
    assert [entry.personal for entry in entries] == [None, None]


def test_in_the_database_the_words_are_sealed(case, phone):
    ask(phone)
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM casework_message")
        stored = cursor.fetchone()[0]
    assert ASKED not in stored
    assert Message.objects.get().text == ASKED


def test_a_second_touch_of_the_button_sends_it_once(case, phone, reply, today):
    ask(phone)
    assert says(ask(phone), "This message was sent already.")
    assert Message.objects.count() == 1

    today.shift(timedelta(minutes=11))
    ask(phone)
    assert Message.objects.count() == 2
    reply(ANSWERED)
    assert says(reply(ANSWERED), "This message was sent already.")
    assert Message.objects.filter(from_office=True).count() == 1
    assert Notice.objects.filter(channel="sms").count() == 1


def test_more_than_so_many_messages_in_an_hour_are_refused(case, phone, settings):
    settings.TRIES = {**settings.TRIES, "message": {"address": (60, 3600), "case": (2, 3600)}}
    for number in range(3):
        last = ask(phone, f"第 {number} 条")

    assert says(last, "Too many tries in a short time. Please wait a while, or call 12351.")
    assert Message.objects.count() == 2


@pytest.mark.parametrize("words", ["", "   ", "长" * 2001], ids=["nothing", "blanks", "too long"])
def test_an_answer_without_words_or_with_too_many_is_refused(case, reply, words):
    page = reply(words)

    assert 'class="note' in text(page)
    assert not Message.objects.exists()
    assert not Notice.objects.filter(channel="sms").exists()


def test_a_closed_case_is_read_and_no_longer_written_to(case, phone, reply, page):
    ask(phone)
    reply(ANSWERED)
    actions.withdraw(case, by=party("applicant", at=case.organisation.path))

    assert ASKED in text(phone.get("/case/"))
    assert ANSWERED in text(phone.get("/case/"))
    ask(phone, "还在吗？")
    reply("在。")
    assert Message.objects.count() == 2
    assert 'name="text" rows="3"' not in text(page())


def test_erasing_takes_the_words_from_both_sides_and_leaves_the_log_whole(
    case, phone, reply, page, officer
):
    ask(phone)
    reply(ANSWERED)
    assert erase_messages(case, reason="本人要求删除", by=officer.actor) == 2

    for shown in (text(phone.get("/case/")), text(page())):
        assert ASKED not in shown
        assert ANSWERED not in shown
    assert "The words were erased on 2026-09-14." in text(officer_in_english(officer, case))
    assert list(faults()) == []
    assert erase_messages(case, reason="再次", by=officer.actor) == 0


def test_words_are_not_erased_without_a_reason_nor_by_a_stranger(case, phone, officer, city):
    ask(phone)
    stranger = party("applicant", at=case.organisation.path)
    for reason, by in ((" ", officer.actor), ("要求", stranger)):
        with pytest.raises(Refused):
            erase_messages(case, reason=reason, by=by)
    assert Message.objects.get().text == ASKED


def test_a_neighbour_can_neither_read_nor_answer(case, phone, city):
    from_elsewhere = other_officer(city)
    ask(phone)

    assert from_elsewhere.get(case.get_absolute_url()).status_code == 404
    url = f"{case.get_absolute_url()}messages/applicant/"
    assert from_elsewhere.post(url, {"text": "你好"}).status_code == 404
    assert from_elsewhere.post(f"{url}settled/").status_code == 404
    assert not says(from_elsewhere.get("/office/?whose=place"), FROM_APPLICANT)
    assert Message.objects.count() == 1


def test_nobody_writes_to_a_side_that_does_not_exist(case, officer):
    url = f"{case.get_absolute_url()}messages/judge/"
    assert officer.post(url, {"text": "你好"}).status_code == 404
    assert not Message.objects.exists()


def test_the_employer_reads_the_answer_by_a_new_link_and_the_worker_does_not(
    case, phone, reply, officer
):
    link = f"/answer/{issue_answer_link(case, by=officer.actor)}/"
    firm = Client()
    firm.post(link, {"do": "message", "text": "工资已付。"})
    assert says(officer.get("/office/"), "A message from the respondent")
    reply("请寄来付款凭证。", "respondent")

    told = Notice.objects.filter(channel="sms").latest("pk")
    assert told.phone == "13900000002"
    assert "付款凭证" not in told.body
    new = told.url[told.url.index("/answer/") :]
    assert "请寄来付款凭证。" in text(firm.get(new))
    assert "工资已付。" in text(firm.get(new))
    assert firm.get(link).status_code == 404
    assert "请寄来付款凭证。" not in text(phone.get("/case/"))
    assert "工资已付。" not in text(phone.get("/case/"))


def test_an_employer_that_was_never_asked_is_not_told_of_the_case_by_a_message(case, reply):
    reply("你好", "respondent")

    assert not Message.objects.exists()
    assert not Notice.objects.filter(phone__isnull=False, channel="sms").exists()


def officer_in_english(officer, case):
    return officer.get(case.get_absolute_url(), headers={"accept-language": "en"})


def other_officer(city):
    place = OrganisationFactory(parent=city, kind="town", name="华士镇总工会", mark="澄华")
    return officer_at(place, Role.TOWN_OFFICER)


def officer_at(place, role):
    user = UserFactory(username=f"{role}-elsewhere", name="别处人")
    AppointmentFactory(user=user, organisation=place, role=role)
    browser = Client()
    browser.force_login(user)
    return browser


def test_a_message_lies_on_one_desk_and_on_the_list_of_the_place_above(
    case, phone, officer, village, city
):
    below = officer_at(village, Role.VILLAGE_OFFICER)
    above = officer_at(city, Role.RIGHTS_OFFICER)
    ask(phone)

    assert says(below.get("/office/"), FROM_APPLICANT)
    for other in (officer, above):
        assert not says(other.get("/office/"), FROM_APPLICANT)
        assert says(other.get("/office/?whose=place"), FROM_APPLICANT)
