"""Setting up, correcting, moving and dissolving an organisation of the union tree."""

from datetime import date

from django.apps import apps
from django.db import models, transaction
from django.db.models import Value
from django.db.models.functions import Concat, Length, Substr
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.audit.log import record
from niudai.audit.models import Entry
from niudai.kernel.paths import PathField, within
from niudai.kernel.refused import Refused
from niudai.organisations import history
from niudai.organisations.changes import put
from niudai.organisations.hanging import hanging
from niudai.organisations.levels import ONE_A_PLACE, kinds_above, may_stand_beneath
from niudai.organisations.models import Division, Organisation
from niudai.organisations.tree import locked_tree, next_path, refuse_too_deep

Kind = Organisation.Kind
Status = Organisation.Status


@transaction.atomic
def set_up(
    *,
    parent: Organisation,
    kind: str,
    name: str,
    short_name: str = "",
    division: Division | None = None,
    mark: str = "",
    address: str = "",
    phone: str = "",
    founded_on: date | None = None,
    by: Actor,
    right: Permission = Permission.ORGANISATION_EDIT,
) -> Organisation:
    """Set up a union beneath another; without a place of its own it has its parent's.

    `right` is what the person acts by: an approved case sets up as well as the network page.
    Refused for a level that does not stand there, a name a sister bears, a place or a mark that
    another union has. Two people at once get two paths.
    """
    locked_tree(parent)
    by.must(right, at=parent.path)
    refuse_dissolved(parent)
    refuse_wrong_level(kind, parent)
    if founded_on and founded_on > timezone.localdate():
        raise Refused(_("%(day)s is in the future: enter what has happened.") % {"day": founded_on})
    unit = Organisation(
        parent=parent, kind=kind, name=name.strip(), short_name=short_name.strip() or name.strip(),
        division=division or parent.division, mark=mark.strip(), address=address, phone=phone,
        founded_on=founded_on,
    )  # fmt: skip
    refuse_clash(unit)
    unit.path = next_path(parent)
    unit.save(force_insert=True)
    history.begun([unit])
    record("organisations.set_up", unit, by=by, kind=unit.kind, parent=str(parent))
    return unit


@transaction.atomic
def correct(
    unit: Organisation,
    *,
    name: str,
    short_name: str,
    division: Division,
    mark: str = "",
    address: str = "",
    phone: str = "",
    by: Actor,
) -> Organisation:
    """Rename or correct; what was written before stays in the log."""
    locked_tree(unit)
    by.must(Permission.ORGANISATION_EDIT, at=unit.path)
    refuse_dissolved(unit)
    changed = put(
        unit, name=name.strip(), short_name=short_name.strip() or name.strip(), division=division,
        mark=mark.strip(), address=address, phone=phone,
    )  # fmt: skip
    refuse_clash(unit)
    if changed:
        unit.save()
        history.changed(unit)
        record("organisations.correct", unit, by=by, **changed)
    return unit


@transaction.atomic
def move(
    unit: Organisation,
    *,
    parent: Organisation,
    on: date | None = None,
    by: Actor,
    right: Permission = Permission.ORGANISATION_EDIT,
) -> Organisation:
    """Put a union with everything beneath it under another one, from a day on.

    All paths beneath are rewritten, one statement a table; the log keeps where things were.
    """
    locked_tree(unit, parent)
    by.must(right, at=unit.path)
    by.must(right, at=parent.path)
    refuse_dissolved(unit)
    refuse_dissolved(parent)
    on = history.timely(unit, on)
    if parent.path.startswith(unit.path):
        raise Refused(_("%(name)s cannot stand beneath itself.") % {"name": unit})
    if unit.parent_id == parent.pk:
        raise Refused(
            _("%(name)s already stands beneath %(parent)s.") % {"name": unit, "parent": parent}
        )
    refuse_wrong_level(unit.kind, parent)
    before, unit.parent = unit.parent, parent
    refuse_clash(unit)
    old, new = unit.path, next_path(parent)
    refuse_too_deep(deepest(old).replace(old, new, 1))
    unit.save(update_fields=["parent"])
    rewrite_paths(old, new)
    unit.refresh_from_db()
    history.changed(unit, on=on)
    record("organisations.move", unit, by=by, parent=[str(before), str(parent)], path=unit.path,
           was=old, on=on)  # fmt: skip
    return unit


