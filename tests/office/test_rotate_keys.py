"""`niudai rotate-keys`: a new key takes the place of an old one, and nothing is lost on the way."""

import json
from io import StringIO

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings as real
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from niudai.access.actor import CLOCK
from niudai.disputes import actions
from niudai.disputes.models import Dispute, Party
from niudai.kernel.personal import lookup
from niudai.office import key_rotation
from niudai.portal.models import Draft
from tests.factories import DisputeFactory, UserFactory

pytestmark = pytest.mark.django_db
OLD, NEW = "old:" + "11" * 32, "new:" + "22" * 32
FORMER, TODAY = "33" * 32, "44" * 32
PHONES = [f"1380000{number:04}" for number in range(7)]


@pytest.fixture(autouse=True)
def no_file_of_another_test(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def people(settings):
    """Seven workers whose numbers were sealed with the old key."""
    settings.PERSONAL_DATA_KEYS, settings.LOOKUP_KEY = OLD, FORMER
    disputes = [DisputeFactory() for _phone in PHONES]
    for dispute, phone in zip(disputes, PHONES, strict=True):
        dispute.parties.filter(side="applicant").update(phone="")
        worker = dispute.parties.get(side="applicant")
        worker.phone, worker.number = phone, "320219199001010019"
        worker.save()
    settings.PERSONAL_DATA_KEYS, settings.LOOKUP_KEY = f"{NEW},{OLD}", TODAY
    return Party.objects.filter(side="applicant").order_by("pk")


def rotate():
    said = StringIO()
    call_command("rotate_keys", as_json=True, stdout=said)
    return json.loads(said.getvalue())


def stored(column="phone", table="disputes_party"):
    """The column as it lies on the disk."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} ORDER BY id")
        return [value for (value,) in cursor.fetchall() if value]


def test_afterwards_the_old_key_opens_nothing_and_is_not_needed(people, settings):
    assert all(value.startswith("old:") for value in stored())
    rotate()
    assert all(value.startswith("new:") for value in stored() + stored("number"))
    settings.PERSONAL_DATA_KEYS = NEW
    assert [worker.phone for worker in people.all()] == PHONES


def test_afterwards_a_number_is_found_under_the_new_key(people):
    assert not Party.objects.filter(phone_hash=lookup(PHONES[3])).exists()
    rotate()
    assert Party.objects.get(phone_hash=lookup(PHONES[3])).phone == PHONES[3]


def test_a_second_run_changes_nothing(people):
    assert rotate()["sealed"] >= 2 * len(PHONES)
    before = stored()
    again = rotate()
    assert (again["sealed"], again["found_anew"], again["faults"]) == (0, 0, [])
    assert stored() == before


def test_a_run_that_was_broken_off_is_finished_by_the_next(people, monkeypatch):
    monkeypatch.setattr(key_rotation, "BATCH", 2)
    done = key_rotation.Rotated()
    for _count in key_rotation.rotate(done):
        if done.sealed:
            break
    begun = sum(value.startswith("new:") for value in stored())
    rotate()
    assert begun < len(stored())
    assert all(value.startswith("new:") for value in stored())
    assert [worker.phone for worker in people.all()] == PHONES


def test_a_value_that_does_not_open_is_named_left_alone_and_does_not_stop_the_others(people):
    broken = people[2]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE disputes_party SET phone = (SELECT phone FROM disputes_party WHERE id = %s), "
            "number = %s WHERE id = %s",
            [people[3].pk, "lost:AAAA", broken.pk],
        )
    with pytest.raises(CommandError, match="keep the old keys"):
        rotate()
    kept = [value for value in stored() if not value.startswith("new:")]
    assert len(kept) == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM disputes_party WHERE id = %s", [broken.pk])
        assert cursor.fetchone() == ("lost:AAAA",)


def test_second_factors_stay_good(settings):
    settings.PERSONAL_DATA_KEYS = OLD
    user = UserFactory()
    secret = "JBSWY3DPEHPK3PXP"
    TOTP.activate(user, secret)
    codes = RecoveryCodes.activate(user).get_unused_codes()
    settings.PERSONAL_DATA_KEYS = f"{NEW},{OLD}"
    rotate()
    settings.PERSONAL_DATA_KEYS = NEW
    totp, recovery = user.authenticator_set.order_by("pk")
    assert totp.data["secret"].startswith("new:")
    assert recovery.wrap().get_unused_codes() == codes


def test_the_code_and_phone_of_a_party_find_the_case_before_and_after(people, settings):
    settings.LOOKUP_KEY_BEFORE = FORMER
    dispute = people[0].dispute
    for _once in range(2):
        found = Dispute.objects.of_party(code=dispute.code, phone=PHONES[0])
        assert list(found) == ([dispute] if dispute.code else [])
        rotate()


def test_a_link_given_out_before_opens_with_the_former_key_beside(db, settings):
    settings.LOOKUP_KEY = FORMER
    dispute = DisputeFactory()
    token = actions.issue_answer_link(dispute, by=CLOCK)
    settings.LOOKUP_KEY = TODAY
    rotate()
    today = timezone.localdate()
    assert not Dispute.objects.by_answer_token(token, today).exists()
    settings.LOOKUP_KEY_BEFORE = FORMER
    assert Dispute.objects.by_answer_token(token, today).get() == dispute


def test_without_a_former_key_nothing_empty_is_found(db):
    assert real.LOOKUP_KEY_BEFORE == ""
    Draft.objects.create(key_hash="", sealed_answers="{}")
    assert not Draft.objects.visible_to("").exists()
    assert not Draft.objects.left(code="", phone="").exists()
