"""What somebody says at a step: kept sealed, for it may speak of an illness; never in the log."""

from datetime import date

from niudai.access.actor import Actor
from niudai.assistance.hardship.models import HardshipFile, Opinion


def say(file: HardshipFile, step: str, text: str, *, on: date, place: str, by: Actor) -> Opinion:
    return Opinion.objects.create(
        file=file, step=step, text=text.strip(), said_on=on, said_by=by.name,
        said_user=by.user_id, place=place[:120],
    )  # fmt: skip
