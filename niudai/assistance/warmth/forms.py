"""Forms of warmth campaigns. The field names are the arguments of the action."""

from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from niudai.access.actor import Actor
from niudai.assistance.hardship.models import HardshipFile
from niudai.assistance.warmth.models import Campaign, Goods, Purse, Target
from niudai.funds.models import Source, SourceStage
from niudai.kernel.forms import DayField, LongField, PastDayField, Styled, YuanField
from niudai.kernel.paths import ancestors, within
from niudai.kernel.searching import found_by
from niudai.organisations.forms import OrganisationChoice
from niudai.organisations.models import Employer, Organisation
from niudai.rulebook.codes import codes

ALL = [("", _("All"))]
NONE = [("", "—")]
PLACES = 400
MOST_PHOTOS = 6


def groups() -> list[tuple[str, str]]:
    return [(code.id, code.name) for code in codes("fund_group", on=timezone.localdate())]


def categories() -> list[tuple[str, str]]:
    today = timezone.localdate()
    known = [(code.id, code.name) for code in codes("hardship_category", on=today)]
    return [("", str(_("All"))), *known]


class PhotosField(forms.FileField):
    """Several pictures, taken on the spot where the phone can."""

    class Several(forms.ClearableFileInput):
        allow_multiple_selected = True

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"multiple": True, "accept": "image/*"}
        super().__init__(widget=self.Several(attrs=attrs), required=False, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        files = [each for each in data or [] if each]
        if len(files) > MOST_PHOTOS:
            raise forms.ValidationError(_("At most six pictures."))
        return [super(PhotosField, self).clean(each) for each in files]


class CampaignForm(Styled):
    kind = forms.ChoiceField(label=_("Kind"), choices=Campaign.Kind.choices)
    name = forms.CharField(label=_("Name"), max_length=80)
    since = DayField(label=_("From"))
    until = DayField(label=_("Until"))
    words = LongField(label=_("What it is for"), rows=3, max_length=2000, required=False)


class MoveForm(Styled):
    """A move that asks nothing."""


class ReasonForm(MoveForm):
    reason = LongField(label=_("Reason"), rows=3, max_length=1000)


class CloseForm(MoveForm):
    leftovers = forms.CharField(
        label=_("Where the rest of the goods went"), max_length=200, required=False
    )


class PurseForm(Styled):
    source: Any = forms.ModelChoiceField(label=_("Source of money"), queryset=None)
    most_fen = YuanField(label=_("At most, in yuan"))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Source.objects.visible_to(actor).filter(stage=SourceStage.OPEN)
        self.fields["source"].queryset = rows
        self.fields["source"].label_from_instance = lambda source: source.title


class UnionForm(Styled):
    organisation = OrganisationChoice(label=_("Union"))

    def __init__(self, *args: Any, campaign: Campaign, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Organisation.objects.visible_to(actor).active()
        beneath = rows.filter(path__startswith=campaign.organisation.path)
        self.fields["organisation"].queryset = beneath.exclude(kind="group")


class ShareForm(UnionForm):
    visits = forms.IntegerField(label=_("Visits"), min_value=0, max_value=100_000)
    money_fen = YuanField(label=_("Money in yuan"), initial=0)


class GoodsForm(Styled):
    name = forms.CharField(label=_("Goods"), max_length=80)
    unit = forms.CharField(label=pgettext_lazy("measure", "Unit"), max_length=10)
    count = forms.IntegerField(label=_("How many came in"), min_value=1, max_value=1_000_000)
    price_fen = YuanField(label=_("Price of one, in yuan"))
    document = forms.CharField(label=_("Receipt or delivery note"), max_length=120)
    came_on = PastDayField(label=_("Came in on"), initial=timezone.localdate)
    purse: Any = forms.ModelChoiceField(
        label=_("Bought from"), queryset=None, required=False, empty_label=_("Given, not bought")
    )
    supplier = forms.CharField(label=_("Supplier"), max_length=60, required=False)
    bank = forms.CharField(label=_("Bank of the supplier"), max_length=80, required=False)
    account = forms.CharField(label=_("Account of the supplier"), max_length=40, required=False)
    giver = forms.CharField(label=_("Given by"), max_length=120, required=False)

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purse"].queryset = campaign.purses.select_related("source__organisation")


class AllotForm(UnionForm):
    count = forms.IntegerField(label=_("How many"), min_value=1, max_value=1_000_000)


class BackForm(Styled):
    count = forms.IntegerField(label=_("How many"), min_value=1, max_value=1_000_000)


class PlannedForm(Styled):
    """What is planned for somebody on the list."""

    money_fen = YuanField(label=_("Money in yuan"), required=False)
    goods: Any = forms.ModelChoiceField(label=_("Goods"), queryset=None, required=False)
    count = forms.IntegerField(label=_("How many"), min_value=0, max_value=1000, required=False)

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["goods"].queryset = campaign.goods.all()

    def planned(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"money_fen": data.get("money_fen") or 0, "goods": data.get("goods"),
                "count": data.get("count") or 0}  # fmt: skip


class PersonForm(PlannedForm):
    organisation = OrganisationChoice(label=_("Union"))
    name = forms.CharField(label=_("Name"), max_length=50)
    group = forms.ChoiceField(label=_("Group"), choices=groups)
    why = forms.CharField(label=_("Why"), max_length=200)
    number = forms.CharField(label=_("Identity number"), max_length=18, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=20, required=False)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    bank = forms.CharField(label=_("Bank"), max_length=80, required=False)
    card = forms.CharField(label=_("Bank card"), max_length=30, required=False)
    field_order = ("organisation", "name", "group", "why", "number", "phone", "address", "bank",
                   "card", "money_fen", "goods", "count")  # fmt: skip

    def __init__(self, *args: Any, campaign: Campaign, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, campaign=campaign, **kwargs)
        rows = Organisation.objects.visible_to(actor).active()
        self.fields["organisation"].queryset = rows.exclude(kind="group")

    def arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, **self.planned()}


class SiteForm(PlannedForm):
    employer = forms.CharField(
        label=_("Employer"), max_length=120, help_text=_("Full name or credit code.")
    )
    site = forms.CharField(label=_("Site"), max_length=120, required=False)
    workers = forms.IntegerField(
        label=_("Workers there"), min_value=0, max_value=1_000_000, required=False
    )
    field_order = ("employer", "site", "workers", "goods", "count")

    def __init__(self, *args: Any, campaign: Campaign, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, campaign=campaign, **kwargs)
        self.actor = actor
        del self.fields["money_fen"]

    def clean_employer(self) -> Employer:
        word = self.cleaned_data["employer"].strip()
        rows = Employer.objects.visible_to(self.actor)
        found = list(rows.filter(credit_code=word)[:1]) or list(rows.filter(name=word)[:2])
        if len(found) != 1:
            raise forms.ValidationError(
                _("No employer in your place has this full name or credit code, or several have.")
            )
        return found[0]

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        planned = self.planned()
        planned.pop("money_fen")
        return {"employer": data["employer"], "site": data["site"],
                "workers": data["workers"] or 0, **planned}  # fmt: skip


class HouseholdFilters(Styled):
    """Households in force that are not on the list yet."""

    category = forms.ChoiceField(label=_("Category"), choices=categories, required=False)
    place = forms.ChoiceField(label=_("Where"), required=False)

    def __init__(self, *args: Any, by: Actor, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by, self.campaign = by, campaign
        rows = Organisation.objects.visible_to(by).exclude(kind__in=["enterprise", "group"])
        self.places = {str(row.pk): row for row in rows.order_by("path")[:PLACES]}
        self.fields["place"].choices = [*ALL, *((pk, str(row)) for pk, row in self.places.items())]

    def narrowed(self) -> QuerySet[HardshipFile]:
        self.is_valid()
        asked = self.cleaned_data
        there = self.campaign.targets.filter(dropped_on=None).exclude(file=None).values("file")
        rows = HardshipFile.objects.visible_to(self.by).in_force().exclude(pk__in=there)
        rows = rows.filter(within(self.campaign.organisation.path, "organisation__path"))
        if asked.get("category"):
            rows = rows.filter(category=asked["category"])
        if asked.get("place"):
            rows = rows.filter(within(self.places[asked["place"]].path, "organisation__path"))
        return rows


class TargetFilters(Styled):
    q = forms.CharField(label=_("Name"), required=False,
                        widget=forms.TextInput(attrs={"type": "search"}))  # fmt: skip
    kind = forms.ChoiceField(label=_("Kind"), choices=[*ALL, *Target.Kind.choices], required=False)
    state = forms.ChoiceField(
        label=_("State"), required=False,
        choices=[*ALL, ("open", _("To be visited")), ("visited", _("Visited")),
                 ("unpaid", _("Money not bound yet"))],
    )  # fmt: skip
    under = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def narrowed(self, rows: Any, by: Actor, *, names: bool) -> Any:
        """`names`: whether the reader may look for a name; a covered list is not searched."""
        self.is_valid()
        asked = self.cleaned_data
        rows = rows.filter(dropped_on=None)
        if asked.get("q") and names:
            rows = rows.filter(found_by(asked["q"]))
        if asked.get("kind"):
            rows = rows.filter(kind=asked["kind"])
        if asked.get("under"):
            unit = Organisation.objects.visible_to(by).filter(pk=asked["under"]).first()
            rows = rows.filter(within(unit.path if unit else "", "organisation__path"))
        match asked.get("state"):
            case "open":
                rows = rows.filter(visited_on=None)
            case "visited":
                rows = rows.exclude(visited_on=None)
            case "unpaid":
                rows = rows.filter(line=None, money_fen__gt=0)
        return rows


class CommitForm(Styled):
    purse: Any = forms.ModelChoiceField(label=_("Source of money"), queryset=Purse.objects.none())

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purse"].queryset = campaign.purses.select_related("source__organisation")


class VisitForm(Styled):
    """For a phone at the door: goods one by one, two witnesses, a signature, pictures."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    visited_on = PastDayField(label=_("Visited on"), initial=timezone.localdate)
    team = forms.CharField(label=_("Who went"), max_length=200)
    first_witness = forms.CharField(label=_("First witness"), max_length=50)
    second_witness = forms.CharField(label=_("Second witness"), max_length=50)
    signed_by = forms.CharField(label=_("Signed by"), max_length=50)
    workers = forms.IntegerField(
        label=_("Workers reached"), min_value=0, max_value=1_000_000, required=False
    )
    conditions = forms.CharField(label=_("Conditions at the site"), max_length=200, required=False)
    temperature = forms.IntegerField(
        label=_("Temperature, °C"), min_value=-50, max_value=60, required=False
    )
    words = LongField(label=_("What was seen and said"), rows=3, max_length=3000, required=False)
    photos = PhotosField(label=_("Pictures"))

    def __init__(self, *args: Any, target: Target, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if target.kind != Target.Kind.SITE:
            for name in ("workers", "conditions", "temperature"):
                del self.fields[name]
        paths = ancestors(target.organisation.path)
        goods = Goods.objects.filter(
            campaign_id=target.campaign_id, allotments__organisation__path__in=paths
        )
        self.goods = {f"goods_{each.pk}": each for each in goods.distinct()}
        for name, each in self.goods.items():
            planned = target.count if target.goods_id == each.pk else 0
            self.fields[name] = forms.IntegerField(
                label=f"{each.name}（{each.unit}）", min_value=0, max_value=100_000,
                initial=planned, required=False,
                widget=forms.NumberInput(attrs={"class": "form-control"}),
            )  # fmt: skip
        self.order_fields(["client_id", "visited_on", *self.goods])

    def arguments(self) -> dict[str, Any]:
        data = {name: value for name, value in self.cleaned_data.items() if name not in self.goods}
        data["goods"] = {
            each.pk: self.cleaned_data.get(name) or 0 for name, each in self.goods.items()
        }
        if "workers" in data:
            data["workers"] = data["workers"] or 0
        return data


class CampaignFilters(Styled):
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[*ALL, *Campaign.Kind.choices], required=False
    )
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100, required=False)
    done = forms.BooleanField(label=_("Closed ones, too"), required=False)

    def narrowed(self, by: Actor) -> QuerySet[Campaign]:
        self.is_valid()
        asked = self.cleaned_data
        rows = Campaign.objects.visible_to(by)
        for name in ("kind", "year"):
            if asked.get(name):
                rows = rows.filter(**{name: asked[name]})
        return rows if asked.get("done") else rows.exclude(stage__in=Campaign.CLOSED)
