"""Every letter of the house can be worded anew: its blanks are listed, and tried beforehand."""

import io

import pytest

from niudai.casework.letters import books, filled

LETTERS = [letter for book in books() for letter in book.letters]


def test_no_two_letters_have_one_name():
    assert len({letter.kind for letter in LETTERS}) == len(LETTERS)


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.kind)
def test_what_a_template_is_tried_with_is_what_its_writer_is_told(letter):
    assert letter.sample
    assert set(letter.sample) == set(letter.blanks)


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.kind)
def test_the_template_as_shipped_would_be_taken(letter):
    assert filled(io.BytesIO(letter.shipped.read_bytes()), letter.sample)
