"""Whose member a row is: by the credit code, else by the name of the union or its employer."""

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from niudai.kernel.paths import within
from niudai.organisations.models import Employer, Organisation
from niudai.sheets.kinds import Fault


class Unit(NamedTuple):
    """A union that takes members."""

    pk: int
    path: str


def normal(name: str) -> str:
    """The name without spaces, full-width signs narrow."""
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


class Units:
    """Every unit beneath the one whose sheet it is, by what a sheet may call it.

    A unit outside is as unknown as one that does not exist: a sheet is no way to ask.
    """

    def __init__(self, organisation: Organisation) -> None:
        self.own = Unit(organisation.pk, organisation.path)
        self.dissolved: set[Unit] = set()
        self.by_code: dict[str, Unit] = {}
        self.by_name: dict[str, set[Unit]] = defaultdict(set)
        self.codes: dict[Unit, set[str]] = defaultdict(set)
        self.answers: dict[tuple[str | None, str | None], Unit | Fault] = {}
        self.fill(organisation.path)

    def fill(self, path: str) -> None:
        found: dict[int, Unit] = {}
        unions = Organisation.objects.filter(within(path)).values_list(
            "pk", "path", "name", "short_name", "status", "credit_code"
        )
        for pk, place, name, short_name, status, code in unions:
            found[pk] = Unit(pk, place)
            self.know(found[pk], name, short_name, code=code)
            if status == Organisation.Status.DISSOLVED:
                self.dissolved.add(found[pk])
        employers = Employer.objects.filter(within(path, "organisation__path"))
        for pk, name, code in employers.values_list("organisation_id", "name", "credit_code"):
            self.know(found[pk], name, code=code)

    def know(self, unit: Unit, *names: str, code: str) -> None:
        for name in filter(None, names):
            self.by_name[normal(name)].add(unit)
        if code:
            self.by_code[code] = unit
            self.codes[unit].add(code)

    def all_of(
        self, codes: Sequence[str | None], names: Sequence[str | None]
    ) -> list[Unit | Fault]:
        """The unit each row names, the one whose sheet it is without any; or what is wrong."""
        asked = list(zip(codes, names, strict=True))
        for code, name in set(asked).difference(self.answers):
            self.answers[code, name] = self.found(code or "", name or "")
        return list(map(self.answers.__getitem__, asked))

    def found(self, code: str, name: str) -> Unit | Fault:
        if not code and not name:
            return self.own
        unit = self.by_code.get(code)
        if unit is None:
            # The paper's code may be missing on file; a unit with another code is another unit.
            named = {
                each for each in self.by_name.get(normal(name), ())
                if not code or not self.codes.get(each)
            } if name else set()  # fmt: skip
            standing = named - self.dissolved or named
            if len(standing) != 1:
                return self.unknown(code, several=len(standing) > 1)
            unit = standing.pop()
        if unit in self.dissolved:
            return Fault(
                "credit_code" if code else "unit", "dissolved_unit", _("This unit is dissolved.")
            )
        return unit

    def unknown(self, code: str, *, several: bool) -> Fault:
        if several:
            return Fault(
                "unit", "several_units",
                _("Several units here have this name. Give the unified social credit code."),
            )  # fmt: skip
        if code:
            return Fault(
                "credit_code", "unknown_unit",
                _("No unit with this credit code belongs to the unit whose sheet this is."),
            )  # fmt: skip
        return Fault(
            "unit", "unknown_unit",
            _("No unit of this name belongs to the unit whose sheet this is."),
        )  # fmt: skip
