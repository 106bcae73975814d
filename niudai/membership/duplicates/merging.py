"""Deciding a pair: two persons, or one; and taking a merge back at any time."""

import json
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.audit.log import plain, record
from niudai.kernel.refused import Refused
from niudai.membership.duplicates.counting import count_anew
from niudai.membership.models import Membership, MembershipTransfer, Merge, Pair, Person
from niudai.membership.seating import open_membership, seat

# What one record may give the other when the other has nothing there.
GIVEN = (
    "number", "sex", "born_on", "nation", "politics", "education", "marriage", "registration",
    "registered_at", "skill", "employment", "trade", "model_worker", "phone", "card", "address",
    "health",
)  # fmt: skip
EMPTY = {"", None, Person.Sex.UNKNOWN}
STAY = ("status", "until", "reason")


@transaction.atomic
def merge(
    pair: Pair, *, keep: Person, reason: str = "", take: tuple[str, ...] = (), by: Actor
) -> Merge:
    """Make one record of two. `keep` stays; `take` names facts it takes from the other one.

    Every row that hangs on the other record changes hands; what was there before is kept for the
    day somebody finds that it was wrong. Of two open memberships the one of `keep` goes on.
    """
    pair, first, second = held(pair, by=by)
    kept, gone = (first, second) if keep.pk == first.pk else (second, first)
    refuse_on_the_way(kept, gone)
    moved = list(hand_over(kept, gone))
    before = {"kept": image(kept), "gone": image(gone)}
    given = give(kept, gone, take)
    gone.merged_into = kept
    gone.save(update_fields=["merged_into"])
    merged = Merge.objects.create(
        kept=kept, gone=gone, path=pair.path, merged_by=by.name, reason=reason.strip(),
        before=json.dumps({**before, "given": given}, ensure_ascii=False), moved=moved,
    )  # fmt: skip
    seat(kept)
    close(pair, Pair.State.MERGED, by=by, reason=reason)
    overtake(gone)
    count_anew({kept.pk, gone.pk})
    record("membership.merge", kept, by=by, path=pair.path, gone=str(gone), rows=len(moved))
    return merged


@transaction.atomic
def tell_apart(pair: Pair, *, reason: str, by: Actor) -> Pair:
    """Two human beings: the pair is decided and does not come back."""
    pair, first, second = held(pair, by=by)
    if not reason.strip():
        raise Refused(_("Say how you know that these are two persons."))
    close(pair, Pair.State.DIFFERENT, by=by, reason=reason)
    count_anew({first.pk, second.pk})
    record("membership.tell_apart", first, by=by, path=pair.path, other=str(second),
           personal={"reason": reason.strip()})  # fmt: skip
    return pair


@transaction.atomic
def undo(merged: Merge, *, by: Actor) -> Merge:
    """Two records again. What was entered on the kept one since then stays with it."""
    merged = Merge.objects.select_for_update().get(pk=merged.pk)
    by.must(Permission.DUPLICATE_SOLVE, at=merged.path)
    if merged.undone_at:
        raise Refused(_("This merge was undone already."))
    kept, gone = locked_both(merged.kept_id, merged.gone_id)
    if kept.merged_into_id:
        raise Refused(_("The kept record was merged on: undo that merge first."))
    hand_back(merged)
    take_back(kept, json.loads(merged.before))
    gone.merged_into = None
    gone.save(update_fields=["merged_into"])
    seat(kept)
    seat(gone)
    merged.undone_at, merged.undone_by = timezone.now(), by.name
    merged.save(update_fields=["undone_at", "undone_by"])
    touched = reopen(merged)
    count_anew({kept.pk, gone.pk, *touched})
    record("membership.undo_merge", kept, by=by, path=merged.path, gone=str(gone))
    return merged


def held(pair: Pair, *, by: Actor) -> tuple[Pair, Person, Person]:
    """The pair and both records as they are now; Refused when it is decided."""
    first, second = locked_both(pair.first_id, pair.second_id)
    pair = Pair.objects.select_for_update().get(pk=pair.pk)
    by.must(Permission.DUPLICATE_SOLVE, at=pair.path)
    if pair.state != Pair.State.OPEN:
        raise Refused(
            _("This pair is decided already: %(state)s.") % {"state": pair.get_state_display()}
        )
    if first.merged_into_id or second.merged_into_id:
        raise Refused(_("One of the two was merged meanwhile: look again."))
    return pair, first, second


def locked_both(one: int, other: int) -> tuple[Person, Person]:
    """Both records, held in one order whoever asks: two people cannot wait for each other."""
    rows = Person.objects.select_for_update().filter(pk__in=[one, other]).order_by("pk")
    found = {person.pk: person for person in rows}
    return found[one], found[other]


