"""Consents are given one by one, and sensitive data have one of their own."""

import pytest

from niudai.audit.models import Entry
from niudai.disputes.models import Dispute
from niudai.portal.models import Draft
from tests.portal.conftest import IDENTITY, Worker, png
from tests.portal.reading import says

YOU = {"name": "甄示例", "phone": "13800000001"}
SENTENCE = "You gave sensitive data: agree, or go back and take them out."


@pytest.mark.parametrize("missing", ["mediation", "processing"])
def test_without_a_needed_consent_nothing_is_sent(worker, missing):
    worker.until("you")
    given = {"mediation": "on", "processing": "on"}
    del given[missing]

    assert worker.answer("consent", **given).status_code == 200
    worker.client.post("/rights/send/")
    assert Dispute.objects.count() == 0


def test_who_gave_nothing_sensitive_need_not_agree_to_it(worker):
    worker.send()

    assert Dispute.objects.count() == 1
    assert not Entry.objects.filter(action="disputes.processing_consent").exists()


def test_an_identity_number_needs_a_consent_of_its_own(client, village, today):
    worker = Worker(client, you={**YOU, "number": IDENTITY})
    worker.until("you")

    assert says(worker.answer("consent"), SENTENCE)
    assert (
        worker.answer("consent", mediation="on", processing="on", sensitive="on").status_code == 302
    )
    worker.client.post("/rights/send/")
    assert Dispute.objects.get().applicants[0].number == IDENTITY
    assert Entry.objects.get(action="disputes.processing_consent").actor == "applicant"


def test_photos_and_injuries_need_it_too(client, village, today):
    worker = Worker(client, claims={"claims": ["injury"]})
    worker.until("you")
    assert says(worker.answer("consent"), SENTENCE)

    worker.answer("claims", claims=["leave"])
    worker.client.post("/rights/photos/", {"photo": png()})
    assert says(worker.answer("consent"), SENTENCE)


def test_a_number_added_after_the_consent_stops_the_sending(worker):
    """Consent to sensitive data was not given: an identity number typed later is not sent."""
    worker.until("consent")
    worker.answer("you", **YOU, number=IDENTITY, checking="1")

    worker.client.post("/rights/send/")
    assert Dispute.objects.count() == 0
    assert "number" in Draft.objects.get().answers["you"]


def test_the_applicant_is_recorded_as_wanting_mediation_and_the_employer_as_not_asked(worker):
    worker.send()

    said = Dispute.objects.get().consents.get()
    assert (said.side, said.given, said.given_by) == ("applicant", True, "applicant")
