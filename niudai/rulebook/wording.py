"""Amounts, weekdays and festivals in the words of the office, in both languages."""

import tomllib
from collections.abc import Iterable
from datetime import date
from functools import cache

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from niudai.rulebook.instruments import DATA, speaks_chinese
from niudai.rulebook.rule import Unit

WEEKDAYS_ZH = "一二三四五六日"


def amount_words(amount: int, unit: Unit) -> str:
    """15 days, 5 working days, 3 months, 1 year."""
    match unit:
        case Unit.CALENDAR_DAY:
            text = ngettext("%(count)s day", "%(count)s days", amount)
        case Unit.WORKING_DAY:
            text = ngettext("%(count)s working day", "%(count)s working days", amount)
        case Unit.MONTH:
            text = ngettext("%(count)s month", "%(count)s months", amount)
        case Unit.YEAR:
            text = ngettext("%(count)s year", "%(count)s years", amount)
    return text % {"count": amount}


def weekday(day: date) -> str:
    """周三 or Wed."""
    return f"周{WEEKDAYS_ZH[day.weekday()]}" if speaks_chinese() else f"{day:%a}"


def span_words(first: date, last: date) -> str:
    if first == last:
        return first.isoformat()
    return _("%(first)s to %(last)s") % {"first": first.isoformat(), "last": last.isoformat()}


def joined(parts: Iterable[str]) -> str:
    return ("；" if speaks_chinese() else "; ").join(parts)


def in_brackets(text: str, note: str) -> str:
    """The text with a note behind it, if there is one."""
    if not note:
        return text
    return f"{text}（{note}）" if speaks_chinese() else f"{text} ({note})"


@cache
def festivals() -> dict[str, dict[str, str]]:
    path = DATA / "calendar" / "festivals.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def festival_name(code: str) -> str:
    """The festival's name; a name an officer typed is shown as typed."""
    names = festivals().get(code)
    if names is None:
        return code
    return names["zh"] if speaks_chinese() else names["en"]
