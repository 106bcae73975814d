"""Two records side by side: what agrees, what differs, what hangs on each."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from niudai.kernel.masking import masked, masked_identity, masked_phone
from niudai.membership.duplicates.merging import GIVEN, hanging_on
from niudai.membership.models import Person
from niudai.rulebook.codes import name_of

TABLES = {
    "nation", "politics", "education", "marriage", "registration", "skill", "employment", "trade",
    "model_worker",
}  # fmt: skip
HIDDEN = {"health"}  # decided by whom it concerns, on the card


@dataclass(frozen=True, slots=True)
class Line:
    """One fact of two records. Covered numbers stay covered: whether they are equal is enough."""

    name: str
    label: str
    first: str
    second: str
    same: bool
    slips: int | None = None  # in how many places two numbers of one length differ

    @property
    def may_be_taken(self) -> bool:
        return not self.same and bool(self.first) and bool(self.second)


def compared(first: Person, second: Person) -> list[Line]:
    """The facts at least one of the two has, what differs first."""
    lines = [line(name, first, second) for name in ("name", *GIVEN) if name not in HIDDEN]
    return sorted((each for each in lines if each.first or each.second), key=lambda each: each.same)


def line(name: str, first: Person, second: Person) -> Line:
    one, other = getattr(first, name), getattr(second, name)
    label = str(Person._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return Line(
        name, label, shown(first, name), shown(second, name), one == other,
        slips(one, other) if name in {"number", "phone"} else None,
    )  # fmt: skip


def slips(one: str, other: str) -> int | None:
    if not one or len(one) != len(other) or one == other:
        return None
    return sum(mine != yours for mine, yours in zip(one, other, strict=True))


def shown(person: Person, name: str) -> str:
    value = getattr(person, name)
    if name == "number":
        return masked_identity(value)
    if name == "phone":
        return masked_phone(value)
    if name == "card":
        return masked(value)
    if name == "address":
        return masked(value, head=3, tail=0)
    if name == "sex":
        return "" if value == Person.Sex.UNKNOWN else person.get_sex_display()
    return name_of(name, value) if name in TABLES and value else str(value or "")


def hanging_counts(person: Person) -> list[str]:
    """“memberships: 2”, for every table that names the record."""
    counts: Counter[str] = Counter()
    for model, _column, keys in hanging_on(person):
        counts[str(model._meta.verbose_name_plural)] += len(keys)
    return [_("%(what)s: %(count)d") % {"what": n, "count": c} for n, c in counts.items()]
