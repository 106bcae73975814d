"""Forms of the one-stop desk. The field names are the arguments of the action."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor
from niudai.assistance.desk.actions.checking import standard_of
from niudai.assistance.desk.models import Reception, SiteCheck, Stage
from niudai.kernel.forms import DayField, LongField, PastDayField, Styled
from niudai.kernel.paths import within
from niudai.kernel.personal import lookups
from niudai.kernel.searching import found_by
from niudai.organisations.models import Organisation, ServiceSite
from niudai.rulebook.codes import Code, codes, name_of

ALL = [("", _("All"))]
NONE = [("", "—")]
PHONE_DIGITS = 7
PLACES = 400


def matters() -> list[tuple[str, str]]:
    return [(code.id, code.name) for code in codes("desk_matter", on=timezone.localdate())]


class SiteChoice(forms.ModelChoiceField):
    """A service site with the union it belongs to."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("queryset", ServiceSite.objects.none())
        super().__init__(**kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} · {obj.organisation}"


def sites_of(actor: Actor) -> QuerySet[ServiceSite]:
    rows = ServiceSite.objects.visible_to(actor).filter(closed_on=None)
    return rows.select_related("organisation").order_by("organisation__path", "pk")


class RecordForm(Styled):
    """What is taken down, whatever the matter."""

    way = forms.ChoiceField(label=_("Way"), choices=Reception.Way.choices)
    name = forms.CharField(label=_("Name"), max_length=50)
    people = forms.IntegerField(
        label=_("How many people"), min_value=1, max_value=10_000, initial=1
    )
    matter = forms.ChoiceField(label=_("Matter"), choices=matters)
    words = LongField(label=_("What the visitor says"), rows=4, max_length=5000)
    promised_on = DayField(label=_("Promised by"), required=False)


class ReceiveForm(RecordForm):
    phone = forms.CharField(label=_("Phone"), max_length=20, required=False)
    site = SiteChoice(label=_("Service site"))
    received_on = PastDayField(label=_("Day"), initial=timezone.localdate)
    field_order = ("phone", "name", "people", "way", "matter", "words", "site", "received_on",
                   "promised_on")  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = sites_of(actor)
        self.fields["site"].queryset = rows
        own = rows.filter(organisation__path=actor.scope).first()
        self.fields["site"].initial = own or rows.first()
        self.fields["phone"].widget.attrs |= {"inputmode": "tel", "autocomplete": "off"}


class CorrectForm(RecordForm):
    phone = forms.CharField(
        label=_("Phone"), max_length=20, required=False,
        help_text=_("Left empty, what is on record stays."),
    )  # fmt: skip
    field_order = ("phone", "name", "people", "way", "matter", "words", "promised_on")

    def arguments(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items()
                if value or name != "phone"}  # fmt: skip


