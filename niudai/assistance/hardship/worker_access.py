"""The only doors by which a worker without an account reaches a hardship file.

Code and phone, and a session these opened. Each gives one file or nothing, and says the same
nothing whatever was wrong.
"""

from niudai.access.actor import Actor, party
from niudai.assistance.hardship.models import HardshipFile
from niudai.organisations.models import Organisation


def of_worker(*, code: str, phone: str) -> HardshipFile | None:
    found = HardshipFile.objects.of_applicant(code=code, phone=phone)
    return found.select_related("organisation").first()


def in_session(pk: int) -> HardshipFile | None:
    return HardshipFile.objects.select_related("organisation").filter(pk=pk).first()


def acting(file: HardshipFile) -> Actor:
    """The worker as the actor of what they do. The log names the side, never the person."""
    return worker_at(file.organisation)


def worker_at(union: Organisation) -> Actor:
    return party("applicant", at=union.path)
