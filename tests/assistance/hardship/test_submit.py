"""The application is taken down, filled in and handed in."""

import pytest

from niudai.access.actor import officer
from niudai.access.permissions import Role
from niudai.assistance.hardship import actions, worker_access
from niudai.assistance.hardship.models import HardshipFile, Stage
from niudai.assistance.hardship.procedure.filing import SUBMIT
from niudai.audit.models import Entry
from niudai.casework.models import Deadline
from niudai.kernel.refused import Refused
from niudai.notices.models import Notice
from tests.assistance.hardship.conftest import WORKER, ago, agreed, begun, filled


def test_a_complete_application_is_handed_in_and_the_first_check_runs(submitted, people):
    assert submitted.stage == Stage.SUBMITTED
    assert submitted.reference.startswith("澄周困申〔")
    assert submitted.item.lies_at_id == people.unit.organisation_id
    entry = Entry.objects.get(action="hardship.submit")
    assert entry.changes["stage"] == ["draft", "submitted"]


def test_the_first_check_runs_from_the_day_it_was_handed_in(submitted):
    clock = Deadline.objects.get(item=submitted.item)

    assert (clock.rule_id, clock.started_on) == ("HARDSHIP-CHECK", ago(59))


def test_what_is_missing_is_named_field_by_field(draft, people):
    with pytest.raises(Refused, match=r"Not yet filled in: .*address") as refused:
        actions.submit(draft, by=people.unit)

    assert "industry" in refused.value.reason
    draft.refresh_from_db()
    assert draft.stage == Stage.DRAFT


def test_an_exclusion_that_was_not_asked_keeps_the_form_incomplete(complete, people):
    actions.declare(complete, shop=None, by=people.unit)

    with pytest.raises(Refused, match="declared: owns a shop"):
        actions.submit(complete, by=people.unit)


def test_each_consent_is_asked_for_apart(draft, people):
    filled(draft, people.unit)
    agreed(draft, people.unit, kinds=("processing", "sensitive"))

    with pytest.raises(Refused, match="Check of the family's finances"):
        actions.submit(draft, by=people.unit)


def test_a_child_under_fourteen_needs_a_guardian(draft, people):
    filled(draft, people.unit)
    for kind in ("processing", "sensitive", "check", "commitment"):
        actions.give_consent(draft, kind=kind, given_by="甄困难", by=people.unit)

    with pytest.raises(Refused, match="guardian's consent is missing for 1"):
        actions.submit(draft, by=people.unit)


def test_without_membership_a_reason_of_the_place_is_needed(complete, people):
    actions.correct(complete, is_member=False, by=people.unit)
    with pytest.raises(Refused, match="Not a union member"):
        actions.submit(complete, by=people.unit)

    actions.correct(complete, waiver="灵活就业，正在办理入会", by=people.unit)
    assert actions.submit(complete, by=people.unit).stage == Stage.SUBMITTED


def test_one_household_has_one_file(submitted, village, people):
    second = begun(village, people, name="甄老示", number="32028119550101001X")
    filled_facts = second.members.get()
    assert filled_facts.number == "32028119550101001X"

    sentence = SUBMIT.missing(second)
    assert any("another file already" in each for each in sentence)


def test_from_a_phone_the_answer_carries_the_code_and_says_nothing_of_other_files(
    submitted, village, people
):
    file = actions.apply(organisation=village, worker=WORKER, by=people.worker)
    filled(file, people.worker)
    agreed(file, people.worker)
    file.refresh_from_db()

    file = actions.submit(file, by=people.worker)

    assert (file.way, file.stage) == (HardshipFile.Way.PHONE, Stage.SUBMITTED)
    assert worker_access.of_worker(code=file.code, phone="13800000003") == file
    assert worker_access.of_worker(code=file.code, phone="13800000004") is None


def test_the_worker_hears_of_the_code_and_of_nothing_else(submitted):
    sent = Notice.objects.get(channel="sms")
    assert submitted.code in sent.body
    assert "困难" not in sent.body and "困难" not in sent.subject


def test_the_worker_on_a_phone_cannot_change_what_was_handed_in(submitted, people):
    with pytest.raises(Refused, match="nothing is changed"):
        actions.correct(submitted, cause="9", by=people.worker)


def test_at_most_three_other_causes_and_not_the_main_one(draft, people):
    with pytest.raises(Refused, match="named again"):
        actions.correct(draft, cause="6", other_causes=["6"], by=people.unit)
    with pytest.raises(Refused, match="At most 3"):
        actions.correct(draft, cause="6", other_causes=["1", "2", "3", "9"], by=people.unit)


def test_an_officer_of_another_town_can_neither_see_nor_write(draft, neighbour, people):
    stranger = officer("华例子", role=Role.TOWN_OFFICER, scope=neighbour.path, user_id=9,
                       appointment_id=9, organisation_id=neighbour.pk)  # fmt: skip
    with pytest.raises(Refused, match="permission"):
        actions.correct(draft, cause="9", by=stranger)
    assert not HardshipFile.objects.visible_to(stranger).exists()
