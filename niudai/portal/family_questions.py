"""The questions to a household in need, in their order."""

from typing import cast

from django.utils.translation import gettext_lazy as _

from niudai.portal.answers import Answers
from niudai.portal.family import Family
from niudai.portal.forms import household, need
from niudai.portal.forms.questions import PhotosForm
from niudai.portal.joining_questions import JOINING
from niudai.portal.questions import Question

WHERE = ("how", "employer", "trade", "town", "village")  # as whoever joins is asked


def sudden(answers: Answers) -> bool:
    return cast(Family, answers).sudden


FAMILY = (
    *(question for question in JOINING if question.slug in WHERE),
    Question(
        "working", _("About your work"), _("The file asks for it."), household.WorkingForm
    ),
    Question(
        "you", _("Who are you?"), _("Phone and identity number are encrypted and covered."),
        household.WorkerForm,
    ),
    Question(
        "papers", _("What do your papers say?"), _("As in the household register."),
        household.PapersForm,
    ),
    Question(
        "health", _("How is your health?"), _("Only those who handle your file see it."),
        household.HealthForm,
    ),
    Question(
        "home", _("Where do you live?"), _("Two people will visit you there."),
        household.HomeForm,
    ),
    Question(
        "household", _("Who lives with you?"),
        _("Husband or wife, children, parents you support. Add one after the other."),
        household.HouseholdForm,
    ),
    Question(
        "income", _("What came in, in the last twelve months?"),
        _("Of all together, in yuan. A rough figure is enough; leave empty what there was not."),
        need.IncomeForm,
    ),
    Question(
        "costs", _("What had to be spent, in the last twelve months?"),
        _("What could not be avoided, in yuan. Food and clothing do not belong here."),
        need.CostsForm,
    ),
    Question(
        "cause", _("What brought you into need?"), _("Choose what weighs most."), need.CauseForm
    ),
    Question(
        "event", _("What happened suddenly?"), _("Illness, accident or disaster."), need.EventForm,
        sudden,
    ),
    Question(
        "assets", _("What does the household own?"),
        _("Everybody is asked this. An honest answer loses less than a wrong one."),
        need.AssetsForm,
    ),
    Question(
        "photos", _("Do you have photos of papers?"),
        _("Identity cards, income, bills, diagnosis, school fees. You can also add them later."),
        PhotosForm,
    ),
    Question(
        "card", _("Where should help be paid to?"), _("You may leave it empty for now."),
        need.CardForm,
    ),
    Question("consents", _("Do you agree?"), _("Each point by itself."), need.ConsentsForm),
)  # fmt: skip
