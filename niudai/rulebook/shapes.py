"""The numbers of a rule taken apart, one field a number, and put together again."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from niudai.kernel.refused import Refused
from niudai.rulebook.rule import Kind, Rule

# How the arithmetic is wired: another number here would be another rule.
WIRING = frozenset({
    "how", "category", "fact", "compared_with", "wage", "average", "per", "of", "quorum",
    "denominator",
})  # fmt: skip
AT_MOST_ONE = frozenset({"share"})

Path = tuple[str | int, ...]


class Sort(StrEnum):
    MONEY = "money"  # whole fen
    WHOLE = "whole"
    DECIMAL = "decimal"  # written as text: "1.5"
    YES_NO = "yes_no"
    WORD = "word"
    WORDS = "words"
    WIRED = "wired"


@dataclass(frozen=True, slots=True)
class Slot:
    """One number or word of a rule: where it stands, what it is, what may stand there."""

    path: Path
    sort: Sort
    value: Any
    choices: tuple[str, ...] = ()
    beside: str = ""  # the word the number stands beside: who approves from there

    @property
    def name(self) -> str:
        """The parameter's own name: the last word of the way."""
        return next(str(step) for step in reversed(self.path) if isinstance(step, str))

    @property
    def field(self) -> str:
        return "n_" + "_".join(str(step) for step in self.path)


def shape_of(pattern: Rule) -> Mapping[str, Any]:
    """The numbers of the pattern; an amount nobody entered yet is one amount of money."""
    return pattern.parameters or ({"fen": 1} if pattern.kind is Kind.PARAMETER else {})


def slots(pattern: Rule, rules: Iterable[Rule]) -> list[Slot]:
    """Every number of the pattern; words may be any the rulebook has in the same place."""
    known = list(rules)
    return [
        Slot(
            path,
            sort_of(path, value),
            value,
            choices(path, value, known),
            beside(pattern, path),
        )
        for path, value in leaves(shape_of(pattern))
    ]


def beside(pattern: Rule, path: Path) -> str:
    """[[2000000, "province"]]: the amount stands beside its level."""
    if path[:1] != ("approval",) or path[2:] != (0,):
        return ""
    return str(pattern.parameters["approval"][path[1]][1])


def leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """The way to every number and word; a list of words is one leaf."""
    match value:
        case Mapping():
            for key, inner in value.items():
                yield from leaves(inner, (*path, key))
        case list() | tuple() if not all(isinstance(each, str) for each in value):
            for index, inner in enumerate(value):
                yield from leaves(inner, (*path, index))
        case _:
            yield path, value


def sort_of(path: Path, value: Any) -> Sort:
    head = str(path[0])
    if head in WIRING or (head == "approval" and isinstance(value, str)):
        return Sort.WIRED
    match value:
        case bool():
            return Sort.YES_NO
        case int():
            money = any("fen" in str(step) for step in path) or head == "approval"
            return Sort.MONEY if money else Sort.WHOLE
        case str():
            return Sort.DECIMAL if number(value) is not None else Sort.WORD
        case _:
            return Sort.WORDS


def number(text: str) -> Decimal | None:
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def choices(path: Path, value: Any, rules: Iterable[Rule]) -> tuple[str, ...]:
    """The words that stand in the same place of any row, the pattern's own first."""
    if isinstance(value, bool | int) or (isinstance(value, str) and number(value) is not None):
        return ()
    own = [value] if isinstance(value, str) else list(value)
    others = [rule.parameters.get(str(path[0])) for rule in rules] if len(path) == 1 else []
    for other in others:
        if isinstance(other, str) and isinstance(value, str) and number(other) is None:
            own.append(other)
        elif isinstance(other, list) and not isinstance(value, str):
            own += [each for each in other if isinstance(each, str)]
    return tuple(dict.fromkeys(own))


def assembled(pattern: Mapping[str, Any], given: Mapping[Path, Any]) -> dict[str, Any]:
    """The numbers in the shape of the pattern."""

    def built(value: Any, path: Path) -> Any:
        match value:
            case Mapping():
                return {key: built(inner, (*path, key)) for key, inner in value.items()}
            case list() | tuple() if not all(isinstance(each, str) for each in value):
                return [built(inner, (*path, index)) for index, inner in enumerate(value)]
            case _:
                return given.get(path, value)

    return dict(built(pattern, ()))


def refuse_wrong(pattern: Rule, parameters: Mapping[str, Any], rules: Iterable[Rule]) -> None:
    """Numbers in another shape than the rule's, or which cannot be."""
    wanted = {slot.path: slot for slot in slots(pattern, rules)}
    given = dict(leaves(parameters))
    if wanted.keys() != given.keys():
        odd = wanted.keys() ^ given.keys()
        names = sorted({".".join(map(str, path)) for path in odd})
        raise Refused(_("These numbers do not fit the rule: %(names)s.") % {"names": names})
    for path, slot in wanted.items():
        if not fits(slot, given[path]):
            raise Refused(
                _("“%(value)s” cannot stand for “%(name)s”.")
                % {"value": given[path], "name": ".".join(map(str, path))}
            )


def fits(slot: Slot, value: Any) -> bool:
    match slot.sort:
        case Sort.WIRED:
            return bool(value == slot.value)
        case Sort.YES_NO:
            return isinstance(value, bool)
        case Sort.MONEY | Sort.WHOLE:
            return type(value) is int and value > 0
        case Sort.DECIMAL:
            found = number(value) if isinstance(value, str) else None
            return found is not None and found > 0 and (slot.name not in AT_MOST_ONE or found <= 1)
        case Sort.WORD:
            return value in slot.choices
        case Sort.WORDS:
            return isinstance(value, list) and set(value) <= set(slot.choices)
