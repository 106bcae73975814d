"""The mill of the membership tests, its employer, and a paper signed there."""

from datetime import date

import pytest

from niudai.agreements import actions
from niudai.agreements.actions import AgreementFacts
from tests.membership.conftest import (
    at_desk,
    city,
    city_officer,
    mill,
    mill_officer,
    neighbour,
    places,
    town,
    village,
    yard,
    yard_officer,
)
from tests.statistics.conftest import employer

__all__ = [
    "at_desk", "city", "city_officer", "mill", "mill_officer", "neighbour", "places", "town",
    "village", "yard", "yard_officer",
]  # fmt: skip


@pytest.fixture
def firm(mill):
    return employer("江阴示例纺织有限公司", mill, union=mill, workers=200)


@pytest.fixture
def facts(firm):
    """`facts(kind=…)`: a wage agreement of the mill for 2026, with what is said otherwise."""

    def made(**changes):
        given = {
            "name": "示例纺织工资协议", "kind": "wages", "signed_on": date(2026, 1, 10),
            "since": date(2026, 1, 10), "until": date(2027, 1, 9), "employer": firm,
            "filed_on": date(2026, 1, 15), "file_number": "澄工资〔2026〕1号",
            "workers_covered": 200,
        }  # fmt: skip
        return AgreementFacts(**{**given, **changes})

    return made


@pytest.fixture
def agreement(facts, mill, mill_officer):
    return actions.enter(facts(), organisation=mill, by=mill_officer)
