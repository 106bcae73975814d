"""Forms of people and memberships. What may be chosen is what the person may see."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.kernel.forms import DayField, LongField, PastDayField, Styled
from niudai.kernel.listing import Count, count_of
from niudai.kernel.paths import within
from niudai.membership.models import (
    Joining,
    Membership,
    MembershipTransfer,
    Pair,
    Person,
    Standing,
    Tally,
)
from niudai.membership.models.person import FEW, PersonQuerySet
from niudai.membership.searching import people_found
from niudai.membership.tallying import MEASURES
from niudai.organisations.models import Organisation
from niudai.organisations.public import unions_called
from niudai.rulebook.codes import codes

EMPTY = [("", _("All"))]
ENOUGH = 1_000  # people found for a name: then the page says “over”
NONE = ("", "—")
CODED = (
    ("nation", _("Nation")), ("politics", _("Political affiliation")),
    ("education", _("Education")), ("marriage", _("Marital status")),
    ("registration", _("Household registration")), ("skill", _("Skill level")),
    ("employment", _("Employment")), ("trade", _("New form of work")),
    ("model_worker", _("Model worker")),
)  # fmt: skip
TITLES = dict(CODED)


def table(name: str) -> list[tuple[str, str]]:
    """The entries of a code table that are in force today."""
    return [(code.id, code.name) for code in codes(name, on=timezone.localdate())]


class UnionInput(forms.TextInput):
    """A field that offers names of unions while one types."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        offers = {
            "list": "unions", "autocomplete": "off", "hx-get": reverse("unions_named"),
            "hx-trigger": "input changed delay:250ms", "hx-target": "#unions",
            "hx-swap": "outerHTML",
        }  # fmt: skip
        field = super().render(name, value, {**(attrs or {}), **offers}, renderer)
        return format_html('{}<datalist id="unions"></datalist>', field)


class UnionField(forms.CharField):
    """A union by its name; the browser offers names while one types."""

    widget = UnionInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Union"))
        kwargs.setdefault("max_length", 120)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        name = super().clean(value).strip()
        if not name:
            return None
        found = unions_called(name)
        if not found:
            raise forms.ValidationError(_("No union has this name: choose one of those offered."))
        if len(found) > 1:
            raise forms.ValidationError(_("Two unions have this name: give the full name."))
        return found[0]


class OwnUnionField(UnionField):
    """A union beneath the person's own."""

    actor: Actor

    def clean(self, value: Any) -> Any:
        union = super().clean(value)
        if union and not Organisation.objects.visible_to(self.actor).filter(pk=union.pk).exists():
            raise forms.ValidationError(_("This union does not lie in your place."))
        return union


class PersonForm(Styled):
    """The facts of a person. Covered numbers on file are not shown here; empty keeps them."""

    name = forms.CharField(label=_("Name"), max_length=50)
    document = forms.ChoiceField(label=_("Kind of document"))
    number = forms.CharField(label=_("Number of the document"), max_length=40, required=False)
    sex = forms.ChoiceField(label=_("Sex"), choices=Person.Sex.choices, required=False)
    born_on = PastDayField(
        label=_("Born on"), required=False, help_text=_("Read from the number when there is one.")
    )
    phone = forms.CharField(label=_("Phone"), max_length=20, required=False)
    nation = forms.ChoiceField(label=TITLES["nation"], required=False)
    politics = forms.ChoiceField(label=TITLES["politics"], required=False)
    education = forms.ChoiceField(label=TITLES["education"], required=False)
    marriage = forms.ChoiceField(label=TITLES["marriage"], required=False)
    registration = forms.ChoiceField(label=TITLES["registration"], required=False)
    skill = forms.ChoiceField(label=TITLES["skill"], required=False)
    employment = forms.ChoiceField(label=TITLES["employment"], required=False)
    trade = forms.ChoiceField(label=TITLES["trade"], required=False)
    model_worker = forms.ChoiceField(label=TITLES["model_worker"], required=False)
    migrant = forms.BooleanField(label=_("Migrant worker"), required=False)
    dispatched = forms.BooleanField(label=_("Dispatched worker"), required=False)
    card = forms.CharField(label=_("Bank card"), max_length=30, required=False)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    health = LongField(label=_("Health and disability"), rows=2, required=False, max_length=200)

    def __init__(self, *args: Any, sensitive: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"].choices = table("document")
        for name, _title in CODED:
            self.fields[name].choices = [NONE, *table(name)]
        if not sensitive:
            del self.fields["health"]

    def clean_sex(self) -> str:
        return self.cleaned_data["sex"] or Person.Sex.UNKNOWN


class EnterForm(PersonForm):
    """A new person, at a union beneath one's own, at once a member or not."""

    organisation = OwnUnionField(label=_("Union that keeps the record"))
    member_since = PastDayField(
        label=_("Member since"), required=False,
        help_text=_("Empty: on file, but not a member yet."),
    )  # fmt: skip
    field_order = ("name", "document", "number", "organisation", "member_since")

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].actor = by


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


