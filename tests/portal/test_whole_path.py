"""From the front door to the code."""

import re

import pytest

from niudai.disputes.models import Dispute
from niudai.notices.models import Notice
from niudai.portal.models import Draft
from tests.portal.conftest import PHONE, Worker
from tests.portal.reading import says


def test_a_worker_reaches_a_code_by_answering_one_question_a_page(worker):
    response = worker.send()

    assert response.headers["Location"] == "/rights/sent/"
    page = worker.client.get("/rights/sent/").content.decode()
    dispute = Dispute.objects.get()
    assert dispute.code in page
    assert "138****0001" in page
    assert PHONE not in page
    assert dispute.reference.startswith("澄例调〔2026〕")


def test_the_case_lies_at_the_nearest_body_with_everything_that_was_said(worker, village):
    worker.send()

    dispute = Dispute.objects.get()
    assert dispute.organisation == village
    assert dispute.body.name == "示例村调解室"
    assert (dispute.source, dispute.cause, dispute.employment) == ("portal", "pay", "ended")
    assert str(dispute.employment_ended_on) == str(dispute.knew_on) == "2026-08-31"
    claims = {claim.kind: claim for claim in dispute.claims.all()}
    assert claims["wages"].amount_fen == 1_200_050
    assert "2026年6月1日" in claims["wages"].text
    assert claims["compensation"].amount_fen is None
    assert dispute.applicants[0].phone == PHONE
    assert dispute.respondent.name == "江阴市另一家厂"


def test_the_last_page_shows_the_days_of_the_clocks_that_run(worker):
    worker.send()

    page = worker.client.get("/rights/sent/").content.decode()
    running = {d.rule_id: d for d in Dispute.objects.get().item.deadlines.all()}
    assert "2027年8月31日 周二" in page  # limitation, for wages and for the dismissal
    assert "9月17日 周四" in page  # three working days for acceptance
    assert str(running["ARB-LIMIT-WAGE"].legal_end) == "2027-08-31"
    assert str(running["MED-ACCEPT"].legal_end) == "2026-09-17"


def test_the_code_is_on_its_way_by_text_message(worker):
    worker.send()

    told = Notice.objects.get(channel="sms", name="甄示例")
    assert Dispute.objects.get().code in told.body
    assert told.phone == PHONE


def test_the_draft_is_gone_once_it_was_sent(worker):
    worker.send()

    assert Draft.objects.count() == 0


def test_a_second_touch_of_the_button_sends_nothing_twice(worker):
    worker.send()
    again = worker.client.post("/rights/send/")

    assert again.headers["Location"] == "/rights/sent/"
    assert Dispute.objects.count() == 1


@pytest.mark.parametrize("page", ["/rights/check/", "/rights/story/", "/rights/leave/"])
def test_who_goes_back_after_sending_is_told_that_it_was_sent(worker, page):
    worker.send()

    back = worker.client.get(page, follow=True)
    assert back.redirect_chain == [("/case/", 302)]
    assert says(back, "This was already sent. Here is your case.")
    assert worker.answer("story").headers["Location"] == "/case/"
    assert Dispute.objects.count() == 1


def test_an_employer_of_the_register_is_chosen_and_its_own_union_answers(worker, employer):
    worker.answers["employer"] = {"name": "示例纺织", "employer": str(employer.pk)}
    worker.send()

    dispute = Dispute.objects.get()
    assert dispute.employer == employer
    assert dispute.respondent.name == "江阴示例纺织有限公司"
    assert dispute.respondent.phone == "13900000002"


def test_the_register_is_offered_before_a_typed_name_is_taken(worker, employer):
    worker.until("amounts")

    page = worker.answer("employer", name="示例纺织").content.decode()
    assert "江阴示例纺织有限公司" in page
    taken = worker.answer("employer", name="示例纺织", employer="typed")
    assert taken.headers["Location"] == "/rights/town/"


def test_ten_workers_with_one_claim_are_asked_for_their_representatives(client, village, today):
    people = {f"name_{n}": f"代表{n}" for n in range(1, 4)} | {"phone_1": "13700000001"}
    worker = Worker(client, others={"workers": "10", "common_claim": "yes"}, speakers=people)
    worker.send()

    dispute = Dispute.objects.get()
    assert dispute.collective
    assert [p.name for p in dispute.applicants if p.is_representative] == [
        "甄示例", "代表1", "代表2", "代表3",
    ]  # fmt: skip


def test_nine_workers_are_not_asked_for_representatives(client, village, today):
    worker = Worker(client, others={"workers": "9", "common_claim": "yes"})

    assert worker.until("others").headers["Location"] == "/rights/story/"


def test_two_representatives_are_too_few(client, village, today):
    worker = Worker(client, others={"workers": "10", "common_claim": "yes"})
    worker.until("others")

    page = worker.answer("speakers", name_1="代表1")
    assert page.status_code == 200
    assert "speakers" not in Draft.objects.get().answers


def test_every_page_on_the_way_counts_the_questions(worker):
    worker.until("claims")

    page = worker.client.get("/rights/work/").content.decode()
    assert re.search(r"(Question 3 of|第 3 题，共) 12", page)