def refuse_on_the_way(*people: Person) -> None:
    if MembershipTransfer.objects.waiting().filter(person__in=people).exists():
        raise Refused(_("A transfer of one of them is waiting: decide it first."))


def hanging_on(person: Person) -> Iterator[tuple[type[models.Model], str, list[int]]]:
    """Every table that names a person, with its column and the rows of this person."""
    for model in apps.get_models():
        if model in {Person, Pair, Merge}:
            continue
        for field in model._meta.concrete_fields:
            if field.related_model is Person:
                rows = model._default_manager.filter(**{field.name: person})
                keys = list(rows.order_by("pk").values_list("pk", flat=True))
                if keys:
                    yield model, field.name, keys


def hand_over(kept: Person, gone: Person) -> Iterator[dict[str, Any]]:
    """Give everything of `gone` to `kept`; each row as the undoing needs it."""
    both = open_membership(kept) is not None
    for model, column, keys in list(hanging_on(gone)):
        for key in keys:
            row = model._default_manager.get(pk=key)
            line: dict[str, Any] = {"table": model._meta.label_lower, "pk": key, "column": column}
            if isinstance(row, Membership) and row.until is None and both:
                line["before"] = plain({name: getattr(row, name) for name in STAY})
                row.status, row.reason = Membership.Status.MOVED, "merged"
                row.until = max(timezone.localdate(), row.since)
                line["after"] = plain({name: getattr(row, name) for name in STAY})
            setattr(row, column, kept)
            row.save()
            yield line


def hand_back(merged: Merge) -> None:
    """Give back what still lies as the merge left it, the ended membership first."""
    for line in merged.moved:
        model = apps.get_model(line["table"])
        row = model._default_manager.filter(pk=line["pk"]).first()
        if row is None or getattr(row, f"{line['column']}_id") != merged.kept_id:
            continue
        setattr(row, line["column"], merged.gone)
        now = plain({name: getattr(row, name) for name in line.get("after", {})})
        if line.get("after") == now and "before" in line:
            restore(row, line["before"])
        row.save()


def restore(row: models.Model, values: dict[str, Any]) -> None:
    """Put values of an image back, each as its field reads it."""
    for name, value in values.items():
        field: Any = row._meta.get_field(name)
        setattr(row, name, field.to_python(value))


def image(person: Person) -> dict[str, Any]:
    return dict(plain({name: getattr(person, name) for name in ("name", *GIVEN)}))


def give(kept: Person, gone: Person, take: tuple[str, ...]) -> dict[str, list[Any]]:
    """Fill what is empty, and replace what was asked for; field → [before, after]."""
    given = {}
    for name in GIVEN:
        mine, other = getattr(kept, name), getattr(gone, name)
        if other not in EMPTY and mine != other and (mine in EMPTY or name in take):
            given[name] = plain([mine, other])
            setattr(kept, name, other)
    if "name" in take and kept.name != gone.name:
        given["name"] = [kept.name, gone.name]
        kept.name = gone.name
    if "number" in given:
        given["number_state"] = plain([kept.number_state, gone.number_state])
        kept.number_state = gone.number_state
    kept.phone_end = kept.phone[-4:]
    kept.save()
    return given


def take_back(kept: Person, before: dict[str, Any]) -> None:
    """Undo what was given, where nobody has written anything else since."""
    for name, (old, new) in before["given"].items():
        if plain(getattr(kept, name)) == new:
            restore(kept, {name: old})
    kept.phone_end = kept.phone[-4:]
    kept.save()


def close(pair: Pair, state: str, *, by: Actor, reason: str) -> None:
    pair.state, pair.closed_on, pair.decided_by = state, timezone.localdate(), by.name
    pair.reason = reason.strip()[:200]
    pair.save(update_fields=["state", "closed_on", "decided_by", "reason"])


def overtake(gone: Person) -> None:
    """Other open pairs of a record that is no more wait until it is one again."""
    pairs = list(Pair.objects.open().touching(gone))
    Pair.objects.filter(pk__in=[pair.pk for pair in pairs]).update(state=Pair.State.OVERTAKEN)
    count_anew({pk for pair in pairs for pk in (pair.first_id, pair.second_id)})


def reopen(merged: Merge) -> set[int]:
    """The pair of the two is open again, and so are those that waited for the one that went."""
    first, second = sorted((merged.kept_id, merged.gone_id))
    Pair.objects.filter(first_id=first, second_id=second).update(
        state=Pair.State.OPEN, closed_on=None, decided_by="", reason=""
    )
    waiting = Pair.objects.filter(
        state=Pair.State.OVERTAKEN, first__merged_into=None, second__merged_into=None
    )
    again = list(waiting.touching(merged.gone))
    Pair.objects.filter(pk__in=[pair.pk for pair in again]).update(state=Pair.State.OPEN)
    return {pk for pair in again for pk in (pair.first_id, pair.second_id)}
