"""A world for the program that is killed, and what is left of it, each in a process of its own.

`python -m tests.browser_journeys.killed plant 10` and `… disputes 3 4`, answers in JSON.
"""

import hashlib
import json
import sys

import django

if __name__ == "__main__":
    django.setup()

from django.conf import settings
from django.test import Client
from django.utils import timezone

from niudai.access.permissions import Role
from niudai.audit.log import faults
from niudai.audit.models import Entry
from niudai.casework.models import Deadline
from niudai.disputes import actions
from niudai.disputes.models import Dispute
from niudai.notices.models import Notice
from tests.factories import AppointmentFactory, BodyFactory, file_dispute

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def plant(count):
    """Disputes that may be accepted, and the session of the officer who may."""
    today = timezone.localdate()
    body = BodyFactory()
    seat = AppointmentFactory(organisation=body.organisation, role=Role.TOWN_OFFICER)
    made = []
    for _number in range(int(count)):
        dispute = file_dispute(body, received_on=today)
        actions.record_scope(dispute, in_scope=True, by=seat.actor())
        actions.record_consent(dispute, side="respondent", given=True, by=seat.actor())
        made.append(dispute.pk)
    client = Client(HTTP_HOST="localhost")
    client.force_login(seat.user, BACKEND)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    return {"disputes": made, "session": session, "today": str(today)}


def disputes(*numbers):
    return [dispute(pk) for pk in numbers]


def dispute(pk):
    """The case, its line of work, entries, periods, papers and messages."""
    found = Dispute.objects.get(pk=pk)
    entries = Entry.objects.filter(subject_type="disputes.dispute", subject_id=pk)
    running = Deadline.objects.filter(item=found.item, stopped_on=None)
    return {
        "stage": found.stage,
        "line_of_work": found.item.stage,
        "accepted_on": found.accepted_on and str(found.accepted_on),
        "entries": entries.filter(action="disputes.accept").count(),
        "paper_entries": entries.filter(action="casework.attach").count(),
        "running": list(running.values_list("rule_id", flat=True)),
        "papers": [content(paper) for paper in found.item.attachments.all()],
        "told": [
            " ".join(map(str, row))
            for row in Notice.objects.filter(reference=found.reference).values_list(
                "subject", "name", "recipient", "channel"
            )
        ],
        "faults": [str(fault) for fault in faults()],
    }


def content(paper):
    """The hash of the file as it lies on the disk, if it is the one the row says."""
    with paper.file.open("rb") as file:
        found = hashlib.sha256(file.read()).hexdigest()
    return found if found == paper.sha256 else f"{paper.name} is another file"


if __name__ == "__main__":
    command, *words = sys.argv[1:]
    json.dump({"plant": plant, "disputes": disputes}[command](*words), sys.stdout)
