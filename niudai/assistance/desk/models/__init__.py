"""The tables of the one-stop desk."""

from niudai.assistance.desk.models.checks import SiteCheck
from niudai.assistance.desk.models.queue import Ticket
from niudai.assistance.desk.models.reception import CameBefore, Reception, Stage

__all__ = ["CameBefore", "Reception", "SiteCheck", "Stage", "Ticket"]
