"""Taking an application down, completing it, asking."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.assistance.aid import notices
from niudai.assistance.aid.kinds import item_of, offered, papers_of, track_of
from niudai.assistance.aid.models import AT_THE_UNIT, AidApplication
from niudai.assistance.aid.procedure import SUBMIT
from niudai.assistance.hardship.models import HardshipFile, Member
from niudai.audit.log import record
from niudai.casework.moves import advance, locked, open_case, show
from niudai.funds.models import Allowance
from niudai.funds.numbering import numbered, said
from niudai.kernel.refused import Refused
from niudai.membership.models import Person
from niudai.organisations.models import Organisation

HANDLE = Permission.AID_HANDLE
OF_A_FILE = frozenset({"deep", "relative", "accidental"})
# What the counter may still change until somebody has said something about it.
FACTS = (
    "track", "event", "event_on", "story", "student", "school", "cost_fen", "reimbursed_fen",
    "other_aid_fen", "asked_fen", "papers", "waived", "waiver", "bank", "card", "card_name",
    "card_proof", "phone", "consented_on", "publicity_consent_on",
)  # fmt: skip


@transaction.atomic
def take_down(
    file: HardshipFile, *, kind: str, received_on: date | None = None, by: Actor, **facts: Any
) -> AidApplication:
    """Write down what the household of a file asks for; its card and worker are taken over."""
    by.must(HANDLE, at=file.organisation.path)
    return written(file, kind, received_on, facts, by=by)


@transaction.atomic
def ask(file: HardshipFile, *, kind: str, by: Actor, **facts: Any) -> AidApplication:
    """A worker on file asks from the phone; the unit sees the papers and goes on with it."""
    by.must(Permission.PARTY_APPLY, at=file.organisation.path)
    case = written(file, kind, None, facts, by=by)
    notices.asked(case)
    return case


def written(
    file: HardshipFile, kind: str, received_on: date | None, facts: dict[str, Any], *, by: Actor
) -> AidApplication:
    refuse_unfit(file)
    worker = file.worker
    known: dict[str, Any] = {
        "name": file.name, "number": worker.number, "phone": worker.phone, "bank": file.bank,
        "card": file.card, "card_name": file.card_name,
    }  # fmt: skip
    case = AidApplication(
        organisation=file.organisation, file=file, person=file.person, group=file.category,
        kind=kind, received_on=today_or_before(received_on), **known,
    )  # fmt: skip
    return opened(case, facts, by=by)


@transaction.atomic
def take_down_for_member(
    organisation: Organisation,
    *,
    name: str,
    number: str,
    group: str,
    kind: str,
    person: Person | None = None,
    received_on: date | None = None,
    by: Actor,
    **facts: Any,
) -> AidApplication:
    """Write down what somebody without a file asks for: of a group some money is meant for."""
    by.must(HANDLE, at=organisation.path)
    if group in OF_A_FILE:
        raise Refused(_("This group has a hardship file: take the application down from it."))
    if HardshipFile.objects.of_numbers(number).in_force().exists():
        raise Refused(_("The household has a file in force: take the application down from it."))
    if not meant_for(group, kind):
        raise Refused(_("No source of money is meant for this kind and this group."))
    case = AidApplication(
        organisation=organisation, person=person, group=group, kind=kind,
        name=said(name, _("Name the person.")), number=said(number, _("Give the identity number.")),
        received_on=today_or_before(received_on),
    )  # fmt: skip
    return opened(case, facts, by=by)


def refuse_unfit(file: HardshipFile) -> None:
    if not file.in_force_on(timezone.localdate()):
        raise Refused(
            _("The hardship file %(file)s is “%(stage)s”: aid needs one in force.")
            % {"file": file.reference, "stage": file.get_stage_display()}
        )


def meant_for(group: str, kind: str) -> bool:
    """Whether any source in use may pay the kind to the group (measures of 2022: any member)."""
    allowed = Allowance.objects.filter(item=item_of(kind), source__stage="open")
    return allowed.filter(group__in=["", group]).exists()


def opened(case: AidApplication, facts: dict[str, Any], *, by: Actor) -> AidApplication:
    if case.kind not in {each.id for each in offered(case.received_on)}:
        raise Refused(_("“%(value)s” is not in the list.") % {"value": case.kind})
    case.track = track_of(case.kind)
    put_facts(case, facts)
    case.reference = numbered(case.organisation, "救", case.received_on)
    case.save()
    return open_case(
        case, by=by, event="take_down", kind=case.kind, track=case.track,
        file=case.file.reference if case.file else None, asked_fen=case.asked_fen,
    )  # fmt: skip


@transaction.atomic
def correct(case: AidApplication, *, by: Actor, **facts: Any) -> AidApplication:
    """Complete or correct what was taken down, until the unit has given its opinion."""
    case = locked(case)
    by.must(HANDLE, at=case.organisation.path)
    if case.stage not in AT_THE_UNIT and not case.lacks_papers:
        raise Refused(
            _("The case is “%(stage)s”: nothing is changed in it any more.")
            % {"stage": case.get_stage_display()}
        )
    if case.stage not in AT_THE_UNIT:  # given at once: only what proves it comes later
        facts = {
            name: facts[name]
            for name in ("papers", "waived", "waiver", "consented_on")
            if name in facts
        }
    changed = put_facts(case, facts)
    case.save()
    show(case)
    if changed:
        record("aid.correct", case, by=by, fields=sorted(changed))
    return case


def put_facts(case: AidApplication, facts: dict[str, Any]) -> set[str]:
    """Write what is known; amounts that cannot be, papers and children that are not, refuse."""
    changed = set()
    for name in FACTS:
        if name in facts and getattr(case, name) != facts[name]:
            setattr(case, name, facts[name])
            changed.add(name)
    if case.self_paid_fen < 0:
        raise Refused(_("More came back than was paid."))
    known = {paper.id for paper in papers_of(case.kind, case.received_on)}
    case.papers = [each for each in case.papers if each in known]
    case.waived = [each for each in case.waived if each in known and each not in case.papers]
    if case.waived and not case.waiver.strip():
        raise Refused(_("Say why a paper is not needed."))
    refuse_strange_student(case)
    if case.event_on and case.event_on > timezone.localdate():
        raise Refused(_("%(day)s is in the future: enter what has happened.") % {
            "day": case.event_on
        })  # fmt: skip
    return changed


def refuse_strange_student(case: AidApplication) -> None:
    if case.student_id is None:
        return
    lives_there = Member.objects.filter(pk=case.student_id, file=case.file_id, until=None)
    if not lives_there.exists():
        raise Refused(_("This child does not belong to the household."))


@transaction.atomic
def submit(case: AidApplication, *, by: Actor) -> AidApplication:
    """Ask: from here on the periods of the track run."""
    case = advance(locked(case), SUBMIT, by=by, asked_fen=case.asked_fen)
    notices.received(case)
    return case


def today_or_before(on: date | None) -> date:
    today = timezone.localdate()
    if on and on > today:
        raise Refused(_("%(day)s is in the future: enter what has happened.") % {"day": on})
    return on or today
