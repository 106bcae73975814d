"""The numbers and words of a rule in the language of the office."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from niudai.kernel.money import yuan
from niudai.rulebook.codes import name_of
from niudai.rulebook.rule import Rule, Unit
from niudai.rulebook.rules import from_files
from niudai.rulebook.shapes import Slot, Sort, slots
from niudai.rulebook.wording import joined

NUMBERS: dict[str, str | Promise] = {
    "fen": gettext_lazy("Amount"),
    "multiple": gettext_lazy("Multiple of the minimum-living standard"),
    "comparator": gettext_lazy("Compared as"),
    "months": gettext_lazy("Months"),
    "months_of_dibao": gettext_lazy("Months of the minimum-living standard"),
    "share": gettext_lazy("Share (1 is the whole)"),
    "year_fen": gettext_lazy("At most a year"),
    "once_fen": gettext_lazy("At most a time"),
    "single_kind": gettext_lazy("Categories that receive a single kind"),
    "approval": gettext_lazy("Approved above from"),
    "counted": gettext_lazy("Counted as income"),
    "left_out": gettext_lazy("Not counted as income"),
    "deducted": gettext_lazy("Deducted"),
    "window_months": gettext_lazy("Months looked back on"),
    "counts": gettext_lazy("Counts as income"),
    "on": gettext_lazy("Applied here"),
    "at_least": gettext_lazy("From how many"),
    "times": gettext_lazy("How many times"),
    "overridable_by": gettext_lazy("Who may decide otherwise"),
    "tests": gettext_lazy("Tests, in their order"),
    "exclusions": gettext_lazy("Exclusions"),
    "pretest": gettext_lazy("Pre-test"),
    "stages": gettext_lazy("Made public at"),
    "count_start": gettext_lazy("Counted from"),
    "restart_on_material_change": gettext_lazy("Begins anew when something important changes"),
    "years": gettext_lazy("Years"),
    "counted_from": gettext_lazy("Counted from"),
    "guarantees": gettext_lazy("Guarantees to be shown"),
    "gross": gettext_lazy("Income within so many times"),
    "net": gettext_lazy("Net income within so many times"),
    "amount": gettext_lazy("Compared with"),
    "members": gettext_lazy("Members"),
    "workers": gettext_lazy("Workers"),
    "lines": gettext_lazy("Lines"),
    "percent": gettext_lazy("Per cent"),
    "least": gettext_lazy("At least"),
    "most": gettext_lazy("At most"),
    "bands": gettext_lazy("Band"),
    "up_to_fen": gettext_lazy("up to"),
    "signatures": gettext_lazy("signatures"),
    "full_time": gettext_lazy("full time"),
    "part_time": gettext_lazy("part time"),
    "other_skill_percent": gettext_lazy("another skill, per cent"),
    "other_area_percent": gettext_lazy("another area, per cent"),
    "from": gettext_lazy("from"),
    "until": gettext_lazy("until"),
    "numerator": gettext_lazy("Numerator"),
    "denominator": gettext_lazy("Denominator"),
}
WORDS: dict[str, str | Promise] = {
    "lt": gettext_lazy("below (<)"),
    "le": gettext_lazy("not above (≤)"),
    "gt": gettext_lazy("above (>)"),
    "ge": gettext_lazy("not below (≥)"),
    "unit": gettext_lazy("the unit"),
    "county": gettext_lazy("the county"),
    "province": gettext_lazy("the province"),
    "national": gettext_lazy("the national federation"),
    "next_day": gettext_lazy("the day after"),
    "withdrawal": gettext_lazy("the day it left"),
    "next_new_year": gettext_lazy("1 January after"),
    "higher": gettext_lazy("university"),
    "secondary": gettext_lazy("senior secondary"),
    "medical": gettext_lazy("medical care"),
    "work": pgettext_lazy("guarantee", "work"),
    "school": gettext_lazy("schooling"),
    "housing": gettext_lazy("housing"),
    "insurance": gettext_lazy("social insurance"),
}
TABLES = {"counted": "income_item", "left_out": "income_item", "deducted": "rigid_item"}
CATEGORIES = frozenset({"deep", "relative", "accidental"})


def slot_name(slot: Slot) -> str:
    """“Months of the minimum-living standard: deep hardship”; “Band 2: up to”."""
    head, *rest = slot.path
    name = str(NUMBERS.get(str(head), head))
    if slot.beside:
        return _("%(what)s: %(which)s") % {"what": name, "which": word_name("", slot.beside)}
    for step in rest:
        if isinstance(step, int):
            name = f"{name} {step + 1}"
        else:
            name = _("%(what)s: %(which)s") % {"what": name, "which": word_name("", step)}
    return name


def word_name(where: str, word: str) -> str:
    """A word of a rule for a reader: a category, an item of income, another rule."""
    if where in TABLES:
        return name_of(TABLES[where], word)
    if word in CATEGORIES:
        return name_of("hardship_category", word)
    if named := WORDS.get(word) or NUMBERS.get(word):
        return str(named)
    rows = from_files().by_name.get(word)
    return rows[0].title if rows else word


def unit_name(unit: Unit) -> str:
    return {
        Unit.CALENDAR_DAY: _("days"),
        Unit.WORKING_DAY: _("working days"),
        Unit.MONTH: _("months"),
        Unit.YEAR: _("years"),
    }[unit]


def numbers_in_words(rule: Rule) -> list[tuple[str, str]]:
    """Each number of the rule with its name, as the page shows it."""
    return [
        (slot_name(slot), value_in_words(slot))
        for slot in slots(rule, ())
        if slot.sort is not Sort.WIRED and rule.parameters
    ]


def value_in_words(slot: Slot) -> str:
    value: Any = slot.value
    match slot.sort:
        case Sort.MONEY:
            return _("%(amount)s yuan") % {"amount": yuan(value)}
        case Sort.YES_NO:
            return _("yes") if value else _("no")
        case Sort.WORD:
            return word_name(slot.name, value)
        case Sort.WORDS:
            return joined(word_name(slot.name, each) for each in value) or _("none")
        case _:
            return str(value)
