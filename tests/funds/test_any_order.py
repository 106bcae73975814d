"""Whatever happens to money in whatever order: it balances, and nothing is paid twice."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from niudai.funds import actions
from niudai.funds.ledger import standings
from niudai.funds.models import Account, Batch, Line, Posting
from niudai.funds.proving import faults_of
from niudai.kernel.refused import Refused
from niudai.organisations.models import Division, Organisation
from tests.funds.conftest import People, opened, payable, result_file, row


class Money(RuleBasedStateMachine):
    """One source; every act that moves its money, tried at any time, allowed to be refused."""

    def __init__(self):
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        division = Division.objects.get_or_create(
            code="320281000000", defaults={"name": "江阴市", "level": Division.Level.COUNTY}
        )[0]
        number = Organisation.objects.count() + 1
        self.people = People(f"{number:04d}.")
        place = Organisation.objects.create(
            path=f"{number:04d}.", kind="federation", name="示例总工会", short_name="示例",
            division=division, mark=f"例{number}",
        )  # fmt: skip
        self.source = opened(place, self.people, amount=1_000_00)
        self.received = 1_000_00
        self.serial = 0

    def teardown(self):
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    def lines(self, **conditions):
        return list(Line.objects.filter(source=self.source, **conditions).order_by("pk"))

    @rule(amount=st.integers(1, 50_000))
    def receive(self, amount):
        actions.receive(self.source, amount_fen=amount, document="进账", by=self.people.clerk)
        self.received += amount

    @rule(amount=st.integers(1, 70_000))
    def commit(self, amount):
        free = standings([self.source])[self.source.pk].free
        self.serial += 1
        try:
            actions.commit(self.source, [payable(self.serial, amount)], origin="t",
                           by=self.people.decider)  # fmt: skip
        except Refused:
            assert amount > free
        else:
            assert amount <= free

    @precondition(lambda self: self.lines(stage="committed", batch=None))
    @rule(data=st.data())
    def release(self, data):
        line = data.draw(st.sampled_from(self.lines(stage="committed", batch=None)))
        actions.release(line, reason="不再需要", by=self.people.decider)

    @precondition(lambda self: self.lines(stage="committed", batch=None))
    @rule()
    def send(self):
        waiting = self.lines(stage="committed", batch=None)
        batch = actions.open_batch(self.source, name="批次", by=self.people.clerk)
        batch = actions.put_in(batch, [line.pk for line in waiting], by=self.people.clerk)
        batch = actions.lock(batch, answer="已核对", by=self.people.clerk)
        actions.sign(batch, by=self.people.head)
        batch = actions.sign(batch, by=self.people.vice)
        actions.send(batch, ending="csv", by=self.people.cashier)

    @precondition(lambda self: self.lines(stage="sent"))
    @rule(data=st.data())
    def bank_answers(self, data):
        """Some lines of one batch, some of them twice, with any result."""
        batch = Batch.objects.get(pk=data.draw(st.sampled_from(self.lines(stage="sent"))).batch_id)
        everything = list(Line.objects.of(batch).order_by("pk"))
        named = data.draw(st.lists(st.sampled_from(everything), min_size=1, max_size=5))
        rows = [row(line, data.draw(st.sampled_from(["成功", "失败", "?"]))) for line in named]
        brought = actions.bring_results(batch, result_file(rows), by=self.people.teller)
        self.try_to(lambda: actions.enter_results(brought, by=self.people.teller))

    @precondition(lambda self: self.lines(stage="rejected"))
    @rule(data=st.data())
    def repay(self, data):
        line = data.draw(st.sampled_from(self.lines(stage="rejected")))
        self.try_to(lambda: actions.repay(line, card="6222", proof="核对", by=self.people.clerk))

    @precondition(lambda self: self.lines(stage="paid"))
    @rule(data=st.data())
    def pay_back(self, data):
        line = data.draw(st.sampled_from(self.lines(stage="paid")))
        actions.reverse(line, slip="退款单", reason="误发", by=self.people.teller)
        self.try_to(
            lambda: actions.reverse(line, slip="退款单", reason="再", by=self.people.teller),
            refused=True,
        )

    @rule(data=st.data())
    def correct(self, data):
        receipts = list(self.source.entries.filter(event="receive").order_by("pk"))
        entry = data.draw(st.sampled_from(receipts))
        if self.try_to(lambda: actions.correct(entry, reason="录错", by=self.people.cashier)):
            self.received -= entry.total_fen

    def try_to(self, act, refused=False):
        try:
            act()
        except Refused:
            return False
        assert not refused
        return True

    @invariant()
    def everything_agrees(self):
        assert faults_of(self.source) == []
        now = standings([self.source])[self.source.pk]
        assert now.received == self.received
        balances = Account.objects.filter(source=self.source).exclude(kind="origin")
        assert all(account.balance_fen >= 0 for account in balances)
        paid = Posting.objects.filter(entry__source=self.source, event="pay")
        assert paid.count() == paid.values("line").distinct().count()


@pytest.mark.django_db
class TestMoney(TestCase, Money.TestCase):
    settings = settings(
        max_examples=12, stateful_step_count=14, deadline=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
