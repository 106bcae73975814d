"""What the tree looked like on a day: nothing of what was seen is lost."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from niudai.access.actor import CLOCK
from niudai.kernel.refused import Refused
from niudai.organisations.actions import correct, dissolve, move, set_up
from niudai.organisations.history import first_day, tree_of
from niudai.organisations.models import Division, Organisation, Span
from tests.organisations.conftest import K

START = date(2025, 6, 1)


def at(day):
    return datetime(day.year, day.month, day.day, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


def seen():
    """The active tree as the network page shows it now."""
    return {
        unit.pk: (unit.name, unit.kind, unit.parent_id) for unit in Organisation.objects.active()
    }


def remembered(day):
    tree = tree_of(Span.objects.as_of(day), day)
    return {
        pk: (branch.span.name, branch.span.kind, branch.span.parent_id)
        for pk, branch in tree.by_unit.items()
    }


def act(number, chance):
    """One structural act on some unit; what is refused changes nothing."""
    units = list(Organisation.objects.active().exclude(kind=K.FEDERATION).order_by("pk"))
    parents = list(Organisation.objects.active().order_by("pk"))
    if not units:
        units = parents  # all were dissolved: the federation is left, and refuses
    unit, parent = (rows[chance % len(rows)] for rows in (units, parents))
    try:
        match number % 4:
            case 0:
                set_up(parent=parent, kind=K.ENTERPRISE, name=f"新会{chance}", by=CLOCK)
            case 1:
                correct(unit, name=f"改名{chance}", short_name="", division=unit.division,
                        mark=unit.mark, by=CLOCK)  # fmt: skip
            case 2:
                move(unit, parent=parent, by=CLOCK)
            case 3:
                dissolve(unit, reason="试", by=CLOCK)
    except Refused:
        return


@given(
    acts=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3), st.integers(0, 500)), max_size=14)
)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_tree_of_any_day_is_what_was_seen_that_day(acts, places):
    with transaction.atomic():
        day, pictures = START, {}
        with time_machine.travel(at(day), tick=False) as clock:
            grown()
            pictures[day] = seen()
            for later, number, chance in acts:
                day += timedelta(days=later)
                clock.move_to(at(day))
                act(number, chance)
                pictures[day] = seen()
            pictures[day + timedelta(days=40)] = seen()
        assert {day: remembered(day) for day in pictures} == pictures
        assert remembered(START - timedelta(days=1)) == {}
        transaction.set_rollback(True)


def grown():
    federation = Organisation.objects.create(
        path="0001.", kind=K.FEDERATION, name="江阴市总工会", short_name="江阴",
        division_id="320281000000",
    )  # fmt: skip
    towns = [
        set_up(parent=federation, kind=K.TOWN, name=name, division=division, by=CLOCK)
        for name, division in two_towns()
    ]
    for number, town in enumerate(towns):
        set_up(parent=town, kind=K.ENTERPRISE, name=f"老会{number}", by=CLOCK)
    correct(federation, name="江阴市总工会", short_name="江阴市", division=federation.division,
            by=CLOCK)  # fmt: skip


def two_towns():
    for code in ("320281107000", "320281108000"):
        division = Division.objects.get(code=code)
        yield f"{division.name}总工会", division


def test_a_union_moved_with_effect_from_a_day_stood_elsewhere_until_then(
    city, town, neighbour, city_officer
):
    union = set_up(
        parent=town, kind=K.ENTERPRISE, name="示例工会", founded_on=date(2024, 3, 1),
        by=city_officer,
    )  # fmt: skip
    move(union, parent=neighbour, on=date(2025, 7, 1), by=city_officer)

    spans = Span.objects.filter(organisation=union)
    assert spans.as_of(date(2025, 6, 30)).get().parent == town
    assert spans.as_of(date(2025, 7, 1)).get().parent == neighbour
    assert first_day() == date(2024, 3, 1)


def test_a_change_cannot_be_entered_before_the_last_one(town, neighbour, city_officer):
    union = set_up(
        parent=town, kind=K.ENTERPRISE, name="示例工会", founded_on=date(2024, 3, 1),
        by=city_officer,
    )  # fmt: skip
    with pytest.raises(Refused, match="lies before"):
        move(union, parent=neighbour, on=date(2024, 2, 1), by=city_officer)
    union.refresh_from_db()
    assert union.parent == town
    assert Span.objects.get(organisation=union).parent == town


def test_a_dissolved_union_is_gone_from_its_day_on(town, city_officer):
    union = set_up(
        parent=town, kind=K.ENTERPRISE, name="示例工会", founded_on=date(2024, 3, 1),
        by=city_officer,
    )  # fmt: skip
    dissolve(union, reason="企业注销", on=date(2025, 5, 6), by=city_officer)
    assert union.pk in remembered(date(2025, 5, 5))
    assert union.pk not in remembered(date(2025, 5, 6))
