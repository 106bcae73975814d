"""At the door: the visit is entered once, however often the phone sends it."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.assistance.warmth.actions.goods import hand_over, take_back
from niudai.assistance.warmth.models import Photo, Stage, Target, Visit
from niudai.audit.log import record
from niudai.casework.attaching import checked, fingerprint
from niudai.funds.numbering import said
from niudai.kernel.refused import Refused

EDIT = Permission.WARMTH_EDIT
PICTURES = {"jpg", "png", "webp", "heic"}


@transaction.atomic
def visit(
    target: Target,
    *,
    client_id: UUID,
    team: str,
    first_witness: str,
    second_witness: str,
    signed_by: str,
    goods: Mapping[int, int],
    visited_on: date | None = None,
    words: str = "",
    workers: int = 0,
    conditions: str = "",
    temperature: int | None = None,
    photos: Sequence[UploadedFile] = (),
    by: Actor,
) -> Visit:
    """Enter a visit with what was handed over, before two witnesses, with a signature.

    The same `client_id` again is the same visit; a visit cannot hand over more than its union
    holds.
    """
    target = Target.objects.select_for_update().get(pk=target.pk)
    by.must(EDIT, at=target.organisation.path)
    before = Visit.objects.filter(client_id=client_id).first()
    if before is not None:
        return same(before, target)
    refuse_unvisitable(target)
    on = visited_on or timezone.localdate()
    if on > timezone.localdate():
        raise Refused(_("%(day)s is in the future: enter what has happened.") % {"day": on})
    names = [name.strip() for name in (first_witness, second_witness)]
    if not all(names) or names[0] == names[1]:
        raise Refused(_("Two different people witness a visit."))
    made = Visit.objects.create(
        target=target, client_id=client_id, visited_on=on, team=said(team, _("Say who went.")),
        first_witness=names[0], second_witness=names[1],
        signed_by=said(signed_by, _("Say who signed.")), words=words.strip(), workers=workers,
        conditions=conditions.strip(), temperature=temperature, entered_by=by.name,
        entered_user=by.user_id,
    )  # fmt: skip
    hand_over(made, target, goods)
    for photo in photos:
        keep(made, photo)
    target.visited_on = on
    target.save(update_fields=["visited_on"])
    record(
        "warmth.visit", target, by=by, on=on, pieces=sum(goods.values()), photos=len(photos),
        personal={"signed_by": made.signed_by, "witnesses": names},
    )  # fmt: skip
    return made


def same(before: Visit, target: Target) -> Visit:
    if before.target_id != target.pk:
        raise Refused(_("This form was sent for another object: open the page anew."))
    return before


def refuse_unvisitable(target: Target) -> None:
    if target.campaign.stage != Stage.RUNNING:
        raise Refused(
            _("The campaign is “%(stage)s”: visits are entered while it runs.")
            % {"stage": target.campaign.get_stage_display()}
        )
    if target.dropped_on or target.visited_on:
        raise Refused(_("It is “%(state)s”.") % {"state": target.state})


@transaction.atomic
def add_photo(visited: Visit, photo: UploadedFile, *, by: Actor) -> Photo:
    by.must(EDIT, at=visited.target.organisation.path)
    kept = keep(visited, photo)
    record("warmth.add_photo", visited.target, by=by, sha256=kept.sha256)
    return kept


def keep(visited: Visit, upload: UploadedFile) -> Photo:
    """A picture is what its content is; the same one again is the one that is there."""
    _type, extension = checked(upload)
    if extension not in PICTURES:
        raise Refused(_("Only pictures are kept with a visit."))
    sha256 = fingerprint(upload)
    there = Photo.objects.filter(visit=visited, sha256=sha256).first()
    if there is not None:
        return there
    photo = Photo(visit=visited, extension=extension, sha256=sha256)
    photo.file.save(f"photo.{extension}", upload, save=False)
    photo.save()
    return photo


@transaction.atomic
def void(visited: Visit, *, reason: str, by: Actor) -> Visit:
    """A visit entered in error: it stays written, its goods are held by the union again."""
    target = Target.objects.select_for_update().get(pk=visited.target_id)
    by.must(EDIT, at=target.organisation.path)
    visited = Visit.objects.get(pk=visited.pk)
    if visited.voided_on:
        raise Refused(_("This visit was taken back already."))
    if target.campaign.stage != Stage.RUNNING:
        raise Refused(
            _("The campaign is “%(stage)s”.") % {"stage": target.campaign.get_stage_display()}
        )
    visited.voided_on, visited.voided_why = timezone.localdate(), said(reason)[:200]
    visited.save(update_fields=["voided_on", "voided_why"])
    take_back(visited)
    target.visited_on = None
    target.save(update_fields=["visited_on"])
    record("warmth.void", target, by=by, personal={"reason": visited.voided_why})
    return visited
