"""What the parties and the officers hear of a dispute, and what they never hear."""

from datetime import date, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import call_command
from django.utils import translation
from django.utils.formats import date_format

from niudai.access.actor import CLOCK
from niudai.disputes import actions
from niudai.disputes.actions import ClaimFacts, PartyFacts
from niudai.disputes.actions.agreement import Promise
from niudai.kernel.personal import lookup
from niudai.kernel.refused import Refused
from niudai.notices.models import Notice
from tests.factories import (
    AppointmentFactory,
    BodyFactory,
    MediatorFactory,
    OrganisationFactory,
    file_dispute,
)

HERE = ZoneInfo("Asia/Shanghai")
WORKER, EMPLOYER = "13800000001", "13900000002"
SECRET = ("甄示例", "江阴示例纺织", "拖欠工资", "12,000", WORKER, EMPLOYER)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=HERE)


@pytest.fixture
def clock():
    with time_machine.travel(at("2026-09-14 09:00"), tick=False) as travelling:
        yield travelling


@pytest.fixture
def scene(db, clock, settings):
    settings.SITE_URL = "https://example.org"
    federation = OrganisationFactory()
    union = OrganisationFactory(parent=federation, phone="0510-86000000")
    body = BodyFactory(organisation=union)
    return SimpleNamespace(
        union=union,
        body=body,
        city=BodyFactory(organisation=federation, kind="city"),
        officer=AppointmentFactory(organisation=union),
        clerk=AppointmentFactory(organisation=federation),
        mediator=MediatorFactory(body=body),
        dispute=file_dispute(
            body,
            received_on=date(2026, 9, 14),
            employment="ended",
            employment_ended_on=date(2026, 9, 1),
        ),
    )


def told(phone):
    """The text messages to this phone, the oldest first."""
    rows = Notice.objects.filter(channel="sms").order_by("pk")
    return [notice for notice in rows if notice.phone == phone]


def last_of(phone):
    return told(phone)[-1].body


def in_box(appointment):
    rows = Notice.objects.filter(channel="in_app", recipient=appointment).order_by("pk")
    return [notice.body for notice in rows]


def day(text):
    return written(date.fromisoformat(text))


def written(value):
    """A day as the house writes it to a party."""
    with translation.override("zh-hans"):
        return date_format(value)


def accepted(scene):
    actions.record_scope(scene.dispute, in_scope=True, by=CLOCK)
    actions.record_consent(scene.dispute, side="respondent", given=True, by=CLOCK)
    return actions.accept(scene.dispute, by=CLOCK)


def mediating(scene):
    accepted(scene)
    actions.assign(scene.dispute, mediator=scene.mediator, by=CLOCK)
    return actions.hold_meeting(
        scene.dispute, present="双方", minutes="各述己见", identity_checked=True, by=CLOCK
    )


def agreed(scene):
    mediating(scene)
    signed = date(2026, 9, 14)
    actions.draft_agreement(
        scene.dispute, text="支付工资", manner="转账", confirms_relationship=False,
        payment_only=True, items=[Promise(text="支付", due_on=date(2026, 9, 20), amount_fen=100)],
        by=CLOCK,
    )  # fmt: skip
    return actions.agree(
        scene.dispute, applicant_signed_on=signed, respondent_signed_on=signed,
        mediator_signed_on=signed, stamped_on=signed, originals=3, by=CLOCK,
    )  # fmt: skip


def test_the_worker_gets_number_and_code_and_the_desk_its_last_day(scene):
    dispute = scene.dispute
    assert dispute.code in last_of(WORKER)
    assert dispute.reference in last_of(WORKER)
    assert told(WORKER)[0].url == "https://example.org/"
    assert day("2026-09-17") in in_box(scene.officer)[0]


def test_the_employer_hears_nothing_before_an_officer_has_looked(scene):
    assert told(EMPLOYER) == []
    actions.record_scope(scene.dispute, in_scope=True, by=CLOCK)
    assert len(told(EMPLOYER)) == 1


def test_the_employers_link_opens_until_the_day_it_names(scene):
    actions.record_scope(scene.dispute, in_scope=True, by=CLOCK)
    notice = told(EMPLOYER)[0]
    scene.dispute.refresh_from_db()

    token = notice.url.removeprefix("https://example.org/answer/").rstrip("/")
    assert lookup(token) == scene.dispute.answer_token_hash
    assert scene.dispute.answer_token_until == date(2026, 9, 29)
    assert day("2026-09-29") in notice.body
    assert token not in scene.dispute.answer_token_hash


