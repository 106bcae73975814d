"""Money: whole fen inside, yuan for people, and nothing rounded on the way."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from niudai.kernel.money import fen, yuan
from niudai.kernel.refused import Refused


@given(st.integers(min_value=0, max_value=10**18 - 1))
def test_what_is_shown_is_what_was_kept(amount):
    assert fen(yuan(amount).replace(",", "")) == amount


@given(st.decimals(min_value=0, max_value=10**12, places=2))
def test_two_decimals_are_kept_to_the_fen(amount):
    assert fen(amount) == fen(str(amount)) == int(amount.scaleb(2))


@given(st.integers(min_value=0, max_value=10**11), st.integers(min_value=1, max_value=9))
def test_a_tenth_of_a_fen_is_refused_not_rounded(whole, third):
    with pytest.raises(Refused, match="at most two decimals"):
        fen(f"{whole}.00{third}")


@pytest.mark.parametrize("text", ["", "两千", "12.3.4", "1,000", "NaN", "sNaN", "Infinity", "-inf"])
def test_what_is_no_amount_is_refused_with_its_words(text):
    with pytest.raises(Refused, match="is not an amount of money"):
        fen(text)


def test_an_amount_with_more_digits_than_are_reckoned_is_refused_not_rounded():
    with pytest.raises(Refused, match="too large"):
        fen(Decimal("12345678901234567890123456789.01"))
