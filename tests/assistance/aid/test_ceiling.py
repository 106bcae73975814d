"""Worked examples M1 to M9 of the reference, as the counter meets them."""

import pytest

from niudai.assistance.aid import actions
from niudai.assistance.aid.caps import ceiling
from niudai.assistance.aid.levels import advised
from niudai.kernel.refused import Refused
from tests.assistance.aid.conftest import (
    LINE,
    approved,
    asked,
    decision,
    entered,
    reviewed,
    taken,
)

pytestmark = pytest.mark.django_db


def test_what_was_paid_in_the_year_comes_off_the_ceiling(ceilings, file, hands, source):
    approved(file, hands, source, amount=900_000)
    case = reviewed(asked(file, hands, amount=400_000), hands)

    found = ceiling(case)
    assert (found.most_fen, found.decides) == (300_000, True)
    with pytest.raises(Refused, match=r"At most 3,000\.00 yuan"):
        actions.approve(case, **decision(source, 400_000), by=hands.leader)

    case = actions.approve(case, **decision(source, 300_000), by=hands.leader)
    assert (case.stage, case.approved_fen) == ("approved", 300_000)
    assert any("Already paid in the year: 9000.00 yuan." in said for said in case.most["sentences"])


def test_medical_aid_reaches_what_was_self_paid(ceilings, file, hands):
    case = taken(file, hands, "medical", 2_000_000, cost_fen=6_000_000, reimbursed_fen=4_140_000)

    assert case.self_paid_fen == 1_860_000
    assert ceiling(case).most_fen == 1_860_000


def test_aid_from_others_comes_off_what_was_self_paid(ceilings, file, hands):
    case = taken(
        file, hands, "medical", 2_000_000, cost_fen=6_000_000, reimbursed_fen=4_140_000,
        other_aid_fen=600_000,
    )  # fmt: skip

    assert ceiling(case).most_fen == 1_260_000


@pytest.mark.parametrize(("cost", "most"), [(5_000_000, 750_000), (8_000_000, 1_000_000)])
def test_aid_after_an_accident_is_a_share_up_to_an_amount(ceilings, file, hands, cost, most):
    case = taken(file, hands, "accidental", 1_200_000, cost_fen=cost)

    assert ceiling(case).most_fen == most


def test_study_aid_counts_each_child(ceilings, file, hands):
    child = file.members.get(relation="20")
    case = taken(file, hands, "study", 1_100_000, student=child, school="secondary")

    assert ceiling(case).most_fen == 1_000_000


def test_a_large_self_paid_sum_needs_the_province(ceilings, file, hands, source):
    case = reviewed(asked(file, hands, "medical", 2_300_000, cost_fen=2_300_000), hands)
    advice = advised(case, 2_300_000, ceiling(case))

    assert (advice.level, advice.decides) == ("province", True)
    with pytest.raises(Refused, match="Provincial federation must approve"):
        actions.approve(
            case, **decision(source, 2_300_000, level="office", document="纪要3"), by=hands.leader
        )  # fmt: skip
    with pytest.raises(Refused, match="number of the minutes"):
        actions.approve(case, **decision(source, 2_300_000, level="province"), by=hands.leader)

    case = actions.approve(
        case, **decision(source, 2_300_000, level="province", document="苏工复〔2026〕1号"),
        by=hands.leader,
    )  # fmt: skip
    assert case.level == "province"


def test_an_example_shows_a_ceiling_and_decides_nothing(tmp_path, file, hands, source):
    with entered(tmp_path, LINE):
        case = reviewed(asked(file, hands, amount=100_000), hands)
        found = ceiling(case)
        assert (found.most_fen, found.decides) == (1_000_000, False)  # ten months, an example

        with pytest.raises(Refused, match="the county enters its own"):
            actions.approve(case, **decision(source, 100_000), by=hands.leader)
    case.refresh_from_db()
    assert (case.stage, case.line) == ("county_reviewed", None)


def test_without_the_line_of_the_place_nothing_is_worked_out(file, hands):
    found = ceiling(taken(file, hands))

    assert (found.most_fen, found.decides) == (None, False)
    assert found.sentences


def test_the_level_of_an_unconfirmed_rule_is_only_shown(ceilings, file, hands, source):
    case = reviewed(asked(file, hands, amount=500_000), hands)
    advice = advised(case, 500_000, ceiling(case))

    assert (advice.level, advice.decides) == ("vice_chair", False)
    case = actions.approve(case, **decision(source, 500_000, level="centre"), by=hands.leader)
    assert (case.level, case.approver_post) == ("centre", "Leader")
