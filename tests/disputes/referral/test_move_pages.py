"""The page of every move of a referral: sent empty, sent by a stranger, the ways less walked."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from niudai.disputes.actions import referral as actions
from niudai.disputes.models import ReferralStage as S
from niudai.disputes.views.referral_moves import PAGES
from tests.disputes.referral.conftest import COURT, footprint

pytestmark = pytest.mark.django_db

NOTHING = {  # what a browser sends along with a form nobody filled in
    "csrfmiddlewaretoken": "-", "items-TOTAL_FORMS": "3", "items-INITIAL_FORMS": "0",
}  # fmt: skip
TWO = (("工资", 3_000_000), ("补偿", 3_300_000))
ASKS_NOTHING = {"deem_served", "lapse", "take", "list_items"}  # no field must be filled in


@pytest.fixture
def desk(network, counter):
    return counter(network.city)


def page(referral, move):
    return reverse("referral_move", args=[referral.pk, move])


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_form_sent_empty_says_what_it_wants_and_changes_nothing(way, desk):
    referral = way.received(*TWO)
    before = footprint(referral)
    silent = []
    for move in PAGES:
        shown = text(desk.post(page(referral, move), NOTHING))
        wanted = "note warn" if move in ASKS_NOTHING else "This field is required."
        if wanted not in shown:
            silent.append(move)
    assert silent == []
    assert footprint(referral) == before


def test_no_stranger_finds_a_page_and_nothing_of_his_is_written(way, counter, network):
    referral = way.received(*TWO)
    before = footprint(referral)
    stranger = counter(network.next_town)
    answers = {
        answer.status_code
        for move in PAGES
        for answer in (stranger.get(page(referral, move)), stranger.post(page(referral, move)))
    }
    assert answers == {404}
    assert footprint(referral) == before


# From where, which move, what is typed, to which stage.
WALKED = {
    "legal aid refused": (
        lambda way: actions.apply_aid(
            way.advised(), route="union", hardship=True, proof="证明",
            applied_on=date(2026, 8, 3), by=way.by),
        "refuse_aid", {"decided_on": "2026-08-04", "reason": "材料不足"}, S.ADVISED),
    "not accepted": (lambda way: way.filed(), "arbitration_refuses",
                     {"refused_on": "2026-08-07", "reason": "超出管辖"}, S.REFUSED),
    "no decision in time": (lambda way: way.filed(), "arbitration_silent",
                            {"noted_on": "2026-08-20"}, S.REFUSED),
    "application withdrawn": (lambda way: way.accepted(), "withdraw_application",
                              {"withdrawn_on": "2026-08-20", "reason": "和解"}, S.WITHDRAWN),
    "mediation entrusted": (lambda way: way.accepted(), "entrust_mediation",
                            {"agreed_on": "2026-08-12", "to": "市调解中心"}, S.ACCEPTED),
    "hearing notified": (lambda way: way.hearing_set(), "notify_hearing",
                         {"told_on": "2026-09-01", "party": "employer"}, S.HEARING_SET),
    "postponement asked for": (lambda way: way.hearing_set(), "ask_postponement",
                               {"asked_on": "2026-09-03", "party": "worker", "reason": "住院"},
                               S.HEARING_SET),
    "hearing moved": (lambda way: way.hearing_set(), "postpone",
                      {"hearing_on": "2026-09-17", "told_on": "2026-09-08"}, S.HEARING_SET),
    "award period extended": (lambda way: way.hearing_set(), "extend_award_period",
                              {"days": "15", "approved_on": "2026-09-14",
                               "told_in_writing": "on"}, S.HEARING_SET),
    "settled in arbitration": (lambda way: way.accepted(), "arbitration_mediates",
                               {"mediated_on": "2026-08-28", "note": "一次付清"}, S.ARB_MEDIATED),
    "suit for want of an award": (lambda way: way.accepted(), "sue_for_want_of_award",
                                  {"filed_on": "2026-11-02", "court": COURT, "by_whom": "worker"},
                                  S.LITIGATING),
    "suit of the employer": (lambda way: way.received(), "employer_sues",
                             {"filed_on": "2026-09-28", "court": COURT}, S.LITIGATING),
    "suit over a final award": (lambda way: way.received(("工资", 3_000_000)),
                                "worker_sues_final",
                                {"filed_on": "2026-09-28", "court": COURT}, S.LITIGATING),
    "award in force": (lambda way: way.received(), "take_effect", {"effective_on": "2026-10-10"},
                       S.EFFECTIVE),
    "decision of the first instance": (lambda way: way.docketed(), "decide_suit",
                                       {"decided_on": "2026-10-12", "decision": "judgment"},
                                       S.LITIGATING),
    "closed after advice": (lambda way: way.advised(), "close_referral",
                            {"closed_on": "2026-08-10", "reason": "职工自行协商"}, S.CLOSED),
    "suspended": (lambda way: way.accepted(), "pause",
                  {"paused_on": "2026-08-20", "cause": "appraisal"}, S.PAUSED),
}  # fmt: skip


@pytest.mark.parametrize(("scene", "move", "typed", "stage"), WALKED.values(), ids=WALKED)
def test_what_was_typed_makes_the_move(scene, move, typed, stage, way, desk):
    referral = scene(way)
    answer = desk.post(page(referral, move), {**NOTHING, **typed})
    assert answer.status_code == 302, text(answer).split("<main", 1)[-1][:2000]
    referral.refresh_from_db()
    assert referral.stage == stage
    assert "On record" in text(desk.get(answer.url))


def test_a_referral_is_archived_with_its_box_only(way, desk):
    referral = actions.close(way.advised(), reason="仅咨询", by=way.by)
    before = footprint(referral)
    assert "This field is required." in text(desk.post(page(referral, "archive_referral"), NOTHING))
    assert footprint(referral) == before
    assert desk.post(page(referral, "archive_referral"), {"box": "2026-7"}).status_code == 302
    referral.refresh_from_db()
    assert referral.stage == S.ARCHIVED


def test_a_day_to_come_is_refused_on_every_page_that_asks_when(way, desk):
    with time_machine.travel("2026-08-04 09:00 +0800", tick=False):
        referral = way.advised()
        client = desk
        before = footprint(referral)
        typed = {
            "filed_on": date(2026, 8, 5).isoformat(),
            "commission": "委员会",
            "receipt": "回执",
        }
        assert "in the future" in text(client.post(page(referral, "file"), typed))
        assert footprint(referral) == before
