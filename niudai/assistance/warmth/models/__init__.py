"""The tables of warmth campaigns."""

from niudai.assistance.warmth.models.campaign import (
    Allotment,
    Campaign,
    Delivery,
    Goods,
    Purse,
    Share,
    Stage,
)
from niudai.assistance.warmth.models.target import Target
from niudai.assistance.warmth.models.visit import HandedOver, Photo, Visit

__all__ = [
    "Allotment",
    "Campaign",
    "Delivery",
    "Goods",
    "HandedOver",
    "Photo",
    "Purse",
    "Share",
    "Stage",
    "Target",
    "Visit",
]
