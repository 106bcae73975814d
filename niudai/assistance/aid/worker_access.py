"""What a household on file sees of its own applications for aid."""

from dataclasses import dataclass

from niudai.assistance.aid.guards import missing_papers
from niudai.assistance.aid.models import AidApplication, Stage
from niudai.assistance.hardship.models import HardshipFile

REASONED = frozenset({Stage.REFUSED, Stage.RETURNED})


@dataclass(frozen=True, slots=True)
class Own:
    """An application, the reason the union wrote to it, and papers still to be handed in."""

    case: AidApplication
    reason: str
    papers: str


def applications_of(file: HardshipFile) -> list[Own]:
    """The newest first; whoever holds the file may see them."""
    cases = AidApplication.objects.filter(file=file).order_by("-pk")[:20]
    return [
        Own(
            case, case.reason if case.stage in REASONED else "",
            (missing_papers(case) or "") if case.lacks_papers else "",
        )
        for case in cases
    ]  # fmt: skip