def test_asking_again_closes_the_former_link(scene):
    actions.record_scope(scene.dispute, in_scope=True, by=CLOCK)
    actions.ask_employer(scene.dispute, by=CLOCK)
    first, second = (notice.url.split("/")[-2] for notice in told(EMPLOYER))
    scene.dispute.refresh_from_db()
    assert scene.dispute.answer_token_hash == lookup(second) != lookup(first)


def test_an_employer_nobody_can_reach_is_asked_by_letter(scene):
    scene.dispute.parties.filter(side="respondent").update(email="")
    party = scene.dispute.parties.get(side="respondent")
    party.phone = ""
    party.save()

    with pytest.raises(Refused):
        actions.ask_employer(scene.dispute, by=CLOCK)

    scene.dispute.refresh_from_db()
    assert scene.dispute.answer_token_hash == ""


def test_both_sides_hear_until_when_mediation_lasts(scene):
    accepted(scene)
    for phone in (WORKER, EMPLOYER):
        assert day("2026-09-29") in last_of(phone)


def test_a_refusal_tells_the_worker_of_arbitration_and_its_last_day(scene):
    actions.record_scope(scene.dispute, in_scope=True, by=CLOCK)
    actions.record_consent(scene.dispute, side="respondent", given=False, by=CLOCK)
    actions.refuse(scene.dispute, by=CLOCK)

    # Refused mediation interrupts: the year begins anew (ENT §31), provisionally in 2027.
    limitation = scene.dispute.item.deadlines.get(rule_id="ARB-LIMIT-WAGE")
    assert limitation.legal_end == date(2027, 9, 14)
    assert day("2027-09-14") in last_of(WORKER)
    assert day("2027-09-14") not in last_of(EMPLOYER)


def test_an_employer_never_asked_is_not_told_of_a_matter_outside_the_scope(scene):
    actions.record_scope(scene.dispute, in_scope=False, reason="个人借款", by=CLOCK)
    actions.decline(scene.dispute, by=CLOCK)
    assert told(EMPLOYER) == []
    assert len(told(WORKER)) == 2


def test_a_mediation_that_failed_is_told_to_both_with_the_way_onwards(scene):
    mediating(scene)
    actions.fail(scene.dispute, reason="差距过大", by=CLOCK)
    assert day("2027-09-14") in last_of(WORKER)
    assert "差距" not in last_of(WORKER) + last_of(EMPLOYER)
    assert len(told(EMPLOYER)) == 4


def test_a_withdrawal_names_no_day_because_no_clock_runs(scene):
    accepted(scene)
    actions.withdraw(scene.dispute, by=CLOCK)
    assert "2027" not in last_of(WORKER)


def test_both_sides_are_asked_to_a_meeting_the_employer_by_link(scene):
    accepted(scene)
    actions.assign(scene.dispute, mediator=scene.mediator, by=CLOCK)
    meeting = actions.plan_meeting(
        scene.dispute, planned_at=at("2026-09-16 14:30"), place="二楼调解室", by=CLOCK
    )
    for phone in (WORKER, EMPLOYER):
        assert "二楼调解室" in last_of(phone)
        assert "14:30" in last_of(phone)
    assert "/answer/" in told(EMPLOYER)[-1].url
    assert "/answer/" not in told(WORKER)[-1].url

    before = len(in_box(scene.officer))
    actions.answer_meeting(meeting, side="applicant", comes=False, by=CLOCK)
    assert len(in_box(scene.officer)) == before + 1


def test_a_mediator_with_an_account_finds_the_case_in_the_box(scene):
    accepted(scene)
    scene.mediator.appointment = AppointmentFactory(organisation=scene.union, role="mediator")
    scene.mediator.save()
    actions.assign(scene.dispute, mediator=scene.mediator, by=CLOCK)
    assert len(in_box(scene.mediator.appointment)) == 1


def test_a_mediator_without_an_account_is_reached_by_phone(scene):
    accepted(scene)
    scene.mediator.phone = "13700000003"
    scene.mediator.save()
    actions.assign(scene.dispute, mediator=scene.mediator, by=CLOCK)
    assert scene.dispute.reference in last_of("13700000003")


