"""The visit at home: two people, two signatures, sent twice is kept once."""

from uuid import UUID

import pytest

from niudai.assistance.hardship import actions
from niudai.assistance.hardship.models import Stage, Survey
from niudai.audit.models import Entry
from niudai.kernel.refused import Refused
from tests.assistance.hardship.conftest import VISIT, ago

PHONE = UUID("8e0c0d3e-7d8f-4f0e-9b1e-0d6c4a1f0001")


def test_a_visit_by_two_ends_the_first_check(surveyed):
    assert surveyed.stage == Stage.SURVEYED
    assert not surveyed.item.deadlines.open().exists()


def test_a_visit_sent_twice_is_kept_once(accepted, people):
    facts = {**VISIT, "client_id": PHONE, "visited_on": ago(56), "offline": True}
    actions.survey(accepted, **facts, by=people.visitor)
    actions.survey(accepted, **facts, by=people.visitor)

    assert Survey.objects.count() == 1
    assert Entry.objects.filter(action="hardship.survey").count() == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"second_surveyor": "访示例"}, "Two people"),
        ({"second_signature": ""}, "Both who visited must sign"),
        ({"findings": " "}, "what was seen"),
    ],
)
def test_a_visit_that_is_none_is_not_kept(accepted, people, change, sentence):
    with pytest.raises(Refused, match=sentence):
        actions.survey(
            accepted, **{**VISIT, **change}, client_id=PHONE, visited_on=ago(56),
            by=people.visitor,
        )  # fmt: skip
    assert not Survey.objects.exists()


def test_a_visit_waits_until_the_application_was_taken_up(submitted, people):
    with pytest.raises(Refused, match="take it to the first check"):
        actions.survey(submitted, **VISIT, client_id=PHONE, visited_on=ago(56), by=people.visitor)
    assert not Survey.objects.exists()
