"""Taking the application back from the phone."""

import pytest

from niudai.disputes.models import Dispute
from tests.portal.reading import says, text


@pytest.fixture
def case(worker):
    worker.send()
    return Dispute.objects.get()


def test_the_worker_withdraws_after_saying_so_twice(case, worker):
    assert "2027年8月31日 周二" in text(worker.client.get("/case/withdraw/"))

    went = worker.client.post("/case/withdraw/", {"sure": "on", "reason": "单位付了钱。"})
    assert went.headers["Location"] == "/case/"
    case.refresh_from_db()
    assert (case.stage, case.outcome_reason) == ("withdrawn", "单位付了钱。")
    assert case.outcome.startswith("withdrawn")
    assert says(worker.client.get("/case/"), "You have withdrawn")


def test_without_the_tick_nothing_is_withdrawn(case, worker):
    assert worker.client.post("/case/withdraw/", {"reason": "…"}).status_code == 200

    case.refresh_from_db()
    assert case.stage == "registered"


def test_looking_at_the_page_withdraws_nothing(case, worker):
    worker.client.get("/case/withdraw/?sure=on")

    case.refresh_from_db()
    assert case.stage == "registered"


def test_a_second_withdrawal_is_refused(case, worker):
    worker.client.post("/case/withdraw/", {"sure": "on"})
    before = case.item.deadlines.count()

    worker.client.post("/case/withdraw/", {"sure": "on"}, follow=True)
    case.refresh_from_db()
    assert case.stage == "withdrawn"
    assert case.item.deadlines.count() == before
    assert "/case/withdraw/" not in text(worker.client.get("/case/"))


def test_who_comes_back_to_the_page_after_withdrawing_is_not_asked_again(case, worker):
    worker.client.post("/case/withdraw/", {"sure": "on"})

    page = worker.client.get("/case/withdraw/", follow=True)
    assert page.redirect_chain == [("/case/", 302)]
    assert says(page, "There is nothing to withdraw at this stage.")
