"""Rows straight into the engine, as the runner hands them over."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import transaction

from niudai.access.actor import CLOCK
from niudai.membership.roster.engine import Members
from niudai.membership.sheets import MEMBERS
from niudai.membership.tallying import recount_all
from niudai.organisations.models import Organisation
from niudai.sheets.kinds import Remembered, Run
from tests.factories import OrganisationFactory

VALID = (
    "320281199003074510", "320281198511200021", "11010519491231002X", "440524188001010014",
    "320281197501011230",
)  # fmt: skip
FIRST, SECOND = VALID[:2]


def row(name="甄示例", number=FIRST, **more) -> dict[str, Any]:
    return {"name": name, "number": number, **more}


@dataclass
class Result:
    counts: Counter[str]
    reasons: Counter[tuple[str, str]]
    lines: list[Remembered]
    facts: list[dict[str, Any]] = field(default_factory=list)


def taken(
    unit: Organisation, *rows: dict[str, Any], dry=False, batch=500, done=(), start=2, import_id=1
) -> Result:
    """The rows through the engine in batches; each row names its columns."""
    columns = [c.name for c in MEMBERS.columns if any(c.name in each for each in rows)]
    run = Run(
        kind=MEMBERS, organisation=unit, by=CLOCK, dry=dry, import_id=import_id,
        columns={name: at for at, name in enumerate(columns)}, headings=columns, total=len(rows),
    )  # fmt: skip
    engine = Members(run)
    engine.begin(done)
    readying = engine.readying()
    numbered = [(at, [each.get(name) for name in columns]) for at, each in enumerate(rows, start)]
    result = Result(Counter(), Counter(), [])
    for at in range(0, len(numbered), batch):
        with transaction.atomic():
            one = engine.take(readying(numbered[at : at + batch]))
            if dry:
                transaction.set_rollback(True)
        result.reasons += one.counts
        result.lines += one.lines
        result.facts.append(one.facts)
    if not dry:
        assert recount_all() == 0  # the tallies of the unions are right after every sheet
    for (outcome, _reason), number in result.reasons.items():
        result.counts[str(outcome)] += number
    return result


@pytest.fixture
def federation(db):
    return OrganisationFactory()


@pytest.fixture
def town(federation):
    return OrganisationFactory(parent=federation)


@pytest.fixture
def union(town):
    return OrganisationFactory(
        parent=town, kind="enterprise", name="江阴示例纺织有限公司工会", short_name="示例纺织工会"
    )


@pytest.fixture
def other_union(town):
    return OrganisationFactory(
        parent=town, kind="enterprise", name="江阴样本机械有限公司工会", short_name="样本机械工会"
    )
