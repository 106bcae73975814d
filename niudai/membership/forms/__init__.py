"""Forms of people and memberships. What may be chosen is what the person may see."""

from niudai.membership.forms.fields import CODED, OwnUnionField, UnionField
from niudai.membership.forms.filters import (
    JoiningFilters,
    PairFilters,
    PeopleFilters,
    TransferFilters,
)
from niudai.membership.forms.persons import EnterForm, PersonForm
from niudai.membership.forms.stays import (
    AnswerForm,
    AskForForm,
    DayForm,
    DuesForm,
    EndForm,
    JoinForm,
    KeepForm,
    MembershipForm,
    NoQuestion,
    ReasonForm,
    TransferForm,
    WorkForm,
)

__all__ = [
    "CODED",
    "AnswerForm",
    "AskForForm",
    "DayForm",
    "DuesForm",
    "EndForm",
    "EnterForm",
    "JoinForm",
    "JoiningFilters",
    "KeepForm",
    "MembershipForm",
    "NoQuestion",
    "OwnUnionField",
    "PairFilters",
    "PeopleFilters",
    "PersonForm",
    "ReasonForm",
    "TransferFilters",
    "TransferForm",
    "UnionField",
    "WorkForm",
]
