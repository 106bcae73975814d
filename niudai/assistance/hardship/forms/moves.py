"""One form a move. The field names are the arguments of the action."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor
from niudai.assistance.hardship.forms.choices import names_of
from niudai.assistance.hardship.guards.decision import CATEGORIES, exclusions_of
from niudai.assistance.hardship.models import HardshipFile, Match, Objection
from niudai.assistance.hardship.reckoning import tried
from niudai.kernel.forms import LongField, MomentField, PastDayField, Styled
from niudai.rulebook.codes import name_of


def day_field(label: Any) -> PastDayField:
    return PastDayField(label=label, initial=timezone.localdate)


class MoveForm(Styled):
    """Knows the file and the person; gives the arguments of the action."""

    def __init__(self, *args: Any, file: HardshipFile, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.file, self.actor = file, actor
        self.choose()

    def choose(self) -> None:
        """Fill in choices that depend on the file."""

    def arguments(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class OnForm(MoveForm):
    on = day_field(_("Day"))


class ReasonForm(MoveForm):
    reason = LongField(label=_("Reason"), max_length=1000, rows=3)


class ClickForm(MoveForm):
    """Nothing is asked beyond the click."""


class WithdrawForm(MoveForm):
    reason = LongField(label=_("Reason"), max_length=1000, rows=2, required=False)


class CheckForm(MoveForm):
    opinion = LongField(label=_("Opinion"), max_length=1000, rows=3, required=False)
    on = day_field(_("Day"))


class SurveyForm(MoveForm):
    """A visit entered at a desk from the signed paper; the phone sends its own."""

    visited_on = day_field(_("Visited on"))
    first_surveyor = forms.CharField(label=_("First surveyor"), max_length=50)
    second_surveyor = forms.CharField(label=_("Second surveyor"), max_length=50)
    findings = LongField(label=_("What was seen"), max_length=4000, rows=5)
    conclusion = LongField(label=_("Conclusion"), max_length=1000, rows=2, required=False)
    signed = forms.BooleanField(label=_("Both have signed the paper, which is attached or kept"))
    client_id = forms.UUIDField(widget=forms.HiddenInput)

    def choose(self) -> None:
        self.fields["client_id"].initial = uuid4()
        self.fields["first_surveyor"].initial = self.actor.name

    def arguments(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        del data["signed"]
        on_paper = str(_("signed on paper"))
        return {**data, "first_signature": on_paper, "second_signature": on_paper}


class PublishForm(MoveForm):
    on = day_field(_("Posted on"))
    places = forms.CharField(label=_("Posted at"), max_length=200)
    telephone = forms.CharField(label=_("Telephone for objections"), max_length=30)
    online = forms.BooleanField(label=_("On the portal, too"), required=False, initial=True)

    def choose(self) -> None:
        where = self.file.lies_at
        self.fields["telephone"].initial = self.file.organisation.phone or where.phone


class ObjectForm(MoveForm):
    facts = LongField(label=_("What is said"), max_length=4000)
    name = forms.CharField(label=_("Name"), max_length=50, required=False)
    contact = forms.CharField(label=_("Contact"), max_length=100, required=False)
    anonymous = forms.BooleanField(label=_("Without a name"), required=False)
    made_at = MomentField(label=_("Made at"), required=False)


class FindingForm(MoveForm):
    """One of the open objections, and what the inquiry found."""

    objection = forms.ModelChoiceField(
        label=_("Objection"), queryset=Objection.objects.none(), empty_label=None
    )
    finding = LongField(label=_("Finding"), max_length=4000)

    def choose(self) -> None:
        rows = Objection.objects.filter(publicity__file=self.file, outcome="open")
        self.fields["objection"].queryset = rows
        self.fields["objection"].initial = rows.first()


class ReviewForm(MoveForm):
    opinion = LongField(label=_("Opinion of the town"), max_length=1000, rows=3)
    stamped = forms.BooleanField(label=_("The form bears the stamp of the town"))
    on = day_field(_("Day"))


class MatchForm(MoveForm):
    outcome = forms.ChoiceField(
        label=_("The centre says"), choices=Match.Outcome.choices[1:], widget=forms.RadioSelect
    )
    answer = LongField(label=_("What the registers say"), max_length=4000, required=False)
    on = day_field(_("Answered on"))


class ApproveForm(MoveForm):
    """The reckoned category stands on the page; another one, or an exclusion, needs words."""

    category = forms.ChoiceField(
        label=_("Category"), required=False,
        choices=lambda: [("", gettext("as reckoned"))]
        + [(value, name_of("hardship_category", value)) for value in CATEGORIES],
    )  # fmt: skip
    reason = LongField(
        label=_("Why another category than the one reckoned"), max_length=1000, rows=2,
        required=False,
    )  # fmt: skip
    override = LongField(
        label=_("Why the exclusions are passed over"), max_length=1000, rows=2, required=False
    )
    opinion = LongField(label=_("Opinion"), max_length=1000, rows=2, required=False)
    on = day_field(_("Decided on"))

    def choose(self) -> None:
        answer = tried(self.file)
        if answer is None or not exclusions_of(answer):
            del self.fields["override"]


class EnterForm(MoveForm):
    level = forms.ChoiceField(
        label=_("Level of the file"), choices=lambda: names_of("file_level"), initial="county"
    )
    on = day_field(_("Entered on"))
