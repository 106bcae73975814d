"""What other parts of the house hand in to be paid: one amount to one recipient, decided there."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from niudai.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Payable:
    """One amount in fen for one item. `reference` is the decision, `event` what it is about.

    With the manner “purchase” the recipient is a supplier and `goods` what was bought.
    `facts` is what the decision knew of the recipient and the household; it is frozen and sealed
    with the line. `organisation` is the place it belongs to, the source's own when none is given.
    """

    amount_fen: int
    item: str
    reference: str
    name: str
    number: str = ""
    group: str = ""
    event: str = ""
    person_id: int | None = None
    card: str = ""
    card_name: str = ""
    card_proof: str = ""
    bank: str = ""
    manner: str = "bank"
    goods: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    organisation: Organisation | None = None

    @property
    def snapshot(self) -> str:
        """Everything known at the decision, as one text that does not change any more."""
        known = {
            name: value
            for name, value in asdict_without_place(self).items()
            if value not in ("", None, {})
        }
        return json.dumps(known, ensure_ascii=False, sort_keys=True, default=str)


def asdict_without_place(payable: Payable) -> dict[str, Any]:
    names = [each.name for each in fields(Payable) if each.name != "organisation"]
    return {name: getattr(payable, name) for name in names}
