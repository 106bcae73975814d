"""Forms of the union network. What may be chosen is what the person may see."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor
from niudai.kernel.forms import DayField, PastDayField, Styled
from niudai.kernel.paths import STEP, within
from niudai.kernel.searching import found_by
from niudai.organisations.actions.employers import OF_EMPLOYERS, OF_SEVERAL
from niudai.organisations.industries import industries, industry_choices, within_section
from niudai.organisations.levels import kinds_above, kinds_beneath
from niudai.organisations.models import Division, Employer, Officer, Organisation, ServiceSite

Kind = Organisation.Kind
TOWNS = (Kind.TOWN, Kind.ZONE)
# Unions that can answer for employers without one.
ANSWERING = (Kind.FEDERATION, Kind.TOWN, Kind.ZONE, Kind.INDUSTRY, Kind.VILLAGE)
EMPTY = [("", _("All"))]
NONE = ("", "—")  # nothing chosen beforehand: a first choice would be left standing


class NetworkForm(Styled):
    """A form whose choices are set when it is known who asks."""

    def field(self, name: str) -> Any:
        return self.fields[name]


class DivisionChoice(forms.ModelChoiceField):
    """A place of the county of an organisation, towns and villages in the order of the list."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("queryset", Division.objects.none())
        kwargs.setdefault("label", _("Location"))
        super().__init__(**kwargs)

    def of_the_county(self, actor: Actor, organisation: Organisation) -> None:
        county = organisation.division_id[:6]
        self.queryset = Division.objects.visible_to(actor).filter(code__startswith=county)

    def label_from_instance(self, obj: Any) -> str:
        village = obj.level in (Division.Level.VILLAGE, Division.Level.COMMUNITY)
        return f"\u3000{obj.name}" if village else obj.name


