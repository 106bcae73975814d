"""The tables of aid."""

from niudai.assistance.aid.models.application import (
    ARRIVED,
    AT_THE_UNIT,
    COUNTED,
    ORIGIN,
    UNDECIDED,
    AidApplication,
    Stage,
)
from niudai.assistance.aid.models.course import Outcome, Step

__all__ = [
    "ARRIVED",
    "AT_THE_UNIT",
    "COUNTED",
    "ORIGIN",
    "UNDECIDED",
    "AidApplication",
    "Outcome",
    "Stage",
    "Step",
]
