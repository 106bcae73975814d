"""Checks of one cell: each gives the value, or raises Wrong with a sentence for the person.

Cells that are empty never come here. Sentences name no number and no person: they stand in lists.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from niudai.kernel.identifiers import wrong_credit_code, wrong_identity_number, wrong_phone
from niudai.rulebook.codes import codes
from niudai.sheets.kinds import Wrong
from niudai.sheets.reading.scan import FORMULA

EXACT = 10**15  # digits beyond the fifteenth are lost in a number of Excel
EPOCH = date(1899, 12, 30)  # day 0 of Excel's calendar, for every date after February 1900
SERIALS = range(3_654, 73_051)  # 1910-01-01 to 2099-12-31 as numbers of Excel
ERRORS = frozenset(
    {FORMULA, "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!"}
)
NUMBERS = re.compile(r"[0-9]+")
DAY = re.compile(r"([0-9]{4})[-/.年 ]([0-9]{1,2})[-/.月 ]([0-9]{1,2})日?(?:[ T][0-9:.]+)?")
MONTH = re.compile(r"([0-9]{4})[-/.年 ]?([0-9]{1,2})月?")
YES = frozenset({"是", "√", "✓", "1", "y", "yes", "true", "有", "对", "t"})
NO = frozenset({"否", "×", "x", "0", "n", "no", "false", "无", "非", "不是", "f", "-"})

REASONS: dict[str, str | Promise] = {
    "missing": gettext_lazy("missing"),
    "error_cell": gettext_lazy("an error of Excel"),
    "too_long": gettext_lazy("too long"),
    "not_a_date": gettext_lazy("not a date"),
    "not_a_number": gettext_lazy("not a whole number"),
    "not_yes_or_no": gettext_lazy("neither yes nor no"),
    "unknown_code": gettext_lazy("not in the list"),
    "digits_lost": gettext_lazy("digits lost in a number cell"),
    "wrong_phone": gettext_lazy("not a phone number"),
    "wrong_number": gettext_lazy("identity number not valid"),
    "wrong_credit_code": gettext_lazy("credit code not valid"),
    "not_a_name": gettext_lazy("not a name"),
    "repeated": gettext_lazy("repeated in the file"),
    "refused": gettext_lazy("refused by the rules"),
    "": gettext_lazy("as it is"),
}


def is_empty(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def plain(cell: Any) -> str:
    """The cell as people read it: full-width digits and letters narrow, no space at the ends.

    A whole number shows no decimals; a date is written 2024-01-05.
    """
    if isinstance(cell, str):
        text = unicodedata.normalize("NFKC", cell).strip() if not cell.isascii() else cell.strip()
        if text in ERRORS:
            raise error_cell(text)
        return text
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < EXACT:
        return str(int(cell))
    return str(cell)


def error_cell(text: str) -> Wrong:
    if text == FORMULA:
        return Wrong(
            "error_cell",
            _("A formula without a value: open the file in Excel, let it compute, save it."),
        )
    return Wrong("error_cell", _("The cell shows an error of Excel: %(text)s.") % {"text": text})


def digits(cell: Any) -> str:
    """A number that is a name, without spaces: refused where Excel has lost its last digits."""
    if isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) >= EXACT:
        raise Wrong(
            "digits_lost",
            _("The number was typed into a number cell: Excel has lost its last digits. Format "
              "the column as text and type it again."),
        )  # fmt: skip
    return "".join(plain(cell).split())


def text(most: int) -> Callable[[Any], str]:
    """Any text up to so many characters."""

    def check(cell: Any) -> str:
        found = " ".join(plain(cell).split())
        if len(found) > most:
            raise Wrong("too_long", _("Longer than %(most)d characters.") % {"most": most})
        return found

    return check


def name(cell: Any) -> str:
    """A person's name: letters, a middle dot, no digits; spaces inside a Chinese name go."""
    found = plain(cell).replace("•", "·").replace("・", "·").replace("．", "·")
    if not found.isascii():
        found = "".join(found.split())
    if len(found) > 50:
        raise Wrong("too_long", _("Longer than %(most)d characters.") % {"most": 50})
    if len(found) < 2 or any(not (c.isalpha() or c in "·.-' ") for c in found):
        raise Wrong("not_a_name", _("This is not the name of a person."))
    return found


