"""What the code tables say about a kind of aid: money, ceiling, papers, usual track."""

from datetime import date

from django.utils import timezone

from niudai.rulebook.codes import Code, code, codes

# kind → the rule that sets its ceiling
CEILINGS = {
    "living": "AID-CAP-LIVING", "medical": "AID-CAP-MEDICAL", "study": "AID-CAP-STUDY",
    "accidental": "AID-CAP-ACCIDENT", "temporary": "AID-CAP-TEMPORARY", "base": "AID-CAP-BASE",
    "training": "AID-CAP-TRAINING", "jobs": "AID-CAP-JOBS", "legal_aid": "AID-CAP-LEGAL",
}  # fmt: skip
URGENT_LIMIT = "AID-URGENT-LIMIT"
OF_A_COST = frozenset({"medical", "accidental"})
SERVICES = frozenset({"training", "jobs", "legal_aid"})  # help that may cost nothing
BASE = "base"  # a grass-roots union pays it from its own money and signs for it


def offered(on: date) -> list[Code]:
    """The kinds one applies for; warmth and cool go by campaigns."""
    return [each for each in codes("aid_kind", on=on) if each.id in CEILINGS]


def named() -> list[tuple[str, str]]:
    """Today's kinds, as a form offers them."""
    return [(each.id, each.name) for each in offered(timezone.localdate())]


def item_of(kind: str) -> str:
    """The item of money the kind is paid as."""
    return code("aid_kind", kind).maps[0]


def track_of(kind: str) -> str:
    """The track the kind usually takes."""
    return code("aid_kind", kind).parent


def papers_of(kind: str, on: date) -> list[Code]:
    """The papers the kind asks for, in the order of the table."""
    return [paper for paper in codes("aid_paper", on=on) if kind in paper.maps]
