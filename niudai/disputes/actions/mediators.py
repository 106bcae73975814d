"""The register of mediators: entering, correcting, suspending, leaving, terms and training."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from niudai.access.actor import Actor
from niudai.access.models import Appointment
from niudai.access.permissions import Permission
from niudai.audit.log import record
from niudai.casework.moves import hold, locked
from niudai.disputes.actions.acceptance import assign
from niudai.disputes.actions.bodies import changed, open_body
from niudai.disputes.guards import unfit
from niudai.disputes.load import IN_HAND, MEDIATION
from niudai.disputes.models import Appraisal, Dispute, MediationBody, Mediator, Training
from niudai.kernel.calendar import ONE_DAY
from niudai.kernel.identifiers import wrong_phone
from niudai.kernel.refused import Refused
from niudai.organisations.models import Division
from niudai.rulebook.evaluation import evaluate
from niudai.rulebook.rules import nearest
from niudai.rulebook.terms import last_day_of_term

Kind, Side, Status = MediationBody.Kind, Mediator.Side, Mediator.Status
PERSONAL = frozenset({"name", "sex", "born_on", "phone", "unit", "certificate"})


@dataclass(frozen=True, kw_only=True, slots=True)
class MediatorFacts:
    """What the register holds about a person, apart from term and status."""

    name: str
    sex: str
    born_on: date
    unit: str = ""
    side: str = Side.NEUTRAL
    full_time: bool = False
    skills: list[str] = field(default_factory=list)
    area: Division | None = None
    phone: str = ""
    certificate: str = ""
    appointment: Appointment | None = None


@transaction.atomic
def add_mediator(
    body: MediationBody, *, facts: MediatorFacts, since: date, until: date | None = None,
    by: Actor,
) -> Mediator:  # fmt: skip
    """Put a person on the register of a body for a term (LMA §11; ENT §18–19)."""
    body = open_body(body, by=by)
    mediator = Mediator(body=body, since=since, until=until, **as_row(facts))
    refuse_unfit_person(mediator)
    refuse_wrong_term(body, since, until)
    refuse_second_entry(mediator)
    mediator.save()
    record(
        "disputes.add_mediator", mediator, by=by, body=body.name, side=facts.side,
        full_time=facts.full_time, since=since, until=until,
        personal={"name": facts.name, "born_on": facts.born_on},
    )  # fmt: skip
    return mediator


@transaction.atomic
def correct_mediator(mediator: Mediator, *, facts: MediatorFacts, by: Actor) -> Mediator:
    """Mend what the register says of a person; the log keeps what stood there before."""
    mediator = on_register(mediator, by=by)
    new = as_row(facts)
    changes = changed(mediator, new)
    if not changes:
        return mediator
    for name, value in new.items():
        setattr(mediator, name, value)
    refuse_unfit_person(mediator)
    refuse_second_entry(mediator)
    mediator.save()
    said: dict[str, Any] = {name: in_log(pair) for name, pair in changes.items()}
    personal = {name: said.pop(name) for name in PERSONAL & said.keys()}
    record("disputes.correct_mediator", mediator, by=by, personal=personal or None, **said)
    return mediator


@transaction.atomic
def suspend_mediator(
    mediator: Mediator, *, reason: str, suspended_on: date | None = None, by: Actor
) -> Mediator:
    """No further case for this person for now. The chair gives what is open to others."""
    mediator = on_register(mediator, by=by)
    if mediator.status == Status.SUSPENDED:
        raise Refused(_("%(name)s is already suspended.") % {"name": mediator.name})
    return marked(mediator, Status.SUSPENDED, reason=reason, on=suspended_on, by=by)


@transaction.atomic
def reinstate_mediator(
    mediator: Mediator, *, reason: str, reinstated_on: date | None = None, by: Actor
) -> Mediator:
    """Back to work after a suspension. A term that is over must be renewed first."""
    mediator = on_register(mediator, by=by)
    if mediator.status != Status.SUSPENDED:
        raise Refused(_("%(name)s is not suspended.") % {"name": mediator.name})
    if mediator.until and mediator.until < timezone.localdate():
        raise Refused(_("The term ended on %(day)s: renew it first.") % {"day": mediator.until})
    return marked(mediator, Status.ACTIVE, reason=reason, on=reinstated_on, by=by)


@transaction.atomic
def leave(
    mediator: Mediator, *, reason: str, left_on: date | None = None,
    hand_to: Mediator | None = None, by: Actor,
) -> Mediator:  # fmt: skip
    """Take a person off the register; open cases go to `hand_to`, or the leaving is refused."""
    mediator = on_register(mediator, by=by)
    cases = list(Dispute.objects.filter(mediator=mediator, stage__in=IN_HAND).order_by("pk"))
    if cases and hand_to is None:
        said = ngettext(
            "%(name)s still has %(count)d open case: choose who takes it over.",
            "%(name)s still has %(count)d open cases: choose who takes them over.",
            len(cases),
        )
        raise Refused(said % {"name": mediator.name, "count": len(cases)})
    if hand_to is not None:
        hand_over(cases, to=hand_to, reason=reason, by=by)
    return marked(
        mediator, Status.LEFT, reason=reason, on=left_on, by=by,
        cases=[case.reference for case in cases],
    )  # fmt: skip


def hand_over(cases: list[Dispute], *, to: Mediator, reason: str, by: Actor) -> None:
    """What is in mediation is assigned anew; what is agreed is followed up by the other person."""
    for each in cases:
        if each.stage in MEDIATION:
            assign(each, mediator=to, reason=reason, by=by)
            continue
        case = locked(each)
        by.must(Permission.DISPUTE_ASSIGN, at=case.organisation.path)
        if sentence := unfit(to, case):
            raise Refused(sentence)
        before, case.mediator = str(case.mediator), to
        case.save(update_fields=["mediator"])
        record(
            "disputes.follow_up", case, by=by,
            personal={"mediator": [before, to.name], "reason": reason},
        )  # fmt: skip
        hold(case, to.appointment, by=by)


@transaction.atomic
def renew_term(
    mediator: Mediator, *, since: date, until: date | None = None, by: Actor
) -> Mediator:
    """Appoint the person for a further term (ENT §19; PML §9).

    A term that follows on leaves the first day of the office as it is: nobody is off the
    register between two terms.
    """
    mediator = on_register(mediator, by=by)
    if since <= mediator.since:
        raise Refused(
            _("The new term must begin after the present one began (%(day)s).")
            % {"day": mediator.since}
        )
    if until and mediator.until and until <= mediator.until:
        raise Refused(
            _("The new term must end after the present one (%(day)s).") % {"day": mediator.until}
        )
    refuse_wrong_term(mediator.body, since, until)
    before = [mediator.since, mediator.until]
    if mediator.until and since > mediator.until + ONE_DAY:
        mediator.since = since
    mediator.until = until
    mediator.save(update_fields=["since", "until"])
    record("disputes.renew_term", mediator, by=by, term=[since, until], before=before)
    return mediator


@transaction.atomic
def record_training(
    mediator: Mediator, *, held_on: date, subject: str, hours: int, by: Actor
) -> Training:
    """Keep a training the person attended; its hours are added (ENT §32)."""
    mediator = on_register(mediator, by=by)
    refuse_future(held_on)
    if hours < 1:
        raise Refused(_("A training lasts at least one hour."))
    training = Training.objects.create(
        mediator=mediator, held_on=held_on, subject=subject, hours=hours, recorded_by=by.name
    )
    mediator.training_hours += hours
    mediator.save(update_fields=["training_hours"])
    record("disputes.record_training", mediator, by=by, on=held_on, about=subject, hours=hours)
    return training


@transaction.atomic
def record_appraisal(
    mediator: Mediator, *, year: int, result: str, note: str = "", by: Actor
) -> Appraisal:
    """Keep how a year's work was judged; a second judgement of a year replaces the first."""
    mediator = on_register(mediator, by=by)
    if not mediator.since.year <= year <= timezone.localdate().year:
        raise Refused(
            _("%(name)s was not a mediator of this body in %(year)s.")
            % {"name": mediator.name, "year": year}
        )
    if result not in Mediator.Appraised.values:
        raise Refused(_("Choose one of the results of an appraisal."))
    before = Appraisal.objects.filter(mediator=mediator, year=year).first()
    appraisal, _created = Appraisal.objects.update_or_create(
        mediator=mediator, year=year,
        defaults={"result": result, "note": note, "recorded_by": by.name},
    )  # fmt: skip
    newest = Appraisal.objects.filter(mediator=mediator).aggregate(year=Max("year"))["year"]
    if newest == year:
        mediator.appraisal = result
        mediator.save(update_fields=["appraisal"])
    record(
        "disputes.record_appraisal", mediator, by=by, year=year,
        result=[before.result if before else None, result], personal={"note": note},
    )  # fmt: skip
    return appraisal


