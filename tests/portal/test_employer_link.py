"""The employer's answer by its link."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from niudai.disputes import actions
from niudai.disputes.actions.links import issue_answer_link
from niudai.disputes.models import Dispute, Meeting
from tests.factories import MediatorFactory
from tests.portal.conftest import IDENTITY, PHONE, Worker, png
from tests.portal.reading import says, text

SENTENCE = "This link is not valid any more. Please ask the mediation body for a new one."
AGREED = {"mediation": "on", "processing": "on", "sensitive": "on"}


@pytest.fixture
def case(client, village, employer, today):
    worker = Worker(
        client,
        employer={"name": "江阴示例纺织有限公司", "employer": str(employer.pk)},
        you={"name": "甄示例", "phone": PHONE, "number": IDENTITY},
        consent=AGREED,
    )
    worker.send()
    return Dispute.objects.get()


@pytest.fixture
def link(case, officer):
    return f"/answer/{issue_answer_link(case, by=officer.actor)}/"


@pytest.fixture
def firm():
    return Client()


def test_the_employer_sees_what_it_must_answer_and_no_number_of_the_worker(case, link, firm):
    page = firm.get(link)

    assert "甄示例" in text(page)
    assert "12,000.50" in text(page)
    assert "六月起没有发工资" in text(page)
    assert PHONE not in text(page)
    assert IDENTITY not in text(page)
    assert "320281" not in text(page)
    assert "no-store" in page.headers["Cache-Control"]


@pytest.mark.parametrize(("given", "said"), [("yes", True), ("no", False)])
def test_the_employer_says_yes_or_no(case, link, firm, given, said):
    went = firm.post(link, {"do": "consent", "given": given})

    assert went.headers["Location"] == link
    consent = case.consents.get(side="respondent")
    assert (consent.given, consent.given_by) == (said, "respondent")


def test_an_answer_that_is_neither_is_refused(case, link, firm):
    firm.post(link, {"do": "consent", "given": "perhaps"})
    firm.post(link, {"do": "something"})

    assert not case.consents.filter(side="respondent").exists()


def test_the_employer_may_change_its_mind_while_the_case_is_registered(case, link, firm):
    firm.post(link, {"do": "consent", "given": "no"})
    firm.post(link, {"do": "consent", "given": "yes"})

    assert [said.given for said in case.consents.filter(side="respondent")] == [False, True]


def test_the_employer_writes_an_answer_and_brings_a_paper(case, link, firm):
    firm.post(link, {"do": "message", "text": "已付六月工资。"})
    firm.post(link, {"do": "paper", "paper": png("凭证.png")})

    assert case.item.messages.get().side == "respondent"
    assert case.item.attachments.get().added_by == "respondent"
    assert "已付六月工资。" in text(firm.get(link))


def test_a_file_that_lies_is_refused(case, link, firm):
    firm.post(link, {"do": "paper", "paper": png("凭证.pdf")})

    assert not case.item.attachments.exists()


def test_the_worker_does_not_read_what_the_employer_wrote(case, link, firm, client):
    firm.post(link, {"do": "message", "text": "已付六月工资。"})

    assert "已付六月工资。" not in text(client.get("/case/"))


def test_a_wrong_an_expired_and_a_used_link_say_the_same_sentence(case, link, firm, officer, today):
    pages = [firm.get("/answer/0123456789abcdef/")]
    issue_answer_link(case, by=officer.actor)  # a newer link ends the one before
    pages.append(firm.get(link))
    fresh = f"/answer/{issue_answer_link(case, by=officer.actor)}/"
    today.shift(timedelta(days=16))
    pages.append(firm.get(fresh))
    for page in pages:
        assert page.status_code == 404
        assert says(page, SENTENCE)
        assert "甄示例" not in text(page)


def test_the_link_is_used_up_once_the_case_was_accepted(case, link, firm, officer):
    accepted(case, firm, link, officer)

    assert says(firm.get(link), SENTENCE)
    assert firm.post(link, {"do": "consent", "given": "no"}).status_code == 404
    assert case.consents.filter(side="respondent").count() == 1


def accepted(case, firm, link, officer):
    firm.post(link, {"do": "consent", "given": "yes"})
    actions.record_scope(case, in_scope=True, by=officer.actor)
    return actions.accept(case, by=officer.actor)


@pytest.fixture
def meeting(case, link, firm, officer):
    by = officer.actor
    dispute = accepted(case, firm, link, officer)
    dispute = actions.assign(dispute, mediator=MediatorFactory(body=dispute.body), by=by)
    return actions.plan_meeting(
        dispute,
        planned_at=datetime(2026, 10, 12, 14, tzinfo=ZoneInfo("Asia/Shanghai")),
        place="示例村调解室",
        by=by,
    )


def test_the_employer_answers_a_meeting_until_it_has_taken_place(meeting, officer, firm, today):
    link = f"/answer/{issue_answer_link(meeting.dispute, by=officer.actor)}/"
    today.shift(timedelta(days=20))  # the link's own time is over, the meeting is to come

    assert "示例村调解室" in text(firm.get(link))
    firm.post(link, {"do": "meeting", "meeting": meeting.pk, "comes": "no"})
    meeting.refresh_from_db()
    assert meeting.respondent_answer == Meeting.Answer.NO
    assert meeting.applicant_answer == Meeting.Answer.WAITING

    today.shift(timedelta(days=10))
    assert says(firm.get(link), SENTENCE)


def test_consent_is_not_asked_again_beside_a_meeting(meeting, officer, firm):
    link = f"/answer/{issue_answer_link(meeting.dispute, by=officer.actor)}/"

    assert 'value="consent"' not in text(firm.get(link))
    firm.post(link, {"do": "consent", "given": "no"})
    assert meeting.dispute.consents.filter(side="respondent").count() == 1


def test_a_link_opens_nothing_else(case, link, firm):
    firm.get(link)

    assert firm.get("/case/").headers["Location"] == "/follow/"
