"""What was typed stays where it belongs: not in the session, not in the log of the program."""

import json
import logging

from django.contrib.sessions.models import Session

from niudai.audit.models import Entry
from niudai.disputes.models import Dispute
from tests.portal.conftest import IDENTITY, PHONE, Worker

AGREED = {"mediation": "on", "processing": "on", "sensitive": "on"}


def sent(client):
    worker = Worker(
        client, you={"name": "甄示例", "phone": PHONE, "number": IDENTITY}, consent=AGREED
    )
    worker.send()
    return Dispute.objects.get()


def sensitive(dispute):
    return [PHONE, IDENTITY, "甄示例", dispute.code, "六月起没有发工资"]


def test_the_session_holds_a_key_and_a_number_and_nothing_typed(client, village, today):
    dispute = sent(client)

    for session in Session.objects.all():
        held = json.dumps(session.get_decoded(), ensure_ascii=False)
        assert [word for word in sensitive(dispute) if word in held] == []
    for cookie in client.cookies.values():
        assert [word for word in sensitive(dispute) if word in cookie.value] == []


def test_the_programs_own_log_says_nothing_of_it(client, village, today, caplog):
    with caplog.at_level(logging.DEBUG):
        dispute = sent(client)
        client.get("/case/")
        client.post("/follow/", {"code": dispute.code, "phone": "13800000009"})
    said = "\n".join(
        record.getMessage() for record in caplog.records if record.name != "django.db.backends"
    )
    assert [word for word in sensitive(dispute) if word in said] == []


def test_the_audit_log_names_the_side_and_keeps_what_is_personal_apart(client, village, today):
    dispute = sent(client)

    entries = Entry.objects.about(dispute)
    assert {entry.actor for entry in entries} == {"applicant"}
    plain = "\n".join(f"{entry.subject} {json.dumps(entry.changes)}" for entry in entries)
    assert [word for word in [PHONE, IDENTITY, dispute.code] if word in plain] == []


def test_no_address_of_the_portal_carries_the_number_of_a_row(client, village, today):
    sent(client)
    page = client.get("/case/").content.decode()

    assert 'href="/case/' in page
    assert f"/case/{Dispute.objects.get().pk}" not in page
