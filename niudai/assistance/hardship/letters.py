"""The papers of a hardship file and the facts that stand in each (domain 14, 1.8)."""

from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from niudai.assistance.hardship.guards.consents import needs_guardian
from niudai.assistance.hardship.models import HardshipFile, MoneyLine, Stage
from niudai.assistance.hardship.wording import TEXTS, VERSION
from niudai.casework.letters import Letter, LetterSet
from niudai.kernel.masking import masked_identity
from niudai.kernel.money import yuan
from niudai.rulebook.codes import name_of

SHIPPED = Path(__file__).parent / "letter_templates"


def letter(kind: str, title: Any, paper: str, basis: str = "") -> Letter:
    return Letter(f"hardship-{kind}", title, SHIPPED / f"{kind}.docx", paper, basis)


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


SAMPLE: dict[str, Any] = {
    "reference": "例困〔2026〕0001 号", "today": "2026年9月18日", "received_on": "2026年3月2日",
    "union": "示例村工会", "name": "甄示例", "number": "320281********0023",
    "employer": "江阴示例纺织有限公司", "cause": "患重特大疾病", "story": "示例情况",
    "category": "深度困难", "stage": "在档", "people": 2,
    "household": [
        {"name": "甄示例", "relation": "本人", "status": "在岗", "monthly": "1,000.00"},
        {"name": "甄小示", "relation": "子", "status": "", "monthly": "0.00"},
    ],
    "income": [{"item": "工资性收入", "amount": "12,000.00"}], "income_total": "12,000.00",
    "rigid": [{"item": "医疗", "amount": "3,000.00"}], "rigid_total": "3,000.00",
    "version": VERSION, "texts": {str(kind): "示例文字" for kind in TEXTS},
    "children": ["甄小示"], "visited_on": "2026年3月5日", "surveyors": ["访样本", "陪示例"],
    "conclusion": "情况属实", "posted_on": "2026年3月9日", "ended_on": "2026年3月16日",
    "places": "单位公告栏", "result": "无异议", "reason": "示例理由",
    "decided_on": "2026年3月30日", "entered_on": "2026年4月8日", "valid_until": "2027年4月8日",
    "left_on": "2026年9月1日", "left_why": "脱困", "exit_outcome": "脱困",
    "exit_months": [{"month": "2026-08", "per_head": "1500.00"}], "exit_why": "收入稳定",
    "looked_back_on": "2026年9月10日", "looked_back_way": "电话", "findings": "稳定",
    "fell_back": False, "visited_by": "艾测试", "papers": ["申请书.pdf"],
    "archive_place": "甲柜 1 层", "keep_until": "2036年9月1日",
}  # fmt: skip
BLANKS = {
    "archive_place": _("place in the archive"),
    "category": _("category of hardship"),
    "cause": _("main cause"),
    "children": _("names of children under fourteen"),
    "conclusion": _("conclusion of the home visit"),
    "decided_on": _("day of the decision"),
    "employer": _("employer"),
    "ended_on": _("last day of the publicity"),
    "entered_on": _("day it was entered on file"),
    "exit_months": _("months of the exit, one by one: month, per_head"),
    "exit_outcome": _("lifted or relieved"),
    "exit_why": _("reason of the exit"),
    "fell_back": _("whether the household fell back"),
    "findings": _("what the look-back found"),
    "household": _("the household, one by one: name, relation, status, monthly"),
    "income": _("income of the year, one by one: item, amount"),
    "income_total": _("income of the year in yuan"),
    "keep_until": _("day until which the file is kept"),
    "left_on": _("day it left the files"),
    "left_why": _("why it left"),
    "looked_back_on": _("day of the look-back"),
    "looked_back_way": _("by phone or at home"),
    "name": _("name of the worker"),
    "number": _("identity number, covered"),
    "papers": _("names of the papers"),
    "people": _("how many live in the household"),
    "places": _("where it was posted"),
    "posted_on": _("first day of the publicity"),
    "reason": _("the last reason or opinion"),
    "received_on": _("day of receipt"),
    "reference": _("number of the file"),
    "result": _("result of the publicity"),
    "rigid": _("rigid expenditure, one by one: item, amount"),
    "rigid_total": _("rigid expenditure of the year in yuan"),
    "stage": _("stage of the file"),
    "story": _("what happened, as the worker says"),
    "surveyors": _("names of the two surveyors"),
    "texts": _("words of the consents: processing, sensitive, check, publicity, guardian, "
               "commitment"),
    "today": _("today's date"),
    "union": _("union that keeps the file"),
    "valid_until": _("day until which it is valid"),
    "version": _("version of the words of the consents"),
    "visited_by": _("who looked back"),
    "visited_on": _("day of the home visit"),
}  # fmt: skip
SET = LetterSet(LETTERS, BLANKS, SAMPLE)