def on_register(mediator: Mediator, *, by: Actor) -> Mediator:
    """The entry as the database has it now, held until the transaction ends, if it may change."""
    mediator = Mediator.objects.select_for_update().get(pk=mediator.pk)
    by.must(Permission.MEDIATOR_EDIT, at=mediator.body.organisation.path)
    if mediator.status == Status.LEFT:
        raise Refused(_("%(name)s has left the register.") % {"name": mediator.name})
    return mediator


def marked(
    mediator: Mediator, status: str, *, reason: str, on: date | None, by: Actor, **facts: Any
) -> Mediator:
    """Change the status with day and reason. Only an active member can be the chair."""
    if not reason.strip():
        raise Refused(_("Give the reason."))
    on = on or timezone.localdate()
    refuse_future(on)
    if on < mediator.since:
        raise Refused(_("The term began on %(day)s.") % {"day": mediator.since})
    before, mediator.status = mediator.status, status
    mediator.status_on, mediator.status_reason = on, reason
    if status != Status.ACTIVE:
        mediator.is_chair, mediator.chair_as = False, ""
    mediator.save()
    record(
        "disputes.mediator_status", mediator, by=by, status=[before, status], on=on,
        personal={"reason": reason}, **facts,
    )  # fmt: skip
    return mediator


