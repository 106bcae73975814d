"""Setting up, correcting and closing a mediation body; choosing its chair."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.audit.log import record
from niudai.casework.moves import locked, show
from niudai.disputes.models import Dispute, MediationBody, Mediator, Stage
from niudai.kernel.refused import Refused
from niudai.organisations.models import Organisation

Kind, Place = MediationBody.Kind, Organisation.Kind
# Which organisations a body of that kind stands at (reference 1.1).
STANDS_AT: dict[str, frozenset[str]] = {
    Kind.ENTERPRISE: frozenset({Place.ENTERPRISE, Place.GROUP}),
    Kind.INSTITUTION: frozenset({Place.ENTERPRISE, Place.GROUP}),
    Kind.VILLAGE: frozenset({Place.VILLAGE}),
    Kind.PEOPLE: frozenset({Place.VILLAGE, Place.ENTERPRISE, Place.TOWN, Place.ZONE}),
    Kind.TOWN: frozenset({Place.TOWN, Place.ZONE}),
    Kind.REGIONAL: frozenset({Place.TOWN, Place.ZONE, Place.VILLAGE, Place.FEDERATION}),
    Kind.INDUSTRY: frozenset({Place.INDUSTRY, Place.TOWN, Place.ZONE, Place.FEDERATION}),
    Kind.CITY: frozenset({Place.FEDERATION}),
}


@transaction.atomic
def set_up_body(
    *, organisation: Organisation, kind: str, name: str, set_up_on: date,
    address: str = "", phone: str = "", by: Actor,
) -> MediationBody:  # fmt: skip
    """Put a new mediation body on the register, without members yet."""
    by.must(Permission.MEDIATOR_EDIT, at=organisation.path)
    body = MediationBody(
        organisation=organisation, kind=kind, name=name.strip(), set_up_on=set_up_on,
        address=address, phone=phone,
    )  # fmt: skip
    refuse_impossible(body)
    body.save()
    record("disputes.set_up_body", body, by=by, kind=kind, on=set_up_on)
    return body


@transaction.atomic
def correct_body(
    body: MediationBody, *, kind: str, name: str, set_up_on: date,
    address: str = "", phone: str = "", by: Actor,
) -> MediationBody:  # fmt: skip
    """Mend the facts of a body; the log keeps what stood there before."""
    body = open_body(body, by=by)
    new = {
        "kind": kind, "name": name.strip(), "set_up_on": set_up_on, "address": address,
        "phone": phone,
    }  # fmt: skip
    changes = changed(body, new)
    if not changes:
        return body
    for field, value in new.items():
        setattr(body, field, value)
    refuse_impossible(body)
    refuse_strange_sides(body)
    body.save()
    record("disputes.correct_body", body, by=by, **changes)
    return body


@transaction.atomic
def close_body(
    body: MediationBody, *, reason: str, closed_on: date | None = None,
    move_to: MediationBody | None = None, by: Actor,
) -> MediationBody:  # fmt: skip
    """Take a body off the register. Its open cases must go to another body first or with it."""
    body = open_body(body, by=by)
    if not reason.strip():
        raise Refused(_("Say why the body is closed."))
    closed_on = closed_on or timezone.localdate()
    if closed_on > timezone.localdate():
        raise Refused(_("%(day)s is in the future: enter what has happened.") % {"day": closed_on})
    if closed_on < body.set_up_on:
        raise Refused(_("The body was set up on %(day)s.") % {"day": body.set_up_on})
    cases = list(Dispute.objects.filter(body=body).exclude(stage__in=Dispute.CLOSED))
    if cases and move_to is None:
        said = ngettext(
            "%(count)d open case is still with this body: choose the body that takes it over.",
            "%(count)d open cases are still with this body: choose the body that takes them over.",
            len(cases),
        )
        raise Refused(said % {"count": len(cases)})
    if move_to is not None:
        move_cases(cases, to=move_to, reason=reason, by=by)
    body.closed_on, body.closing_reason = closed_on, reason
    body.save(update_fields=["closed_on", "closing_reason"])
    moved_to = move_to.name if move_to else None
    record(
        "disputes.close_body", body, by=by, on=closed_on, reason=reason,
        cases=[case.reference for case in cases], moved_to=moved_to,
    )  # fmt: skip
    return body


def move_cases(cases: list[Dispute], *, to: MediationBody, reason: str, by: Actor) -> None:
    """Another body answers for these cases from now on; their receipt and clocks go on."""
    to = open_body(to, by=by)
    for each in cases:
        case = locked(each)
        if case.stage == Stage.TRANSFERRED:
            raise Refused(
                _("%(reference)s is on its way to another body: wait until it is taken over.")
                % {"reference": case.reference}
            )
        if case.body_id == to.pk:
            raise Refused(_("Choose another body than the one that is closed."))
        before, case.body, case.organisation = str(case.body), to, to.organisation
        case.holder = None
        case.save(update_fields=["body", "organisation", "holder"])
        show(case)
        record("disputes.move", case, by=by, body=[before, str(to)], personal={"reason": reason})


@transaction.atomic
def choose_chair(
    body: MediationBody, *, mediator: Mediator, chosen_as: str, by: Actor
) -> MediationBody:
    """Make an active member the chair: a unionist, or the choice of both sides (ENT §15)."""
    body = open_body(body, by=by)
    if chosen_as not in Mediator.ChosenBy.values:
        raise Refused(_("Say whether the union committee or both sides chose the chair."))
    active = Mediator.objects.active(timezone.localdate()).filter(body=body)
    if not active.filter(pk=mediator.pk).exists():
        raise Refused(_("%(name)s is not an active member of this body.") % {"name": mediator.name})
    before = Mediator.objects.filter(body=body, is_chair=True).first()
    Mediator.objects.filter(body=body, is_chair=True).update(is_chair=False, chair_as="")
    Mediator.objects.filter(pk=mediator.pk).update(is_chair=True, chair_as=chosen_as)
    record(
        "disputes.choose_chair", body, by=by, chair_as=chosen_as,
        personal={"chair": [before.name if before else None, mediator.name]},
    )  # fmt: skip
    return body


def open_body(body: MediationBody, *, by: Actor) -> MediationBody:
    """The body as the database has it now, held until the end, if it may be changed."""
    body = MediationBody.objects.select_for_update().get(pk=body.pk)
    by.must(Permission.MEDIATOR_EDIT, at=body.organisation.path)
    if body.closed_on:
        raise Refused(_("This body was closed on %(day)s.") % {"day": body.closed_on})
    return body


def refuse_impossible(body: MediationBody) -> None:
    """A kind that does not stand at this organisation, a day to come, a name given twice."""
    if not body.name:
        raise Refused(_("A body needs a name."))
    if body.organisation.kind not in STANDS_AT.get(body.kind, frozenset()):
        raise Refused(
            _("“%(kind)s” does not stand at “%(organisation)s” (%(level)s).")
            % {
                "kind": body.get_kind_display(),
                "organisation": body.organisation,
                "level": body.organisation.get_kind_display(),
            }
        )
    if body.set_up_on > timezone.localdate():
        raise Refused(
            _("%(day)s is in the future: enter what has happened.") % {"day": body.set_up_on}
        )
    same = MediationBody.objects.filter(organisation=body.organisation, name=body.name)
    if same.exclude(pk=body.pk).exists():
        raise Refused(
            _("“%(organisation)s” already has a body of this name.")
            % {"organisation": body.organisation}
        )


def refuse_strange_sides(body: MediationBody) -> None:
    """In an enterprise committee everyone stands for one of the two sides (ENT §15)."""
    if body.kind != Kind.ENTERPRISE:
        return
    neutral = body.mediators.filter(side=Mediator.Side.NEUTRAL)
    if neutral.exclude(status=Mediator.Status.LEFT).exists():
        raise Refused(_("Give every member a side first: an enterprise committee has no others."))


def changed(row: Any, new: Mapping[str, Any]) -> dict[str, Any]:
    """Field → before and after, for what differs."""
    return {
        field: [getattr(row, field), value]
        for field, value in new.items()
        if getattr(row, field) != value
    }
