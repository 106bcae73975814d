"""Consents: each for itself, still standing, a guardian's for each child (domain 1.12)."""

from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.assistance.hardship.models import Consent, HardshipFile, Member
from niudai.rulebook.evaluation import evaluate
from niudai.rulebook.wording import joined

Kind = Consent.Kind
NEEDED = (Kind.PROCESSING, Kind.SENSITIVE, Kind.CHECK, Kind.COMMITMENT)


def standing(file: HardshipFile, kind: str, member: Member | None = None) -> bool:
    """Whether this consent was given and not taken back."""
    wanted = member.pk if member else None
    return any(
        each.kind == kind and each.member_id == wanted and each.withdrawn_on is None
        for each in file.consents.all()
    )


def missing_consents(file: HardshipFile) -> str | None:
    return lacking(file, NEEDED)


def withdrawn_consent(file: HardshipFile) -> str | None:
    """Without these nothing more may be done with the data."""
    return lacking(file, (Kind.PROCESSING, Kind.SENSITIVE))


def missing_publicity_consent(file: HardshipFile) -> str | None:
    return lacking(file, (Kind.PUBLICITY,))


def missing_authorisation(file: HardshipFile) -> str | None:
    return lacking(file, (Kind.CHECK,))


def lacking(file: HardshipFile, kinds: tuple[str, ...]) -> str | None:
    missing = [str(Kind(kind).label) for kind in kinds if not standing(file, kind)]
    if not missing:
        return None
    return _("Consent is missing: %(kinds)s.") % {"kinds": joined(missing)}


def missing_guardian(file: HardshipFile) -> str | None:
    children = [
        child.name
        for child in children_of(file)
        if not standing(file, Kind.GUARDIAN, child)
    ]  # fmt: skip
    if not children:
        return None
    return _("A guardian's consent is missing for %(number)d children under fourteen.") % {
        "number": len(children)
    }


def children_of(file: HardshipFile) -> list[Member]:
    """Whose data only a guardian may give, by the rule of the day."""
    return [member for member in file.household if needs_guardian(member)]


def needs_guardian(member: Member) -> bool:
    if member.born_on is None:
        return False
    today = timezone.localdate()
    asked = evaluate("GUARDIAN-CONSENT", {"born_on": member.born_on, "day": today}, on=today)
    return bool(asked.holds)