class MoveForm(Styled):
    """The form of a move that asks nothing."""

    def __init__(self, *args: Any, actor: Actor, case: Reception, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class AnswerForm(MoveForm):
    words = LongField(label=_("Result"), rows=5, max_length=5000)
    answered_on = PastDayField(label=_("Answered on"), initial=timezone.localdate)


class ReferForm(MoveForm):
    site = SiteChoice(label=_("Desk of another union"), required=False)
    partner = forms.CharField(
        label=_("Or a partner"), max_length=120, required=False,
        help_text=_("Such as the civil-affairs office, the court, a hospital or a charity."),
    )  # fmt: skip
    consent = forms.CharField(
        label=_("How the visitor agreed"), max_length=120,
        help_text=_("For example: signed on the spot; said so on the phone."),
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, case: Reception, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, case=case, **kwargs)
        # Where people are received is public: any union's desk may be chosen.
        rows = ServiceSite.objects.open_to_the_public().exclude(
            organisation_id=case.organisation_id
        )
        self.fields["site"].queryset = rows.select_related("organisation").order_by(
            "organisation__path", "pk"
        )


class CallBackForm(MoveForm):
    satisfaction = forms.ChoiceField(
        label=_("Satisfaction"), choices=Reception.Satisfaction.choices, widget=forms.RadioSelect
    )
    called_on = PastDayField(label=_("Called back on"), initial=timezone.localdate)


class ReasonForm(MoveForm):
    reason = LongField(label=_("Reason"), rows=3, max_length=1000)


class RevealForm(Styled):
    reason = forms.CharField(label=_("Reason"), max_length=200)


class DrawForm(Styled):
    matter = forms.ChoiceField(label=_("Matter"), choices=lambda: [*NONE, *matters()],
                               required=False)  # fmt: skip


class WindowForm(Styled):
    window = forms.CharField(label=_("Window"), max_length=20)


def part(code: Code) -> str:
    return name_of("centre_standard", code.parent)


class CheckForm(Styled):
    """Every line of the standard with its points, in its part."""

    met = forms.MultipleChoiceField(
        label=_("What the site has"), widget=forms.CheckboxSelectMultiple, required=False
    )
    note = LongField(label=_("What is to be mended"), rows=3, max_length=2000, required=False)
    checked_on = PastDayField(label=_("Checked on"), initial=timezone.localdate)

    def __init__(self, *args: Any, site: ServiceSite, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        points = standard_of(site, today).parameters["points"]
        self.fields["met"].choices = [
            (code.id, f"{part(code)} · {code.name} ({points[code.id]})")
            for code in codes("centre_standard", on=today)
            if code.id in points
        ]  # fmt: skip


class ReceptionFilters(Styled):
    """What the ledger can be narrowed by; the figures open to it with the same words."""

    q = forms.CharField(
        label=_("Name, phone or number"), required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )  # fmt: skip
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Until"), required=False)
    way = forms.ChoiceField(label=_("Way"), choices=[*ALL, *Reception.Way.choices], required=False)
    matter = forms.ChoiceField(
        label=_("Matter"), choices=lambda: [*ALL, *matters()], required=False
    )
    stage = forms.ChoiceField(label=_("Stage"), choices=[*ALL, *Stage.choices], required=False)
    site = SiteChoice(label=_("Service site"), required=False, empty_label=_("All"))
    satisfaction = forms.ChoiceField(
        required=False, choices=[*ALL, *Reception.Satisfaction.choices], widget=forms.HiddenInput
    )
    mine = forms.BooleanField(label=_("Mine"), required=False)
    SAME = ("way", "matter", "stage", "site", "satisfaction")

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["site"].queryset = sites_of(by)

    def narrowed(self) -> QuerySet[Reception]:
        self.is_valid()
        asked = self.cleaned_data
        rows = Reception.objects.visible_to(self.by)
        if word := asked.get("q"):
            rows = rows.filter(found(word))
        if asked.get("since"):
            rows = rows.filter(received_on__gte=asked["since"])
        if asked.get("until"):
            rows = rows.filter(received_on__lte=asked["until"])
        rows = rows.filter(**{name: asked[name] for name in self.SAME if asked.get(name)})
        if asked.get("mine"):
            rows = rows.filter(holder_id=self.by.appointment_id, holder__isnull=False)
        return rows


def found(word: str) -> Q:
    """A phone by its whole number, everything else by name and number of the record."""
    digits = "".join(word.split())
    if digits.isdigit() and len(digits) >= PHONE_DIGITS:
        return Q(phone_key__in=lookups(digits))
    return found_by(word)


class FigureFilters(Styled):
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Until"), required=False)
    place = forms.ChoiceField(label=_("Where"), required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Organisation.objects.visible_to(actor).exclude(kind__in=["enterprise", "group"])
        self.places = {str(row.pk): row for row in rows.order_by("path")[:PLACES]}
        self.fields["place"].choices = [
            ("", _("All I may see")), *((pk, str(row)) for pk, row in self.places.items()),
        ]  # fmt: skip


class CheckFilters(Styled):
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100, required=False)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[*ALL, *ServiceSite.Kind.choices], required=False
    )
    town = forms.ChoiceField(label=_("Town"), required=False)

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        rows = Organisation.objects.visible_to(by).filter(kind__in=["town", "zone"])
        self.towns = {str(row.pk): row for row in rows.order_by("path")[:PLACES]}
        self.fields["town"].choices = [*ALL, *((pk, str(row)) for pk, row in self.towns.items())]

    def chosen_year(self) -> int:
        self.is_valid()
        return self.cleaned_data.get("year") or timezone.localdate().year

    def narrowed(self) -> QuerySet[ServiceSite]:
        self.is_valid()
        asked = self.cleaned_data
        rows = sites_of(self.by)
        if asked.get("kind"):
            rows = rows.filter(kind=asked["kind"])
        if asked.get("town"):
            rows = rows.filter(within(self.towns[asked["town"]].path, "organisation__path"))
        return rows

    def checks(self) -> QuerySet[SiteCheck]:
        return SiteCheck.objects.visible_to(self.by).filter(year=self.chosen_year())
