"""Taking a dispute down at the counter: what the page keeps, and what it sends back with words."""

import pytest
import time_machine
from django.urls import reverse

from niudai.access.permissions import Role
from niudai.disputes.models import Dispute

pytestmark = pytest.mark.django_db
NEW = "/office/disputes/new/"


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-09-18 10:00 +0800", tick=False):
        yield


@pytest.fixture
def desk(network, counter):
    return counter(network.town)


@pytest.fixture
def filled(network):
    """The form as an officer fills it in; `changes` replaces what stands in a field."""

    def form(**changes):
        return {
            "body": network.town.body.pk,
            "received_on": "2026-09-14",
            "source": "walk-in",
            "form": "written",
            "applicant_name": "甄示例",
            "applicant_number": "",
            "applicant_phone": "13800000000",
            "applicant_address": "示例路 1 号",
            "is_member": "on",
            "respondent_name": "江阴示例纺织有限公司",
            "respondent_phone": "0510-86000000",
            "workers": "1",
            "cause": "pay",
            "facts": "拖欠三个月工资。",
            "employment": "ended",
            "employment_ended_on": "2026-08-31",
            "knew_on": "2026-08-31",
            "claims-TOTAL_FORMS": "4",
            "claims-INITIAL_FORMS": "0",
            "claims-0-kind": "wages",
            "claims-0-text": "支付拖欠工资",
            "claims-0-amount_fen": "18640.50",
            **changes,
        }

    return form


def test_what_was_typed_is_the_case_and_the_applicants_code_is_shown_once(desk, filled):
    assert reverse("dispute_new") == NEW
    page = desk.post(NEW, filled(), follow=True)
    dispute = Dispute.objects.get()
    assert page.redirect_chain == [(dispute.get_absolute_url(), 302)]
    assert f"Registered as {dispute.reference}. The applicant&#x27;s code is {dispute.code}." in (
        page.content.decode()
    )
    assert dispute.claims.get().amount_fen == 1_864_050
    assert dispute.applicants[0].phone == "13800000000" and dispute.applicants[0].is_member
    assert dispute.respondent.is_employer
    assert dispute.code not in desk.get(dispute.get_absolute_url()).content.decode()


def test_several_claims_are_kept_in_their_order_and_empty_lines_are_none(desk, filled):
    desk.post(NEW, filled(**{"claims-2-kind": "overtime", "claims-2-amount_fen": "0.01"}))
    claims = Dispute.objects.get().claims.all()
    assert [(claim.kind, claim.amount_fen) for claim in claims] == [
        ("wages", 1_864_050), ("overtime", 1),
    ]  # fmt: skip
    assert claims[1].text == "Overtime pay" or claims[1].text


def test_ten_workers_with_a_common_claim_are_a_collective_dispute(desk, filled):
    page = desk.post(NEW, filled(workers="10", common_claim="on"), follow=True)
    assert Dispute.objects.get().collective
    assert "Collective dispute" in page.content.decode()


WRONG = {
    "a receipt to come": ({"received_on": "2026-09-19"}, "in the future"),
    "a receipt that is no day": ({"received_on": "2026-02-30"}, "valid date"),
    "a receipt before every rule": ({"received_on": "1890-01-01"}, "1890"),
    "employment that ends after the application": (
        {"employment_ended_on": "2026-09-15"}, "is after the application",
    ),
    "harm known after the application": ({"knew_on": "2026-09-15"}, "is after the application"),
    "an end of employment that goes on": ({"employment": "employed"}, "choose “ended”"),
    "no applicant": ({"applicant_name": ""}, "required"),
    "an identity number mistyped": ({"applicant_number": "32028119900101001X"}, "is not valid"),
    "a phone mistyped": ({"applicant_phone": "1380000"}, "phone number is not valid"),
    "an employer's code mistyped": (
        {"respondent_number": "91320281MA1ABCDE1X"}, "credit code is not valid",
    ),
    "an employer's phone mistyped": ({"respondent_phone": "86"}, "phone number is not valid"),
    "no employer": ({"respondent_name": ""}, "required"),
    "no claim": ({"claims-0-kind": "", "claims-0-text": "", "claims-0-amount_fen": ""},
                 "Say what is claimed"),
    "a claim without its kind": ({"claims-0-kind": ""}, "what kind of claim"),
    "a negative amount": ({"claims-0-amount_fen": "-1"}, "greater than or equal to 0"),
    "a part of a fen": ({"claims-0-amount_fen": "1.005"}, "2 decimal places"),
    "an amount in words": ({"claims-0-amount_fen": "两千"}, "Enter a number"),
    "an amount without end": ({"claims-0-amount_fen": "Infinity"}, "Enter a number"),
    "no worker": ({"workers": "0"}, "greater than or equal to 1"),
    "more workers than the country has": ({"workers": "99999999999"}, "less than or equal to"),
    "a cause that does not exist": ({"cause": "weather"}, "weather is not one of"),
    "no facts": ({"facts": ""}, "required"),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "sentence"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_has_its_sentence_and_nothing_typed_is_lost(desk, filled, changes, sentence):
    page = desk.post(NEW, filled(**changes))
    assert page.status_code == 200
    shown = page.content.decode()
    assert sentence in shown
    for kept in ("示例路 1 号", "江阴示例纺织有限公司", "拖欠三个月工资。", "支付拖欠工资"):
        assert kept in shown or kept in {filled()[name] for name in changes if name in filled()}
    assert not Dispute.objects.exists()


def test_a_body_of_another_town_cannot_be_chosen(desk, filled, network):
    page = desk.post(NEW, filled(body=network.next_town.body.pk))
    assert "Select a valid choice" in page.content.decode()
    assert network.next_town.body.name not in page.content.decode()
    assert not Dispute.objects.exists()


def test_the_form_opens_with_todays_day_and_the_own_body(desk, network):
    page = desk.get(NEW).content.decode()
    assert 'value="2026-09-18"' in page
    assert f'<option value="{network.town.body.pk}" selected>' in page


def test_who_only_reads_takes_nothing_down(browser_as, network, filled):
    for role in (Role.LEADER, Role.AUDITOR):
        client = browser_as(role, network.city.union)
        assert client.get(NEW).status_code == client.post(NEW, filled()).status_code == 403
    assert not Dispute.objects.exists()
