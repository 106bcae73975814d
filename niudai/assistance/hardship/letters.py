"""The papers of a hardship file and the facts that stand in each (domain 14, 1.8)."""

from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from niudai.assistance.hardship.blanks import BLANKS, SAMPLE
from niudai.assistance.hardship.guards.consents import needs_guardian
from niudai.assistance.hardship.models import HardshipFile, MoneyLine, Stage
from niudai.assistance.hardship.wording import TEXTS, VERSION
from niudai.casework.letters import Book, Letter
from niudai.kernel.masking import masked_identity
from niudai.kernel.money import yuan
from niudai.rulebook.codes import name_of

SHIPPED = Path(__file__).parent / "letter_templates"


def letter(kind: str, title: Any, paper: str, basis: str = "") -> Letter:
    return Letter(
        f"hardship-{kind}", title, SHIPPED / f"{kind}.docx", paper, basis, SAMPLE, BLANKS
    )  # fmt: skip


LETTERS = {
    each.kind: each
    for each in (
        letter("application", _("Application letter"), "application"),
        letter("commitment", _("Commitment that the household's income is true"), "commitment"),
        letter("authorisation", _("Authorisation of the finance check"), "authorisation"),
        letter("consent", _("Information and separate consents"), "consent", "PIPL §17"),
        letter("survey", _("Record of the home visit"), "survey"),
        letter("minutes", _("Minutes of the appraisal"), "minutes"),
        letter("publicity-result", _("Result of the publicity"), "publicity"),
        letter("refusal", _("Notice: no file, or withdrawn from the files"), "notice"),
        letter("review", _("Review form"), "form"),
        letter("exit", _("Confirmation that the household is lifted"), "notice"),
        letter("look-back", _("Record of a look-back"), "survey"),
        letter("contents", _("Contents of the file"), "form"),
        letter("hand-over", _("Hand-over list"), "form"),
        letter("destruction", _("Destruction list"), "form"),
    )
}
BOOK = Book(_("Hardship files"), tuple(LETTERS.values()))


def lacking(file: HardshipFile, kind: str) -> str | None:
    """What must have happened before this letter can speak of it; nothing when it has."""
    wanted = {
        "hardship-survey": (file.surveys.exists, gettext("Nobody has visited the household yet.")),
        "hardship-publicity-result": (
            file.publicities.exclude(ended_on=None).exists,
            gettext("No publicity has ended yet."),
        ),
        "hardship-refusal": (
            lambda: file.stage in {Stage.REFUSED, Stage.RETURNED} or file.left_on is not None,
            gettext("The file was neither refused nor withdrawn."),
        ),
        "hardship-exit": (
            file.exits.filter(outcome__in=["lifted", "relieved"]).exists,
            gettext("The household has not left the files."),
        ),
        "hardship-look-back": (
            file.look_backs.exists,
            gettext("Nobody has looked back on the household yet."),
        ),
        "hardship-destruction": (
            lambda: file.keep_until is not None,
            gettext("The file is not archived yet."),
        ),
    }
    there, sentence = wanted.get(kind, (lambda: True, ""))
    return None if there() else sentence


def facts(file: HardshipFile) -> dict[str, Any]:
    """Everything a template may name, in Chinese as letters are."""
    with translation.override(settings.LANGUAGE_CODE):
        return of_file(file) | of_steps(file)


def chinese(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def of_file(file: HardshipFile) -> dict[str, Any]:
    worker = file.worker
    lines = list(file.money.all())
    income = [line for line in lines if line.side == MoneyLine.Side.INCOME]
    rigid = [line for line in lines if line.side == MoneyLine.Side.RIGID]
    return {
        "reference": file.number or file.reference,
        "today": chinese(timezone.localdate()),
        "received_on": chinese(file.received_on),
        "union": file.organisation.name,
        "name": file.name,
        "number": masked_identity(worker.number),
        "employer": file.employer.name if file.employer else file.employer_said,
        "cause": name_of("hardship_cause", file.cause) if file.cause else "",
        "story": file.story,
        "category": name_of("hardship_category", file.category) if file.category else "",
        "stage": file.get_stage_display(),
        "people": len(file.household),
        "household": [
            {"name": each.name, "relation": name_of("relation", each.relation),
             "status": each.status_name, "monthly": yuan(each.monthly_fen)}
            for each in file.household
        ],
        "income": [{"item": each.item_name, "amount": yuan(each.amount_fen)} for each in income],
        "income_total": yuan(sum(each.amount_fen for each in income)),
        "rigid": [
            {"item": each.item_name, "amount": yuan(each.amount_fen - each.back_fen)}
            for each in rigid
        ],
        "rigid_total": yuan(sum(each.amount_fen - each.back_fen for each in rigid)),
        "version": VERSION,
        "texts": {str(kind): str(text) for kind, text in TEXTS.items()},
        "children": [each.name for each in file.household if needs_guardian(each)],
    }  # fmt: skip


def of_steps(file: HardshipFile) -> dict[str, Any]:
    survey = file.surveys.first()
    public = file.publicities.exclude(ended_on=None).first()
    gone = file.exits.exclude(outcome="open").first()
    seen = file.look_backs.first()
    said = file.opinions.last()
    return {
        "visited_on": chinese(survey.visited_on) if survey else "",
        "surveyors": [survey.first_surveyor, survey.second_surveyor] if survey else [],
        "conclusion": survey.conclusion if survey else "",
        "posted_on": chinese(public.posted_on) if public else "",
        "ended_on": chinese(public.ended_on) if public else "",
        "places": public.places if public else "",
        "result": public.result if public else "",
        "reason": said.text if said else "",
        "decided_on": chinese(file.decided_on),
        "entered_on": chinese(file.entered_on),
        "valid_until": chinese(file.valid_until),
        "left_on": chinese(file.left_on),
        "left_why": file.left_why,
        "exit_outcome": str(gone.get_outcome_display()) if gone else "",
        "exit_months": list(gone.months) if gone else [],
        "exit_why": gone.why if gone else "",
        "looked_back_on": chinese(seen.visited_on) if seen else "",
        "looked_back_way": str(seen.get_way_display()) if seen else "",
        "findings": seen.findings if seen else "",
        "fell_back": seen.fell_back if seen else False,
        "visited_by": seen.visited_by if seen else "",
        "papers": [each.name for each in file.item.attachments.all()],
        "archive_place": file.archive_place,
        "keep_until": chinese(file.keep_until),
    }
