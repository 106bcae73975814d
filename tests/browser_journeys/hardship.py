"""One address for every page of hardship files."""

from collections.abc import Callable
from typing import Any

from niudai.assistance.hardship.models import (
    AnswerSheet,
    Checked,
    Consent,
    Deferral,
    DestructionList,
    HardshipFile,
    MoneyLine,
    Publicity,
    Recovery,
    SpotCheck,
)
from tests.browser_journeys.money import all_of, first


def file_at(city: Any, stage: str) -> HardshipFile:
    """A file of the town that stands there; where the year allows none, any of the town."""
    rows = HardshipFile.objects.filter(organisation__path__startswith=city.town.path)
    return rows.filter(stage=stage).order_by("pk").first() or first(rows, stage="unit_check")


def at(stage: str, **words: Any) -> Callable[[Any], Any]:
    return lambda city: {"pk": file_at(city, stage).pk, **words}


def member(city: Any) -> dict[str, Any]:
    file = file_at(city, "unit_check")
    return {"pk": file.pk, "member": first(file.members).pk}


def finding(_city: Any) -> dict[str, Any]:
    line = first(Checked.objects, in_order=None)
    return {"pk": line.check_of_id, "line": line.pk}


MOVES = (
    ("draft", "submit"), ("submitted", "accept"), ("unit_check", "survey"),
    ("surveyed", "publish_unit"), ("unit_publicity", "object"), ("town_review", "review"),
    ("data_match", "match"), ("decision", "approve"), ("county_publicity", "enter"),
    ("active", "propose_exit"), ("review_due", "confirm"), ("exit_proposed", "lift"),
    ("active", "cancel"), ("lifted", "look_back"), ("lifted", "archive"),
)  # fmt: skip
HARDSHIP: dict[str, Callable[[Any], Any]] = {
    "hardship_file": lambda city: [
        {"pk": file_at(city, stage).pk}
        for stage in ("draft", "unit_publicity", "decision", "active")
    ],
    "hardship_move": lambda city: [
        {"pk": file_at(city, stage).pk, "move": move} for stage, move in MOVES
    ],
    "hardship_part": lambda city: [
        {"pk": file_at(city, "draft").pk, "part": part}
        for part in ("work", "home", "cause", "bank", "declared")
    ],
    **all_of(
        at("unit_check"), "hardship_what_if", "hardship_member_new", "hardship_consent_new",
        "hardship_attach", "hardship_card_reveal",
    ),
    "hardship_money_new": at("unit_check", side="rigid"),
    "hardship_member_edit": member,
    "hardship_member_reveal": lambda city: {**member(city), "field": "number"},
    "hardship_member_remove": member,
    "hardship_money_remove": lambda _city: {
        "pk": first(MoneyLine.objects).file_id, "line": first(MoneyLine.objects).pk,
    },
    "hardship_consent_withdraw": lambda _city: {
        "pk": first(Consent.objects).file_id, "consent": first(Consent.objects).pk,
    },
    **all_of(at("unit_check"), "hardship_note", "hardship_reply"),
    "hardship_make_up": lambda _city: {"pk": first(Deferral.objects).pk},
    "hardship_answers": lambda _city: {"pk": first(AnswerSheet.objects).pk},
    "hardship_publicity": lambda _city: {"pk": first(Publicity.objects).pk},
    **all_of(at("active"), "hardship_form", "hardship_letters", "hardship_hand_over"),
    "hardship_recovery": lambda _city: {"pk": first(Recovery.objects).file_id},
    "hardship_figure": lambda _city: {"figure": "on-file"},
    "hardship_spot_check": lambda _city: {"pk": first(SpotCheck.objects).pk},
    "hardship_spot_finding": finding,
    **all_of(
        lambda _city: {"pk": first(DestructionList.objects).pk},
        "hardship_destruction", "hardship_destroy",
    ),
}  # fmt: skip
