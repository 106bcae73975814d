"""The questions in their order, and which of them are asked of whom."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from niudai.organisations.public import public_towns, public_villages
from niudai.portal.answers import Answers
from niudai.portal.forms import questions as forms
from niudai.portal.law import is_collective


def always(answers: Answers) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Question:
    """One page: its name in the address, its words, its form, and whom it is asked of."""

    slug: str
    title: str | Promise
    hint: str | Promise
    form: type[forms.Answer]
    asked: Callable[[Answers], bool] = always

    @property
    def template(self) -> str:
        return (
            f"portal/questions/{self.slug}.html"
            if self.slug in OWN_PAGE
            else "portal/question.html"
        )


Questions = tuple[Question, ...]
OWN_PAGE = frozenset(
    {"work", "employer", "photos", "consent", "before", "agree", "working", "household", "consents"}
)

QUESTIONS = (
    Question("about", _("Who is your quarrel with?"), _("Choose what fits best."), forms.AboutForm),
    Question("claims", _("What happened?"), _("Choose everything that fits."), forms.ClaimsForm),
    Question(
        "work", _("Do you still work there?"),
        _("Choose what is nearest. You can change it later."), forms.WorkForm,
    ),
    Question(
        "knew", _("When did you learn that your rights were hurt?"),
        _("For example the day you were dismissed, or the first pay day without pay."),
        forms.KnewForm, lambda answers: not answers.only_wages,
    ),
    Question(
        "amounts", _("How much, and since when?"), _("As far as you know. It may be left empty."),
        forms.AmountsForm, lambda answers: bool(answers.money_claims),
    ),
    Question(
        "employer", _("Who is the employer?"), _("We look for it in the register."),
        forms.EmployerForm,
    ),
    Question(
        "town", _("In which town do you work?"), _("The place of work, not your home."),
        forms.TownForm, lambda answers: answers.employer is None and bool(public_towns()),
    ),
    Question(
        "village", _("In which village or community?"), _("The nearest mediators are found by it."),
        forms.VillageForm,
        lambda answers: answers.employer is None and bool(public_villages(answers.town)),
    ),
    Question(
        "others", _("Are you alone, or several?"), _("Count everyone with the same trouble."),
        forms.OthersForm,
    ),
    Question(
        "speakers", _("Who speaks for all of you?"), _("If you have not chosen yet, go on."),
        forms.SpeakersForm, is_collective,
    ),
    Question(
        "story", _("Tell us what happened"), _("In your own words."), forms.StoryForm
    ),
    Question(
        "photos", _("Do you have photos or papers?"),
        _("Contract, pay slips, chats, attendance. You can also add them later."), forms.PhotosForm,
    ),
    Question("you", _("Who are you?"), _("Phone and identity number are seen only by those who handle your case."), forms.YouForm),
    Question("consent", _("Do you agree?"), _("Each point by itself."), forms.ConsentForm),
)  # fmt: skip


def asked(answers: Answers, questions: Questions = QUESTIONS) -> list[Question]:
    """The questions that concern this worker, in order."""
    return [question for question in questions if question.asked(answers)]


def named(slug: str, answers: Answers, questions: Questions = QUESTIONS) -> Question | None:
    order = asked(answers, questions)
    return next((question for question in order if question.slug == slug), None)


def first_open(answers: Answers, questions: Questions = QUESTIONS) -> Question | None:
    """The first question without an answer, or whose answer fits the others no more.

    None when everything is there: an identity number typed after the consent asks for it again.
    """
    order = asked(answers, questions)
    return next((question for question in order if not fits(question, answers)), None)


def fits(question: Question, answers: Answers) -> bool:
    given = answers.given.get(question.slug)
    if given is None:
        return False
    return question.form(question.form.typed(given), answers=answers).is_valid()
