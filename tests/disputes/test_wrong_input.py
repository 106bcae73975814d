"""Wrong input has its sentence, on the page where it was typed, and leaves nothing behind."""

import pytest
import time_machine
from django.urls import reverse

from niudai.casework.models import Attachment
from niudai.disputes import actions
from niudai.disputes.actions.agreement import Promise
from niudai.disputes.models import Consent, Dispute, Meeting
from tests.disputes.papers import PNG, upload
from tests.disputes.test_intake_page import NEW, filled

__all__ = ["filled"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-09-18 10:00 +0800", tick=False) as clock:
        yield clock


@pytest.fixture
def desk(network, counter):
    return counter(network.town)


@pytest.fixture
def try_move(desk):
    def tried(dispute, move, **words):
        answer = desk.post(reverse("dispute_move", args=[dispute.pk, move]), words)
        assert answer.status_code == 200, "a refusal stands on the form"
        return answer.content.decode()

    return tried


def test_a_consent_dated_before_the_application_is_refused(register, try_move):
    dispute = register()
    page = try_move(dispute, "consent", side="respondent", given="yes", given_on="2026-09-13")
    assert "2026-09-13 is before the case was received (2026-09-14)." in page
    assert not Consent.objects.filter(side="respondent").exists()


def test_a_meeting_dated_before_the_acceptance_is_refused(network, accepted, try_move):
    dispute = accepted()
    actions.assign(dispute, mediator=network.town.mediator, by=network.town.officer)
    page = try_move(
        dispute,
        "meet",
        held_on="2026-09-15",
        present="甄示例",
        minutes="记录",
        identity_checked="on",
    )
    assert "dated before the case was accepted" in page
    assert not Meeting.objects.exists()


def test_a_signature_dated_in_the_future_is_refused(network, mediating, try_move):
    dispute = mediating()
    actions.draft_agreement(
        dispute, text="支付", manner="转账", confirms_relationship=False, payment_only=True,
        items=[Promise(text="支付", due_on=dispute.received_on, amount_fen=1)],
        by=network.town.officer,
    )  # fmt: skip
    signed = dict.fromkeys(
        ("applicant_signed_on", "respondent_signed_on", "stamped_on"), "2026-09-18"
    )
    page = try_move(dispute, "agree", **signed, mediator_signed_on="2026-09-19", originals="3")
    assert "This day is in the future" in page
    dispute.refresh_from_db()
    assert dispute.stage == "mediating" and not any(dispute.agreement.signatures)


def test_two_representatives_of_a_collective_dispute_are_too_few(network, register, try_move):
    people = [
        actions.PartyFacts(name=f"易假名{number}", is_representative=number < 2)
        for number in range(10)
    ]
    dispute = register(applicants=people, workers=10, common_claim=True)
    actions.record_scope(dispute, in_scope=True, by=network.town.officer)
    actions.record_consent(dispute, side="respondent", given=True, by=network.town.officer)
    page = try_move(dispute, "accept", accepted_on="2026-09-18")
    assert "3" in page and "representatives" in page
    dispute.refresh_from_db()
    assert dispute.stage == "registered" and dispute.accepted_on is None


def test_a_mediator_from_outside_the_register_cannot_be_chosen(network, accepted, try_move):
    dispute = accepted()
    page = try_move(dispute, "assign", mediator=network.next_town.mediator.pk)
    assert "Select a valid choice" in page
    assert network.next_town.mediator.name not in page
    dispute.refresh_from_db()
    assert dispute.mediator is None


def test_a_photo_called_a_contract_is_told_what_it_is(desk, register):
    dispute = register()
    page = desk.post(
        reverse("dispute_attach", args=[dispute.pk]), {"file": upload("合同.pdf", PNG)}
    )
    assert "The file is called .pdf but its content is .png" in page.content.decode()
    assert not Attachment.objects.exists()


@pytest.mark.parametrize("number", ["next_town", "never given out", "beyond all numbers"])
def test_a_number_of_another_town_is_a_number_nobody_has(desk, network, register, number):
    other = register("next_town")
    pk = {"next_town": other.pk, "never given out": 987654, "beyond all numbers": 10**30}[number]
    for url in (
        reverse("dispute", args=[pk]),
        reverse("dossier", args=[pk]),
        reverse("dispute_correct", args=[pk]),
        reverse("dispute_move", args=[pk, "accept"]),
        reverse("party_new", args=[pk]),
        reverse("dispute_letters", args=[pk]),
    ):
        assert desk.get(url).status_code == 404
    assert desk.post(reverse("dispute_move", args=[pk, "accept"])).status_code == 404
    other.refresh_from_db()
    assert other.stage == "registered"


def test_a_promise_of_another_case_cannot_be_kept_here(network, mediating, desk):
    here, other = mediating(), mediating("next_town")
    actions.draft_agreement(
        other, text="支付", manner="转账", confirms_relationship=False, payment_only=True,
        items=[Promise(text="支付", due_on=other.received_on, amount_fen=1)],
        by=network.next_town.officer,
    )  # fmt: skip
    item = other.agreement.items.get()
    url = reverse("perform_item", args=[here.pk, item.pk])
    assert desk.post(url, {"performed_on": "2026-09-18", "proof": "回单"}).status_code == 404
    item.refresh_from_db()
    assert item.performed_on is None


def test_a_dispute_dated_after_its_receipt_is_sent_back(desk, filled):
    page = desk.post(NEW, filled(knew_on="2026-09-15")).content.decode()
    assert (
        "The day the worker knew of the harm, 2026-09-15, is after the application (2026-09-14)."
        in page
    )
    assert not Dispute.objects.exists()
