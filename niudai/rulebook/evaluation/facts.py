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
UNITS = {"money": "yuan", "count": "number", "items": "list", "people": "list", "lines": "list"}


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


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a household's money in a year: which item, how much in fen, what came back."""

    item: str
    fen: int
    back: int = 0  # reimbursed, in fen


def read_lines(fact: Fact, value: Any) -> tuple[Line, ...]:
    """A single amount, or rows such as {"item": "wage", "amount": "60000.00"}."""
    if not isinstance(value, list | tuple):
        return (Line("", read_money(fact, value)),)
    return tuple(read_line(fact, number, each) for number, each in enumerate(value, start=1))


def read_line(fact: Fact, number: int, value: Any) -> Line:
    where = f"{fact.name}[{number}]"
    if not isinstance(value, Mapping) or value.keys() - {"item", "amount", "reimbursed"}:
        raise Refused(
            _("“%(name)s” must be a row with item, amount and, where it came back, reimbursed.")
            % {"name": where}
        )
    amount = Fact(f"{where}.amount", "money", "金额", "amount")
    back = Fact(f"{where}.reimbursed", "money", "报销金额", "amount reimbursed")
    item = Fact(f"{where}.item", "choice", "项目", "item", choices=fact.choices)
    if value.get("item") is None or value.get("amount") is None:
        raise Refused(_("“%(name)s” needs an item and an amount.") % {"name": where})
    line = Line(
        item.read(value["item"]),
        amount.read(value["amount"]),
        back.read(value.get("reimbursed") or 0),
    )
    if line.back > line.fen:
        raise Refused(_("“%(name)s”: more came back than was paid.") % {"name": where})
    return line


@dataclass(frozen=True, slots=True)
class Month:
    """The income a head in one month, in fen."""

    first: date
    fen: int


def read_months(fact: Fact, value: Any) -> tuple[Month, ...]:
    """Rows such as {"month": "2026-03", "per_head": "1250.00"}, in any order."""
    if not isinstance(value, list | tuple) or not value:
        raise Refused(_("“%(name)s” must be a list of months.") % {"name": fact.name})
    months = [read_month(fact, number, each) for number, each in enumerate(value, start=1)]
    if len({month.first for month in months}) < len(months):
        raise Refused(_("“%(name)s” names a month twice.") % {"name": fact.name})
    return tuple(sorted(months, key=lambda month: month.first))


def read_month(fact: Fact, number: int, value: Any) -> Month:
    where = f"{fact.name}[{number}]"
    if not isinstance(value, Mapping) or value.keys() != {"month", "per_head"}:
        raise Refused(_("“%(name)s” must be a row with month and per_head.") % {"name": where})
    first = Fact(f"{where}.month", "date", "月份", "month").read(f"{value['month']}-01")
    fen = Fact(f"{where}.per_head", "money", "人均收入", "income a head").read(value["per_head"])
    return Month(first, fen)


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
    "lines": read_lines,
    "months": read_months,
}


def yuan(fen: int) -> str:
    """31920.00, or -500.00: an amount for a sentence, exact."""
    whole, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{whole}.{rest:02d}"
