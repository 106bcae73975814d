"""What stays readable of a number when nobody asked to see it."""

from hypothesis import given
from hypothesis import strategies as st

from niudai.kernel.masking import masked, masked_identity, masked_name, masked_phone

PLAIN = st.text(alphabet="0123456789X", max_size=40)


@given(PLAIN, st.integers(0, 6), st.integers(0, 6))
def test_never_more_than_the_head_and_the_tail_is_seen(text, head, tail):
    shown = masked(text, head=head, tail=tail)
    assert len(shown) == len(text)
    assert len(shown.replace("*", "")) <= head + tail
    assert all(mine in {"*", its} for mine, its in zip(shown, text, strict=True))


@given(PLAIN, st.integers(0, 6), st.integers(0, 6))
def test_something_is_always_covered(text, head, tail):
    assert not text or "*" in masked(text, head=head, tail=tail)


@given(PLAIN)
def test_the_birthday_in_an_identity_number_is_covered(number):
    assert set(masked_identity(number)[4:-4]) <= {"*"}
    assert set(masked_phone(number)[3:-4]) <= {"*"}


@given(st.text(min_size=1, max_size=20))
def test_of_a_name_only_the_surname_is_seen(name):
    assert masked_name(name)[0] == name[0]
    assert set(masked_name(name)[1:]) == {"*"}


def test_no_name_is_no_stars():
    assert masked_name("") == ""
