"""The questions to whoever wants to join, in their order."""

from typing import cast

from django.utils.translation import gettext_lazy as _

from niudai.organisations.public import public_towns, public_villages
from niudai.portal.answers import Answers
from niudai.portal.applicant import Applicant
from niudai.portal.forms import joining as forms
from niudai.portal.forms.questions import EmployerForm, TownForm, VillageForm
from niudai.portal.questions import Question


def works(how: str, answers: Answers) -> bool:
    return cast(Applicant, answers).how == how


def in_village(answers: Answers) -> bool:
    """Riders and drivers are taken in by the town; everybody else by the village."""
    if answers.employer is not None or works("platform", answers):
        return False
    return bool(public_villages(answers.town))


JOINING = (
    Question("how", _("How do you work?"), _("Choose what fits best."), forms.HowForm),
    Question(
        "employer", _("Where do you work?"), _("We look for it in the register."), EmployerForm,
        lambda answers: works("employer", answers),
    ),
    Question(
        "trade", _("What do you do?"), _("Choose what you do most of the time."), forms.TradeForm,
        lambda answers: works("platform", answers),
    ),
    Question(
        "town", _("In which town do you work?"), _("Where you are most of the time."), TownForm,
        lambda answers: answers.employer is None and bool(public_towns()),
    ),
    Question(
        "village", _("In which village or community?"), _("Its union takes you in."), VillageForm,
        in_village,
    ),
    Question(
        "post", _("What do you do there?"), _("It may be left empty."), forms.PostForm,
        lambda answers: works("employer", answers),
    ),
    Question(
        "before", _("Are you a union member already?"),
        _("One joins once. Membership moves with you when you change your unit."),
        forms.BeforeForm,
    ),
    Question(
        "you", _("Who are you?"), _("Phone and identity number are encrypted and covered."),
        forms.ApplicantForm,
    ),
    Question("agree", _("Do you agree?"), _("Each point by itself."), forms.AgreeForm),
)  # fmt: skip
