"""Who approves, by the amount: the level advised, and whether the rule may insist on it."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.assistance.aid.caps import Ceiling
from niudai.assistance.aid.models import AidApplication
from niudai.rulebook.codes import codes, name_of
from niudai.rulebook.rules import Unsettled, nearest

BY_MINUTES = frozenset({"office", "province", "national"})  # a paper stands for these


@dataclass(frozen=True, slots=True)
class Advice:
    """The level, and whether a lower one is refused or only called unusual."""

    level: str
    decides: bool
    sentence: str

    @property
    def name(self) -> str:
        return name_of("aid_level", self.level) if self.level else "—"


def rank(level: str) -> int:
    """How high a level stands; nothing stands lowest."""
    order = [each.id for each in codes("aid_level", on=timezone.localdate())]
    return order.index(level) if level in order else -1


def advised(application: AidApplication, amount_fen: int, most: Ceiling) -> Advice:
    """The band of the amount, or the level the ceiling's own rule asks for where it is higher."""
    band = by_band(application, amount_fen)
    if not most.needs or rank(most.needs) <= rank(band.level):
        return band
    said = _("%(title)s: %(level)s.") % {
        "title": most.title, "level": name_of("aid_level", most.needs),
    }  # fmt: skip
    return Advice(most.needs, most.decides, said)


def by_band(application: AidApplication, amount_fen: int) -> Advice:
    try:
        rule = nearest(
            "AID-APPROVAL-BANDS", on=application.received_on, place=application.place
        )  # fmt: skip
    except Unsettled as silent:
        return Advice("", False, silent.reason)
    level = next(
        band["level"]
        for band in rule.parameters["bands"]
        if amount_fen <= band.get("up_to_fen", amount_fen)
    )
    said = _("%(title)s: %(level)s.") % {
        "title": rule.title, "level": name_of("aid_level", level),
    }  # fmt: skip
    return Advice(level, rule.decides, said)
