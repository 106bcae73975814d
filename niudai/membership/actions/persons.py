"""Putting a person on file and correcting what is there."""

from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.audit.log import record
from niudai.kernel.identifiers import wrong_identity_number, wrong_phone
from niudai.kernel.personal import lookup
from niudai.kernel.refused import Refused
from niudai.membership.identity import RESIDENT, identity
from niudai.membership.models import Person
from niudai.membership.seating import locked
from niudai.membership.tallying import recount
from niudai.organisations.actions.units import refuse_dissolved
from niudai.organisations.changes import put
from niudai.organisations.models import Organisation
from niudai.rulebook.codes import codes

# What the log keeps where it can be erased: it names or describes a human being.
PERSONAL = {
    "name", "number", "phone", "card", "address", "health", "born_on", "sex", "nation",
}  # fmt: skip
COVERED = {"number", "phone", "card", "address", "health"}
CODED = {
    "document": "document", "nation": "nation", "politics": "politics", "education": "education",
    "marriage": "marriage", "registration": "registration", "skill": "skill",
    "employment": "employment", "trade": "trade", "model_worker": "model_worker",
}  # fmt: skip
OLDEST, YOUNGEST = 120, 14  # years; work before sixteen is unlawful, a pupil may be on file


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFacts:
    """What is known of a person. None leaves a covered field as it is on file."""

    name: str
    document: str = RESIDENT
    number: str | None = ""
    sex: str = Person.Sex.UNKNOWN
    born_on: date | None = None
    nation: str = ""
    politics: str = ""
    education: str = ""
    marriage: str = ""
    registration: str = ""
    registered_at: str = ""
    skill: str = ""
    employment: str = ""
    trade: str = ""
    model_worker: str = ""
    migrant: bool = False
    dispatched: bool = False
    phone: str | None = ""
    card: str | None = ""
    address: str | None = ""
    health: str | None = ""


@transaction.atomic
def enter_person(facts: PersonFacts, *, organisation: Organisation, by: Actor) -> Person:
    """Put a person on file at a union; not a member yet.

    Refused when the same number is on file: then there is one person already, perhaps elsewhere.
    """
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    by.must(Permission.PERSON_EDIT, at=organisation.path)
    refuse_dissolved(organisation)
    person = Person(organisation=organisation, path=organisation.path)
    fill(person, facts, by=by)
    refuse_known(person)
    person.save(force_insert=True)
    recount({organisation.pk})
    record("membership.enter_person", person, by=by, number=person.number_state)
    return person


@transaction.atomic
def correct_person(person: Person, facts: PersonFacts, *, by: Actor) -> Person:
    """Correct what is on file; what stood there before goes into the erasable part of the log."""
    person = locked(person)
    by.must(Permission.PERSON_EDIT, at=person.path)
    if person.merged_into_id:
        raise Refused(_("This record was merged into another one: correct that one."))
    changed = fill(person, facts, by=by)
    if not changed:
        raise Refused(_("Nothing was changed."))
    if "number" in changed:
        refuse_known(person)
    person.save()
    recount({person.organisation_id})
    open_part = {name: value for name, value in changed.items() if name not in PERSONAL}
    record(
        "membership.correct_person", person, by=by,
        personal={name: value for name, value in changed.items() if name in PERSONAL} or None,
        **open_part,
    )  # fmt: skip
    return person


def fill(person: Person, facts: PersonFacts, *, by: Actor) -> dict[str, Any]:
    """Set the facts on the record (unsaved), or raise Refused; what changed, old and new."""
    values = {
        name: value
        for name, value in asdict(facts).items()
        if value is not None or name not in COVERED
    }
    values = {
        name: value.strip() if isinstance(value, str) else value for name, value in values.items()
    }
    if "health" in values and values["health"] != (person.health or ""):
        by.must(Permission.PERSON_SENSITIVE, at=person.path)
    known = identity(values.get("number", person.number), values["document"])
    if "number" in values:
        values["number"] = known.number
    refuse_wrong(values, born_on=known.born_on or values["born_on"])
    changed = put(person, **values)
    person.number_state = known.state
    person.sex = known.sex if known.sex != Person.Sex.UNKNOWN else person.sex
    person.born_on = known.born_on or person.born_on
    person.phone_end = person.phone[-4:]
    return changed


def refuse_wrong(values: dict[str, Any], *, born_on: date | None) -> None:
    """A name, a number that can be one, codes the tables know, a birthday people can have."""
    if not values["name"]:
        raise Refused(_("A person needs a name."))
    number = values.get("number", "")
    resident = number and values["document"] == RESIDENT and len(number) != 15
    if resident and (wrong := wrong_identity_number(number)):
        raise Refused(wrong)
    if values.get("phone") and (wrong := wrong_phone(values["phone"])):
        raise Refused(wrong)
    today = timezone.localdate()
    if born_on and not YOUNGEST <= today.year - born_on.year <= OLDEST:
        raise Refused(_("%(day)s cannot be the birthday of a worker.") % {"day": born_on})
    for name, table in CODED.items():
        value = values[name]
        if value and value not in {code.id for code in codes(table, on=today)}:
            raise Refused(
                _("“%(code)s” does not stand in the table “%(table)s”.")
                % {"code": value, "table": table}
            )


def refuse_known(person: Person) -> None:
    """The same number twice would be two records of one human being."""
    key = lookup(person.number)
    others = Person.objects.filter(number_key=key, merged_into=None).exclude(pk=person.pk)
    if key and others.exists():
        raise Refused(
            _("This identity number is on file already. Search for it; if the person is kept by "
              "another union, ask for a transfer.")
        )  # fmt: skip


NAMES = tuple(field.name for field in fields(PersonFacts))