@transaction.atomic
def dissolve(
    unit: Organisation,
    *,
    reason: str,
    on: date | None = None,
    into: Organisation | None = None,
    by: Actor,
    right: Permission = Permission.ORGANISATION_EDIT,
) -> Organisation:
    """End a union that nothing hangs on any more. It stays in the tree, for its history.

    `into` names the union it was merged into, where it was.
    """
    locked_tree(unit)
    by.must(right, at=unit.path)
    refuse_dissolved(unit)
    today = timezone.localdate()
    on = on or today
    if not reason.strip():
        raise Refused(_("Say why it is dissolved."))
    if on > today:
        raise Refused(_("The day it was dissolved, %(day)s, is in the future.") % {"day": on})
    if unit.kind == Kind.FEDERATION:
        raise Refused(_("A federation is not dissolved here."))
    if open_rows := hanging(unit, on=today):
        raise Refused(
            _("%(name)s cannot be dissolved while something hangs on it. %(what)s.")
            % {"name": unit, "what": "; ".join(map(str, open_rows))}
        )
    unit.status, unit.dissolved_on, unit.merged_into = Status.DISSOLVED, on, into
    unit.save(update_fields=["status", "dissolved_on", "merged_into"])
    history.changed(unit, on=on)
    record("organisations.dissolve", unit, by=by, reason=reason.strip(), on=on,
           into=str(into) if into else "")  # fmt: skip
    return unit


def rewrite_paths(old: str, new: str) -> None:
    """Every stored path at the old place or beneath it, in every table but the log's."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, PathField) and model is not Entry:
                rest = Substr(field.name, len(old) + 1)
                model._default_manager.filter(within(old, field.name)).update(
                    **{field.name: Concat(Value(new), rest, output_field=models.CharField())}
                )


def deepest(path: str) -> str:
    """The longest path beneath."""
    beneath = Organisation.objects.filter(within(path))
    longest = beneath.annotate(length=Length("path")).order_by("-length").first()
    return longest.path if longest else path


def refuse_dissolved(unit: Organisation) -> None:
    if unit.status == Status.DISSOLVED:
        raise Refused(_("%(name)s is dissolved.") % {"name": unit})


def refuse_wrong_level(kind: str, parent: Organisation) -> None:
    if may_stand_beneath(kind, parent.kind):
        return
    above = kinds_above(kind)
    if not above:
        raise Refused(_("A county federation has nothing above it."))
    raise Refused(
        _("%(kind)s cannot stand beneath %(parent)s (%(level)s); it stands beneath: %(above)s.")
        % {
            "kind": Kind(kind).label,
            "parent": parent,
            "level": parent.get_kind_display(),
            "above": ", ".join(str(each.label) for each in above),
        }
    )


def refuse_clash(unit: Organisation) -> None:
    """A name among sisters, a mark in the house and the union of a place are borne once."""
    if not unit.name:
        raise Refused(_("An organisation needs a name."))
    others = Organisation.objects.active().exclude(pk=unit.pk)
    if others.filter(parent_id=unit.parent_id, name=unit.name).exists():
        raise Refused(
            _("There is already an organisation “%(name)s” beneath %(parent)s.")
            % {"name": unit.name, "parent": unit.parent or _("the tree")}
        )
    if unit.mark and Organisation.objects.exclude(pk=unit.pk).filter(mark=unit.mark).exists():
        raise Refused(
            _("The mark “%(mark)s” is taken: every mark begins the case numbers of one union.")
            % {"mark": unit.mark}
        )
    if unit.kind in ONE_A_PLACE:
        same = others.filter(division=unit.division, kind=unit.kind).first()
        if same:
            raise Refused(
                _("%(place)s already has a union of this level: %(name)s.")
                % {"place": unit.division, "name": same.name}
            )
