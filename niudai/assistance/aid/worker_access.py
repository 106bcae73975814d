"""What a household on file sees of its own applications for aid."""

from niudai.assistance.aid.models import AidApplication
from niudai.assistance.hardship.models import HardshipFile


def applications_of(file: HardshipFile) -> list[AidApplication]:
    """The newest first; whoever holds the file may see them."""
    return list(AidApplication.objects.filter(file=file).order_by("-pk")[:20])
