"""Choices from the code tables, in the reader's language on the day of asking."""

from collections.abc import Callable

from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.rulebook.codes import codes

Choices = Callable[[], list[tuple[str, str]]]
NONE = ("", "—")


def names_of(table: str) -> list[tuple[str, str]]:
    return [(code.id, code.name) for code in codes(table, on=timezone.localdate())]


def of(table: str) -> Choices:
    return lambda: [NONE, *names_of(table)]


def any_of(table: str) -> Choices:
    return lambda: [("", _("All")), *names_of(table)]


def model_workers() -> list[tuple[str, str]]:
    return [NONE, ("none", _("No")), *names_of("model_worker")]
