"""Disputes: bodies and mediators, the mediation case, the parties, the agreement."""

from niudai.disputes.models.bodies import Appraisal, MediationBody, Mediator, Training
from niudai.disputes.models.dispute import Dispute, Stage
from niudai.disputes.models.mediation import Agreement, AgreementItem, Consent, Extension, Meeting
from niudai.disputes.models.parties import Claim, Party

__all__ = [
    "Agreement",
    "AgreementItem",
    "Appraisal",
    "Claim",
    "Consent",
    "Dispute",
    "Extension",
    "MediationBody",
    "Mediator",
    "Meeting",
    "Party",
    "Stage",
    "Training",
]
