"""Unions, places and choices as people write them into cells."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from niudai.kernel.paths import within
from niudai.kernel.refused import Refused
from niudai.organisations.models import Division, Organisation
from niudai.sheets.checks import one_of
from niudai.sheets.kinds import Label, Run


def unit_named(run: Run, word: str) -> Organisation:
    """The active union of that name, short name or path, at or beneath the sheet's union."""
    rows = Organisation.objects.active().filter(within(run.organisation.path))
    found = list(rows.filter(Q(name=word) | Q(short_name=word) | Q(path=word))[:3])
    if len(found) > 1:
        found = [each for each in found if each.name == word] or found
    if not found:
        raise Refused(
            _("There is no union “%(word)s” beneath %(unit)s.")
            % {"word": word, "unit": run.organisation}
        )
    if len(found) > 1:
        raise Refused(_("Several unions are called “%(word)s”: write the path.") % {"word": word})
    return found[0]


def place_named(run: Run, word: str) -> Division:
    """The place of that code or name in the county; a village also as 周庄镇倪家巷村."""
    places = Division.objects.filter(code__startswith=run.organisation.division_id[:6])
    if word.isascii() and word.isdigit():
        found = list(places.filter(code=word.ljust(12, "0")))
    else:
        found = list(places.filter(name__startswith=word)[:3])
        exact = [each for each in found if each.name == word]
        found = exact or found or behind_its_town(places, word)
    if len(found) != 1:
        raise Refused(
            _("“%(word)s” is no place of this county, or several: write its 12-digit code.")
            % {"word": word}
        )
    return found[0]


def behind_its_town(places: models.QuerySet[Division], word: str) -> list[Division]:
    return [
        village
        for village in places.filter(parent__in=places).select_related("parent")
        if village.parent and word.startswith(village.parent.name)
        and village.name.startswith(word.removeprefix(village.parent.name) or " ")
    ][:3]  # fmt: skip


def spelled(
    choices: Iterable[tuple[Any, Label]], synonyms: dict[str, str] | None = None
) -> Callable[[Any], str]:
    """A check for a field with choices: their Chinese and English names, codes and synonyms."""
    words: dict[str, str] = {}
    for language in ("zh-hans", "en"):
        with translation.override(language):
            words |= {str(label): value for value, label in choices}
    words |= {value: value for value, _label in choices}
    return one_of(words | (synonyms or {}), labels(choices))


def labels(choices: Iterable[tuple[Any, Label]]) -> Callable[[], list[str]]:
    """The names of the choices, in the language of the moment: for the template."""
    return lambda: [str(label) for _value, label in choices]
