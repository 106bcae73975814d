"""What the lists of people, transfers, applications and pairs are narrowed by."""

from functools import cached_property, reduce
from typing import Any

from django import forms
from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.kernel.forms import Styled
from niudai.kernel.listing import LIMIT, Count
from niudai.kernel.paths import STEP, within
from niudai.membership.forms.fields import (
    EMPTY,
    TITLES,
    table,
)
from niudai.membership.models import (
    Joining,
    MembershipTransfer,
    Pair,
    Person,
    Standing,
    Tally,
)
from niudai.membership.models.person import FEW, PersonQuerySet
from niudai.membership.searching import ENOUGH, people_found
from niudai.membership.tallying import MEASURES
from niudai.organisations.models import Organisation

PLACES = {"town", "under"}  # what narrows to a place: the people found are counted in it


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

    found_count: Count | None = None  # of the people a question found, where the index told it

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        towns = towns_of(by)
        self.fields["town"].choices = [*EMPTY, *towns]
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
            found = people_found(rows, asked["q"], by=self.by)
            rows, self.found_count = found.rows, found.count
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

    @cached_property
    def units(self) -> dict[str, Organisation | None]:
        """The units the address names; None for one that is not there for this officer."""
        keys = {name: self.cleaned_data.get(name) for name in PLACES}
        seen = Organisation.objects.visible_to(self.by)
        return {name: seen.filter(pk=key).first() for name, key in keys.items() if key}

    def place(self) -> Q:
        """The town and the unit that are asked for, as far as they lie in the officer's place."""
        paths = [unit.path if unit else "" for unit in self.units.values()]
        return reduce(Q.__and__, map(within, paths), Q())

    @property
    def limit(self) -> int:
        """Where counting stops: whoever looks for somebody does not read past a page or two."""
        return ENOUGH if self.cleaned_data.get("q") else LIMIT

    def known_count(self) -> Count | None:
        """How many people all of a place are: the unions know. None where more is asked."""
        if self.cleaned_data.get("q"):
            return self.found_count if self.asked_for() <= {"q", *PLACES} else None
        if self.asked_for() - PLACES:
            return None
        if not self.by.may(Permission.COVERAGE_VIEW):
            return None
        unions = Tally.objects.visible_to(self.by).filter(self.place())
        return Count(unions.aggregate(all=Sum("people"))["all"] or 0)


def towns_of(by: Actor) -> list[tuple[str, str]]:
    """The towns an officer may choose among; whoever is at home in one is not asked."""
    if len(by.scope) > STEP:
        return []
    kinds = [Organisation.Kind.TOWN, Organisation.Kind.ZONE]
    towns = Organisation.objects.visible_to(by).active().filter(kind__in=kinds)
    return [(str(town.pk), str(town)) for town in towns.only("name", "short_name")]


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
