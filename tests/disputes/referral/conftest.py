"""A referral of the city, led to wherever a test begins."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
import time_machine
from django.utils import translation

from niudai.audit.models import Entry
from niudai.casework.models import Deadline
from niudai.disputes.actions import referral as actions
from niudai.disputes.models import CourtCase, EventDay, Referral
from niudai.kernel.refused import Refused

COMMISSION = "江阴市劳动人事争议仲裁委员会"
COURT = "江阴市人民法院"
RECEIVED, FILED, ACCEPTED = date(2026, 8, 3), date(2026, 8, 5), date(2026, 8, 10)
HEARING, MADE = date(2026, 9, 10), date(2026, 9, 14)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Sentences are looked for in their source language."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel("2026-11-22 09:00 +0800", tick=False):
        yield


@contextmanager
def refused(referral: Referral, because: str) -> Iterator[None]:
    """The act is refused with this sentence, and nothing is left behind."""
    before = footprint(referral)
    with pytest.raises(Refused, match=because):
        yield
    assert footprint(referral) == before


def footprint(referral: Referral) -> dict[str, Any]:
    row = Referral.objects.filter(pk=referral.pk).values().get()
    return {
        "row": row,
        "entries": Entry.objects.count(),
        "days": EventDay.objects.count(),
        "court": list(CourtCase.objects.values()),
        "awards": list(referral.awards.values()),
        "aid": list(referral.aid_applications.values()),
        "deadlines": list(Deadline.objects.values()),
    }


def clock(referral: Referral, rule: str, party: str = "") -> Deadline:
    """The last clock of a rule, running or stopped."""
    found = referral.item.deadlines.filter(rule_id=rule, party=party).order_by("pk").last()
    assert found is not None, f"no clock {rule} {party}"
    return found


def running(referral: Referral) -> set[str]:
    return {f"{row.rule_id} {row.party}".strip() for row in referral.item.deadlines.open()}


class Way:
    """Leads one referral through its stages, each step with a plausible day."""

    def __init__(self, network: Any) -> None:
        self.network, self.by = network, network.city.officer

    def advised(self, **changes: Any) -> Referral:
        facts: dict[str, Any] = {
            "organisation": self.network.city.union,
            "received_on": RECEIVED,
            "worker_name": "甄示例",
            "worker_phone": "13800000000",
            "employer_name": "江阴示例纺织有限公司",
            "summary": "主张加班工资和经济补偿。",
            "claimed_fen": 6_300_000,
            "knew_on": date(2026, 7, 1),
            "consent_proof": "签字的同意书",
        }
        return actions.open_referral(**{**facts, **changes}, by=self.by)

    def filed(self, on: date = FILED, **changes: Any) -> Referral:
        return self.file(self.advised(**changes), on)

    def file(self, referral: Referral, on: date = FILED) -> Referral:
        return actions.file(
            referral, filed_on=on, commission=COMMISSION, receipt="收件回执", by=self.by
        )

    def accepted(self, on: date = ACCEPTED, **changes: Any) -> Referral:
        return actions.accept(
            self.filed(**changes), accepted_on=on, number="澄劳人仲案〔2026〕0101号", by=self.by
        )

    def hearing_set(self, **changes: Any) -> Referral:
        return actions.set_hearing(
            self.accepted(**changes), hearing_on=HEARING, told_on=date(2026, 9, 1), by=self.by
        )

    def items(self, *lines: tuple[str, int | None]) -> list[actions.Item]:
        return [
            actions.Item(claim=claim, matter="pay" if fen is not None else "other", amount_fen=fen)
            for claim, fen in lines
        ]

    def awarded(self, *lines: tuple[str, int | None], **changes: Any) -> Referral:
        """Confirmed just as the numbers propose."""
        referral = self.hearing_set(**changes)
        lines = lines or (("经济补偿", 3_300_000),)
        actions.list_items(referral, items=self.items(*lines), by=self.by)
        final = {item.pk: item.proposed_final for item in referral.award_items.all()}
        return actions.award(
            referral, made_on=MADE, final=final, final_number="0101-1号",
            other_number="0101-2号", by=self.by,
        )  # fmt: skip

    def received(
        self, *lines: tuple[str, int | None], worker: date = date(2026, 9, 16),
        employer: date = date(2026, 9, 18),
    ) -> Referral:  # fmt: skip
        referral = self.awarded(*lines)
        for award in referral.awards.all():
            for party, on in (("worker", worker), ("employer", employer)):
                referral = actions.receive_award(
                    referral, final=award.final, party=party, received_on=on, by=self.by
                )
        return referral

    def sued(self, on: date = date(2026, 9, 28)) -> Referral:
        return actions.sue(
            self.received(), ground="award", by_whom="worker", court=COURT, filed_on=on, by=self.by
        )

    def docketed(self, procedure: str = "ordinary", on: date = date(2026, 9, 30)) -> Referral:
        return actions.docket(
            self.sued(), docketed_on=on, number="（2026）苏0281民初101号",
            procedure=procedure, by=self.by,
        )  # fmt: skip

    def decided(self, decision: str = "judgment", on: date = date(2026, 10, 12)) -> Referral:
        return actions.decide_suit(self.docketed(), decision=decision, decided_on=on, by=self.by)

    def effective(self) -> Referral:
        return actions.take_effect(self.received(), effective_on=date(2026, 10, 10), by=self.by)


@pytest.fixture
def way(network: Any) -> Way:
    return Way(network)


@pytest.fixture
def by(network: Any) -> Any:
    return network.city.officer
