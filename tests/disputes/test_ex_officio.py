"""What the body takes up of its own accord: nobody's consent is presumed (ENT §23)."""

import pytest
import time_machine
from django.utils import translation

from niudai.audit.models import Entry
from niudai.disputes import actions
from niudai.kernel.refused import Refused
from niudai.notices.models import Notice
from niudai.rulebook.codes import read_codes

pytestmark = pytest.mark.django_db

APPLIED = ("walk-in", "portal", "transfer")
TAKEN_UP = (
    "12351", "12345", "petition", "court", "arbitration", "supervision", "patrol", "tip",
)  # fmt: skip


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-09-14 10:00 +0800", tick=False):
        yield


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def told():
    return [notice.body for notice in Notice.objects.filter(channel="sms").order_by("pk")]


def test_every_source_is_one_or_the_other():
    assert {code.id for code in read_codes("source")} == {*APPLIED, *TAKEN_UP}


@pytest.mark.parametrize("source", APPLIED)
def test_whoever_applies_wants_mediation(register, source):
    assert register(source=source).consents.get().side == "applicant"


@pytest.mark.parametrize("source", TAKEN_UP)
def test_what_the_body_takes_up_itself_is_not_accepted_before_both_sides_agreed(
    network, register, source
):
    officer = network.town.officer
    dispute = register(source=source)
    actions.record_scope(dispute, in_scope=True, by=officer)
    entries = Entry.objects.count()
    with pytest.raises(Refused, match="Neither side"):
        actions.accept(dispute, by=officer)
    actions.record_consent(dispute, side="respondent", given=True, by=officer)
    with pytest.raises(Refused, match="The applicant has not agreed"):
        actions.accept(dispute, by=officer)
    dispute.refresh_from_db()
    assert (dispute.stage, dispute.accepted_on) == ("registered", None)
    assert Entry.objects.count() == entries + 1  # the consent of the employer, nothing else

    actions.record_consent(dispute, side="applicant", given=True, proof="电话", by=officer)
    assert actions.accept(dispute, by=officer).stage == "accepted"


def test_the_page_shows_that_both_consents_are_missing(network, register, counter):
    dispute = register(source="patrol")
    page = counter(network.town).get(dispute.get_absolute_url()).content.decode()
    assert "Applicant: not recorded" in page
    assert "Respondent: not recorded" in page
    assert "Neither side has agreed to mediation yet." in page


def test_a_consent_once_recorded_is_missing_no_more(network, register, counter):
    dispute = register(source="patrol")
    actions.record_consent(dispute, side="applicant", given=True, by=network.town.officer)
    page = counter(network.town).get(dispute.get_absolute_url()).content.decode()
    assert "Applicant: not recorded" not in page
    assert "Respondent: not recorded" in page


def test_the_form_asks_first_for_the_side_that_has_not_answered(network, register, counter):
    dispute = register(source="patrol")
    address = f"{dispute.get_absolute_url()}move/consent/"
    form = counter(network.town).get(address).context["form"]
    assert form["side"].initial == "applicant"


def test_the_worker_hears_an_offer_and_the_employer_is_not_told_that_somebody_applied(
    network, register
):
    dispute = register(source="patrol", respondent=actions.PartyFacts(
        name="江阴示例纺织有限公司", phone="13900000000"
    ))  # fmt: skip
    assert "提出调解" in told()[-1] and "已收到您的申请" not in told()[-1]
    assert dispute.code in told()[-1]
    actions.record_scope(dispute, in_scope=True, by=network.town.officer)
    assert "有劳动者就" not in told()[-1]
    assert "主动" in told()[-1]
