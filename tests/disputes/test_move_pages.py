"""Every move of a mediation has a page: it asks, it says what is wrong, it makes the move."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from niudai.access.permissions import Role
from niudai.audit.models import Entry
from niudai.disputes import actions
from niudai.disputes.actions.agreement import Promise
from niudai.disputes.models import Stage
from niudai.disputes.procedure import MOVES
from niudai.disputes.views.moves import PAGES

pytestmark = pytest.mark.django_db

SIGNED = {
    "applicant_signed_on": date(2026, 9, 17),
    "respondent_signed_on": date(2026, 9, 18),
    "mediator_signed_on": date(2026, 9, 18),
    "stamped_on": date(2026, 9, 18),
    "originals": 3,
}
TODAY = "2026-09-18"
NOTHING = {  # what a browser sends along with a form nobody filled in
    "csrfmiddlewaretoken": "-", "items-TOTAL_FORMS": "3", "items-INITIAL_FORMS": "0",
}  # fmt: skip
AN_AGREEMENT = {
    "form": "written", "text": "公司支付加班工资。", "manner": "转入工资卡", "payment_only": "on",
    "items-0-text": "一次付清", "items-0-amount_fen": "10000.00", "items-0-due_on": "2026-10-15",
}  # fmt: skip


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(f"{TODAY} 16:00 +0800", tick=False) as clock:
        yield clock


class Scenes:
    """A case at every place on its way."""

    def __init__(self, network, register, accepted, mediating, clock):
        self.network, self.clock = network, clock
        self.registered, self.accepted, self.mediating = register, accepted, mediating
        self.officer = network.town.officer

    def ready(self):
        dispute = self.registered()
        actions.record_scope(dispute, in_scope=True, by=self.officer)
        self.said_yes(dispute)
        return dispute

    def said_yes(self, dispute):
        actions.record_consent(
            dispute, side="respondent", given=True, given_on=dispute.received_on, by=self.officer
        )

    def outside(self):
        dispute = self.registered()
        actions.record_scope(dispute, in_scope=False, reason="民事借款", by=self.officer)
        return dispute

    def refusing(self):
        dispute = self.registered()
        actions.record_scope(dispute, in_scope=True, by=self.officer)
        actions.record_consent(
            dispute, side="respondent", given=False, given_on=dispute.received_on, by=self.officer
        )
        return dispute

    def arriving(self):
        dispute = self.registered("village")
        to, sender = self.network.town.body, self.network.village.officer
        return actions.send(dispute, to=to, reason="企业拒绝到场", by=sender) or dispute

    def assigned(self):
        mediator = self.network.town.mediator
        return actions.assign(self.accepted(), mediator=mediator, by=self.officer)

    def drafted(self):
        dispute = self.mediating()
        actions.draft_agreement(
            dispute, text="公司支付加班工资。", manner="转入工资卡", confirms_relationship=False,
            payment_only=True, by=self.officer,
            items=[Promise(text="付清", due_on=date(2026, 10, 15), amount_fen=1_000_000)],
        )  # fmt: skip
        return dispute

    def agreed(self):
        return actions.agree(self.drafted(), **SIGNED, by=self.officer)

    def reviewing(self):
        return actions.ask_review(self.agreed(), both_signed=True, by=self.officer)

    def confirming(self):
        return actions.ask_confirmation(self.agreed(), both_signed=True, by=self.officer)

    def kept(self):
        dispute = self.agreed()
        item = dispute.agreement.items.get()
        actions.perform_item(
            item, performed_on=date(2026, 9, 18), proof="银行回单", by=self.officer
        )
        return dispute

    def broken(self):
        dispute = self.agreed()
        self.clock.move_to("2026-10-20 10:00 +0800")
        return dispute

    def defaulted(self):
        found = date(2026, 10, 16)
        return actions.default(self.broken(), found_on=found, note="未付", by=self.officer)

    def order_asked(self):
        return self.ordered(self.defaulted(), "ask_payment_order", date(2026, 10, 19))

    def order_accepted(self):
        return self.ordered(self.order_asked(), "payment_order_accepted", date(2026, 10, 19))

    def order_served(self):
        return self.ordered(self.order_accepted(), "payment_order_served", date(2026, 10, 20))

    def ordered(self, dispute, event, on):
        return actions.payment_order(dispute, event=event, happened_on=on, by=self.officer)

    def run_out(self):
        dispute = self.accepted()
        self.clock.move_to("2026-10-09 10:00 +0800")
        return dispute

    def failed(self):
        return actions.fail(
            self.mediating(), failed_on=date(2026, 9, 18), reason="分歧过大", by=self.officer
        )

    def closed(self):
        return actions.close(self.withdrawn(), note="", by=self.officer)

    def withdrawn(self):
        return actions.withdraw(self.registered(), withdrawn_on=date(2026, 9, 18), by=self.officer)


@dataclass(frozen=True)
class Way:
    """From where, with what typed in, to which stage; nothing is demanded where `asks` is no."""

    scene: str
    typed: Callable[..., dict[str, Any]] | dict[str, Any] = field(default_factory=dict)
    to: str = ""
    asks: bool = True


def the_town(network):
    return {"to": network.city.body.name, "reason": "案情复杂"}


WAYS = {
    "scope": Way("registered", {"in_scope": "yes", "cause": "pay"}, Stage.REGISTERED),
    "consent": Way("registered", {"side": "respondent", "given": "yes", "given_on": TODAY,
                                  "proof": "书面同意"}, Stage.REGISTERED),
    "ask": Way("ready", to=Stage.REGISTERED, asks=False),
    "accept": Way("ready", {"accepted_on": TODAY}, Stage.ACCEPTED),
    "decline": Way("outside", {"declined_on": TODAY}, Stage.DECLINED),
    "refuse": Way("refusing", {"refused_on": TODAY}, Stage.DECLINED),
    "send": Way("registered", the_town, Stage.TRANSFERRED),
    "take": Way("arriving", lambda network: {"body": network.town.body.pk}, Stage.REGISTERED),
    "assign": Way("accepted", lambda network: {"mediator": network.town.mediator.pk,
                                               "assigned_on": TODAY}, Stage.ASSIGNED),
    "plan": Way("assigned", {"planned_at": "2026-09-21T10:00", "place": "调解室"}, Stage.ASSIGNED),
    "meet": Way("assigned", {"held_on": TODAY, "present": "双方", "minutes": "核对考勤。",
                             "identity_checked": "on"}, Stage.MEDIATING),
    "extend": Way("mediating", {"until": "2026-10-15", "applicant_signed_on": TODAY,
                                "respondent_signed_on": TODAY}, Stage.MEDIATING),
    "draft": Way("mediating", AN_AGREEMENT, Stage.MEDIATING),
    "agree": Way("drafted", {name: str(value) for name, value in SIGNED.items()}, Stage.AGREED),
    "fail": Way("mediating", {"failed_on": TODAY, "reason": "分歧过大"}, Stage.FAILED),
    "time_out": Way("run_out", to=Stage.FAILED, asks=False),
    "withdraw": Way("mediating", {"withdrawn_on": TODAY}, Stage.WITHDRAWN),
    "ask_review": Way("agreed", {"asked_on": TODAY, "both_signed": "on"}, Stage.REVIEWING),
    "grant_review": Way("reviewing", {"answered_on": TODAY}, Stage.ENFORCEABLE),
    "refuse_review": Way("reviewing", {"answered_on": TODAY, "note": "不符"}, Stage.AGREED),
    "ask_confirmation": Way("agreed", {"asked_on": TODAY, "both_signed": "on"}, Stage.CONFIRMING),
    "confirmation_accepted": Way("confirming", {"answered_on": TODAY}, Stage.CONFIRMING),
    "grant_confirmation": Way("confirming", {"answered_on": TODAY}, Stage.ENFORCEABLE),
    "refuse_confirmation": Way("confirming", {"answered_on": TODAY, "note": "不符"}, Stage.AGREED),
    "perform": Way("kept", to=Stage.PERFORMED, asks=False),
    "default": Way("broken", {"found_on": "2026-10-16", "note": "未付"}, Stage.DEFAULTED),
    "ask_payment_order": Way("defaulted", {"happened_on": "2026-10-19"}, Stage.DEFAULTED),
    "payment_order_accepted": Way("order_asked", {"happened_on": "2026-10-19"}, Stage.DEFAULTED),
    "payment_order_served": Way("order_accepted", {"happened_on": "2026-10-20"}, Stage.DEFAULTED),
    "payment_order_refused": Way("order_asked", {"happened_on": "2026-10-20"}, Stage.DEFAULTED),
    "payment_order_objected": Way("order_served", {"happened_on": "2026-10-20"}, Stage.DEFAULTED),
    "referral_consent": Way("failed", {"given_on": TODAY, "proof": "签字"}, Stage.FAILED),
    "close": Way("withdrawn", to=Stage.CLOSED, asks=False),
    "archive": Way("closed", {"box": "2026-3"}, Stage.ARCHIVED),
}  # fmt: skip


@pytest.fixture
def scenes(network, register, accepted, mediating, clock):
    return Scenes(network, register, accepted, mediating, clock)


@pytest.fixture
def desk(counter, network):
    return counter(network.town)


@pytest.fixture
def walk(scenes, network):
    """`walk(name)` gives the case before the move, the address of its page and what is typed."""

    def way(name):
        found = WAYS[name]
        dispute = getattr(scenes, found.scene)()
        dispute.refresh_from_db()
        typed = found.typed(network) if callable(found.typed) else found.typed
        return dispute, address(dispute, name), typed

    return way


def address(dispute, move):
    return reverse("dispute_move", args=[dispute.pk, move])


def standing(dispute):
    """Where a case stands and how much was written about anything."""
    dispute.refresh_from_db()
    return dispute.stage, Entry.objects.count()


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_page_of_the_program_is_walked_here():
    moved_elsewhere = {"reassign", "ask_enforcement", "refuse_enforcement"}
    assert set(WAYS) == set(PAGES) - moved_elsewhere
    assert {move.name for move in MOVES} - {"refer"} <= set(PAGES)


@pytest.mark.parametrize("name", WAYS)
def test_the_page_asks_and_a_form_sent_empty_says_what_it_wants(name, walk, counter, network):
    dispute, page, _typed = walk(name)
    desk = counter(network.town)
    before = standing(dispute)
    shown = text(desk.get(page))
    assert dispute.reference in shown and str(PAGES[name].label) in shown
    if WAYS[name].asks:
        assert "This field is required." not in shown
        assert "This field is required." in text(desk.post(page, NOTHING))
    assert standing(dispute) == before


@pytest.mark.parametrize("name", WAYS)
def test_what_was_typed_makes_the_move_and_the_log_knows_it(name, walk, counter, network):
    dispute, page, typed = walk(name)
    desk = counter(network.town)
    _stage, entries = standing(dispute)
    answer = desk.post(page, {**NOTHING, **typed})
    assert answer.status_code == 302, text(answer).split("<form", 2)[-1][:2000]
    assert answer.url == dispute.get_absolute_url()
    stage, now = standing(dispute)
    assert stage == WAYS[name].to
    assert now > entries
    assert "On record" in text(desk.get(answer.url))


@pytest.mark.parametrize("name", WAYS)
def test_a_stranger_finds_no_page_and_a_reader_is_turned_away(
    name, walk, counter, browser_as, network
):
    dispute, page, typed = walk(name)
    before = standing(dispute)
    stranger = counter(network.next_town)
    assert stranger.get(page).status_code == stranger.post(page, typed).status_code == 404
    leader = browser_as(Role.LEADER, network.city.union)
    assert leader.get(page).status_code == leader.post(page, typed).status_code == 403
    assert standing(dispute) == before


MOVED = sorted({move.name for move in MOVES} & set(WAYS) - {"close", "withdraw"})


@pytest.mark.parametrize("name", MOVED)
def test_a_move_out_of_its_time_is_refused_on_the_page_in_a_sentence(name, scenes, network, desk):
    dispute = scenes.withdrawn()
    before = standing(dispute)
    way = WAYS[name]
    typed = way.typed(network) if callable(way.typed) else way.typed
    shown = text(desk.post(address(dispute, name), {**NOTHING, **typed}))
    assert 'role="alert"' in shown or "small error" in shown
    assert standing(dispute) == before


def test_a_case_that_arrives_is_not_taken_over_by_its_sender(scenes, counter, network):
    dispute = scenes.arriving()
    before = standing(dispute)
    typed = {"body": network.town.body.pk}
    shown = text(counter(network.village).post(address(dispute, "take"), typed))
    assert "Select a valid choice" in shown
    assert standing(dispute) == before


def test_the_mediator_changes_with_a_reason_only(scenes, desk):
    dispute = scenes.assigned()
    before = standing(dispute)
    assert "This field is required." in text(desk.post(address(dispute, "reassign"), NOTHING))
    assert standing(dispute) == before