class PeopleFilters(Styled):
    """What a list of people is narrowed by; an answer nobody offered narrows nothing."""

    q = forms.CharField(
        label=_("Name, pinyin, number or end of the phone"), required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )  # fmt: skip
    under = forms.IntegerField(required=False, widget=forms.HiddenInput)
    town = forms.ChoiceField(label=_("Town or street"), required=False)
    standing = forms.ChoiceField(
        label=_("Standing"), required=False, choices=[*EMPTY, *Standing.choices]
    )
    sex = forms.ChoiceField(
        label=_("Sex"), required=False, choices=[*EMPTY, *Person.Sex.choices[1:]]
    )
    education = forms.ChoiceField(label=TITLES["education"], required=False)
    trade = forms.ChoiceField(label=TITLES["trade"], required=False)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False,
        choices=[
            *EMPTY, ("migrant", _("Migrant workers")), ("dispatched", _("Dispatched workers")),
            ("model", _("Model workers")),
        ],
    )  # fmt: skip
    number = forms.ChoiceField(
        label=_("Identity number"), required=False, choices=[*EMPTY, *Person.NumberState.choices]
    )
    # Said by the pages that count: who has this fault, who is counted as a member.
    fault = forms.CharField(required=False, widget=forms.HiddenInput)
    counted = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        kinds = [Organisation.Kind.TOWN, Organisation.Kind.ZONE]
        towns = Organisation.objects.visible_to(by).active().filter(kind__in=kinds)
        self.fields["town"].choices = [*EMPTY, *((str(town.pk), str(town)) for town in towns)]
        self.fields["education"].choices = [*EMPTY, *table("education")]
        self.fields["trade"].choices = [*EMPTY, ("any", _now("Any")), *table("trade")]
        if len(towns) < 2:
            del self.fields["town"]

    def narrowed(self) -> PersonQuerySet:
        """The people this officer may see, as far as the filters say."""
        self.is_valid()
        asked = self.cleaned_data
        rows = Person.objects.visible_to(self.by).filter(self.place())
        if asked.get("q"):
            rows = people_found(rows, asked["q"], by=self.by)
        for name, column in COLUMNS.items():
            if value := asked.get(name):
                alone = column != "education" or self.asked_for() <= {"education", "town", "under"}
                rows = rows.filter(**{column: value})
                rows = one_of_few(rows, column, value) if alone else rows
        if asked.get("trade"):
            rows = rows.filter(FEW["trade"])
            rows = rows if asked["trade"] == "any" else rows.filter(trade=asked["trade"])
        if asked.get("counted"):
            rows = rows.filter(counted=True)
        return by_kind(with_fault(rows, asked.get("fault", "")), asked.get("kind", ""))

    def asked_for(self) -> set[str]:
        return {name for name, value in self.cleaned_data.items() if value}

    def place(self) -> Q:
        """The town and the unit that are asked for, as far as they lie in the officer's place."""
        found = Q()
        for place in (self.cleaned_data.get("town"), self.cleaned_data.get("under")):
            if place:
                unit = Organisation.objects.visible_to(self.by).filter(pk=place).first()
                found &= within(unit.path if unit else "")
        return found

    def known_count(self, rows: PersonQuerySet) -> Count | None:
        """How many people all of a place are: the unions know. None where more is asked.

        Whoever looks for somebody does not read past a thousand: counting stops there.
        """
        if self.cleaned_data.get("q"):
            return count_of(rows, limit=ENOUGH)
        if self.asked_for() - {"town", "under"}:
            return None
        if not self.by.may(Permission.COVERAGE_VIEW):
            return None
        unions = Tally.objects.visible_to(self.by).filter(self.place())
        return Count(unions.aggregate(all=Sum("people"))["all"] or 0)


