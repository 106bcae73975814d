"""The engine for kinds of some thousands of rows: each row through the action a page would call."""

import hashlib
from abc import abstractmethod
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.apps import apps
from django.db import models, transaction
from django.utils.translation import gettext as _

from niudai.audit.log import record
from niudai.audit.models import Entry, Head
from niudai.kernel.refused import Refused
from niudai.sheets.kinds import Engine, Fault, Outcome, Remembered, Run, SheetRow, Taken
from niudai.sheets.models import Batch
from niudai.sheets.parsing import parse

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Act:
    """What the action made of a row; `before` is what undoing a change puts back."""

    outcome: Outcome
    subject: models.Model
    before: dict[str, Any] | None = None


class RowEngine(Engine):
    """Subclasses say what one row does (`act`) and what a row may say only once (`keys`)."""

    batch_rows = 200
    model: ClassVar[type[models.Model]]  # what a row becomes
    # Tables whose rows the action makes along with it, and the column that names it there.
    made_along: ClassVar[Mapping[str, str]] = {}

    def __init__(self, run: Run) -> None:
        super().__init__(run)
        self.seen: dict[str, int] = {}  # key → row that has it
        # Dry run: rows of batches that were taken back, by what they are known as, and the rows
        # that stand in this batch.
        self.earlier: dict[str, list[tuple[int, Values]]] = {}
        self.standing: set[int] = set()

    @abstractmethod
    def act(self, values: Values) -> Act:
        """Do what the row says, by actions with `by=self.run.by`. Raise Refused when it cannot be.

        A row that is on record as it stands changes nothing: Outcome.SAME.
        """

    @abstractmethod
    def keys(self, values: Values) -> Iterable[Hashable]:
        """What no second row of the same file may have: names, numbers, places."""

    def known_as(self, values: Values) -> Iterable[Hashable]:
        """What other rows may call this one by."""
        return ()

    def stands_on(self, values: Values) -> Iterable[Hashable]:
        """What this row calls rows that must be there before it: a unit's superior."""
        return ()

    def begin(self, done: Sequence[dict[str, Any]]) -> None:
        super().begin(done)
        for facts in done:
            self.seen |= facts["keys"]

    def take(self, rows: Sequence[SheetRow]) -> Taken:
        taken = Taken()
        made: list[int] = []
        keys: dict[str, int] = {}
        here: list[tuple[int, Values]] = []
        self.standing = set()
        for number, cells in rows:
            values, faults = parse(self.run, cells)
            act = None
            if not faults:
                act, own, faults = self.attempt(number, values)
                keys |= dict.fromkeys(own, number)
                self.seen |= dict.fromkeys(own, number)
            if act is not None:
                here.append((number, values))
                self.standing.add(number)
            self.note(taken, made, number, cells, act, faults)
        if self.run.dry:
            self.remember(here)
        taken.facts = {"new": made, "keys": keys, "entry": last_entry()}
        return taken

    def attempt(self, number: int, values: Values) -> tuple[Act | None, list[str], list[Fault]]:
        """The row in a savepoint of its own: refused, it leaves nothing behind, and no key."""
        standing = set(self.standing)
        try:
            with transaction.atomic():
                keys = [hashed(key) for key in self.keys(values)]
                for key in keys:
                    if key in self.seen:
                        said = _("The same stands in row %(row)d.") % {"row": self.seen[key]}
                        return None, [], [Fault("", "repeated", said)]
                self.do_again(values)
                return self.act(values), keys, []
        except Refused as refusal:
            self.standing = standing  # what was done again for it went with it
            return None, [], [Fault("", "refused", refusal.reason)]

    def remember(self, rows: Iterable[tuple[int, Values]]) -> None:
        for number, values in rows:
            for key in map(hashed, self.known_as(values)):
                self.earlier.setdefault(key, []).append((number, values))

    def do_again(self, values: Values) -> None:
        """In a dry run, what this row stands on and an earlier batch had made and taken back."""
        for key in map(hashed, self.stands_on(values) if self.run.dry else ()):
            for number, before in self.earlier.get(key, ()):
                if number not in self.standing:
                    self.standing.add(number)  # first: a group may bear the name of its union
                    self.do_again(before)
                    self.act(before)

    def note(
        self, taken: Taken, made: list[int], number: int, cells: Sequence[Any], act: Act | None,
        faults: Sequence[Fault],
    ) -> None:  # fmt: skip
        """Count the row, and remember it when somebody may ask for it."""
        if act is None:
            taken.counts[Outcome.REFUSED, faults[0].counted_as] += 1
            taken.lines.append(
                Remembered(
                    row=number, outcome=Outcome.REFUSED, reason=faults[0].counted_as,
                    faults=faults, cells=cells,
                )
            )  # fmt: skip
            return
        taken.counts[act.outcome, ""] += 1
        if act.outcome == Outcome.NEW:
            made.append(act.subject.pk)
        elif act.outcome == Outcome.CHANGED:
            taken.lines.append(
                Remembered(
                    row=number, outcome=act.outcome, subject_id=act.subject.pk, before=act.before
                )
            )

    def built_on(self, facts: dict[str, Any], lines: Sequence[Remembered]) -> str:
        new = list(facts.get("new", ()))
        changed = [line.subject_id for line in lines if line.subject_id is not None]
        later = Entry.objects.filter(
            subject_type=self.model._meta.label_lower, number__gt=facts.get("entry", 0),
            subject_id__in=[str(pk) for pk in (*new, *changed)],
        ).exclude(action__startswith="sheets.")  # fmt: skip
        if entry := later.order_by("number").first():
            return _("“%(name)s” was changed afterwards.") % {"name": entry.subject}
        for model, column in pointing_to(self.model):
            rows = model._default_manager.filter(**{f"{column}__in": new})
            own = self.made_along.get(model._meta.label_lower, "pk" if model is self.model else "")
            if own:
                rows = rows.exclude(**{f"{own}__in": self.all_new()})
            if (row := rows.order_by("pk").first()) is not None:
                return _("Something hangs on it: %(what)s “%(row)s”.") % {
                    "what": model._meta.verbose_name, "row": row,
                }  # fmt: skip
        return ""

    def all_new(self) -> list[int]:
        """What the whole import made: it goes together."""
        batches = Batch.objects.filter(of=self.run.import_id).values_list("facts", flat=True)
        return [pk for facts in batches for pk in facts.get("new", ())]

    def undo(self, facts: dict[str, Any], lines: Sequence[Remembered]) -> None:
        for line in lines:
            if line.subject_id is not None and line.before is not None:
                self.put_back(line.subject_id, line.before)
        for pk in reversed(facts.get("new", ())):
            subject = self.model._default_manager.filter(pk=pk).first()
            if subject is not None:
                record("sheets.take_back", subject, by=self.run.by, sheet=self.run.import_id)
                for label, column in self.made_along.items():
                    table: Any = apps.get_model(label)
                    table._default_manager.filter(**{column: pk}).delete()
                subject.delete()

    def put_back(self, pk: int, before: Mapping[str, Any]) -> None:
        subject = self.model._default_manager.get(pk=pk)
        for name, value in before.items():
            field = subject._meta.get_field(name)
            setattr(subject, getattr(field, "attname", name), field.to_python(value))  # type: ignore[union-attr]
        subject.save()
        record("sheets.put_back", subject, by=self.run.by, sheet=self.run.import_id)


def hashed(key: Hashable) -> str:
    return hashlib.blake2b(repr(key).encode(), digest_size=12).hexdigest()


def last_entry() -> int:
    """The number of the last entry of the log: ours are before it, everybody else's after."""
    head = Head.objects.filter(pk=1).first()
    return head.number if head else 0


def pointing_to(model: type[models.Model]) -> Iterator[tuple[type[models.Model], str]]:
    """Each table with a column that names a row of this one."""
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel):
            yield relation.related_model, relation.field.name


def image(row: models.Model, names: Iterable[str]) -> dict[str, Any]:
    """These fields as they are, as JSON can keep them."""
    found = {}
    for name in names:
        field: Any = row._meta.get_field(name)
        value = getattr(row, field.attname)
        plain = value is None or isinstance(value, str | int | bool | list | dict)
        found[name] = value if plain else field.value_to_string(row)
    return found
