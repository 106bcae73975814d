"""The guided questions: order, wrong answers, going back, the law beside them."""

import pytest

from niudai.disputes.models import Dispute, MediationBody
from niudai.portal.models import Draft
from tests.portal.conftest import ANSWERS, Worker
from tests.portal.reading import says, text


def kept():
    return Draft.objects.get().answers


def test_every_question_opens_with_and_without_its_answer(worker):
    worker.begin()
    for question in ANSWERS:
        assert worker.client.get(f"/rights/{question}/").status_code == 200, question
        assert worker.answer(question).status_code == 302, question
        assert worker.client.get(f"/rights/{question}/").status_code == 200, question
    page = text(worker.client.get("/rights/check/"))
    assert "六月起没有发工资" in page
    assert "12,000.50" in page


def test_a_question_without_a_draft_leads_to_the_beginning(client, village):
    assert client.get("/rights/story/").headers["Location"] == "/rights/"
    assert client.get("/rights/check/").headers["Location"] == "/rights/"


def test_a_question_that_is_not_asked_is_not_found(worker):
    worker.until("others")

    assert worker.client.get("/rights/speakers/").status_code == 404
    assert worker.client.get("/rights/nothing/").status_code == 404


def test_the_last_day_at_work_cannot_lie_in_the_future(worker):
    worker.until("claims")

    page = worker.answer("work", employment="ended", ended_on="2026-09-15")
    assert page.status_code == 200
    assert says(page, "This day is in the future: enter what has happened.")
    assert "work" not in kept()


def test_who_has_left_must_give_a_last_day(worker):
    worker.until("claims")

    page = worker.answer("work", employment="ended", ended_on="")
    assert says(page, "Your last day decides until when you may claim.")
    assert "work" not in kept()


def test_a_last_day_typed_before_choosing_that_one_still_works_there_is_forgotten(worker):
    worker.until("claims")
    worker.answer("work", employment="employed", ended_on="2026-08-31")

    assert kept()["work"] == {"employment": "employed", "ended_on": None}


def test_a_day_that_is_no_day_is_refused(worker):
    worker.until("work")

    assert worker.answer("knew", knew_on="2026-02-30").status_code == 200
    assert "knew" not in kept()


def test_an_amount_with_three_decimals_is_refused(worker):
    worker.until("knew")

    assert worker.answer("amounts", amount_wages="12.345").status_code == 200
    assert worker.answer("amounts", amount_wages="-1").status_code == 200
    assert "amounts" not in kept()


def test_a_phone_may_be_typed_with_spaces_and_full_width_digits(worker):
    worker.until("photos")
    worker.answer("you", name="甄示例", phone="１３８ 0000 0001")

    assert kept()["you"]["phone"] == "13800000001"


@pytest.mark.parametrize("wrong", [{"phone": "12345"}, {"number": "320281199003070038"}])
def test_a_wrong_phone_or_identity_number_is_refused_beside_its_field(worker, wrong):
    worker.until("photos")

    page = worker.answer("you", **{"name": "甄示例", "phone": "13800000001", **wrong})
    assert page.status_code == 200
    assert 'class="error' in text(page)
    assert "you" not in kept()


def test_going_back_shows_what_was_answered(worker):
    worker.until("story")

    assert 'value="2026-08-31"' in text(worker.client.get("/rights/work/"))
    assert 'value="12000.50"' in text(worker.client.get("/rights/amounts/"))
    assert "六月起没有发工资" in text(worker.client.get("/rights/story/"))


def test_a_changed_answer_leads_back_to_checking(worker):
    worker.until("consent")

    went = worker.answer("story", story="七月起没有发工资。", checking="1")
    assert went.headers["Location"] == "/rights/check/"
    assert "七月起没有发工资" in text(worker.client.get("/rights/check/"))


def test_a_change_that_opens_a_new_question_leads_to_it(worker):
    worker.until("consent")

    went = worker.answer("others", workers="12", common_claim="yes", checking="1")
    assert went.headers["Location"] == "/rights/speakers/"
    assert worker.client.get("/rights/check/").headers["Location"] == "/rights/speakers/"


def test_who_only_claims_wages_is_not_asked_when_they_knew(client, village, today):
    worker = Worker(client, claims={"claims": ["wages"]})

    assert worker.until("work").headers["Location"] == "/rights/amounts/"


@pytest.mark.parametrize(
    "kind", ["insurance", "grading", "household", "craftsman", "farm", "housing"]
)
def test_what_is_not_a_labour_dispute_is_told_where_to_go(worker, kind):
    worker.begin()

    went = worker.answer("about", about=kind)
    assert went.headers["Location"] == "/rights/elsewhere/"
    page = worker.client.get("/rights/elsewhere/")
    assert "12351" in text(page)
    assert worker.client.get("/rights/claims/").status_code == 200  # the union may still look at it


def test_the_last_day_is_shown_as_soon_as_it_can_be_known(worker):
    worker.until("claims")
    assert "last-day" not in text(worker.client.get("/rights/work/"))

    worker.answer("work")
    page = text(worker.client.get("/rights/knew/"))
    assert "2027年8月31日 周二" in page
    assert "2026-08-31" in page  # the step it counts from


def test_who_still_works_there_reads_that_wages_have_no_limit_yet(client, village, today):
    worker = Worker(client, claims={"claims": ["wages"]}, work={"employment": "employed"})
    worker.until("work")

    page = worker.client.get("/rights/amounts/")
    assert says(
        page,
        "For wages the limit does not run while you still work there. It begins when you leave.",
    )
    assert 'class="h1"' not in text(page)


def test_a_last_day_that_has_passed_says_what_to_do(client, village, today):
    worker = Worker(client, work={"employment": "ended", "ended_on": "2025-08-01"})
    worker.until("work")

    page = text(worker.client.get("/rights/knew/"))
    assert "2026年8月3日 周一" in page  # 1 August 2026 is a Saturday


def test_an_article_stands_beside_each_question(worker):
    worker.begin()

    assert "劳动争议调解仲裁法 第2条" in text(worker.client.get("/rights/about/"))
    worker.until("claims")
    assert "劳动争议调解仲裁法 第27条第4款" in text(worker.client.get("/rights/work/"))


def test_nothing_is_sent_while_an_answer_is_missing(worker):
    worker.until("you")

    assert worker.client.post("/rights/send/").headers["Location"] == "/rights/consent/"
    assert Dispute.objects.count() == 0


def test_without_a_town_the_city_centre_takes_the_case(client, city, today):
    Worker(client).send()

    assert Dispute.objects.get().body.name == "示例市联合调处中心"


def test_where_no_body_answers_the_page_says_whom_to_call(client, city, today):
    MediationBody.objects.update(closed_on="2026-01-01")

    page = Worker(client).send()
    assert says(page, "No mediation body answers for this place. Please call 12351.")
    assert Dispute.objects.count() == 0
    assert Draft.objects.count() == 1