def as_row(facts: MediatorFacts) -> dict[str, Any]:
    row = {name: getattr(facts, name) for name in facts.__slots__}
    return {**row, "name": facts.name.strip(), "skills": sorted(set(facts.skills))}


def in_log(pair: list[Any]) -> list[Any]:
    """Before and after as the log can keep them."""
    return [str(each) if isinstance(each, Division | Appointment) else each for each in pair]


def refuse_future(day: date) -> None:
    if day > timezone.localdate():
        raise Refused(_("%(day)s is in the future: enter what has happened.") % {"day": day})


def refuse_unfit_person(mediator: Mediator) -> None:
    """An adult (LMA §11), with a sound phone, on a side where the body has sides (ENT §15)."""
    if not mediator.name:
        raise Refused(_("A mediator needs a name."))
    answer = evaluate(
        "MEDIATOR-ADULT",
        {"born_on": mediator.born_on, "day": mediator.since},
        on=mediator.since,
        place=mediator.body.organisation.division_id,
    )
    if not answer.holds:
        raise Refused(
            _("A mediator is an adult (%(basis)s). %(why)s")
            % {"basis": answer.basis, "why": " ".join(answer.explanation)}
        )
    if mediator.phone and (wrong := wrong_phone(mediator.phone)):
        raise Refused(wrong)
    if mediator.body.kind == Kind.ENTERPRISE and mediator.side == Side.NEUTRAL:
        raise Refused(
            _("A member of an enterprise committee stands for the workers or for the employer.")
        )
    if mediator.appointment and mediator.appointment.organisation_id != (
        mediator.body.organisation_id
    ):
        raise Refused(_("The account belongs to another organisation than the body."))


def refuse_wrong_term(body: MediationBody, since: date, until: date | None) -> None:
    """At least a year (ENT §18); in a people's committee just what the law says (PML §9)."""
    place = body.organisation.division_id
    if since < body.set_up_on:
        raise Refused(_("The body was set up on %(day)s.") % {"day": body.set_up_on})
    if body.kind == Kind.PEOPLE:
        refuse_other_than_full_term(place, since, until)
    if until is None:
        return
    answer = evaluate("COM-TERM", {"term_from": since, "term_until": until}, on=since, place=place)
    if not answer.holds:
        raise Refused(f"{' '.join(answer.explanation)} ({answer.basis})")


def refuse_other_than_full_term(place: str, since: date, until: date | None) -> None:
    rule = nearest("PMC-SIZE", on=since, place=place)
    years = rule.parameters["term_years"]
    last = last_day_of_term(since, years)
    if until != last:
        raise Refused(
            _(
                "A people's mediation committee is chosen for %(years)s years: "
                "until %(day)s (%(basis)s)."
            )
            % {"years": years, "day": last.isoformat(), "basis": rule.basis}
        )


def refuse_second_entry(mediator: Mediator) -> None:
    same = Mediator.objects.filter(
        body=mediator.body, name=mediator.name, born_on=mediator.born_on
    ).exclude(status=Status.LEFT)
    if same.exclude(pk=mediator.pk).exists():
        raise Refused(
            _("%(name)s is already on the register of this body.") % {"name": mediator.name}
        )
