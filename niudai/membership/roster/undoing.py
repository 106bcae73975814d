"""Taking back a batch of a roster, as long as nothing was built on it."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain
from typing import Any

from django.utils.translation import gettext as _

from niudai.audit.models import Entry
from niudai.kernel.bulk import BATCH, among, change, remove
from niudai.membership.models import Membership, Pair, Person
from niudai.membership.roster.known import PERSON
from niudai.membership.roster.readying import STAY
from niudai.membership.roster.writing import CHANGED, changed_row
from niudai.membership.tallying import recount
from niudai.sheets.kinds import Outcome, Remembered
from niudai.sheets.models import Line
from niudai.sheets.models.work import State

DATES = {"born_on", "joined_on"}


def keys_of(runs: Sequence[Sequence[int]]) -> list[int]:
    return list(chain.from_iterable(range(first, last + 1) for first, last in runs))


def built_on(facts: dict[str, Any], lines: Sequence[Remembered], *, import_id: int) -> str:
    """What came to the persons of this batch afterwards; "" when nothing did."""
    new, stays = keys_of(facts["people"]), set(keys_of(facts["stays"]))
    touched = [line.subject_id for line in lines if line.before and line.subject_id]
    for people in pieces([*new, *touched]):
        if corrected(people, since=facts["entry"]):
            return _("A person was corrected, admitted or transferred since.")
        if imported(people, after=import_id):
            return _("A later import changed one of the same persons.")
    for people in pieces(new):
        if decided(people):
            return _("A possible duplicate was decided since.")
        if moved(people, stays):
            return _("A membership changed since.")
        if pointed_at(people):
            return _("Other records name one of the persons.")
    return ""


def corrected(people: list[int], *, since: int) -> bool:
    entries = Entry.objects.filter(
        subject_type=Person._meta.label_lower, subject_id__in=map(str, people), number__gt=since
    )
    return entries.exists()


def imported(people: list[int], *, after: int) -> bool:
    lines = Line.objects.filter(
        subject_id__in=people, outcome=Outcome.CHANGED, of__gt=after, of__kind="members"
    )
    return lines.exclude(of__state=State.UNDONE).exists()


def decided(people: list[int]) -> bool:
    rows = [
        *among(Pair, "first", people, ("state",)),
        *among(Pair, "second", people, ("state",)),
    ]
    return any(state != Pair.State.OPEN for (state,) in rows)


def moved(people: list[int], stays: set[int]) -> bool:
    rows = among(Membership, "person", people, ("id", "until"))
    return any(key not in stays or until is not None for key, until in rows)


def pointed_at(people: list[int]) -> bool:
    """Whether any table of the house but memberships and pairs names one of them."""
    for relation in Person._meta.get_fields(include_hidden=True):
        model: Any = relation.related_model
        if not (relation.one_to_many or relation.one_to_one) or not relation.auto_created:
            continue
        if model in {Membership, Pair}:
            continue
        if among(model, relation.field.name, people, (model._meta.pk.name,)):  # type: ignore[union-attr]
            return True
    return False


def undo(facts: dict[str, Any], lines: Sequence[Remembered]) -> None:
    """Delete what the batch made and put back what it changed."""
    new = keys_of(facts["people"])
    others = paired_with(new)
    everybody = [*new, *others, *(line.subject_id for line in lines if line.subject_id)]
    unions = unions_of(everybody)
    for people in pieces(new):
        remove(Pair, "first", people)
        remove(Pair, "second", people)
    for stays in pieces(keys_of(facts["stays"])):
        remove(Membership, "id", stays)
    put_back(lines)
    for people in pieces(new):
        remove(Person, "id", people)
    change(Person, ("counted",), [(key, True) for key in others if not still_paired(key)])
    recount(unions | unions_of(everybody))


def paired_with(new: list[int]) -> list[int]:
    """Who did not count because of one of these."""
    others: set[int] = set()
    for people in pieces(new):
        others.update(key for (key,) in among(Pair, "first", people, ("second",)))
        others.update(key for (key,) in among(Pair, "second", people, ("first",)))
    return sorted(others.difference(new))


def still_paired(person: int) -> bool:
    """Whether another open pair keeps the person from being counted."""
    pairs = Pair.objects.open()
    return pairs.filter(first=person).exists() or pairs.filter(second=person).exists()


def unions_of(people: list[int]) -> set[int]:
    return {
        union for some in pieces(people)
        for (union,) in among(Person, "id", some, ("organisation",))
    }  # fmt: skip


def put_back(lines: Sequence[Remembered]) -> None:
    """The images of before: persons and stays."""
    images = [(line.subject_id, line.before) for line in lines if line.before]
    people = {key: dated(before["person"]) for key, before in images if "person" in before}
    stays = [dated(before["stay"]) for _key, before in images if "stay" in before]
    now = [dict(zip(PERSON, row, strict=True)) for row in among(Person, "id", people, PERSON)]
    change(Person, CHANGED, [changed_row(person, people[person["id"]]) for person in now])
    before_of = {stay.pop("id"): stay for stay in stays}
    rows = among(Membership, "id", before_of, ("id", *STAY))
    change(Membership, STAY, [
        (key, *(before_of[key].get(name, value) for name, value in zip(STAY, was, strict=True)))
        for key, *was in rows
    ])  # fmt: skip


def dated(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: date.fromisoformat(value) if name in DATES and value else value
        for name, value in values.items()
    }


def pieces(keys: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(keys), BATCH):
        yield keys[start : start + BATCH]
