"""Paths of the union tree: each is given once, and one at a time changes the tree."""

from django.db.models import Max
from django.utils.translation import gettext as _

from niudai.kernel.paths import STEP, child
from niudai.kernel.refused import Refused
from niudai.organisations.models import Division, Organisation

MOST = 10 ** (STEP - 1) - 1  # units beneath one organisation, by the width of a step


def locked_tree(*organisations: Organisation) -> None:
    """Hold the federations above these until the transaction ends, and read the rows again.

    Whoever sets up, moves or dissolves waits here for the one before. Otherwise a unit set up
    beneath a town that is being moved would keep the old path.
    """
    roots = sorted({organisation.path[:STEP] for organisation in organisations})
    list(
        Organisation.objects.select_for_update()
        .filter(path__in=roots)
        .order_by("path")
        .values("pk")
    )
    for organisation in organisations:
        organisation.refresh_from_db()


def locked_places() -> None:
    """Hold the first place of the list: federations are set up one after the other."""
    Division.objects.select_for_update().order_by("code").first()


def next_path(parent: Organisation | None) -> str:
    """A path beneath the parent that was never given before. The tree must be held."""
    return next_paths(parent, 1)[0]


def next_paths(parent: Organisation | None, amount: int) -> list[str]:
    """Refused when the parent has no number left or the tree would become too deep."""
    beneath = Organisation.objects.filter(parent=parent)
    highest = beneath.aggregate(path=Max("path"))["path"]
    last = int(highest[-STEP:-1]) if highest else 0
    above = ""
    if parent is not None:
        last, above = max(last, parent.last_unit), parent.path
    if last + amount > MOST:
        raise Refused(
            _("%(name)s already has %(most)d organisations beneath it: set one up between.")
            % {"name": parent or _("The tree"), "most": MOST}
        )
    paths = [child(above, number) for number in range(last + 1, last + amount + 1)]
    if paths:
        refuse_too_deep(paths[0])
    if parent is not None:
        parent.last_unit = last + amount
        parent.save(update_fields=["last_unit"])
    return paths


def refuse_too_deep(path: str) -> None:
    deepest = Organisation._meta.get_field("path").max_length or 0
    if len(path) > deepest:
        raise Refused(_("The tree has at most %(levels)d levels.") % {"levels": deepest // STEP})
