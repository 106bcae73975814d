"""Numbers in the database: sealed, opened only where they belong, found by a keyed hash."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from niudai.kernel.personal import lookup, seal, unseal

OLD, NEW = "old:" + "11" * 32, "new:" + "22" * 32
HERE, ELSEWHERE = "disputes_party.number", "disputes_party.phone"


@given(st.text(max_size=60))
def test_a_sealed_number_opens_again_where_it_belongs(text):
    assert unseal(seal(text, HERE), HERE) == text


@given(st.text(min_size=1, max_size=60))
def test_a_number_copied_into_another_column_does_not_open(text):
    with pytest.raises(ValueError, match="does not open"):
        unseal(seal(text, HERE), ELSEWHERE)


def test_the_same_number_is_sealed_differently_each_time_and_never_in_clear():
    first, second = seal("13800000000", HERE), seal("13800000000", HERE)
    assert first != second
    assert "13800000000" not in first


@given(st.data())
def test_a_number_changed_in_the_database_does_not_open(data):
    sealed = seal("320219199001010019", HERE)
    name, body = sealed.split(":")
    at = data.draw(st.integers(min_value=0, max_value=len(body) - 5))
    other = "A" if body[at] != "A" else "B"
    with pytest.raises(ValueError):
        unseal(f"{name}:{body[:at]}{other}{body[at + 1 :]}", HERE)


@pytest.mark.parametrize("sealed", ["gone:AAAA", "old", "old:%%%", ":", "13800000000"])
def test_what_was_never_sealed_does_not_open(settings, sealed):
    settings.PERSONAL_DATA_KEYS = OLD
    with pytest.raises(ValueError):
        unseal(sealed, HERE)


def test_after_a_change_of_keys_old_values_open_and_new_ones_take_the_new_key(settings):
    settings.PERSONAL_DATA_KEYS = OLD
    before = seal("13800000000", HERE)
    settings.PERSONAL_DATA_KEYS = f"{NEW},{OLD}"
    assert unseal(before, HERE) == "13800000000"
    after = seal("13800000000", HERE)
    assert after.startswith("new:") and unseal(after, HERE) == "13800000000"


def test_a_value_does_not_open_once_its_key_was_taken_away(settings):
    settings.PERSONAL_DATA_KEYS = OLD
    before = seal("13800000000", HERE)
    settings.PERSONAL_DATA_KEYS = NEW
    with pytest.raises(ValueError, match="does not open"):
        unseal(before, HERE)


@given(st.text(alphabet="0123456789Xx", min_size=1, max_size=18), st.integers(0, 17))
def test_a_number_is_found_however_it_was_typed(number, at):
    assert lookup(f" {number[:at]} {number[at:].lower()}\n") == lookup(number.upper())


@given(st.text("0123456789X", min_size=1), st.text("0123456789X", min_size=1))
def test_two_numbers_meet_only_when_they_are_one(one, other):
    assert (lookup(one) == lookup(other)) == (one == other)


def test_a_number_cannot_be_looked_up_without_the_key(settings):
    before = lookup("13800000000")
    settings.LOOKUP_KEY = "33" * 32
    assert lookup("13800000000") != before


@pytest.mark.parametrize("nothing", ["", " ", "\u3000\n"])
def test_an_empty_number_is_no_number(nothing):
    assert lookup(nothing) == ""