class OrganisationChoice(forms.ModelChoiceField):
    """An active organisation the person may see, indented by its level."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("queryset", Organisation.objects.none())
        super().__init__(**kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return "\u3000" * (len(obj.path) // STEP - 1) + str(obj)


class UnitForm(NetworkForm):
    """The facts of an organisation."""

    name = forms.CharField(label=_("Full name"), max_length=120)
    short_name = forms.CharField(
        label=_("Short name"),
        max_length=40,
        required=False,
        help_text=_("In lists: 周庄镇."),
    )
    division = DivisionChoice()
    mark = forms.CharField(
        label=_("Mark in case numbers"), max_length=10, required=False,
        help_text=_("Only for federations and towns; borne once: 澄周."),
    )  # fmt: skip
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=30, required=False)

    def __init__(self, *args: Any, by: Actor, at: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.field("division").of_the_county(by, at)


class SetUpForm(UnitForm):
    """The facts of an organisation to be, beneath another."""

    kind = forms.ChoiceField(label=_("Level"))
    field_order = ("kind",)

    def __init__(self, *args: Any, by: Actor, at: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, by=by, at=at, **kwargs)
        self.field("kind").choices = [(kind.value, kind.label) for kind in kinds_beneath(at.kind)]


class MoveForm(NetworkForm):
    parent = OrganisationChoice(label=_("Under which organisation"))
    on = PastDayField(label=_("From which day"), initial=timezone.localdate, required=False)

    def __init__(self, *args: Any, by: Actor, unit: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fitting = (
            Organisation.objects.visible_to(by).active().filter(kind__in=kinds_above(unit.kind))
        )
        self.field("parent").queryset = fitting.exclude(within(unit.path)).exclude(
            pk=unit.parent_id or 0
        )


class DissolveForm(Styled):
    on = PastDayField(label=_("Dissolved on"), initial=timezone.localdate)
    reason = forms.CharField(label=_("Reason"), max_length=200)


class OfficerForm(Styled):
    name = forms.CharField(label=_("Name"), max_length=50)
    post = forms.ChoiceField(label=_("Post"), choices=Officer.Post.choices)
    since = DayField(label=_("From"))
    until = DayField(
        label=_("Until"), required=False, help_text=_("The last day of the term, if it is fixed.")
    )
    full_time = forms.BooleanField(label=_("Full-time"), required=False)
    phone = forms.CharField(label=_("Phone"), max_length=30, required=False)


class EndTermForm(Styled):
    on = DayField(label=_("Last day of the term"), initial=timezone.localdate)
    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)


class SiteForm(Styled):
    name = forms.CharField(label=_("Full name"), max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), choices=ServiceSite.Kind.choices)
    address = forms.CharField(label=_("Address"), max_length=200)
    hours = forms.CharField(
        label=_("Opening hours"), max_length=100, help_text=_("As people read it on the phone.")
    )
    phone = forms.CharField(label=_("Phone"), max_length=30, required=False)


class CloseSiteForm(Styled):
    on = PastDayField(label=_("Day of closing"), initial=timezone.localdate)


class EmployerForm(NetworkForm):
    """The facts of an employer. A phone on record is not shown here; empty keeps it."""

    name = forms.CharField(label=_("Full name"), max_length=120)
    credit_code = forms.CharField(
        label=_("Unified social credit code"), max_length=30, required=False
    )
    credit_code_proof = forms.CharField(
        label=_("Paper that shows this code"), max_length=200, required=False,
        help_text=_("Only when the code fails the check and the paper really shows it."),
    )  # fmt: skip
    organisation = OrganisationChoice(
        label=_("Union that answers for it"), help_text=_("Until it has a union of its own.")
    )
    division = DivisionChoice()
    industry = forms.ChoiceField(label=_("Industry"), required=False)
    ownership = forms.ChoiceField(label=_("Ownership"), choices=[NONE, *Employer.Ownership.choices])
    size = forms.ChoiceField(label=_("Size"), choices=[NONE, *Employer.Size.choices])
    workers = forms.IntegerField(label=_("Workers"), min_value=0, max_value=2_000_000)
    opened_on = PastDayField(label=_("Opened on"), required=False)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    contact = forms.CharField(label=_("Contact"), max_length=50, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=30, required=False)

    def __init__(self, *args: Any, by: Actor, at: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answering = (
            Organisation.objects.visible_to(by).active().filter(Q(kind__in=ANSWERING) | Q(pk=at.pk))
        )
        self.field("organisation").queryset = answering
        self.field("division").of_the_county(by, at)
        self.field("industry").choices = [NONE, *industry_choices()]


class GiveUnionForm(NetworkForm):
    union = OrganisationChoice(label=_("Enterprise union"))

    def __init__(self, *args: Any, by: Actor, employer: Employer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        town = employer.organisation.path[: 2 * STEP]
        taken = Employer.objects.filter(union=OuterRef("pk"))
        self.field("union").queryset = (
            Organisation.objects.visible_to(by)
            .active()
            .filter(within(town), kind__in=OF_EMPLOYERS)
            .filter(Q(form__in=OF_SEVERAL) | ~Exists(taken))
        )


class ReasonForm(Styled):
    reason = forms.CharField(label=_("Reason"), max_length=200)


class EmployerFilters(NetworkForm):
    """What an employer list is narrowed by; an answer nobody offered narrows nothing."""

    q = forms.CharField(
        label=_("Name or credit code"), required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )  # fmt: skip
    under = forms.IntegerField(required=False, widget=forms.HiddenInput)
    town = forms.ChoiceField(label=_("Town or street"), required=False)
    union = forms.ChoiceField(
        label=_("Union"), required=False,
        choices=[*EMPTY, ("yes", _("Has a union")), ("no", _("Has none"))],
    )  # fmt: skip
    industry = forms.ChoiceField(label=_("Industry"), required=False)
    ownership = forms.ChoiceField(
        label=_("Ownership"), required=False, choices=[*EMPTY, *Employer.Ownership.choices]
    )
    size = forms.ChoiceField(
        label=_("Size"), required=False, choices=[*EMPTY, *Employer.Size.choices]
    )
    workers_from = forms.IntegerField(
        label=_("Workers, at least"), required=False, min_value=0, max_value=1_000_000
    )

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        towns = Organisation.objects.visible_to(by).active().filter(kind__in=TOWNS)
        self.field("town").choices = [*EMPTY, *((str(town.pk), str(town)) for town in towns)]
        self.field("industry").choices = [*EMPTY, *sections()]
        if len(towns) < 2:
            del self.fields["town"]

    def narrowed(self) -> QuerySet[Employer]:
        """The employers the person may see, as far as the filters say."""
        self.is_valid()
        asked = self.cleaned_data
        rows = Employer.objects.visible_to(self.by)
        if asked.get("q"):
            rows = rows.filter(found_by(asked["q"]))
        for place in (asked.get("town"), asked.get("under")):
            if place:
                rows = rows.filter(self.beneath(place))
        if asked.get("union"):
            rows = rows.filter(union__isnull=asked["union"] == "no")
        if asked.get("industry"):
            rows = rows.filter(industry__in=within_section(asked["industry"]))
        if asked.get("workers_from"):
            rows = rows.filter(workers__gte=asked["workers_from"])
        for name in ("ownership", "size"):
            if asked.get(name):
                rows = rows.filter(**{name: asked[name]})
        return rows

    def beneath(self, pk: Any) -> Q:
        place = Organisation.objects.visible_to(self.by).filter(pk=pk).first()
        return within(place.path if place else "", "organisation__path")


def sections() -> Iterable[tuple[str, str]]:
    """The sections of the standard; one chosen finds its divisions."""
    return [(each.code, str(each)) for each in industries().values() if each.code == each.section]
