"""The invented city reads like a real one: what happened later stands later."""

from random import Random

import pytest
from django.utils import timezone

from niudai.audit.models import Entry
from niudai.disputes.models import Dispute, Referral
from niudai.office.demo.cases import tell_all
from niudai.office.demo.city import build

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def told(db):
    today = timezone.localdate()
    chance = Random(2012)
    for _reference in tell_all(build(chance, today), chance, today):
        pass


def days(case):
    """The days of what happened, in the order it was entered."""
    entries = Entry.objects.about(case).order_by("number")
    return [(entry.changes["on"], entry.action) for entry in entries if entry.changes.get("on")]


def test_every_timeline_goes_forward_and_nobodys_consent_was_presumed(told):
    for model in (Dispute, Referral):
        assert model.objects.exists()
        for case in model.objects.all():
            assert days(case) == sorted(days(case), key=lambda happened: happened[0]), case
    taken_up = [case for case in Dispute.objects.all() if case.taken_up and case.accepted_on]
    assert taken_up
    for case in taken_up:
        assert set(case.consents.values_list("side", flat=True)) == {"applicant", "respondent"}
