"""Every sealed value under the newest of PERSONAL_DATA_KEYS, every look-up column under LOOKUP_KEY.

In batches, each in a transaction of its own; what is right already is not written. So a run that
was broken off is simply begun again, and a second run changes nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, cast

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext as _

from niudai.kernel.bulk import among, change
from niudai.kernel.personal import LookupField, SealedField, keys, lookup_with, seal, unseal
from niudai.office.accounts import SEALED_AS

BATCH = 1_000  # rows locked at a time
IN_A_SECOND_FACTOR = ("secret", "seed", "migrated_codes")

Model = type[models.Model]


@dataclass(slots=True)
class Rotated:
    """What a run did: values sealed anew, look-up columns reckoned anew, what does not open."""

    rows: int = 0
    sealed: int = 0
    found_anew: int = 0
    faults: list[str] = field(default_factory=list)


def tables() -> list[Model]:
    """Those with sealed columns, and the second factors, which keep theirs in JSON."""
    sealed: list[Model] = [m for m in apps.get_models() if sealed_fields(m) or lookup_fields(m)]
    return [*sealed, Authenticator]


def sealed_fields(model: Model) -> list[SealedField]:
    return [each for each in model._meta.concrete_fields if isinstance(each, SealedField)]


def lookup_fields(model: Model) -> list[LookupField]:
    return [each for each in model._meta.concrete_fields if isinstance(each, LookupField)]


def how_many() -> int:
    """Rows a run looks at."""
    return sum(all_of(model).count() for model in tables())


def all_of(model: Model) -> models.QuerySet[Any]:
    return model._base_manager.order_by("pk")


def rotate(done: Rotated) -> Iterator[int]:
    """Go through all tables; yields the number of rows of each batch and counts in `done`."""
    for model in tables():
        renew = renew_factors if model is Authenticator else partial(renew_rows, model)
        last = 0
        while True:
            with transaction.atomic():
                rows = all_of(model).select_for_update().filter(pk__gt=last)
                batch = list(rows.values_list("pk", flat=True)[:BATCH])
                if not batch:
                    break
                renew(batch, done)
            last = batch[-1]
            done.rows += len(batch)
            yield len(batch)


def renew_rows(model: Model, batch: Sequence[int], done: Rotated) -> None:
    sealed, lookups = sealed_fields(model), lookup_fields(model)
    plain = [name for name in {each.of for each in lookups} if name not in names(sealed)]
    asked = [*names(sealed), *plain, *names(lookups)]
    found, key = lookup_with(), cast(Any, model._meta.pk).name
    changed = []
    for pk, *values in among(model, key, batch, [key, *asked]):
        held = dict(zip(asked, values, strict=True))
        old = [each for each in sealed if not is_newest(held[each.name])]
        try:
            clear = {each.name: opened(held[each.name], each.context) for each in sealed}
        except ValueError as fault:
            done.faults.append(f"{model._meta.label} {pk}: {fault}")
            continue
        clear |= {name: held[name] for name in plain}
        wrong = [each for each in lookups if held[each.name] != found(clear[each.of] or "")]
        if old or wrong:
            changed.append((pk, *clear.values()))
            done.sealed += len(old)
            done.found_anew += len(wrong)
    change(model, [*names(sealed), *plain], changed)


def names(fields: Sequence[Any]) -> list[str]:
    return [each.name for each in fields]


def is_newest(value: str | None) -> bool:
    newest = next(iter(keys(settings.PERSONAL_DATA_KEYS)))
    return not value or value.startswith(f"{newest}:")


def opened(value: str | None, context: str) -> str | None:
    return None if value is None else unseal(value, context)


def renew_factors(batch: Sequence[int], done: Rotated) -> None:
    """Second factors keep their secrets among other facts, in JSON."""
    for factor in Authenticator.objects.filter(pk__in=batch):
        held = {name: factor.data[name] for name in IN_A_SECOND_FACTOR if name in factor.data}
        values = [one for value in held.values() for one in as_list(value)]
        if all(map(is_newest, values)):
            continue
        try:
            factor.data |= {name: resealed(value) for name, value in held.items()}
        except ValueError as fault:
            done.faults.append(
                _("second factor of %(name)s") % {"name": factor.user} + f": {fault}"
            )
            continue
        factor.save(update_fields=["data"])
        done.sealed += len(values)


def as_list(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]


def resealed(value: Any) -> Any:
    if isinstance(value, list):
        return [resealed(one) for one in value]
    return seal(unseal(value, SEALED_AS), SEALED_AS)
