"""The facts a rule wants: declared with their meaning, read strictly, refused with a sentence."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from niudai.kernel.refused import Refused
from niudai.rulebook.instruments import speaks_chinese

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing to be known. Money is read as yuan and handed on as whole fen."""

    name: str
    type: str
    meaning_zh: str
    meaning_en: str
    required: bool = True
    choices: tuple[str, ...] = ()

    @property
    def unit(self) -> str:
        return UNITS.get(self.type, "")

    @property
    def meaning(self) -> str:
        return self.meaning_zh if speaks_chinese() else self.meaning_en

    def read(self, value: Any) -> Any:
        return READERS[self.type](self, value)


MOST = Decimal("1e15")  # yuan: more than anybody owes, and still counted exactly
UNITS = {"money": "yuan", "count": "number", "items": "list", "people": "list"}


def read_facts(wanted: tuple[Fact, ...], given: Any) -> dict[str, Any]:
    """Every wanted fact by name; an optional one that was not given is None."""
    if not isinstance(given, Mapping):
        raise Refused(_('The facts must be named: an object such as {"total": 180}.'))
    names = {fact.name for fact in wanted}
    if strange := [str(name) for name in given if name not in names]:
        raise Refused(
            _("Not known here: %(strange)s. This rule wants: %(wanted)s.")
            % {"strange": ", ".join(strange), "wanted": ", ".join(fact.name for fact in wanted)}
        )
    values: dict[str, Any] = {}
    for fact in wanted:
        value = given.get(fact.name)
        if value is None and fact.required:
            raise Refused(
                _("“%(name)s” is missing: %(meaning)s.")
                % {"name": fact.name, "meaning": fact.meaning}
            )
        values[fact.name] = None if value is None else fact.read(value)
    return values


def read_count(fact: Fact, value: Any) -> int:
    if type(value) is not int:
        raise Refused(_("“%(name)s” must be a whole number, not %(value)s.") % said(fact, value))
    if value < 0:
        raise Refused(_("“%(name)s” cannot be negative: %(value)s.") % said(fact, value))
    return value


def read_money(fact: Fact, value: Any) -> int:
    """Yuan as text, whole number or exact decimal, in fen. A binary fraction is refused."""
    if isinstance(value, bool | float) or not isinstance(value, str | int | Decimal):
        raise Refused(
            _('“%(name)s” must be an exact amount in yuan such as "31920.01", not %(value)s.')
            % said(fact, value)
        )
    try:
        amount = Decimal(value.replace(",", "") if isinstance(value, str) else value)
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite():
        raise Refused(_("“%(name)s” is not an amount of money: %(value)s.") % said(fact, value))
    if amount < 0:
        raise Refused(_("“%(name)s” cannot be negative: %(value)s.") % said(fact, value))
    if amount > MOST:
        raise Refused(_("“%(name)s” is too large an amount: %(value)s.") % said(fact, value))
    fen = amount * 100
    if fen != fen.to_integral_value():
        raise Refused(
            _("“%(name)s” has more than two decimal places: %(value)s.") % said(fact, value)
        )
    return int(fen)


def read_yes_no(fact: Fact, value: Any) -> bool:
    if type(value) is not bool:
        raise Refused(_("“%(name)s” must be true or false, not %(value)s.") % said(fact, value))
    return value


def read_date(fact: Fact, value: Any) -> date:
    if type(value) is date:
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise Refused(
            _("“%(name)s” must be a date such as 2026-09-14, not %(value)s.") % said(fact, value)
        ) from None


def read_choice(fact: Fact, value: Any) -> str:
    if value not in fact.choices:
        raise Refused(
            _("“%(name)s” must be one of %(choices)s, not %(value)s.")
            % {**said(fact, value), "choices": ", ".join(fact.choices)}
        )
    return str(value)


def read_text(fact: Fact, value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise Refused(_("“%(name)s” must be a text, not %(value)s.") % said(fact, value))
    return value.strip()


def read_people(fact: Fact, value: Any) -> frozenset[str]:
    """Distinct people, by name or number."""
    if not isinstance(value, list | tuple) or not all(isinstance(each, str) for each in value):
        raise Refused(_("“%(name)s” must be a list of names, not %(value)s.") % said(fact, value))
    return frozenset(each.strip() for each in value if each.strip())


@dataclass(frozen=True, slots=True)
class Item:
    """One claim line: what for, how much in fen, and which kind of matter."""

    name: str
    fen: int | None
    matter: str


MATTERS = ("pay", "standard", "other")


def read_items(fact: Fact, value: Any) -> tuple[Item, ...]:
    if not isinstance(value, list | tuple) or not value:
        raise Refused(
            _("“%(name)s” must be a list with at least one item, not %(value)s.")
            % said(fact, value)
        )
    return tuple(read_item(number, each) for number, each in enumerate(value, start=1))


def read_item(number: int, value: Any) -> Item:
    cells = value if isinstance(value, Mapping) else {"amount": value}
    if strange := [str(name) for name in cells if name not in {"name", "amount", "matter"}]:
        raise Refused(
            _("Item %(number)s: not known here: %(strange)s. An item has name, amount, matter.")
            % {"number": number, "strange": ", ".join(strange)}
        )
    amount = Fact(f"items[{number}].amount", "money", "金额", "amount")
    matter = Fact(f"items[{number}].matter", "choice", "类别", "kind of matter", choices=MATTERS)
    kind = matter.read(cells.get("matter", "pay"))
    if cells.get("amount") is None and kind == "pay":
        raise Refused(_("Item %(number)s has no amount.") % {"number": number})
    fen = None if cells.get("amount") is None else amount.read(cells["amount"])
    return Item(str(cells.get("name") or number), fen, kind)


def said(fact: Fact, value: Any) -> dict[str, str]:
    text = str(value)
    return {"name": fact.name, "value": text if len(text) <= 60 else f"{text[:60]}…"}


READERS: dict[str, Callable[[Fact, Any], Any]] = {
    "count": read_count,
    "money": read_money,
    "yes_no": read_yes_no,
    "date": read_date,
    "choice": read_choice,
    "text": read_text,
    "people": read_people,
    "items": read_items,
}


def yuan(fen: int) -> str:
    """31920.00: an amount for a sentence, exact."""
    return f"{fen // 100}.{fen % 100:02d}"
