"""Forms of a membership's steps: joining, keeping, leaving, transfer, work."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor
from niudai.kernel.forms import DayField, PastDayField, Styled
from niudai.membership.forms.fields import (
    NONE,
    OwnUnionField,
    UnionField,
)
from niudai.membership.models import (
    Membership,
)
from niudai.rulebook.codes import codes


class JoinForm(Styled):
    organisation = OwnUnionField()
    on = PastDayField(label=_("Day"), initial=timezone.localdate)
    department = forms.CharField(label=_("Department"), max_length=60, required=False)
    position = forms.CharField(label=_("Position"), max_length=60, required=False)
    card_number = forms.CharField(label=_("Membership card"), max_length=30, required=False)

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].actor = by


class KeepForm(Styled):
    reason = forms.ChoiceField(label=_("Reason"))
    on = PastDayField(label=_("Kept since"), initial=timezone.localdate)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reasons = codes("membership_reason", on=timezone.localdate(), stage="kept")
        self.fields["reason"].choices = [NONE, *((code.id, code.name) for code in reasons)]


class DayForm(Styled):
    on = PastDayField(label=_("Day"), initial=timezone.localdate)


class EndForm(Styled):
    STATUS = Membership.Status
    status = forms.ChoiceField(
        label=_("How it ended"),
        choices=[
            NONE, *((each.value, each.label) for each in (
                STATUS.WITHDRAWN, STATUS.EXPELLED, STATUS.DIED
            )),
        ],
    )  # fmt: skip
    on = PastDayField(label=_("Day"), initial=timezone.localdate)
    reason = forms.CharField(label=_("Reason"), max_length=200)


class DuesForm(Styled):
    dues = forms.ChoiceField(label=_("Dues"), choices=Membership.Dues.choices)
    dues_until = DayField(label=_("Dues paid until"), required=False)


class MembershipForm(Styled):
    joined_on = PastDayField(label=_("Joined the union on"), required=False)
    department = forms.CharField(label=_("Department"), max_length=60, required=False)
    position = forms.CharField(label=_("Position"), max_length=60, required=False)
    card_number = forms.CharField(label=_("Membership card"), max_length=30, required=False)


class TransferForm(Styled):
    target = UnionField(label=_("Union the member goes to"))
    reason = forms.CharField(label=_("Reason"), max_length=200)


class AskForForm(Styled):
    """A member kept elsewhere, asked for by the union of the new work."""

    name = forms.CharField(label=_("Name"), max_length=50)
    number = forms.CharField(label=_("Identity number"), max_length=30)
    target = OwnUnionField(label=_("Union the member comes to"))
    reason = forms.CharField(label=_("Reason"), max_length=200)

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["target"].actor = by


class AnswerForm(Styled):
    answer = forms.CharField(label=_("Reason"), max_length=200)


class WorkForm(Styled):
    organisation = UnionField(label=_("Unit worked for"))
    work = forms.CharField(label=_("Work"), max_length=60)
    since = PastDayField(label=_("From"), initial=timezone.localdate)


class NoQuestion(Styled):
    """A page that only asks: are you sure?"""


class ReasonForm(Styled):
    reason = forms.CharField(label=_("Reason"), max_length=200)
