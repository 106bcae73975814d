"""One form a question about a household in need: who, where, with whom; in a worker's words."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from niudai.kernel.forms import PastDayField, YuanField
from niudai.portal.forms.fields import IdentityField, PhoneField
from niudai.portal.forms.questions import Answer
from niudai.rulebook.codes import codes

HAN = "01"  # of the table of nations
NOBODY_ELSE = "01"  # relation of the worker; everybody else has another
NO = "none"
GOOD = "good"
YES_NO = [("yes", _("Yes")), ("no", _("No"))]


def named(table: str, *, without: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    known = codes(table, on=timezone.localdate())
    return [(code.id, code.name) for code in known if code.id not in without]


class CodeField(forms.ChoiceField):
    """One entry of a code table; `first` are choices before them."""

    def __init__(self, table: str, first: Any = (), **kwargs: Any) -> None:
        without = kwargs.pop("without", ())
        super().__init__(choices=lambda: [*first, *named(table, without=without)], **kwargs)


CHOOSE = [("", _("Choose"))]


def yes_no(label: Any, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=YES_NO, widget=forms.RadioSelect, **more)


class WorkingForm(Answer):
    status = CodeField("work_status", label=_("How is your work now?"), widget=forms.RadioSelect)
    able_unemployed = forms.BooleanField(
        label=_("I could work, have no work, and have no paper that shows why"), required=False
    )
    industry = CodeField("industry_form", CHOOSE, label=_("In which trade?"))
    work_since = PastDayField(
        label=_("Since when do you work?"),
        help_text=_("The first job counts. If you are not sure, give the day you think it was."),
    )
    is_member = yes_no(_("Are you a union member?"))
    is_migrant = yes_no(_("Do you come from the countryside elsewhere to work here?"))
    contract_signed_on = PastDayField(
        label=_("When was your labour contract signed?"), required=False,
        help_text=_("Asked only of those who come from elsewhere."),
    )  # fmt: skip

    def clean_is_member(self) -> str:
        if self.cleaned_data["is_member"] == "no":
            raise forms.ValidationError(
                gettext("A file is for members. Join first: it takes three minutes and costs "
                        "nothing. For help at once call 12351.")
            )  # fmt: skip
        return str(self.cleaned_data["is_member"])

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("is_migrant") != "yes":
            given["contract_signed_on"] = None
            self.errors.pop("contract_signed_on", None)
        elif not given.get("contract_signed_on") and "contract_signed_on" not in self.errors:
            self.add_error("contract_signed_on", gettext("The day stands on the contract."))
        return given


class WorkerForm(Answer):
    name = forms.CharField(label=_("Your name"), max_length=50)
    number = IdentityField(label=_("Identity number"))
    phone = PhoneField(help_text=_("With it and the code you follow your application."))
    other_contact = forms.CharField(
        label=_("How else can we reach you?"), max_length=100,
        help_text=_("Another phone, a relative, or “none”."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())


class PapersForm(Answer):
    """What the national form wants to know of the worker beside."""

    nation = CodeField("nation", label=_("Nation"), initial=HAN)
    marriage = CodeField("marriage", CHOOSE, label=_("Marital status"))
    registration = CodeField("registration", CHOOSE, label=_("Household registration"))
    insurance = CodeField("medical_insurance", CHOOSE, label=_("Medical insurance"))
    politics = CodeField("politics", CHOOSE, label=_("Political affiliation"))
    model_worker = CodeField("model_worker", [(NO, _("No"))], label=_("Are you a model worker?"))


class HealthForm(Answer):
    health = CodeField("health_form", label=_("How is your health?"), initial=GOOD)
    disability = CodeField(
        "disability", [("", _("None"))], label=_("Disability"), required=False
    )  # fmt: skip
    illness = forms.CharField(
        label=_("What is it, and what is done?"), max_length=200, required=False,
        help_text=_("A few words. Only those who handle your file read it."),
    )  # fmt: skip


class HomeForm(Answer):
    address = forms.CharField(label=_("Where do you live?"), max_length=200)
    registered_at = forms.CharField(
        label=_("Where is your household registered?"), max_length=60,
        help_text=_("As in the household register."),
    )  # fmt: skip
    residence = forms.ChoiceField(
        label=_("Town or village household?"),
        widget=forms.RadioSelect,
        choices=[("urban", _("Town")), ("rural", _("Village"))],
        help_text=_("The minimum-living standard differs."),
    )
    housing = CodeField("housing", CHOOSE, label=_("Whose dwelling is it?"))
    floor_area = CodeField("floor_area", CHOOSE, label=_("Floor area"), required=False)
    single_parent = forms.BooleanField(label=_("I raise children alone"), required=False)


class HouseholdForm(Answer):
    """Nothing is typed here: people are added one by one, on a page of their own."""

    def clean(self) -> dict[str, Any]:
        return {"people": self.answers.get("household", "people", [])}


class PersonForm(Answer):
    """Somebody who lives in the household."""

    relation = CodeField(
        "relation", CHOOSE, without=(NOBODY_ELSE,), label=_("Who is it?"),
        help_text=_("Seen from you: your son, your mother …"),
    )  # fmt: skip
    name = forms.CharField(label=_("Name"), max_length=50)
    number = IdentityField(
        label=_("Identity number"), help_text=_("Children have one too: in the household register.")
    )
    status = CodeField("work_status", CHOOSE, label=_("Work"), required=False)
    able_unemployed = forms.BooleanField(
        label=_("Could work, has no work, does not study, and has no paper that shows why"),
        required=False,
    )
    monthly_fen = YuanField(label=_("Income a month, in yuan"), required=False)
    unit = forms.CharField(label=_("Unit or school"), max_length=120, required=False)
    health = CodeField("health_form", label=_("Health"), initial=GOOD)
    illness = forms.CharField(label=_("Illness, in a few words"), max_length=200, required=False)

    def __init__(self, *args: Any, who: str = "", **kwargs: Any) -> None:
        self.who = who
        super().__init__(*args, **kwargs)

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean_number(self) -> str:
        number = str(self.cleaned_data["number"])
        people = self.answers.get("household", "people", [])
        others = [each["number"] for each in people if each["id"] != self.who]
        if number in [*others, self.answers.get("you", "number")]:
            raise forms.ValidationError(gettext("This number stands here already."))
        return number


def born_on(number: str) -> date:
    """The birthday in a number that was found valid."""
    return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
