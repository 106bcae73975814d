"""Households in need, as the journeys find them: one drafting, one that applied, one to visit."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from niudai.assistance.hardship import actions
from niudai.assistance.hardship.models import Consent, HardshipFile
from niudai.office.demo.city import FULL_TOWNS
from niudai.portal.family_questions import FAMILY
from niudai.portal.retelling import CORRECTED
from tests.portal.mother import Mother

OTHER = "320281199003070034"
OWN = {"town": {"town": FULL_TOWNS[0]}, "village": {"village": ""}}
HOLDERS = {
    **dict.fromkeys(("help_question", "help_person", "help_check", "help_leave"), "needy"),
    **dict.fromkeys(
        ("own_file", "own_file_sent", "own_file_correct", "own_file_part", "own_file_person",
         "own_file_consent", "own_file_withdraw", "own_file_aid", "own_file_leave"),
        "mother",
    ),
}  # fmt: skip


def plant_households(city: Any) -> None:
    """Called once everybody has a seat."""
    drafting = Mother(Client(), **OWN)
    drafting.fill()
    sending = Mother(Client(), **OWN)
    sending.send()
    file = HardshipFile.objects.latest("pk")
    officer = city.posts["town"].actor()
    actions.return_for_completion(file, reason="缺医疗票据", by=officer)
    visited = Mother(Client(), **OWN, you={**sending.answers["you"], "number": OTHER})
    visited.people = []
    visited.send()
    waiting = HardshipFile.objects.latest("pk")
    city.planted["to visit"] = actions.accept(waiting, opinion="材料齐全", by=officer)
    city.clients |= {"needy": drafting.client, "mother": sending.client}


def parts(slugs: Any) -> Callable[[Any], Any]:
    return lambda _city: [{"slug": slug} for slug in slugs]


HOUSEHOLDS: dict[str, Callable[[Any], Any]] = {
    "help_question": parts(each.slug for each in FAMILY if each.slug != "trade"),
    "help_person": lambda _city: {"who": "new"},
    "own_file_part": parts(CORRECTED),
    "own_file_person": lambda _city: {"who": "new"},
    "own_file_consent": lambda _city: [
        {"kind": kind} for kind in Consent.Kind.values if kind != Consent.Kind.GUARDIAN
    ],
    "publicity_object": lambda _city: [],
    "visit": lambda city: {"pk": city.planted["to visit"].pk},
}
