"""The papers of an application for aid and the facts that stand in each (domain 14)."""

from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from niudai.assistance.aid.blanks import BLANKS, SAMPLE
from niudai.assistance.aid.kinds import papers_of
from niudai.assistance.aid.models import AidApplication, Stage
from niudai.assistance.aid.schools import SCHOOLS
from niudai.casework.letters import Book, Letter
from niudai.kernel.masking import masked_phone
from niudai.kernel.money import yuan
from niudai.rulebook.codes import name_of

SHIPPED = Path(__file__).parent / "letter_templates"


def letter(kind: str, title: Any, paper: str) -> Letter:
    return Letter(f"aid-{kind}", title, SHIPPED / f"{kind}.docx", paper, "", SAMPLE, BLANKS)


LETTERS = {
    each.kind: each
    for each in (
        letter("approval", _("Application and approval of aid"), "form"),
        letter("urgent", _("Form of temporary or urgent aid"), "form"),
        letter("study", _("Application for study aid"), "application"),
        letter("medical", _("Form of medical aid"), "form"),
        letter("refusal", _("Notice that no aid is given"), "notice"),
    )
}
BOOK = Book(_("Aid"), tuple(LETTERS.values()))
OF_A_KIND = {
    "aid-study": frozenset({"study"}),
    "aid-medical": frozenset({"medical"}),
    "aid-urgent": frozenset({"temporary", "accidental"}),
}


def letters_of(case: AidApplication) -> list[Letter]:
    """The forms that speak of this kind of aid; what was given at once has its own, too."""
    return [
        each for each in LETTERS.values()
        if case.kind in OF_A_KIND.get(each.kind, {case.kind})
        or (case.urgent and each.kind == "aid-urgent")
    ]  # fmt: skip


def lacking(case: AidApplication, kind: str) -> str | None:
    """What must have happened before this letter can speak of it; nothing when it has."""
    if kind == "aid-refusal" and case.stage != Stage.REFUSED:
        return gettext("The aid was not refused.")
    return None


def facts(case: AidApplication) -> dict[str, Any]:
    """Everything a template may name, in Chinese as letters are."""
    with translation.override(settings.LANGUAGE_CODE):
        return of_case(case) | of_household(case) | of_control(case)


def chinese(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def of_case(case: AidApplication) -> dict[str, Any]:
    papers = papers_of(case.kind, case.received_on)
    answered = {*case.papers, *case.waived}
    due = case.item.deadlines.open().filter(rule_id="AID-URGENT-PAPERS").first()
    return {
        "reference": case.reference,
        "today": chinese(timezone.localdate()),
        "received_on": chinese(case.received_on),
        "union": case.organisation.name,
        "name": case.name,
        "number": case.masked_number,
        "phone": masked_phone(case.phone),
        "group": case.group_name,
        "kind": case.kind_name,
        "track": str(case.get_track_display()),
        "event": case.event,
        "event_on": chinese(case.event_on),
        "story": case.story,
        "cost": yuan(case.cost_fen),
        "reimbursed": yuan(case.reimbursed_fen),
        "other_aid": yuan(case.other_aid_fen),
        "self_paid": yuan(case.self_paid_fen),
        "asked": yuan(case.asked_fen),
        "papers": [each.name for each in papers if each.id in case.papers],
        "lacking": [each.name for each in papers if each.id not in answered],
        "papers_due": chinese(due.legal_end) if due else "",
        "bank": case.bank,
        "card": case.masked_card,
        "card_name": case.card_name,
    }


def of_household(case: AidApplication) -> dict[str, Any]:
    members = case.file.household if case.file else []
    return {
        "file": (case.file.number or case.file.reference) if case.file else "",
        "people": len(members) or 1,
        "household": [
            {"name": each.name, "relation": name_of("relation", each.relation),
             "status": each.status_name, "monthly": yuan(each.monthly_fen)}
            for each in members
        ],
        "student": case.student.name if case.student else "",
        "school": str(dict(SCHOOLS).get(case.school, "")) if case.school else "",
    }  # fmt: skip


def of_control(case: AidApplication) -> dict[str, Any]:
    """What each level said, the last word of each; empty boxes are signed on paper."""
    said = {step.step: step for step in case.chain.all()}
    reviewed = said.get("review")
    words: dict[str, Any] = {}
    for blank, step in (("opinion", "give_opinion"), ("check", "check"), ("review", "review")):
        one = said.get(step)
        words[blank] = one.text if one else ""
        words[f"{blank}_by"] = f"{one.said_by} {chinese(one.said_on)}" if one else ""
    return words | {
        "proposed": yuan(reviewed.amount_fen) if reviewed and reviewed.amount_fen else "",
        "doubles": case.doubles_answer,
        "ceiling": list(case.most.get("sentences", [])),
        "approved": yuan(case.approved_fen) if case.decided_on else "",
        "decided_on": chinese(case.decided_on),
        "level": case.level_name,
        "document": case.document,
        "oral": case.oral,
        "source": case.source.title if case.source else "",
        "reason": case.reason,
    }
