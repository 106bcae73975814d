"""Identity numbers, credit codes, phones and codes, as people type and mistype them."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum.cn import ric, uscc

from niudai.kernel.identifiers import (
    new_code,
    normal_code,
    wrong_credit_code,
    wrong_identity_number,
    wrong_phone,
)
from niudai.kernel.personal import lookup

CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"
DAYS = st.dates(min_value=date(1930, 1, 1), max_value=date(2026, 9, 14))


@st.composite
def identity_numbers(draw):
    body = f"320281{draw(DAYS):%Y%m%d}{draw(st.integers(0, 999)):03d}"
    return body + ric.calc_check_digit(body + "0")


@st.composite
def credit_codes(draw):
    body = "91320281" + draw(st.text(CREDIT, min_size=9, max_size=9))
    return body + uscc.calc_check_digit(body)


@given(identity_numbers())
def test_a_good_identity_number_passes(number):
    assert wrong_identity_number(number) is None
    assert wrong_identity_number(number.lower()) is None


@given(identity_numbers(), st.integers(0, 17), st.sampled_from("0123456789X"))
def test_any_one_character_mistyped_is_noticed(number, at, other):
    assume(other != number[at])
    assert wrong_identity_number(number[:at] + other + number[at + 1 :])


@given(identity_numbers(), st.integers(0, 17))
def test_a_character_left_out_or_doubled_is_noticed(number, at):
    assert wrong_identity_number(number[:at] + number[at + 1 :])
    assert wrong_identity_number(number[: at + 1] + number[at:])


@given(identity_numbers())
def test_a_number_typed_in_full_width_digits_is_the_same_number(number):
    wide = number.translate({ord("0") + n: ord("０") + n for n in range(10)})
    assert wrong_identity_number(wide) is None
    assert lookup(wide) == lookup(number)


@pytest.mark.parametrize("day", ["19900230", "20011301", "19000229", "20990101"])
def test_a_birthday_that_does_not_exist_is_said_to_be_so(day):
    body = f"320281{day}001"
    said = wrong_identity_number(body + ric.calc_check_digit(body + "0"))
    assert "birthday" in said


@given(credit_codes(), st.integers(0, 17), st.sampled_from(CREDIT))
def test_a_mistyped_credit_code_is_noticed(code, at, other):
    assert wrong_credit_code(code) is None
    assume(other != code[at])
    assert wrong_credit_code(code[:at] + other + code[at + 1 :])


@pytest.mark.parametrize(
    "number", ["13800000000", "19912345678", "0510-86000000", "051086000000", "010-12345678"]
)
def test_a_phone_of_the_country_passes(number):
    assert wrong_phone(number) is None


@pytest.mark.parametrize(
    "number",
    ["", "123", "12800000000", "1380000000", "138000000000", "1380000000a", "13800000000\n",
     "１３８００００００００", "0510-860"],
)  # fmt: skip
def test_what_is_no_phone_has_its_sentence(number):
    assert wrong_phone(number) == "The phone number is not valid."


def test_a_code_is_read_however_it_was_typed():
    code = new_code()
    assert normal_code(code) == code
    assert normal_code(f" {code.lower().replace('-', ' ')} ") == code
    assert not set("01OIL") & set(code)
