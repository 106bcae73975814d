"""Invented workers: the same for the same seed, plausible, and nobody's."""

from datetime import date

import pytest
from stdnum import luhn
from stdnum.cn import ric

from niudai.kernel.identifiers import wrong_identity_number, wrong_phone
from niudai.kernel.searching import syllable
from niudai.office.demo.people import FEMALE, ROOM, People, Workplace, another_birth, same_sound
from niudai.rulebook.codes import codes

TODAY = date(2026, 11, 23)
MILL = Workplace(0.7, 0.4, date(2010, 5, 1), "周庄镇示例路", shops=3)
RIDERS = MILL._replace(women=0.2, platform=True, shops=0)


@pytest.fixture(scope="module")
def people():
    return People(2012, TODAY)


@pytest.fixture(scope="module")
def workers(people):
    return [people.worker(index, MILL) for index in range(4000)]


def test_the_same_seed_and_day_invent_the_same_people(workers):
    again = People(2012, TODAY)
    assert [again.worker(index, MILL) for index in (0, 7, 3999)] == [
        workers[index] for index in (0, 7, 3999)
    ]


def test_another_seed_invents_others(workers):
    other = People(2013, TODAY)
    assert other.worker(0, MILL).number != workers[0].number
    assert other.worker(0, MILL).name != workers[0].name


def test_every_identity_number_passes_the_check_and_says_birthday_and_sex(workers):
    for worker in workers:
        assert wrong_identity_number(worker.number) is None
        assert ric.get_birth_date(worker.number) == worker.born_on
        assert int(worker.number[16]) % 2 == (worker.sex == "1")


def test_no_number_has_the_place_code_of_a_county_where_people_are_registered(people, workers):
    riders = [people.worker(index, RIDERS) for index in range(4000, 5000)]
    assert {worker.number[4:6] for worker in workers + riders} == {"00"}


def test_phones_and_cards_are_well_formed_and_belong_to_no_network_or_bank(workers):
    for worker in workers:
        assert wrong_phone(worker.phone) is None
        assert worker.phone[:3] in {"142", "143", "154", "161", "163", "164", "168", "169"}
        assert not worker.card or (worker.card[0] == "9" and luhn.is_valid(worker.card))
    assert 0.5 < sum(bool(worker.card) for worker in workers) / len(workers) < 0.75


def test_no_number_phone_or_card_comes_twice(people):
    workers = [people.worker(index, MILL) for index in range(60_000)]
    assert len({worker.number for worker in workers}) == len(workers)
    assert len({worker.phone for worker in workers}) == len(workers)
    cards = [worker.card for worker in workers if worker.card]
    assert len(set(cards)) == len(cards)


def test_a_twin_has_a_number_that_no_other_worker_has(people):
    workers = [people.worker(index, MILL) for index in range(20_000)]
    numbers = {worker.number for worker in workers}
    twins = {another_birth(worker, worker.sex) for worker in workers}
    assert len(twins) == len(workers)
    assert not twins & numbers
    assert not any(map(wrong_identity_number, list(twins)[:500]))


def test_everybody_is_of_working_age_and_joined_grown_up_not_in_the_future(workers):
    for worker in workers:
        age = (TODAY - worker.born_on).days / 365.25
        assert 18 <= age < 62
        assert worker.born_on.replace(day=1) < worker.joined_on <= worker.since < TODAY
        assert (worker.joined_on - worker.born_on).days >= 18 * 365


def test_codes_are_those_of_the_tables(workers, people):
    riders = [people.worker(index, RIDERS) for index in range(500)]
    for table in ("nation", "politics", "education", "marriage", "registration", "skill"):
        known = {code.id for code in codes(table, on=TODAY)}
        assert {getattr(worker, table) for worker in workers + riders} <= known
    known = {code.id for code in codes("employment", on=TODAY)}
    assert {worker.employment for worker in workers + riders} <= known
    assert {rider.trade for rider in riders} <= {code.id for code in codes("trade", on=TODAY)}
    assert {worker.trade for worker in workers} == {""}


def test_a_mill_has_more_women_and_as_many_migrants_as_it_says(workers):
    women = sum(worker.sex == FEMALE for worker in workers) / len(workers)
    migrants = sum(worker.migrant for worker in workers) / len(workers)
    assert 0.6 < women < 0.72
    assert 0.37 < migrants < 0.43


def test_names_follow_the_decade_of_birth(workers):
    def second(decade):
        return {worker.name[-1] for worker in workers if worker.born_on.year // 10 == decade}

    assert "萱" in second(200) - second(197)
    assert all(2 <= len(worker.name) <= 4 for worker in workers)


def test_a_character_of_the_same_sound_is_another_character_of_that_sound():
    pairs = same_sound()
    assert len(pairs) > 50
    assert all(one != other and syllable(one) == syllable(other) for one, other in pairs.items())


def test_past_the_last_number_nobody_can_be_invented(people):
    with pytest.raises(ValueError, match="number from 0"):
        people.worker(ROOM, MILL)
