"""Building a city into an empty database: repeatable, all or nothing; and the demo city."""

import hashlib
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Count, Sum
from django.utils import timezone

from niudai.disputes.models import Dispute
from niudai.membership.models import Membership, Person, Standing
from niudai.membership.tallying import recount_all
from niudai.office.demo.cases import STORIES
from niudai.office.demo.planted import promised
from niudai.office.demo.scale import HUASHI, ZHOUZHUANG, Scale
from niudai.office.demo.whole import Builder
from niudai.organisations.models import Employer, Organisation

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TINY = Scale("tiny", 600, 20, 4, 70, 217, (ZHOUZHUANG, HUASHI))


def built(scale=TINY, seed=3):
    """Everything but the disputes, which take longest and are tested elsewhere."""
    builder = Builder(seed, timezone.localdate())
    for step in builder.scaled(scale):
        if step.stage == "disputes":
            break
    return builder


def fingerprint():
    """Everything of the people that is not sealed anew each time."""
    rows = Person.objects.order_by("pk").values_list(
        "name", "number_key", "phone_key", "card_key", "born_on", "sex", "education", "path",
        "standing", "search",
    )  # fmt: skip
    return hashlib.sha256(repr(list(rows)).encode()).hexdigest()


def test_the_same_seed_builds_the_same_city_and_another_seed_another():
    found = []
    for seed in (3, 3, 4):
        with transaction.atomic():
            built(seed=seed)
            found.append(fingerprint())
            transaction.set_rollback(True)
    assert found[0] == found[1] != found[2]


def test_the_demo_city_has_the_workers_of_its_unions_as_members(monkeypatch):
    # Its cases are those of every city: told below.
    monkeypatch.setattr(Builder, "tell", lambda _builder, *, farthest: iter(()))
    said = []
    call_command("seed_city", "--json", stdout=Lines(said))
    counts = json.loads("".join(said))
    assert 1500 < counts["members"] < 3000
    active = Membership.objects.filter(status="active", organisation__kind="enterprise")
    members = dict(active.values_list("organisation").annotate(Count("pk")).order_by())
    workers = dict(
        Employer.objects.filter(union__in=members)
        .values_list("union").annotate(Sum("workers")).order_by()
    )  # fmt: skip
    assert len(members) >= 29  # one of thirty was merged into another
    assert members == workers
    assert counts["planted"] == promised(counts["members"])


def test_a_database_that_holds_something_is_left_alone():
    built()
    people = Person.objects.count()
    with pytest.raises(CommandError, match="not empty"):
        call_command("seed_city", "--scale", "town")
    assert Person.objects.count() == people
    assert Person.objects.filter(standing=Standing.ACTIVE).count() == 600


class Lines:
    def __init__(self, kept):
        self.write = kept.append


def test_the_cases_told_in_a_city_of_a_scale_leave_its_numbers_as_they_are():
    builder = Builder(3, timezone.localdate())
    stages = {step.stage for step in builder.scaled(TINY)}
    assert {"disputes", "union cases"} <= stages
    assert Dispute.objects.count() == STORIES
    assert Organisation.objects.active().filter(kind="enterprise").count() == TINY.unions
    assert Employer.objects.exclude(union=None).count() == TINY.unions
    assert recount_all() == 0
