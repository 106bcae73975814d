"""The letter of thanks to the donor: use of the money by item, nothing of the family."""

from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from niudai.assistance.giving.models import Match, Need
from niudai.casework.letters import Letter
from niudai.kernel.money import yuan

SHIPPED = Path(__file__).parent / "letter_templates"
THANKS = Letter(
    "giving-thanks", _("Letter of thanks and feedback to the donor"), SHIPPED / "thanks.docx",
    "notice",
)  # fmt: skip


def chinese(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def facts(need: Need, match: Match) -> dict[str, Any]:
    """Everything the template may name. Neither name nor address, school or illness is among it."""
    with translation.override(settings.LANGUAGE_CODE):
        return {
            "reference": need.reference,
            "donor": match.donor.name,
            "union": need.organisation.name,
            "item": need.item_name,
            "words": need.words,
            "amount": yuan(match.given_fen or 0),
            "what": match.given_what,
            "given_on": chinese(match.given_on),
            "today": chinese(timezone.localdate()),
        }
