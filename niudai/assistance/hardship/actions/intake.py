"""Taking an application: at the counter or from the phone, then handing it in."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.assistance.hardship import notices
from niudai.assistance.hardship.actions.household import fill
from niudai.assistance.hardship.actions.writing import is_worker, must_write
from niudai.assistance.hardship.models import SELF, HardshipFile, Member
from niudai.assistance.hardship.procedure.filing import PARTY_SUBMIT, SUBMIT
from niudai.casework.moves import advance, open_case
from niudai.casework.numbering import next_reference
from niudai.kernel.identifiers import new_code
from niudai.kernel.paths import ancestors
from niudai.kernel.refused import Refused
from niudai.organisations.actions.units import refuse_dissolved
from niudai.organisations.models import Employer, Organisation

Way = HardshipFile.Way


@transaction.atomic
def take_down(
    *,
    organisation: Organisation,
    worker: dict[str, Any],
    employer: Employer | None = None,
    received_on: date | None = None,
    by: Actor,
) -> HardshipFile:
    """Begin a file at the counter: `worker` are the facts of the worker as a member."""
    by.must(Permission.HARDSHIP_HANDLE, at=organisation.path)
    if employer:
        by.must(Permission.EMPLOYER_VIEW, at=employer.organisation.path)
    on = received_on or timezone.localdate()
    if on > timezone.localdate():
        raise Refused(_("%(day)s is in the future: enter what has happened.") % {"day": on})
    return opened(organisation, worker, way=Way.OFFICE, employer=employer, on=on, by=by)


@transaction.atomic
def apply(
    *, organisation: Organisation, worker: dict[str, Any], employer_said: str = "", by: Actor
) -> HardshipFile:
    """Begin a file from the phone; the answer carries the code the worker follows it with.

    Nothing is said of what is on file: the worker is not yet known to be who they say.
    """
    by.must(Permission.PARTY_APPLY, at=organisation.path)
    if not worker.get("phone"):
        raise Refused(_("Without a phone number we cannot reach you."))
    return opened(
        organisation, worker, way=Way.PHONE, employer_said=employer_said,
        on=timezone.localdate(), by=by,
    )  # fmt: skip


def opened(
    organisation: Organisation, worker: dict[str, Any], *, way: str, on: date, by: Actor,
    employer: Employer | None = None, employer_said: str = "",
) -> HardshipFile:  # fmt: skip
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    refuse_dissolved(organisation)
    member = Member(relation=SELF)
    fill(member, {**worker, "relation": SELF})
    file = HardshipFile.objects.create(
        reference=numbered(organisation, "困申", on), organisation=organisation, received_on=on,
        way=way, name=member.name, employer=employer, employer_said=employer_said.strip()[:120],
        code=new_code(),
    )  # fmt: skip
    member.file = file
    member.save()
    return open_case(file, by=by, event="apply" if way == Way.PHONE else "take_down")


@transaction.atomic
def submit(file: HardshipFile, *, on: date | None = None, by: Actor) -> HardshipFile:
    """Hand the application in: the time of the first check begins, the worker gets the code."""
    must_write(file.organisation.path, by=by)
    file = advance(file, PARTY_SUBMIT if is_worker(by) else SUBMIT, on=on, by=by)
    notices.received(file)
    return file


def numbered(organisation: Organisation, word: str, on: date) -> str:
    """澄周困申〔2026〕0003 号: the mark of the nearest union that has one."""
    marked = Organisation.objects.filter(path__in=ancestors(organisation.path)).exclude(mark="")
    nearest = marked.order_by("-path").first()
    return next_reference(nearest.mark if nearest else "", word, on.year)
