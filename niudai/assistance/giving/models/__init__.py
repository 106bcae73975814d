"""The tables of socialised help: donors, programmes, pledges, needs, gifts."""

from niudai.assistance.giving.models.donor import Arrival, Donor, Pledge, Programme
from niudai.assistance.giving.models.need import Match, Need, Stage

__all__ = ["Arrival", "Donor", "Match", "Need", "Pledge", "Programme", "Stage"]