def day(cell: Any) -> date:
    """A date cell, or 2024-01-05, 2024/1/5, 2024.1.5, 20240105, 2024年1月5日."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and cell in SERIALS:
        return EPOCH + timedelta(int(cell))
    written = plain(cell)
    if found := DAY.fullmatch(written):
        return real_day(*map(int, found.groups()))
    if len(written) == 8 and written.isascii() and written.isdigit():
        return real_day(int(written[:4]), int(written[4:6]), int(written[6:]))
    raise Wrong("not_a_date", _("Not a date: write it as 2024-01-05."))


def day_or_month(cell: Any) -> date:
    """A date; of a mere month (2024-01, 2024年1月, 202401) the first day."""
    if isinstance(cell, str | int | float) and not isinstance(cell, bool):
        found = MONTH.fullmatch(plain(cell))
        if found and int(found[1]) in range(1900, 2100) and 1 <= int(found[2]) <= 12:
            return date(int(found[1]), int(found[2]), 1)
    return day(cell)


def real_day(year: int, month: int, number: int) -> date:
    try:
        found = date(year, month, number)
    except ValueError:
        raise Wrong("not_a_date", _("There is no such day in the calendar.")) from None
    if not 1900 <= year < 2100:
        raise Wrong("not_a_date", _("The year lies far from any that can be meant."))
    return found


def whole(most: int = 10_000_000) -> Callable[[Any], int]:
    """A whole number from 0."""

    def check(cell: Any) -> int:
        found = plain(cell).replace(",", "")
        if not NUMBERS.fullmatch(found) or int(found) > most:
            raise Wrong(
                "not_a_number", _("Not a whole number from 0 to %(most)d.") % {"most": most}
            )
        return int(found)

    return check


def yes_no(cell: Any) -> bool:
    """是/否, √/×, 有/无, 1/0, yes/no."""
    found = plain(cell).casefold()
    if found in YES:
        return True
    if found in NO:
        return False
    raise Wrong("not_yes_or_no", _("Neither yes nor no: write 是 or 否."))


def one_of(
    names: Mapping[str, str], shown: Callable[[], Sequence[str]] | None = None
) -> Callable[[Any], str]:
    """One of a few words; `names` has every way to write each, with the value it means.

    `shown` gives the words a refusal lists; without it these are all of them.
    """
    known = {plain(spelling).casefold(): value for spelling, value in names.items()}

    def check(cell: Any) -> str:
        return found_in(known, cell, shown() if shown else list(names))

    return check


def code_of(table: str, synonyms: Mapping[str, str] | None = None) -> Callable[[Any], str]:
    """An entry of a dated code table of the rulebook, by its code or its name."""

    more = tuple((synonyms or {}).items())

    def check(cell: Any) -> str:
        known, names = table_words(table, more, date.today())
        return found_in(known, cell, names)

    return check


@cache
def table_words(
    table: str, synonyms: tuple[tuple[str, str], ...], on: date
) -> tuple[dict[str, str], list[str]]:
    """Every spelling → code, and the Chinese names for a sentence."""
    entries = codes(table, on=on)
    known = {plain(spelling).casefold(): value for spelling, value in synonyms}
    for entry in entries:
        for spelling in (entry.id, entry.name_zh, entry.name_en):
            known.setdefault(plain(spelling).casefold(), entry.id)
        if entry.id.isdigit():
            known.setdefault(str(int(entry.id)), entry.id)  # 01 typed as a number
    return known, [entry.name_zh for entry in entries]


def names_of(table: str) -> Callable[[], list[str]]:
    """The names of a code table, for the list in the template."""
    return lambda: table_words(table, (), date.today())[1]


def found_in(known: Mapping[str, str], cell: Any, names: Iterable[str]) -> str:
    try:
        return known[plain(cell).casefold()]
    except KeyError:
        shown = "、".join(list(names)[:12])
        raise Wrong(
            "unknown_code", _("Not in the list. Possible: %(names)s.") % {"names": shown}
        ) from None


def phone(cell: Any) -> str:
    found = digits(cell).removeprefix("+86")
    if "-" in found and found.replace("-", "").startswith("1"):
        found = found.replace("-", "")
    if wrong_phone(found):
        raise Wrong("wrong_phone", _("The phone number is not valid."))
    return found


def identity_number(cell: Any) -> str:
    """An identity number of 18 characters, or an old one of 15 digits."""
    found = digits(cell).upper()
    if len(found) == 15 and found.isascii() and found.isdigit():
        real_day(int(f"19{found[6:8]}"), int(found[8:10]), int(found[10:12]))
        return found
    if wrong := wrong_identity_number(found):
        raise Wrong("wrong_number", wrong)
    return found


def credit_code(cell: Any) -> str:
    """A credit code whose check character is right."""
    found = digits(cell).upper()
    if wrong := wrong_credit_code(found):
        raise Wrong("wrong_credit_code", wrong)
    return found


def any_credit_code(cell: Any) -> str:
    """A credit code as the paper shows it: the action decides, which knows of the proof."""
    found = digits(cell).upper()
    if len(found) > 18:
        raise Wrong("wrong_credit_code", _("A credit code has 18 characters."))
    return found
