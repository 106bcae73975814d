"""The papers of a union's life and the facts that stand in each (domain 14)."""

from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from niudai.casework.letters import Book, Letter
from niudai.casework.models import Case
from niudai.formation import blanks as b
from niudai.formation.models import Candidate, Ending, Formation, Registration
from niudai.kernel.paths import ancestors
from niudai.organisations.models import Organisation
from niudai.rulebook.terms import last_day_of_term

SHIPPED = Path(__file__).parent / "letter_templates"


def letters(*rows: tuple[str, Any, str], sample: Any, blanks: Any) -> tuple[Letter, ...]:
    return tuple(
        Letter(f"union-{kind}", title, SHIPPED / f"{kind}.docx", "notice", basis, sample, blanks)
        for kind, title, basis in rows
    )


FORMATION = letters(
    ("request", _("Request to set up or to elect anew"), "TUL §12"),
    ("permit", _("Reply: approved to prepare"), "TUL §12"),
    ("candidates", _("Request about the candidates"), "TUL §10"),
    ("ballot", _("Ballot"), "TUL §10"),
    ("result", _("Report on the election"), "TUL §12"),
    ("approval", _("Reply: the result is approved"), "TUL §12"),
    sample=b.FORMATION_SAMPLE, blanks=b.FORMATION_BLANKS,
)  # fmt: skip
REGISTRATION = letters(
    ("registration", _("Application to the register"), "ULP §10"),
    sample=b.REGISTRATION_SAMPLE, blanks=b.REGISTRATION_BLANKS,
)  # fmt: skip
ENDING = letters(
    ("ending", _("Request to merge or dissolve"), "TUL §13"),
    ("ended", _("Decision on the end of the union"), "TUL §13"),
    sample=b.ENDING_SAMPLE, blanks=b.ENDING_BLANKS,
)  # fmt: skip
OF_KIND: dict[str, tuple[Letter, ...]] = {
    "formation": FORMATION, "registration": REGISTRATION, "ending": ENDING,
}  # fmt: skip
BOOK = Book(_("Union affairs"), (*FORMATION, *REGISTRATION, *ENDING))


def lacking(case: Any, kind: str) -> str | None:
    """What must have happened before this letter can speak of it; nothing when it has."""
    wanted = {
        "union-permit": ("permitted_on", gettext("The request has not been answered yet.")),
        "union-candidates": ("seats", gettext("Enter how many seats the committee has.")),
        "union-ballot": ("seats", gettext("Enter how many seats the committee has.")),
        "union-result": ("elected_on", gettext("The election has not been held yet.")),
        "union-approval": ("approved_on", gettext("The result has not been approved yet.")),
        "union-ended": ("decided_on", gettext("The end has not been decided yet.")),
    }
    column, sentence = wanted.get(kind, ("reference", ""))
    return None if getattr(case, column) else sentence


def facts(case: Case) -> dict[str, Any]:
    """Everything a template may name, in Chinese as letters are."""
    with translation.override(settings.LANGUAGE_CODE):
        shared = {
            "reference": case.reference,
            "today": chinese(timezone.localdate()),
            "received_on": chinese(case.received_on),
        }
        match case:
            case Formation():
                return shared | of_formation(case)
            case Registration():
                return shared | of_registration(case)
            case Ending():
                return shared | of_ending(case)
        raise TypeError(f"{type(case).__name__} has no letters")


def chinese(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def above(union: Organisation) -> str:
    """The full name of the next-higher union."""
    paths = ancestors(union.path)[:-1]
    parent = Organisation.objects.filter(path=paths[-1]).first() if paths else None
    return parent.name if parent else union.name


def of_formation(case: Formation) -> dict[str, Any]:
    new = case.occasion == Formation.Occasion.NEW
    first = case.elected_on
    return {
        "union": case.name,
        "employer": case.employer.name if case.employer else case.name.removesuffix("工会"),
        "higher": case.organisation.name if new else above(case.organisation),
        "new": new,
        "form": case.form_name,
        "workers": case.workers,
        "members": case.members,
        "women": case.women,
        "preparers": [
            {"name": each.name, "side": str(each.get_side_display()), "leads": each.leads}
            for each in case.preparers.all()
        ],
        "seats": case.seats,
        "audit_seats": case.audit_seats,
        "committee": listed(case, Candidate.Seat.COMMITTEE),
        "audit": listed(case, Candidate.Seat.AUDIT),
        "women_candidates": listed(case, Candidate.Seat.WOMEN),
        "elected_on": chinese(first),
        "meeting": str(case.get_meeting_display()) if case.meeting else "",
        "entitled": case.entitled,
        "present": case.present,
        "requested_on": chinese(case.requested_on),
        "permit_document": case.permit_document,
        "permitted_on": chinese(case.permitted_on),
        "approval_document": case.approval_document,
        "approved_on": chinese(case.approved_on),
        "term_years": case.term_years,
        "term_from": chinese(first),
        "term_until": chinese(last_day_of_term(first, case.term_years) if first else None),
    }


def listed(case: Formation, seat: str) -> list[dict[str, Any]]:
    return [
        {
            "name": each.name, "votes": each.votes if each.votes is not None else "",
            "elected": each.elected,
            "post": str(each.get_post_display()) if each.elected else "",
        }
        for each in case.candidates.filter(seat=seat)
    ]  # fmt: skip


def of_registration(case: Registration) -> dict[str, Any]:
    union = case.organisation
    return {
        "union": union.name, "address": union.address, "subject": str(case.get_subject_display()),
        "text": case.text, "founded_on": chinese(union.founded_on),
        "approval_document": union.approval_document, "credit_code": union.credit_code,
    }  # fmt: skip


def of_ending(case: Ending) -> dict[str, Any]:
    return {
        "union": case.organisation.name,
        "higher": above(case.organisation),
        "way": str(case.get_way_display()),
        "why": case.why,
        "members": str(case.get_members_display()),
        "into": case.into.name if case.into else "",
        "document": case.document,
        "decided_on": chinese(case.decided_on),
        "placed_members": case.placed.get("members", 0),
    }
