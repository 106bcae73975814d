"""What a worker sees of the own case and does with it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from niudai.access.actor import party
from niudai.audit.models import Entry
from niudai.disputes import actions
from niudai.disputes.models import Dispute, Meeting
from niudai.notices.models import Notice
from tests.factories import MediatorFactory
from tests.portal.conftest import PHONE, png
from tests.portal.reading import says, text

CLOSED = (
    "The case is over: messages can be read here, and no more be written. "
    "Call 12351 or open a new case."
)


@pytest.fixture
def case(worker):
    worker.send()
    return Dispute.objects.get()


@pytest.fixture
def meeting(case, officer):
    """The employer agreed, a mediator was found, a day is proposed."""
    by = officer.actor
    actions.record_scope(case, in_scope=True, by=by)
    actions.record_consent(case, side="respondent", given=True, by=by)
    case = actions.accept(case, by=by)
    case = actions.assign(case, mediator=MediatorFactory(body=case.body), by=by)
    return actions.plan_meeting(
        case,
        planned_at=datetime(2026, 9, 21, 14, tzinfo=ZoneInfo("Asia/Shanghai")),
        place="示例村调解室",
        by=by,
    )


def test_the_page_says_where_the_case_stands_and_until_when(case, worker):
    page = worker.client.get("/case/")

    assert says(page, "We have your application")
    assert "2026年9月17日 周四" in text(page)
    assert "2027年8月31日 周二" in text(page)
    assert "2026-09-14" in text(page)  # the steps of the count


def test_the_page_shows_no_number_of_a_person_in_clear(case, worker):
    page = text(worker.client.get("/case/"))

    assert PHONE not in page
    assert f"/{case.pk}/" not in page


def test_the_worker_says_that_the_day_suits(meeting, worker):
    assert "示例村调解室" in text(worker.client.get("/case/"))

    worker.client.post("/case/meeting/", {"meeting": meeting.pk, "comes": "yes"})
    meeting.refresh_from_db()
    assert meeting.applicant_answer == Meeting.Answer.YES
    assert meeting.respondent_answer == Meeting.Answer.WAITING
    assert says(worker.client.get("/case/"), "You said: I can come.")


def test_the_worker_cannot_come(meeting, worker):
    worker.client.post("/case/meeting/", {"meeting": meeting.pk, "comes": "no"})

    meeting.refresh_from_db()
    assert meeting.applicant_answer == Meeting.Answer.NO


def test_a_meeting_of_another_case_cannot_be_answered(meeting, worker):
    other = Meeting.objects.create(
        dispute=copy_of(meeting.dispute), planned_at=meeting.planned_at, place="别处"
    )

    assert (
        worker.client.post("/case/meeting/", {"meeting": other.pk, "comes": "no"}).status_code
        == 404
    )
    other.refresh_from_db()
    assert other.applicant_answer == Meeting.Answer.WAITING


def copy_of(dispute):
    other = Dispute.objects.get(pk=dispute.pk)
    other.pk, other.reference, other.code = None, "别的案件", ""
    other.save()
    return other


def test_a_meeting_that_is_over_is_not_offered_any_more(meeting, worker, today):
    today.shift(timedelta(days=10))
    worker.client.post("/follow/", {"code": meeting.dispute.code, "phone": PHONE})

    assert "/case/meeting/" not in text(worker.client.get("/case/"))
    answer = worker.client.post("/case/meeting/", {"meeting": meeting.pk, "comes": "yes"})
    assert answer.status_code == 404


def test_a_message_reaches_the_timeline_and_whoever_handles_the_case(case, worker, officer):
    Notice.objects.all().delete()

    worker.client.post("/case/message/", {"text": "我换了住址。"})
    message = case.item.messages.get()
    assert (message.text, message.side, message.from_office) == ("我换了住址。", "applicant", False)
    assert Notice.objects.filter(channel="in_app", recipient__user__name="艾测试").count() == 1
    assert "我换了住址。" in text(worker.client.get("/case/"))


def test_an_empty_message_is_refused(case, worker):
    worker.client.post("/case/message/", {"text": "   "})

    assert not case.item.messages.exists()


def test_the_offices_own_notes_are_not_shown(case, worker):
    case.item.notes.create(text="内部：先问单位。", written_by="艾测试")

    assert "内部" not in text(worker.client.get("/case/"))


def test_a_photo_is_added_after_sending(case, worker):
    worker.client.post("/case/paper/", {"paper": png("工资条.png")})

    attachment = case.item.attachments.get()
    assert (attachment.name, attachment.added_by) == ("工资条.png", "applicant")
    assert "工资条.png" in text(worker.client.get("/case/"))


def test_papers_of_the_other_side_are_not_shown(case, worker):
    case.item.attachments.create(
        name="单位考勤.pdf", extension="pdf", content_type="application/pdf", size=1, sha256="0",
        added_by="respondent",
    )  # fmt: skip

    assert "单位考勤" not in text(worker.client.get("/case/"))


def test_consent_to_referral_is_kept_with_its_day(case, worker):
    worker.client.post("/case/referral/")

    case.refresh_from_db()
    assert str(case.referral_consent_on) == "2026-09-14"
    assert Entry.objects.filter(action="disputes.referral_consent", actor="applicant").count() == 1


def test_the_agreement_is_shown_once_it_is_in_force(meeting, worker, officer, today):
    by, day = officer.actor, timezone.localdate()
    case = actions.hold_meeting(
        meeting.dispute, meeting=meeting, present="双方", minutes="谈成。", identity_checked=True,
        held_on=day, by=by,
    )  # fmt: skip
    promise = actions.agreement.Promise(text="支付工资", due_on=day, amount_fen=1_200_050)
    actions.draft_agreement(
        case, text="单位分两次付清。", manner="转账", items=[promise],
        confirms_relationship=False, payment_only=True, by=by,
    )  # fmt: skip
    assert "单位分两次付清。" not in text(worker.client.get("/case/"))

    actions.agree(
        case, applicant_signed_on=day, respondent_signed_on=day, mediator_signed_on=day,
        stamped_on=day, originals=3, by=by,
    )  # fmt: skip
    page = text(worker.client.get("/case/"))
    assert "单位分两次付清。" in page
    assert "12,000.50" in page


def test_a_closed_case_takes_no_more_messages_or_papers(case, worker):
    actions.withdraw(case, by=party("applicant", at=case.organisation.path))

    worker.client.post("/case/message/", {"text": "还在吗？"})
    worker.client.post("/case/paper/", {"paper": png()})
    assert not case.item.messages.exists()
    assert not case.item.attachments.exists()
    page = worker.client.get("/case/")
    assert "/case/message/" not in text(page)
    assert says(page, CLOSED)


def test_in_english_every_word_of_the_page_is_english(case):
    phone = Client(headers={"accept-language": "en"})
    phone.post("/follow/", {"code": case.code, "phone": PHONE})

    assert "We have your application" in text(phone.get("/case/"))
    assert "17 September 2026" in text(phone.get("/case/"))
