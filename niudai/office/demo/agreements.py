"""Collective agreements of the invented employers: running, unfiled, over."""

from datetime import date, timedelta
from random import Random

from niudai.access.actor import CLOCK
from niudai.agreements import actions
from niudai.agreements.actions import AgreementFacts
from niudai.organisations.models import Employer

# Kind, name after the employer's, years it runs; two of three employers have the first.
PAPERS = (("wages", "工资专项集体合同", 1), ("general", "集体合同", 2))


def sign(employers: list[Employer], chance: Random, today: date) -> int:
    """Agreements of most unionised employers; how many papers there are."""
    papers = 0
    keys = [employer.pk for employer in employers]
    unionised = Employer.objects.filter(pk__in=keys, union__isnull=False).order_by("pk")
    for employer in unionised.select_related("organisation"):
        for kind, words, years in PAPERS:
            if chance.random() < 0.7:
                put_on_file(employer, kind, words, years, chance, today)
                papers += 1
    return papers


def put_on_file(
    employer: Employer, kind: str, words: str, years: int, chance: Random, today: date
) -> None:
    signed = today - timedelta(days=chance.randint(3, years * 365 + 60))
    filed = signed + timedelta(days=chance.randint(1, 10))
    facts = AgreementFacts(
        name=f"{employer.name}{words}", kind=kind, employer=employer, signed_on=signed,
        since=signed, until=signed + timedelta(days=years * 365 - 1),
        filed_on=filed if filed <= today else None, workers_covered=employer.workers,
    )  # fmt: skip
    actions.enter(facts, organisation=employer.organisation, by=CLOCK)
