"""The form of domain 1.7: what is marked there, nobody else's file, a membership, the causes."""

from datetime import date
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from niudai.assistance.hardship.models import HardshipFile, Member
from niudai.kernel.refused import Refused
from niudai.rulebook.counting import months_later
from niudai.rulebook.rules import Unsettled, nearest
from niudai.rulebook.wording import joined

# Marked * in the form that is in use.
OF_THE_WORKER = (
    "name", "number", "nation", "sex", "politics", "born_on", "phone", "health", "status",
    "model_worker", "marriage", "registration", "insurance",
)  # fmt: skip
OF_THE_FILE = (
    "other_contact", "work_since", "industry", "registered_at", "address", "housing", "cause",
)  # fmt: skip
OF_A_MEMBER = ("name", "number", "born_on")
OTHER_CAUSES = 3  # the form has as many boxes
YEAR = 12


def incomplete(file: HardshipFile) -> str | None:
    missing = missing_fields(file)
    if not missing:
        return None
    return _("Not yet filled in: %(fields)s.") % {"fields": joined(missing)}


def missing_fields(file: HardshipFile) -> list[str]:
    """Every field that is still empty, by the name the form has for it."""
    found = [label(HardshipFile, name) for name in OF_THE_FILE if not getattr(file, name)]
    found += [label(Member, name) for name in OF_THE_WORKER if empty(file.worker, name)]
    for member in file.household:
        if member.pk != file.worker.pk:
            found += [
                f"{member.name}：{label(Member, name)}"
                for name in OF_A_MEMBER if not getattr(member, name)
            ]  # fmt: skip
    if not any(line.side == "income" for line in file.money.all()) and not no_income(file):
        found.append(_("income of the year, line by line"))
    return found + undeclared(file)


def empty(member: Member, name: str) -> bool:
    value = getattr(member, name)
    return not value or (name == "sex" and value == "0")


def no_income(file: HardshipFile) -> bool:
    return bool(file.declared.get("no_income"))


def label(model: Any, name: str) -> str:
    return str(model._meta.get_field(name).verbose_name)


def undeclared(file: HardshipFile) -> list[str]:
    """The grounds of exclusion of the place about which the worker has not been asked."""
    grounds = grounds_asked(file.received_on, file.place)
    return [
        _("declared: %(ground)s") % {"ground": rule.title}
        for rule in grounds if file.declared.get(rule.parameters["fact"]) is None
    ]  # fmt: skip


def grounds_asked(on: date, place: str) -> list[Any]:
    """Exclusions in force; one that compares fees is asked only of whom it concerns."""
    find = partial(nearest, on=on, place=place)
    try:
        named = find("HARDSHIP-CATEGORY").parameters["exclusions"]
    except Unsettled:
        return []
    found = []
    for name in named:
        try:
            rule = find(name)
        except Unsettled:
            continue
        if "times" not in rule.parameters:
            found.append(rule)
    return found


def other_file(file: HardshipFile) -> str | None:
    """One household, one file: nobody of it may stand in another that is under way."""
    numbers = [member.number for member in file.household if member.number]
    if not numbers:
        return None
    other = HardshipFile.objects.under_way().of_numbers(*numbers).exclude(pk=file.pk).first()
    if other is None:
        return None
    return _("Somebody of the household stands in another file already: %(file)s.") % {
        "file": other.reference
    }


def missing_membership(file: HardshipFile) -> str | None:
    if file.is_member or file.waiver.strip():
        return None
    return _("Not a union member, and no reason is given why the place does without.")


def wrong_causes(file: HardshipFile) -> str | None:
    """At most three others, and none of them the main one (domain 1.7)."""
    if file.cause and file.cause in file.other_causes:
        return _("The main cause is named again among the other causes.")
    if len(set(file.other_causes)) > OTHER_CAUSES:
        return _("At most %(most)d other causes may be named.") % {"most": OTHER_CAUSES}
    return None


def short_contract(file: HardshipFile) -> str | None:
    """A migrant worker's contract must be a year old when the form is filled in (domain 1.7)."""
    if not file.migrant:
        return None
    if file.contract_signed_on is None:
        return _("Enter when the migrant worker's contract was signed.")
    if months_later(file.contract_signed_on, YEAR) > file.received_on:
        return _("The migrant worker's contract was signed less than a year before.")
    return None


def missing_identity(file: HardshipFile) -> str | None:
    """A temporary file needs to know who it is and nothing else."""
    worker = file.worker
    if worker.number and worker.phone:
        return None
    return _("The worker's identity number and phone are needed.")


def refuse_if(sentence: str | None) -> None:
    if sentence:
        raise Refused(sentence)
