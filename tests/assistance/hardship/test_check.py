"""The first check at the unit: taken up, returned, refused, withdrawn."""

import pytest

from niudai.assistance.hardship import actions
from niudai.assistance.hardship.models import Opinion, Stage
from niudai.audit.models import Entry
from niudai.kernel.refused import Refused
from niudai.notices.models import Notice
from tests.assistance.hardship.conftest import ago


def test_an_application_is_taken_to_the_first_check(accepted, people):
    assert accepted.stage == Stage.UNIT_CHECK
    assert Opinion.objects.get().text == "材料齐全"


def test_a_returned_application_stops_the_clock_and_may_be_handed_in_again(submitted, people):
    file = actions.return_for_completion(submitted, reason="缺少诊断证明", by=people.unit)

    assert file.stage == Stage.RETURNED
    assert not file.item.deadlines.open().exists()
    file = actions.submit(file, by=people.worker)
    assert file.stage == Stage.SUBMITTED
    assert file.item.deadlines.open().count() == 1


def test_refusing_needs_a_reason_and_leaves_nothing_without_one(submitted, people):
    with pytest.raises(Refused, match="Give the reason"):
        actions.refuse(submitted, reason=" ", by=people.unit)

    submitted.refresh_from_db()
    assert submitted.stage == Stage.SUBMITTED
    assert not Opinion.objects.exists()


def test_a_refusal_ends_the_work_and_the_worker_hears_there_is_an_answer(submitted, people):
    file = actions.refuse(submitted, reason="收入超过标准，患癌症也不符合", by=people.unit)

    assert (file.stage, file.item.closed_on is not None) == (Stage.REFUSED, True)
    texts = Notice.objects.filter(channel="sms").values_list("body", flat=True)
    assert not any("癌" in text for text in texts)
    entry = Entry.objects.get(action="hardship.refuse")
    assert "癌" not in str(entry.changes) + str(entry.personal)


def test_the_worker_takes_the_application_back(accepted, people):
    assert actions.withdraw(accepted, by=people.worker).stage == Stage.WITHDRAWN


def test_a_consent_taken_back_stops_everything_but_keeps_what_was_done(accepted, people):
    consent = accepted.consents.get(kind="processing")
    actions.withdraw_consent(consent, by=people.worker)

    with pytest.raises(Refused, match="Consent is missing: Handling of personal data"):
        actions.survey(
            accepted, client_id="8e0c0d3e-7d8f-4f0e-9b1e-0d6c4a1f0001", visited_on=ago(50),
            first_surveyor="访示例", second_surveyor="陪示例", first_signature="访",
            second_signature="陪", findings="无", by=people.visitor,
        )  # fmt: skip
    assert accepted.consents.filter(kind="processing").count() == 1
    assert Opinion.objects.count() == 1
    assert not accepted.surveys.exists()
