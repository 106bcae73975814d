"""Everything that was answered, question by question, as it will be sent."""

from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from niudai.kernel.masking import masked_identity
from niudai.kernel.money import yuan
from niudai.portal.answers import Answers, day
from niudai.portal.family import Family
from niudai.portal.models import DraftFile
from niudai.portal.questions import QUESTIONS, Question, Questions, asked

LED = frozenset({"work", "before"})  # the first field is the question itself
COVERED = frozenset({"number", "card"})
Line = tuple[str | Promise, str]


@dataclass(frozen=True, slots=True)
class Answered:
    """One question with its answer in lines of label and words."""

    slug: str
    title: str | Promise
    lines: tuple[Line, ...]


def summary(
    answers: Answers, files: list[DraftFile], questions: Questions = QUESTIONS
) -> list[Answered]:
    told = []
    for question in asked(answers, questions):
        lines = photos(files) if question.slug == "photos" else spoken(question, answers)
        told.append(Answered(question.slug, question.title, tuple(lines)))
    return told


def photos(files: list[DraftFile]) -> list[Line]:
    return [("", kept.sealed_name) for kept in files] or [("", _("none"))]


def spoken(question: Question, answers: Answers) -> list[Line]:
    """The fields that hold something. A question with a single field needs no label."""
    given = answers.given[question.slug]
    if question.slug == "employer":
        return [("", answers.employer_name)]
    if question.slug == "household":
        return [
            (each["relation"], each["name"]) for each in cast(Family, answers).people_shown
        ] or [("", _("I live alone"))]
    fields = question.form(answers=answers).fields
    lines: list[Line] = [
        (field.label or "", words(name, field, given[name]))
        for name, field in fields.items()
        if given.get(name) not in (None, "", False, [])
    ]
    if len(fields) == 1 or question.slug in LED:
        lines = [("" if place == 0 else label, text) for place, (label, text) in enumerate(lines)]
    return lines or [("", _("not said"))]


def words(name: str, field: forms.Field, value: Any) -> str:
    if isinstance(field, forms.MultipleChoiceField):
        names = dict(field.choices)  # type: ignore[arg-type]
        return _(", ").join(str(names[each]) for each in value if each in names)
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]
    if isinstance(field, forms.BooleanField):
        return _("yes")
    if name.startswith("amount_"):
        return _("%(amount)s yuan") % {"amount": yuan(int(value))}
    if isinstance(field, forms.DateField):
        return date_format(day(value) or "")
    return masked_identity(value) if name in COVERED else str(value)
