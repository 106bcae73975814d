"""What the pages of the register ask for: bodies, mediators, terms, trainings."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor
from niudai.access.models import Appointment
from niudai.disputes.actions import MediatorFacts
from niudai.disputes.levels import LEVELS
from niudai.disputes.models import MediationBody, Mediator
from niudai.kernel.forms import DayField, PastDayField, Styled
from niudai.kernel.paths import ancestors
from niudai.organisations.models import Division, Organisation
from niudai.rulebook.codes import codes

NAMES = 400  # as many as a list of suggestions may hold
ALL = ("", _("All"))


def skills() -> list[tuple[str, str]]:
    return [(code.id, code.name) for code in codes("cause_statute", on=timezone.localdate())]


class BodyForm(Styled):
    """The facts of a mediation body."""

    kind = forms.ChoiceField(label=_("Kind"), choices=MediationBody.Kind.choices)
    name = forms.CharField(label=_("Name of the body"), max_length=120)
    set_up_on = PastDayField(label=_("Set up on"))
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    phone = forms.CharField(label=_("Office phone"), max_length=30, required=False)


class NewBodyForm(BodyForm):
    organisation = forms.CharField(
        label=_("At which union"),
        max_length=120,
        help_text=_("The full name of the union, or its short name."),
        widget=forms.TextInput(attrs={"list": "unions", "autocomplete": "off"}),
    )
    field_order = ["organisation"]

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unions = Organisation.objects.visible_to(actor).filter(status="active")

    def names(self) -> list[str]:
        """Suggestions: everything but the many enterprise unions, whose names are typed."""
        levels = self.unions.exclude(kind__in=["enterprise", "group"]).order_by("path")
        return list(levels.values_list("name", flat=True)[:NAMES])

    def clean_organisation(self) -> Organisation:
        name = self.cleaned_data["organisation"].strip()
        found = list(self.unions.filter(Q(name=name) | Q(short_name=name))[:2])
        if len(found) != 1:
            raise forms.ValidationError(_("Write the full name of one union of your place."))
        return found[0]


class CloseBodyForm(Styled):
    reason = forms.CharField(
        label=_("Why is it closed?"), max_length=200, widget=forms.Textarea(attrs={"rows": 3})
    )
    closed_on = PastDayField(label=_("Closed on"), initial=timezone.localdate)
    move_to = forms.ModelChoiceField(
        label=_("Which body takes over the open cases"),
        queryset=MediationBody.objects.none(),
        required=False,
        empty_label=_("There are no open cases"),
    )

    def __init__(self, *args: Any, body: MediationBody, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = body.organisation
        near = Q(organisation__path__in=ancestors(place.path))
        near |= Q(organisation__parent_id=place.parent_id)
        others = MediationBody.objects.visible_to(actor).active().filter(near)
        self.fields["move_to"].queryset = others.exclude(pk=body.pk)[:NAMES]


class ChairForm(Styled):
    mediator = forms.ModelChoiceField(
        label=_("Chair"), queryset=Mediator.objects.none(), empty_label=None
    )
    chosen_as = forms.ChoiceField(
        label=_("Why this person may be the chair"),
        choices=Mediator.ChosenBy.choices,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, body: MediationBody, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        active = Mediator.objects.visible_to(actor).active(timezone.localdate())
        self.fields["mediator"].queryset = active.filter(body=body).order_by("name")


class MediatorForm(Styled):
    """What the register holds about a person."""

    name = forms.CharField(label=_("Name"), max_length=50)
    sex = forms.ChoiceField(
        label=_("Sex"), choices=[("M", _("Male")), ("F", _("Female"))], widget=forms.RadioSelect
    )
    born_on = PastDayField(label=_("Born on"))
    unit = forms.CharField(
        label=_("Unit"),
        max_length=120,
        required=False,
        help_text=_("Where the person works: it shows who is too close to a side."),
    )
    side = forms.ChoiceField(label=_("Stands for"), choices=Mediator.Side.choices)
    full_time = forms.BooleanField(label=_("Full-time mediator"), required=False)
    skills = forms.MultipleChoiceField(
        label=_("Skills"), choices=skills, required=False, widget=forms.CheckboxSelectMultiple
    )
    area = forms.ModelChoiceField(
        label=_("Area"),
        queryset=Division.objects.none(),
        required=False,
        empty_label=_("The whole place"),
    )
    phone = forms.CharField(
        label=_("Phone"), max_length=20, required=False, widget=forms.TextInput({"type": "tel"})
    )
    certificate = forms.CharField(label=_("Certificate"), max_length=40, required=False)
    appointment = forms.ModelChoiceField(
        label=_("Account"),
        queryset=Appointment.objects.none(),
        required=False,
        empty_label=_("Has no account"),
        help_text=_("Whoever has one works the cases in this program."),
    )

    def __init__(self, *args: Any, body: MediationBody, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = body.organisation
        here = Q(pk=place.division_id) | Q(parent=place.division_id)
        self.fields["area"].queryset = Division.objects.filter(here)
        accounts = Appointment.objects.visible_to(actor).in_force(timezone.localdate())
        self.fields["appointment"].queryset = (
            accounts.filter(organisation=place).select_related("user").order_by("user__name")
        )

    def facts(self) -> MediatorFacts:
        names = MediatorFacts.__dataclass_fields__
        return MediatorFacts(**{name: self.cleaned_data[name] for name in names})


class NewMediatorForm(MediatorForm):
    since = DayField(label=_("Term from"), initial=timezone.localdate)
    until = DayField(
        label=_("Term until"), required=False, help_text=_("Last day of the term, included.")
    )


class StatusForm(Styled):
    reason = forms.CharField(
        label=_("Reason"), max_length=200, widget=forms.Textarea(attrs={"rows": 3})
    )
    day = PastDayField(label=_("Since which day"), initial=timezone.localdate)


class LeaveForm(Styled):
    reason = forms.CharField(
        label=_("Reason"), max_length=200, widget=forms.Textarea(attrs={"rows": 3})
    )
    left_on = PastDayField(label=_("Left on"), initial=timezone.localdate)
    hand_to = forms.ModelChoiceField(
        label=_("Who takes over the open cases"),
        queryset=Mediator.objects.none(),
        required=False,
        empty_label=_("There are no open cases"),
    )

    def __init__(self, *args: Any, mediator: Mediator, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Mediator.objects.visible_to(actor).active(timezone.localdate())
        others = others.filter(body__organisation=mediator.body.organisation)
        self.fields["hand_to"].queryset = others.exclude(pk=mediator.pk).order_by("name")


class RenewForm(Styled):
    since = DayField(label=_("New term from"))
    until = DayField(
        label=_("New term until"), required=False, help_text=_("Last day of the term, included.")
    )


class TrainingForm(Styled):
    held_on = PastDayField(label=_("Day of the training"))
    subject = forms.CharField(label=_("Subject"), max_length=120)
    hours = forms.IntegerField(label=_("Hours"), min_value=1, max_value=400)


class AppraisalForm(Styled):
    year = forms.IntegerField(label=_("Year"), min_value=1990, max_value=2200)
    result = forms.ChoiceField(label=_("Result"), choices=Mediator.Appraised.choices)
    note = forms.CharField(label=_("Note"), max_length=200, required=False)


class RegisterFilters(Styled):
    """What both lists can be narrowed by."""

    q = forms.CharField(label=_("Name, pinyin"), required=False)
    town = forms.ChoiceField(label=_("Where"), required=False)
    kind = forms.ChoiceField(
        label=_("Kind of body"), required=False, choices=[ALL, *MediationBody.Kind.choices]
    )
    level = forms.ChoiceField(label=_("Level"), required=False, choices=[ALL, *LEVELS])

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = Organisation.objects.visible_to(actor).filter(
            kind__in=["federation", "town", "zone", "industry"]
        )
        self.towns = {str(place.pk): place for place in levels.order_by("path")[:NAMES]}
        self.fields["town"].choices = [
            ALL,
            *((pk, str(place)) for pk, place in self.towns.items()),
        ]

    @property
    def place(self) -> Organisation | None:
        return self.towns.get(self.asked("town"))

    def asked(self, name: str) -> Any:
        """What the address says of a filter, or nothing where it says nonsense."""
        return self.cleaned_data.get(name) or ""


class BodyFilters(RegisterFilters):
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("Not closed")), ("closed", _("Closed bodies")), ("all", _("All"))],
    )
    faults = forms.BooleanField(label=_("With faults only"), required=False)


class MediatorFilters(RegisterFilters):
    time = forms.ChoiceField(
        label=_("Full or part time"),
        required=False,
        choices=[ALL, ("full", _("Full-time")), ("part", _("Part-time"))],
    )
    skill = forms.ChoiceField(label=_("Skill"), required=False)
    status = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[
            ("", _("In office")),
            ("suspended", _("Suspended")),
            ("left", _("Has left")),
            ("all", _("All")),
        ],
    )
    expiring = forms.BooleanField(label=_("Term ends soon"), required=False)
    overloaded = forms.BooleanField(label=_("Overloaded"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["skill"].choices = [ALL, *skills()]
