"""The form of domain 1.7 in the parts in which it is asked at a counter."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor
from niudai.assistance.hardship.forms.choices import model_workers, names_of, of
from niudai.assistance.hardship.guards.consents import children_of, standing
from niudai.assistance.hardship.models import SELF, Consent, HardshipFile, Member, MoneyLine
from niudai.kernel.forms import LongField, PastDayField, Styled, YuanField
from niudai.membership.models import Person
from niudai.organisations.forms import ANSWERING, OrganisationChoice
from niudai.organisations.models import Employer, Organisation


def text(label: Any, most: int, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=False, **more)


def choice(label: Any, table: str, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=of(table), required=False, **more)


def tick(label: Any) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False)


class TakeDownForm(Styled):
    """The beginning: who, and where the file lies."""

    name = forms.CharField(label=_("Name"), max_length=50)
    identity = text(_("Identity number"), 18)
    phone = text(_("Mobile phone"), 20)
    employer = text(
        _("Employer"), 120, help_text=_("In full. If it has a union, the file lies there.")
    )
    organisation = OrganisationChoice(label=_("Union that keeps the file"))
    received_on = PastDayField(label=_("Received on"), initial=timezone.localdate)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        seen = Organisation.objects.visible_to(actor).active()
        own = seen.filter(path=actor.scope)
        self.fields["organisation"].queryset = seen.filter(kind__in=ANSWERING) | own
        self.fields["organisation"].initial = own.first()

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        rows = Employer.objects.visible_to(self.actor).select_related("union")
        said = data["employer"].strip()
        employer = rows.filter(name=said).order_by("pk").first() if said else None
        union = employer.union if employer else None
        return {
            "organisation": union or data["organisation"], "employer": employer,
            "received_on": data["received_on"], "employer_said": "" if employer else said,
            "worker": {
                "name": data["name"], "number": data["identity"], "phone": data["phone"].strip()
            },
        }  # fmt: skip


class MemberForm(Styled):
    """Somebody of the household; the worker has more to say."""

    relation = forms.ChoiceField(label=_("Relation to the worker"), choices=of("relation"))
    name = forms.CharField(label=_("Name"), max_length=50)
    identity = text(_("Identity number"), 18, help_text=_("Birthday and sex are read from it."))
    born_on = PastDayField(label=_("Born on, without a number"), required=False)
    sex = forms.ChoiceField(
        label=_("Sex, without a number"), choices=Person.Sex.choices, required=False
    )
    phone = text(_("Mobile phone"), 20)
    nation = choice(_("Nation"), "nation", initial="01")
    politics = choice(_("Political affiliation"), "politics")
    marriage = choice(_("Marital status"), "marriage")
    registration = choice(_("Household registration"), "registration")
    insurance = choice(_("Medical insurance"), "medical_insurance")
    status = choice(_("Work status"), "work_status")
    model_worker = forms.ChoiceField(label=_("Model worker"), choices=model_workers, required=False)
    monthly_fen = YuanField(label=_("Own monthly income (yuan)"), required=False)
    able_unemployed = tick(_("Able to work, of age, not studying, without work and without proof"))
    health = choice(_("Health"), "health_form")
    disability = choice(_("Disability"), "disability")
    illness = text(_("Illness, treatment"), 200)
    unit = text(_("Unit or school"), 120)
    education = choice(_("Schooling"), "education")
    entry_year = forms.IntegerField(
        label=_("Year of entry"), min_value=1950, max_value=2100, required=False
    )
    years = forms.IntegerField(
        label=_("Length in years"), min_value=1, max_value=10, required=False
    )
    remark = text(_("Remark"), 200)

    def __init__(self, *args: Any, member: Member | None = None, **kwargs: Any) -> None:
        if member:
            kwargs["initial"] = beginning(member, self.base_fields)
        super().__init__(*args, **kwargs)
        self.member = member
        if member and member.relation == SELF:
            del self.fields["relation"]

    def arguments(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        data["number"] = data.pop("identity")
        data["monthly_fen"] = data.get("monthly_fen") or 0
        data["sex"] = data.get("sex") or "0"
        if data["number"]:
            del data["born_on"], data["sex"]
        return data


def beginning(row: Any, fields: Any) -> dict[str, Any]:
    """What stands on the record, as a form begins with it."""
    found = {name: getattr(row, name) for name in fields if hasattr(row, name)}
    if "identity" in fields:
        found["identity"] = row.number
    return {
        name: f"{value / 100:.2f}" if name.endswith("_fen") and value is not None else value
        for name, value in found.items()
    }


class PartForm(Styled):
    """A part of the form, begun with what stands on the file."""

    def __init__(self, *args: Any, file: HardshipFile, **kwargs: Any) -> None:
        self.file = file
        super().__init__(*args, initial=beginning(file, self.base_fields), **kwargs)

    def arguments(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class WorkForm(PartForm):
    employer_said = text(_("Employer, as the worker says"), 120)
    unit_kind = choice(_("Kind of unit"), "unit_kind_form")
    unit_condition = text(_("Condition of the unit"), 60)
    industry = choice(_("Industry"), "industry_form")
    work_since = PastDayField(label=_("At work since"), required=False)
    is_member = tick(_("Union member"))
    waiver = text(
        _("Why without membership"), 200, help_text=_("By the local rule that allows it.")
    )
    migrant = tick(_("Migrant worker"))
    contract_signed_on = PastDayField(label=_("Contract signed on"), required=False)
    contract_band = choice(_("Length of the contract"), "contract_band")


class HomeForm(PartForm):
    residence = forms.ChoiceField(
        label=_("Standard that applies"), choices=HardshipFile.Residence.choices
    )
    registered_at = text(_("Registered at"), 60)
    address = text(_("Address"), 200)
    postcode = text(_("Postcode"), 6)
    other_contact = text(_("Other contact"), 100)
    housing = choice(_("Housing"), "housing")
    floor_area = choice(_("Floor area"), "floor_area")
    single_parent = tick(_("Single parent"))
    zero_employment = tick(_("Nobody of the household has work"))
    self_help = tick(_("Some ability to help oneself"))


class CauseForm(PartForm):
    cause = choice(_("Main cause"), "hardship_cause")
    other_causes = forms.MultipleChoiceField(
        label=_("Other causes, at most three"), required=False,
        choices=lambda: names_of("hardship_cause"), widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    story = LongField(label=_("What happened"), max_length=2000, required=False)
    group = choice(_("Key group"), "hardship_group")


class BankForm(PartForm):
    bank = text(_("Bank and branch"), 80)
    card = text(_("Bank card"), 30)
    card_name = text(_("Card holder"), 50)


YES_NO = (("", "—"), ("yes", _("Yes")), ("no", _("No")))


def yes_no(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, choices=YES_NO, required=False, empty_value=None,
        coerce=lambda value: value == "yes",
    )  # fmt: skip


class DeclaredForm(Styled):
    """What excludes, and what happened suddenly: each asked, none guessed."""

    no_income = yes_no(_("No income at all in the year"))
    dwellings = forms.IntegerField(
        label=_("Dwellings owned"), min_value=0, max_value=99, required=False
    )
    shop = yes_no(_("Owns a shop"))
    employs_others = yes_no(_("Employs others in business"))
    private_school = yes_no(_("Child at a high-fee private school, or abroad at own cost"))
    school_fee = YuanField(label=_("Yearly fee of the private school (yuan)"), required=False)
    public_school_fee = YuanField(label=_("Yearly fee of the public school (yuan)"), required=False)
    own_vehicle = yes_no(_("Regularly uses a motor vehicle, other than as a hired driver"))
    own_fault = yes_no(_("Caused by fighting, drink-driving, gambling or drugs"))
    refuses_work = yes_no(_("Somebody able refuses work without reason"))
    refuses_check = yes_no(_("Refuses the check of the family's finances"))
    event = forms.ChoiceField(
        label=_("Sudden event"), required=False,
        choices=(
            ("", "—"), ("public", _("Disaster, major accident, epidemic")),
            ("illness", _("Serious illness")), ("loss", _("Injury, home or goods destroyed")),
        ),
    )  # fmt: skip
    event_cost = YuanField(label=_("Cost or loss of the event (yuan)"), required=False)
    event_compensated = YuanField(
        label=_("Compensation, insurance and help so far (yuan)"), required=False
    )
    event_casualty = yes_no(_("Somebody hurt or killed in the event"))
    still_in_difficulty = yes_no(_("Still in need after all help, as the officer finds"))

    def __init__(self, *args: Any, file: HardshipFile, **kwargs: Any) -> None:
        initial = {name: as_typed(name, value) for name, value in file.declared.items()}
        super().__init__(*args, initial=initial, **kwargs)

    def arguments(self) -> dict[str, Any]:
        return {name: as_declared(name, value) for name, value in self.cleaned_data.items()}


AMOUNTS = ("school_fee", "public_school_fee", "event_cost", "event_compensated")


def as_typed(name: str, value: Any) -> Any:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value


def as_declared(name: str, value: Any) -> Any:
    """Amounts are yuan as text, as the rulebook reads them."""
    if name in AMOUNTS and value is not None:
        return f"{value // 100}.{value % 100:02d}"
    return None if value == "" else value


class MoneyForm(Styled):
    """One line of income or of rigid expenditure."""

    item = forms.ChoiceField(label=_("Item"))
    amount_fen = YuanField(label=_("Amount in the year (yuan)"))
    back_fen = YuanField(label=_("Reimbursed of it (yuan)"), required=False)
    member = forms.ModelChoiceField(
        label=_("Of whom"), queryset=Member.objects.none(), required=False
    )
    proof = text(_("Proof"), 120)

    def __init__(self, *args: Any, file: HardshipFile, side: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.side = side
        self.fields["item"].choices = names_of(f"{side}_item")
        self.fields["member"].queryset = file.members.filter(until=None)
        self.fields["member"].label_from_instance = lambda one: f"{one.name}（{one.relation_name}）"
        if side == MoneyLine.Side.INCOME:
            del self.fields["back_fen"]

    def arguments(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        return {**data, "side": self.side, "back_fen": data.get("back_fen") or 0}


class ConsentForm(Styled):
    """Which consent, and who gave it with their signature."""

    kind = forms.ChoiceField(label=_("Consent"))
    given_by = forms.CharField(label=_("Signed by"), max_length=50)
    given_on = PastDayField(label=_("Signed on"), initial=timezone.localdate)

    def __init__(self, *args: Any, file: HardshipFile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.children = {
            f"child-{child.pk}": child
            for child in children_of(file) if not standing(file, Consent.Kind.GUARDIAN, child)
        }  # fmt: skip
        open_kinds = [
            (value, label) for value, label in Consent.Kind.choices
            if value != Consent.Kind.GUARDIAN and not standing(file, value)
        ]  # fmt: skip
        self.fields["kind"].choices = open_kinds + [
            (key, gettext("Guardian for %(name)s") % {"name": child.name})
            for key, child in self.children.items()
        ]
        self.fields["given_by"].initial = file.name

    def arguments(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        if child := self.children.get(data["kind"]):
            return {**data, "kind": Consent.Kind.GUARDIAN, "member": child}
        return data


class PaperForm(Styled):
    kind = forms.ChoiceField(label=_("Kind of paper"), choices=lambda: names_of("hardship_paper"))
    upload = forms.FileField(label=_("File"))

    def arguments(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class NoteForm(Styled):
    text = LongField(label=_("Note"), max_length=5000)


class RevealForm(Styled):
    reason = forms.CharField(label=_("Reason"), max_length=200)
