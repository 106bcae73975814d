"""One cell at a time: what is taken, and what is refused with which word."""

from datetime import date, datetime

import pytest

from niudai.sheets import checks
from niudai.sheets.kinds import Wrong

VALID = "11010519491231002X"


def refused(check, cell) -> str:
    with pytest.raises(Wrong) as wrong:
        check(cell)
    assert wrong.value.sentence
    return wrong.value.reason


@pytest.mark.parametrize(
    "cell",
    ["2024-01-05", "2024/1/5", "2024.1.5", "20240105", "2024年1月5日", "２０２４－０１－０５",
     20240105.0, 45296.0, date(2024, 1, 5), datetime.fromisoformat("2024-01-05 08:30"),
     " 2024-01-05 00:00:00"],
)  # fmt: skip
def test_a_day_is_read_in_every_notation_of_an_office(cell):
    assert checks.day(cell) == date(2024, 1, 5)


@pytest.mark.parametrize(
    "cell", ["2024-02-30", "5.1.2024", "去年", "24-1-5", True, 1.5, "20241345"]
)
def test_what_is_no_day_is_refused(cell):
    assert refused(checks.day, cell) == "not_a_date"


@pytest.mark.parametrize("cell", ["2024-01", "2024年1月", "202401", 202401.0, "2024.1"])
def test_a_month_counts_from_its_first_day(cell):
    assert checks.day_or_month(cell) == date(2024, 1, 1)


@pytest.mark.parametrize(
    "cell", [VALID, VALID.lower(), " 110105 19491231 002x ", "１１０１０５１９４９１２３１００２Ｘ"]
)
def test_an_identity_number_is_the_same_however_it_was_typed(cell):
    assert checks.identity_number(cell) == VALID


def test_an_old_number_of_fifteen_digits_is_taken_also_from_a_number_cell():
    assert checks.identity_number("110105491231002") == "110105491231002"
    assert checks.identity_number(110105491231002.0) == "110105491231002"


@pytest.mark.parametrize(
    ("cell", "reason"),
    [(320281199001010010.0, "digits_lost"), (320281199001010010, "digits_lost"),
     ("110105194912310021", "wrong_number"), ("110105499931002", "not_a_date"),
     ("3.20281E+17", "wrong_number"), ("一二三", "wrong_number")],
)  # fmt: skip
def test_a_number_that_cannot_be_right_is_refused(cell, reason):
    assert refused(checks.identity_number, cell) == reason


@pytest.mark.parametrize(
    "cell", [13800001234.0, "138 0000 1234", "+8613800001234", "138-0000-1234"]
)
def test_a_mobile_number_is_the_same_however_it_was_typed(cell):
    assert checks.phone(cell) == "13800001234"


def test_a_landline_keeps_its_dash_and_a_wrong_phone_is_refused():
    assert checks.phone("0510-86861234") == "0510-86861234"
    assert refused(checks.phone, "12345") == "wrong_phone"


@pytest.mark.parametrize(
    ("cell", "value"),
    [("是", True), ("√", True), (1.0, True), ("有", True), ("否", False), ("×", False),
     (False, False), ("无", False)],
)  # fmt: skip
def test_yes_and_no_are_read_as_people_write_them(cell, value):
    assert checks.yes_no(cell) is value


@pytest.mark.parametrize(("check", "cell", "reason"), [
    (checks.yes_no, "也许", "not_yes_or_no"), (checks.whole(), "12.5", "not_a_number"),
    (checks.whole(10), 11, "not_a_number"), (checks.text(3), "一二三四", "too_long"),
    (checks.name, "3202", "not_a_name"), (checks.name, "甄", "not_a_name"),
    (checks.credit_code, "91320281MA1TEST01X", "wrong_credit_code"),
    (checks.code_of("ownership"), "没有", "unknown_code"),
    (checks.text(10), "#N/A", "error_cell"), (checks.day, "#FORMULA", "error_cell"),
])  # fmt: skip
def test_each_refusal_has_its_word(check, cell, reason):
    assert refused(check, cell) == reason


def test_a_name_keeps_its_dot_and_loses_the_spaces_between_its_characters():
    assert checks.name(" 甄　示例 ") == "甄示例"
    assert checks.name("阿依•古丽") == "阿依·古丽"
    assert checks.name("John Smith") == "John Smith"


def test_a_code_is_known_by_its_code_its_name_and_a_synonym():
    check = checks.code_of("ownership", {"国企": "state"})

    assert {check("state"), check("国有"), check("国企"), check("State-owned")} == {"state"}


def test_no_sentence_repeats_the_number():
    for cell in (320281199001010010, "110105194912310021"):
        with pytest.raises(Wrong) as wrong:
            checks.identity_number(cell)
        assert "1101" not in wrong.value.sentence
        assert "3202" not in wrong.value.sentence
