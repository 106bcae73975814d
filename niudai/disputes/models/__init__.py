"""Disputes: bodies and mediators, the mediation case, the parties, the agreement."""

from niudai.disputes.models.aid import AidApplication
from niudai.disputes.models.award import Award, AwardItem
from niudai.disputes.models.bodies import Appraisal, MediationBody, Mediator, Training
from niudai.disputes.models.court import CourtCase
from niudai.disputes.models.dispute import Dispute, Stage
from niudai.disputes.models.event_days import EventDay
from niudai.disputes.models.mediation import Agreement, AgreementItem, Consent, Extension, Meeting
from niudai.disputes.models.parties import Claim, Party
from niudai.disputes.models.referral import Referral, ReferralStage, Who
from niudai.disputes.models.tips import Tip

__all__ = [
    "Agreement",
    "AgreementItem",
    "AidApplication",
    "Appraisal",
    "Award",
    "AwardItem",
    "Claim",
    "Consent",
    "CourtCase",
    "Dispute",
    "EventDay",
    "Extension",
    "MediationBody",
    "Mediator",
    "Meeting",
    "Party",
    "Referral",
    "ReferralStage",
    "Stage",
    "Tip",
    "Training",
    "Who",
]
