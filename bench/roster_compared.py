"""The same 50,000 rows through django-import-export, with the checks, keys and seals of ours.

Both write into an empty city on the same machine: ours by its command, theirs by a resource with
its defaults, once and without the dry run that its pages put before. `limit_s` is their time here.
"""

import os
import tempfile
import time
from pathlib import Path
from typing import Any

import tablib
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from import_export import resources

from bench.result import Result
from bench.roster import COMPARED, city, imported, invent, refuse_other
from niudai.kernel.personal import lookup
from niudai.membership.models import Membership, Pair, Person, Tally
from niudai.membership.roster.checking import Checks
from niudai.membership.roster.numbers import of_18
from niudai.membership.roster.readying import TRAITS
from niudai.membership.roster.units import Units
from niudai.membership.seating import meeting_point
from niudai.membership.sheets import MEMBERS
from niudai.organisations.models import Organisation
from niudai.sheets.headings import synonyms, taken_for

SHOWN = 5_000  # rows between two lines that show how far it is
FACTS = ("name", "number", "sex", "born_on", "phone", "card", "address", *TRAITS)
STAY = ("joined_on", "card_number", "department", "position")


def measure() -> Result:
    rows = int(os.environ.get("ROWS") or COMPARED)
    with tempfile.TemporaryDirectory(prefix="niudai-roster-") as folder:
        sheet = Path(folder) / "roster.xlsx"
        expected = invent(sheet, rows)
        city()
        ours, _peak, told = imported(sheet)
        refuse_other(told, expected)
        for model in (Pair, Membership, Tally, Person):
            model._default_manager.all().delete()
        began = time.perf_counter()
        counts = theirs(sheet)
        took = time.perf_counter() - began
    print(f"django-import-export: {took:.1f} s, {counts}", flush=True)
    more = {"times_faster": round(took / ours, 1), "theirs": counts, "ours": told["counts"]}
    return Result(rows, ours, took, more)


def theirs(sheet: Path) -> dict[str, int]:
    data = tablib.Dataset().load(sheet.read_bytes(), format="xlsx")
    data.headers = taken_for(data.headers, synonyms(MEMBERS))
    result = People(data.headers).import_data(data, use_transactions=True)
    return {name: number for name, number in result.totals.items() if number}


class People(resources.ModelResource):
    """A person a row; a number that another union keeps becomes a second record and a pair."""

    class Meta:
        model = Person
        import_id_fields = ("number_key", "organisation")
        fields = (*FACTS, "number_state", "number_key", "phone_end", "organisation", "path",
                  "standing", "counted")  # fmt: skip

    def __init__(self, headers: list[str]) -> None:
        super().__init__()
        columns = {name: at for at, name in enumerate(headers) if name}
        units = Units(Organisation.objects.get(parent=None))
        self.checks = Checks(MEMBERS, columns, units, timezone.localdate())
        self.seen, self.rows = set[tuple[str, int]](), 0

    def before_import_row(self, row: Any, **kwargs: Any) -> None:
        self.rows += 1
        if self.rows % SHOWN == 0:
            print(f"django-import-export: {self.rows} rows", flush=True)
        batch = self.checks.check([(2, list(row.values()))])
        if batch.faults:
            raise ValidationError([fault.sentence for fault in batch.faults[0]])
        said = {name: values[0] for name, values in batch.values.items()}
        unit, old = batch.units[0], batch.states[0] == "old"
        key = lookup(of_18(said["number"]) if old else said["number"])
        if (key, unit.pk) in self.seen:
            raise ValidationError("The same person stands in the file above.")
        self.seen.add((key, unit.pk))
        row.update({name: "" if said[name] is None else said[name] for name in FACTS})
        row.update({name: said[name] for name in STAY}, born_on=said["born_on"])
        row.update(
            number_state=batch.states[0], number_key=key, phone_end=(said["phone"] or "")[-4:],
            organisation=unit.pk, path=unit.path, standing="active", counted=True,
        )  # fmt: skip

    def after_save_instance(self, instance: Person, row: Any, **kwargs: Any) -> None:
        today = timezone.localdate()
        Membership.objects.get_or_create(
            person=instance, until=None,
            defaults={
                "organisation": instance.organisation, "path": instance.path, "way": "listed",
                "since": row["joined_on"] or today, "joined_on": row["joined_on"],
                **{name: row[name] or "" for name in STAY[1:]},
            },
        )  # fmt: skip
        same = Person.objects.filter(number_key=row["number_key"]).exclude(pk=instance.pk)
        if other := same.order_by("pk").first():
            with transaction.atomic():
                Pair.objects.create(
                    first=other, second=instance, ground="number", likelihood=99, found_on=today,
                    path=meeting_point(other.path, instance.path),
                )  # fmt: skip
                Person.objects.filter(pk__in=[other.pk, instance.pk]).update(counted=False)
