"""What was answered so far, as facts: the draft's texts read as claims, days, places, people."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any

from django.conf import settings
from django.utils import timezone

from niudai.disputes.limitation import Limitation, limitation
from niudai.disputes.models import Claim
from niudai.organisations.models import Employer, Organisation
from niudai.organisations.public import answering_for, employer_numbered

K = Claim.Kind
MONEY = (K.WAGES, K.OVERTIME, K.LEAVE, K.DOUBLE_PAY, K.COMPENSATION, K.INJURY, K.OTHER)
ELSEWHERE = frozenset({"insurance", "grading", "household", "craftsman", "farm", "housing"})


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


class Answers:
    """A reading of one draft. Nothing here is kept: the draft keeps the texts."""

    def __init__(self, given: Mapping[str, Mapping[str, Any]], *, files: int = 0) -> None:
        self.given = given
        self.files = files

    def get(self, question: str, field: str, default: Any = None) -> Any:
        return self.given.get(question, {}).get(field, default)

    @property
    def elsewhere(self) -> str:
        """The kind of quarrel that is not a labour dispute, when one was chosen (JI1 §2)."""
        about = self.get("about", "about", "")
        return about if about in ELSEWHERE else ""

    @property
    def claims(self) -> list[str]:
        return list(self.get("claims", "claims", []))

    @property
    def money_claims(self) -> list[str]:
        return [kind for kind in self.claims if kind in MONEY]

    @property
    def employment(self) -> str:
        return str(self.get("work", "employment", ""))

    @property
    def ended_on(self) -> date | None:
        return day(self.get("work", "ended_on"))

    @property
    def knew_on(self) -> date | None:
        return day(self.get("knew", "knew_on"))

    @property
    def only_wages(self) -> bool:
        return self.claims == [K.WAGES]

    def amount_fen(self, kind: str) -> int | None:
        return self.get("amounts", f"amount_{kind}")

    def since(self, kind: str) -> date | None:
        return day(self.get("amounts", f"since_{kind}"))

    @cached_property
    def employer(self) -> Employer | None:
        chosen = str(self.get("employer", "employer", ""))
        return employer_numbered(int(chosen)) if chosen.isdecimal() else None

    @property
    def employer_name(self) -> str:
        return self.employer.name if self.employer else str(self.get("employer", "name", ""))

    @property
    def town(self) -> str:
        return str(self.get("town", "town", ""))

    @property
    def village(self) -> str:
        """The village, unless the town was changed after it was chosen."""
        village = str(self.get("village", "village", "") or "")
        return village if village[:9] == self.town[:9] else ""

    @property
    def place(self) -> str:
        """The division whose rules apply, the own county until a place is known."""
        if self.employer:
            return self.employer.division_id
        return self.village or self.town or str(settings.NIUDAI_PLACE)

    @cached_property
    def organisation(self) -> Organisation | None:
        """Whose turn it is: the employer's own union, or the union of the workplace."""
        return self.employer.organisation if self.employer else answering_for(self.place)

    @property
    def workers(self) -> int:
        return int(self.get("others", "workers", 1) or 1)

    @property
    def common_claim(self) -> bool:
        return bool(self.get("others", "common_claim") == "yes")

    @property
    def speakers(self) -> list[tuple[str, str]]:
        """Names and phones of the representatives beside the one who fills in."""
        given = self.given.get("speakers", {})
        rows = [(given.get(f"name_{n}", ""), given.get(f"phone_{n}", "")) for n in range(1, 5)]
        return [(name, phone) for name, phone in rows if name]

    @property
    def sensitive(self) -> bool:
        """Whether sensitive personal data were given: a number, health, or pictures (PIPL §28)."""
        return bool(self.get("you", "number")) or K.INJURY in self.claims or self.files > 0

    @cached_property
    def limitation(self) -> Limitation | None:
        """The last days as far as known; None before the kinds of claim are."""
        if not self.claims:
            return None
        return limitation(
            self.claims,
            employed=self.employment == "employed",
            ended_on=self.ended_on,
            knew_on=self.knew_on,
            today=timezone.localdate(),
            place=self.place,
        )
