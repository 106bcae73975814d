"""Whatever happens to aid and its money in whatever order: each case agrees with its payment."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import invariant, precondition, rule

from niudai.assistance.aid import actions
from niudai.assistance.aid.models import AidApplication
from niudai.casework.moves import show
from niudai.funds import actions as money
from niudai.funds.ledger import standings
from niudai.funds.models import Line
from tests.assistance.aid.conftest import CEILINGS, TODAY, Hands, entered
from tests.factories import HardshipFileFactory
from tests.funds.test_any_order import Money

# stage of the payment → stages its case may stand at
AGREE = {
    "committed": {"approved", "scheduled"}, "sent": {"scheduled"}, "paid": {"paid", "recovery"},
    "rejected": {"bank_rejected"}, "released": {"withdrawn"}, "reversed": {"recovered"},
}  # fmt: skip


class Aid(Money):
    """The ledger's own machine, with decisions of aid among the other lines."""

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.rules = entered(Path(self.folder.name), *CEILINGS)
        self.rules.enable()
        path = self.source.organisation.path
        self.hands = Hands(village=path, town=path, city=path)
        self.file = HardshipFileFactory(organisation=self.source.organisation)

    def teardown(self):
        self.rules.disable()
        self.folder.cleanup()
        super().teardown()

    def cases(self, *stages):
        found = AidApplication.objects.filter(stage__in=stages, source=self.source)
        return list(found.order_by("pk"))

    @rule(amount=st.integers(1, 60_000))
    def approve(self, amount):
        self.serial += 1
        member = self.file.members.get(relation="01")
        case = AidApplication.objects.create(
            reference=f"救{self.serial}", organisation=self.source.organisation, kind="living",
            received_on=TODAY, stage="county_reviewed", group="deep", name=f"甄示例{self.serial}",
            number=f"A{self.serial}{member.pk}", card="6228", asked_fen=amount, event="困难",
        )  # fmt: skip
        show(case)
        free = money_free(self.source)
        decided = self.try_to(lambda: actions.approve(
            case, approved_fen=amount, level="centre", source=self.source, by=self.hands.leader
        ))  # fmt: skip
        assert decided is (amount <= free)
        case.refresh_from_db()
        assert (case.line is not None) is decided

    @precondition(lambda self: self.cases("approved", "bank_rejected"))
    @rule(data=st.data())
    def give_up(self, data):
        case = data.draw(st.sampled_from(self.cases("approved", "bank_rejected")))
        actions.give_up(case, reason="撤回", by=self.hands.leader)

    @precondition(lambda self: self.cases("paid"))
    @rule(data=st.data())
    def find_false(self, data):
        case = data.draw(st.sampled_from(self.cases("paid")))
        actions.find_false(case, finding="不实", document="审计1", by=self.hands.centre)

    @precondition(lambda self: self.lines(stage="committed", batch=None))
    @rule()
    def build_and_cancel(self):
        waiting = [line.pk for line in self.lines(stage="committed", batch=None)]
        batch = money.open_batch(self.source, name="批次", by=self.people.clerk)
        batch = money.put_in(batch, waiting, by=self.people.clerk)
        money.cancel(batch, reason="重做", by=self.people.clerk)

    @invariant()
    def every_case_agrees_with_its_payment(self):
        for case in AidApplication.objects.filter(line__source=self.source).select_related("line"):
            stage = case.stage
            if stage == "withdrawn" and case.line.stage == "rejected":
                continue  # given up after the bank returned it: the money was free already
            assert stage in AGREE[case.line.stage], (stage, case.line.stage)
            assert (stage == "scheduled") is (
                case.line.stage in {"committed", "sent"} and case.line.batch_id is not None
            )
            assert case.item.stage == stage
            paid = Line.objects.filter(origin="aid", reference=case.reference, stage="paid")
            assert paid.count() <= 1


def money_free(source):
    return standings([source])[source.pk].free


@pytest.mark.django_db
class TestAid(TestCase, Aid.TestCase):
    settings = settings(
        max_examples=8, stateful_step_count=12, deadline=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