def test_an_agreement_names_both_windows(scene):
    agreed(scene)
    for phone in (WORKER, EMPLOYER):
        assert day("2026-09-29") in last_of(phone)  # arbitration review (ARB §74)
        assert day("2026-10-14") in last_of(phone)  # judicial confirmation (CPL §205)


def test_a_broken_agreement_tells_the_worker_every_way_onwards(scene, clock):
    agreed(scene)
    clock.move_to(at("2026-09-21 10:00"))
    actions.default(scene.dispute, note="未付", by=CLOCK)
    assert day("2027-09-20") in last_of(WORKER)  # a year from the day promised, not recorded
    assert len(told(EMPLOYER)) == len({notice.pk for notice in told(EMPLOYER)}) >= 4


def test_an_enforceable_agreement_leads_to_the_court_and_not_to_arbitration(scene, clock):
    agreed(scene)
    actions.ask_review(scene.dispute, both_signed=True, by=CLOCK)
    actions.tell_enforcement(scene.dispute, answer="grant_review", by=CLOCK)
    clock.move_to(at("2026-09-21 10:00"))
    actions.default(scene.dispute, note="未付", by=CLOCK)

    enforcement = scene.dispute.item.deadlines.get(rule_id="ENF-APPLY")
    assert written(enforcement.legal_end) in last_of(WORKER)
    assert day("2027-09-21") not in last_of(WORKER)


def test_performance_is_told_to_both(scene, clock):
    agreed(scene)
    item = scene.dispute.agreement.items.get()
    clock.move_to(at("2026-09-18 10:00"))
    actions.perform_item(item, proof="银行回单", by=CLOCK)
    before = len(told(WORKER)), len(told(EMPLOYER))
    actions.perform(scene.dispute, by=CLOCK)
    assert (len(told(WORKER)), len(told(EMPLOYER))) == (before[0] + 1, before[1] + 1)


def test_a_case_sent_on_is_announced_there_and_its_arrival_here(scene):
    actions.send(scene.dispute, to=scene.city, reason="涉及多镇", by=CLOCK)
    assert day("2026-09-15") in in_box(scene.clerk)[-1]

    before = len(in_box(scene.officer))
    actions.take(scene.dispute, body=scene.city, by=scene.clerk.actor())
    assert len(in_box(scene.officer)) == before + 1
    assert scene.city.name in last_of(WORKER)


def test_a_case_nobody_took_over_comes_back_with_a_word_to_both_places(scene, clock):
    actions.send(scene.dispute, to=scene.city, reason="涉及多镇", by=CLOCK)
    before = len(in_box(scene.officer)), len(in_box(scene.clerk))
    clock.move_to(at("2026-09-16 00:20"))

    call_command("return_transfers", "--apply", verbosity=0)

    after = len(in_box(scene.officer)), len(in_box(scene.clerk))
    assert after == (before[0] + 1, before[1] + 1)


def test_no_message_to_a_phone_carries_a_name_a_number_or_a_claim(scene, clock):
    agreed(scene)
    clock.move_to(at("2026-09-21 10:00"))
    actions.default(scene.dispute, note="未付", by=CLOCK)
    texts = [f"{notice.subject} {notice.body}" for notice in told(WORKER) + told(EMPLOYER)]
    assert len(texts) > 8
    assert [text for text in texts for secret in SECRET if secret in text] == []


def test_many_workers_are_reached_through_their_representatives(scene):
    people = [PartyFacts(name=f"甄{n}号", phone=f"137000000{n:02d}") for n in range(8)]
    speakers = [
        PartyFacts(name=f"甄代表{n}", phone=f"136000000{n:02d}", is_representative=True)
        for n in range(3)
    ]
    file_dispute(
        scene.body, received_on=date(2026, 9, 14), applicants=[*people, *speakers],
        workers=11, common_claim=True, claims=[ClaimFacts(kind="wages", text="工资")],
    )  # fmt: skip
    assert [len(told(f"136000000{n:02d}")) for n in range(3)] == [1, 1, 1]
    assert not any(told(f"137000000{n:02d}") for n in range(8))


def test_a_refused_act_tells_nobody(scene):
    before = Notice.objects.count()
    with pytest.raises(Refused):
        actions.accept(scene.dispute, by=CLOCK)
    assert Notice.objects.count() == before