def with_fault(rows: PersonQuerySet, fault: str) -> PersonQuerySet:
    """The rows behind one number of the list of faults; an unknown fault has none."""
    if not fault:
        return rows
    if fault in MEASURES:
        return rows.filter(MEASURES[fault])
    if fault == "joined_on_missing":
        return rows.filter(memberships__until=None, memberships__joined_on=None)
    if fault == "in_dissolved":
        gone = rows.filter(organisation__status=Organisation.Status.DISSOLVED)
        return gone.filter(standing__in=[Standing.ACTIVE, Standing.KEPT], counted=True)
    return rows.none()


# What is asked → the column that answers.
COLUMNS = {
    "standing": "standing", "sex": "sex", "education": "education", "number": "number_state",
}  # fmt: skip
MOST_ARE = {"standing": Standing.ACTIVE, "number_state": Person.NumberState.VALID}


def one_of_few(rows: PersonQuerySet, column: str, value: str) -> PersonQuerySet:
    """Say what the database cannot conclude by itself: that the index of the few knows the row."""
    known = column in FEW and MOST_ARE.get(column) != value
    return rows.filter(FEW[column]) if known else rows


def by_kind(rows: PersonQuerySet, kind: str) -> PersonQuerySet:
    if kind == "model":
        return rows.filter(FEW["model_worker"])
    if kind == "dispatched":
        return rows.filter(FEW["dispatched"])
    return rows.filter(**{kind: True}) if kind else rows


class TransferFilters(Styled):
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[*EMPTY, *MembershipTransfer.State.choices]
    )

    def narrowed(self, by: Actor) -> QuerySet[MembershipTransfer]:
        self.is_valid()
        rows = MembershipTransfer.objects.visible_to(by)
        state = self.cleaned_data.get("state")
        return rows.filter(state=state) if state else rows


class JoiningFilters(Styled):
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[*EMPTY, *Joining.State.choices]
    )

    def narrowed(self, by: Actor) -> QuerySet[Joining]:
        """Waiting ones unless another state is asked for."""
        self.is_valid()
        rows = Joining.objects.visible_to(by)
        if "state" not in self.data:
            return rows.filter(state=Joining.State.WAITING)
        state = self.cleaned_data.get("state")
        return rows.filter(state=state) if state else rows


class PairFilters(Styled):
    ground = forms.ChoiceField(
        label=_("Ground"), required=False, choices=[*EMPTY, *Pair.Ground.choices]
    )
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[*EMPTY, *Pair.State.choices]
    )

    def narrowed(self, by: Actor) -> QuerySet[Pair]:
        """Undecided pairs unless another state is asked for."""
        self.is_valid()
        rows = Pair.objects.visible_to(by)
        if ground := self.cleaned_data.get("ground"):
            rows = rows.filter(ground=ground)
        if "state" not in self.data:
            return rows.open()
        state = self.cleaned_data.get("state")
        return rows.filter(state=state) if state else rows
