"""What is planted among the members, and that a plain check finds exactly that."""

from collections import Counter
from datetime import date

import pytest

from niudai.membership.identity import identity
from niudai.office.demo.people import People, Workplace
from niudai.office.demo.planted import (
    DUPLICATES,
    FAULTS,
    NEAR_MISSES,
    Roster,
    Seat,
    found_by_checks,
    promised,
    sounding_alike,
)

TODAY = date(2026, 11, 23)
MEMBERS = 70_000


def seats():
    place = Workplace(0.5, 0.4, date(2010, 5, 1), "周庄镇示例路")
    return [Seat(n, f"0001.{n // 10:04d}.{n:04d}.", str(n // 10), 1750, place) for n in range(40)]


@pytest.fixture(scope="module")
def roster():
    return Roster(People(5, TODAY), seats(), 5)


@pytest.fixture(scope="module")
def rows(roster):
    return [worker for _seat, worker in roster]


def test_a_tenth_of_the_city_has_a_tenth_of_its_faults_and_pairs():
    assert promised(MEMBERS)["number_wrong"] * 10 == promised(700_000)["number_wrong"]
    assert min(promised(100).values()) == 1


def test_as_many_rows_and_pairs_are_planted_as_promised(roster, rows):
    assert len(rows) == MEMBERS
    planted = Counter(roster.faults.values()) + Counter(pair.kind for pair in roster.pairs)
    assert planted == promised(MEMBERS)
    assert set(planted) == {*FAULTS, *DUPLICATES, *NEAR_MISSES}


def test_no_row_is_planted_twice_and_a_pair_spans_two_units(roster):
    touched = [*roster.faults, *(row for pair in roster.pairs for row in (pair.first, pair.second))]
    assert len(set(touched)) == len(touched)
    for pair in roster.pairs:
        assert pair.first < pair.second
        assert roster.seat(pair.first) is not roster.seat(pair.second)


def test_pairs_lie_inside_a_town_as_well_as_across_towns(roster):
    same = sum(roster.seat(p.first).town == roster.seat(p.second).town for p in roster.pairs)
    assert 0.4 < same / len(roster.pairs) < 0.75


def test_plain_checks_find_exactly_what_is_said(rows):
    states = Counter(identity(worker.number).state.value for worker in rows)
    numbers = Counter(worker.number for worker in rows if worker.number)
    assert {
        "number_wrong": states["wrong"],
        "number_old": states["old"],
        "number_missing": states["missing"],
        "phone_missing": sum(not worker.phone for worker in rows),
        "nation_missing": sum(not worker.nation for worker in rows),
        "joined_on_missing": sum(worker.joined_on is None for worker in rows),
        "numbers_twice": sum(times > 1 for times in numbers.values()),
    } == found_by_checks(MEMBERS)


def test_each_kind_of_pair_looks_as_it_is_described(roster):
    for pair in roster.pairs:
        first, second = roster.worker(pair.first), roster.worker(pair.second)
        assert first.born_on == second.born_on
        match pair.kind:
            case "same_number":
                assert first.number == second.number
                assert first.name == second.name
            case "typo_in_number":
                assert (first.name, first.phone) == (second.name, second.phone)
                differing = sum(a != b for a, b in zip(first.number, second.number, strict=True))
                assert differing == 1
            case "same_sound":
                assert second.name == sounding_alike(first.name) != first.name
                assert second.number == ""
            case "twins":
                assert first.name[0] == second.name[0]
                assert first.name != second.name
                assert first.number[:14] == second.number[:14]
                assert first.number != second.number
            case "namesakes":
                assert first.name == second.name
                assert first.phone != second.phone
                assert first.number != second.number


def test_the_second_of_a_pair_joined_grown_up(roster):
    for pair in roster.pairs:
        worker = roster.worker(pair.second)
        assert (worker.since - worker.born_on).days > 18 * 365
        assert worker.joined_on <= worker.since < TODAY


def test_a_row_can_be_made_alone(roster, rows):
    for index in (0, 1749, 1750, MEMBERS - 1, roster.pairs[0].second, next(iter(roster.faults))):
        assert roster.worker(index) == rows[index]
