"""The tables of hardship files."""

from niudai.assistance.hardship.models.deferring import AnswerSheet, Deferral
from niudai.assistance.hardship.models.file import (
    IN_FORCE,
    SELF,
    UNDER_WAY,
    HardshipFile,
    Stage,
)
from niudai.assistance.hardship.models.household import Consent, Member, MoneyLine
from niudai.assistance.hardship.models.keeping import (
    Change,
    Checked,
    DestructionList,
    Exit,
    LookBack,
    Recovery,
    SpotCheck,
)
from niudai.assistance.hardship.models.steps import (
    Assessment,
    Match,
    Objection,
    Opinion,
    Publicity,
    Survey,
)

__all__ = [
    "IN_FORCE",
    "SELF",
    "UNDER_WAY",
    "AnswerSheet",
    "Assessment",
    "Change",
    "Checked",
    "Consent",
    "Deferral",
    "DestructionList",
    "Exit",
    "HardshipFile",
    "LookBack",
    "Match",
    "Member",
    "MoneyLine",
    "Objection",
    "Opinion",
    "Publicity",
    "Recovery",
    "SpotCheck",
    "Stage",
    "Survey",
]
