"""One hardship file on one page."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.assistance.hardship.actions.writing import OPEN
from niudai.assistance.hardship.guards.consents import missing_consents, missing_guardian
from niudai.assistance.hardship.guards.form import missing_fields
from niudai.assistance.hardship.guards.separation import hindrance
from niudai.assistance.hardship.models import IN_FORCE, HardshipFile, Stage
from niudai.assistance.hardship.procedure import moves_of
from niudai.assistance.hardship.reckoning import shown
from niudai.assistance.hardship.views.found import file_of, sees_all
from niudai.casework import offering
from niudai.casework.deadlines import running
from niudai.casework.procedure import Offer, offers
from niudai.casework.timeline import stages_passed, timeline
from niudai.kernel.masking import masked
from niudai.organisations.models import Organisation
from niudai.rulebook.codes import name_of

WAY = (
    Stage.DRAFT, Stage.SUBMITTED, Stage.UNIT_CHECK, Stage.SURVEYED, Stage.UNIT_PUBLICITY,
    Stage.TOWN_REVIEW, Stage.DATA_MATCH, Stage.DECISION, Stage.COUNTY_PUBLICITY, Stage.ACTIVE,
)  # fmt: skip

# Before it is handed in, and once nothing is left, there is nothing to reckon.
UNREAD = frozenset({Stage.DRAFT, Stage.RETURNED, Stage.WITHDRAWN, Stage.DESTROYED})


@require_safe
@requires(Permission.HARDSHIP_VIEW)
def hardship_file(request: Request, pk: int) -> HttpResponse:
    file = file_of(request, pk, whole=True)
    return render(request, "hardship/case.html", context_of(request, file))


def context_of(request: Request, file: HardshipFile) -> dict[str, Any]:
    item, path = file.item, file.organisation.path
    sensitive = sees_all(request, file)
    may_handle = request.actor.may(Permission.HARDSHIP_HANDLE, at=path)
    offered = offered_to(request, file)
    happened = timeline(file, item)
    return {
        "case": file,
        "kept": kept_of(request, file),
        "sensitive": sensitive,
        **offering.shown(offered, lambda name: reverse("hardship_move", args=[file.pk, name])),
        "clocks": running(item),
        # A reason or a note may speak of an illness.
        "timeline": happened if sensitive else [replace(each, detail="") for each in happened],
        "steps": stages_passed(file, item, WAY),
        "attachments": papers(item) if sensitive else [],
        "talk": list(item.messages.all()) if sensitive else [],
        "above": list(Organisation.objects.visible_to(request.actor).above(path)),
        "may_write": may_handle,
        "may_ask": may_handle and file.stage in IN_FORCE,
        "may_mend": may_handle and file.stage in OPEN,
        "may_reveal": sensitive and request.actor.may(Permission.PERSONAL_REVEAL, at=path),
        "missing": missing_fields(file) if file.stage in {Stage.DRAFT, Stage.RETURNED} else [],
        "lacking": [each for each in (missing_consents(file), missing_guardian(file)) if each],
        "facts": facts_of(file, sensitive=sensitive),
        "masked_card": masked(file.card),
        "household": file.household,
        "income": [line for line in file.money.all() if line.side == "income"],
        "decision": shown(file) if file.stage not in UNREAD else None,
        "decided": bool(file.reckoned),
        "publicities": file.publicities.all(),
        "opinions": named(file),
        "may_try": may_handle and file.stage not in UNREAD,
        "rigid": [line for line in file.money.all() if line.side == "rigid"],
    }  # fmt: skip


def kept_of(request: Request, file: HardshipFile) -> dict[str, Any]:
    """What happened since it is on file."""
    path = file.organisation.path
    return {
        "any": file.stage != Stage.DRAFT or file.previous_id is not None,
        "changes": list(file.changes.all()),
        "exits": list(file.exits.all()),
        "look_backs": list(file.look_backs.all()),
        "recovery": getattr(file, "recovery", None),
        "may_settle": request.actor.may(Permission.HARDSHIP_DECIDE, at=path),
        "may_hand_over": request.actor.may(Permission.HARDSHIP_REVIEW, at=path),
    }


def named(file: HardshipFile) -> list[tuple[str, Any]]:
    """Each opinion under the name of its step."""
    labels = {move.name: str(move.label) for move in moves_of(file)}
    return [(labels.get(each.step, each.step), each) for each in file.opinions.all()]


def offered_to(request: Request, file: HardshipFile) -> list[Offer]:
    """The moves of this person; what another must do is shut, with the sentence that says so."""
    found = []
    for offer in offers(file, moves_of(file), by=request.actor):
        if not offer.allowed:
            continue
        sentence = hindrance(file, offer.move.name, request.actor)
        found.append(replace(offer, missing=(*offer.missing, sentence)) if sentence else offer)
    return found


def papers(item: Any) -> list[Any]:
    rows = list(item.attachments.all())
    for row in rows:
        row.kind_name = name_of("hardship_paper", row.kind) if row.kind else ""
    return rows


OF_TABLES = {
    "unit_kind": "unit_kind_form", "industry": "industry_form", "contract_band": "contract_band",
    "housing": "housing", "floor_area": "floor_area", "group": "hardship_group",
}  # fmt: skip
SHOWN = (
    "employer", "unit_kind", "unit_condition", "industry", "work_since", "is_member", "waiver",
    "migrant", "contract_signed_on", "contract_band", "residence", "registered_at", "housing",
    "floor_area", "single_parent", "zero_employment", "self_help", "group",
)  # fmt: skip


def facts_of(file: HardshipFile, *, sensitive: bool) -> list[tuple[str, Any]]:
    """Field and value, in the order of the form; what is empty is left out."""
    found = [(label(file, name), value_of(file, name)) for name in SHOWN]
    if sensitive:
        found += [
            (label(file, name), getattr(file, name))
            for name in ("address", "postcode", "other_contact", "story")
        ]
    return [(name, value) for name, value in found if value not in ("", None, False)]


def label(file: HardshipFile, name: str) -> str:
    return str(file._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def value_of(file: HardshipFile, name: str) -> Any:
    value = getattr(file, name)
    if name == "employer":
        return value or file.employer_said
    if name == "residence":
        return file.get_residence_display()
    return name_of(OF_TABLES[name], value) if name in OF_TABLES and value else value
