"""One form a move, and those that open a case. The field names are the arguments of the action."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor
from niudai.formation.actions.election import Result
from niudai.formation.models import Candidate, Ending, Formation, Preparer, Registration
from niudai.kernel.forms import DayField, LongField, PastDayField, Styled, style
from niudai.organisations.forms import ANSWERING, OrganisationChoice
from niudai.organisations.levels import may_stand_beneath
from niudai.organisations.models import Employer, Organisation
from niudai.rulebook.codes import codes

NONE = ("", "—")
ENDS = "end"
BESIDE = 100  # unions of the same parent offered for a unit of an ended one
OF_SEVERAL_UNITS = {"regional", "industry"}


def day_field(label: Any) -> PastDayField:
    return PastDayField(label=label, initial=timezone.localdate)


def names_of(table: str) -> list[tuple[str, str]]:
    return [(code.id, code.name) for code in codes(table, on=timezone.localdate())]


def forms_of_union() -> list[tuple[str, str]]:
    return names_of("union_form")


def categories() -> list[tuple[str, str]]:
    return [NONE, *names_of("unit_category")]


def terms() -> list[tuple[int, str]]:
    return [(years, str(years)) for years in (3, 5)]


class PrepareForm(Styled):
    """The case of a union to be."""

    superior = OrganisationChoice(label=_("Higher union"))
    name = forms.CharField(label=_("Name of the union"), max_length=120)
    short_name = forms.CharField(label=_("Short name"), max_length=40, required=False)
    form = forms.ChoiceField(label=_("Form of the union"), choices=forms_of_union)
    unit_category = forms.ChoiceField(
        label=_("Category of the unit"), choices=categories, required=False
    )
    workers = forms.IntegerField(label=_("Workers"), min_value=0, max_value=10_000_000)
    members = forms.IntegerField(
        label=_("Members so far"), min_value=0, max_value=10_000_000, required=False
    )
    women = forms.IntegerField(
        label=_("Women among them"), min_value=0, max_value=10_000_000, required=False
    )
    received_on = day_field(_("Begun on"))

    def __init__(
        self, *args: Any, actor: Actor, employer: Employer | None = None, **kwargs: Any
    ) -> None:
        initial = dict(kwargs.pop("initial", None) or {})
        if employer:
            initial |= {
                "superior": employer.organisation_id, "workers": employer.workers,
                "name": f"{employer.name}工会",
            }  # fmt: skip
        super().__init__(*args, initial=initial, **kwargs)
        self.employer = employer
        rows = Organisation.objects.visible_to(actor).active().filter(kind__in=ANSWERING)
        self.fields["superior"].queryset = rows

    def arguments(self) -> dict[str, Any]:
        data = {name: value for name, value in self.cleaned_data.items() if value is not None}
        kinds = Organisation.Kind
        kind = kinds.INDUSTRY if data["form"] in OF_SEVERAL_UNITS else kinds.ENTERPRISE
        return {**data, "kind": kind, "employer": self.employer}


class ReElectionForm(Styled):
    members = forms.IntegerField(label=_("Members"), min_value=1, max_value=10_000_000)
    women = forms.IntegerField(
        label=_("Women among them"), min_value=0, max_value=10_000_000, initial=0
    )
    seats = forms.IntegerField(label=_("Seats of the committee"), min_value=1, max_value=99)
    term_years = forms.TypedChoiceField(label=_("Term in years"), choices=terms, coerce=int)
    received_on = day_field(_("Begun on"))


class FactsForm(Styled):
    """What the request says; corrected until the result is reported."""

    name = forms.CharField(label=_("Name of the union"), max_length=120)
    short_name = forms.CharField(label=_("Short name"), max_length=40, required=False)
    form = forms.ChoiceField(label=_("Form of the union"), choices=forms_of_union)
    unit_category = forms.ChoiceField(
        label=_("Category of the unit"), choices=categories, required=False
    )
    workers = forms.IntegerField(label=_("Workers"), min_value=0, max_value=10_000_000)
    members = forms.IntegerField(label=_("Members"), min_value=0, max_value=10_000_000)
    women = forms.IntegerField(label=_("Women among them"), min_value=0, max_value=10_000_000)
    term_years = forms.TypedChoiceField(label=_("Term in years"), choices=terms, coerce=int)
    seats = forms.IntegerField(label=_("Seats of the committee"), min_value=0, max_value=99)
    audit_seats = forms.IntegerField(
        label=_("Seats of the audit committee"), min_value=0, max_value=15
    )


class PreparerForm(Styled):
    name = forms.CharField(label=_("Name"), max_length=50)
    side = forms.ChoiceField(label=_("Stands for"), choices=Preparer.Side.choices)
    leads = forms.BooleanField(label=_("Head of the group"), required=False)


class CandidateForm(Styled):
    name = forms.CharField(label=_("Name"), max_length=50)
    seat = forms.ChoiceField(label=_("Stands for"), choices=Candidate.Seat.choices)
    full_time = forms.BooleanField(label=_("Full-time"), required=False)
    is_relative = forms.BooleanField(
        label=_("Near relative of the person in charge"), required=False
    )
    is_head = forms.BooleanField(
        label=_("Person in charge, legal representative or partner"), required=False
    )
    is_barred_otherwise = forms.BooleanField(
        label=_("Head of personnel, or a foreigner"), required=False
    )


class RegistrationForm(Styled):
    subject = forms.ChoiceField(label=_("Asked for"), choices=Registration.Subject.choices)
    text = LongField(label=_("What changes, and why"), max_length=1000, required=False, rows=3)
    has_organs = forms.BooleanField(label=_("It has its own name and organs"), required=False)
    has_place = forms.BooleanField(label=_("It has its own place"), required=False)
    has_funds = forms.BooleanField(label=_("Its funding is assured"), required=False)
    applied_on = day_field(_("Applied on"))


class EndingForm(Styled):
    way = forms.ChoiceField(label=_("Way"), choices=Ending.Way.choices)
    why = LongField(label=_("Reason"), max_length=1000, rows=3)
    unit_ended = forms.BooleanField(label=_("The unit itself has ended"), required=False)
    members = forms.ChoiceField(label=_("The members"), choices=Ending.Members.choices)
    into = forms.CharField(
        label=_("To which union"), max_length=120, required=False,
        help_text=_("Its full name; empty when members are kept at the higher union."),
        widget=forms.TextInput(attrs={"list": "unions", "autocomplete": "off"}),
    )  # fmt: skip
    proposed_on = day_field(_("Proposed on"))

    def __init__(self, *args: Any, actor: Actor, union: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reachable = Organisation.objects.visible_to(actor).active().exclude(pk=union.pk)
        self.offered = self.reachable.filter(parent=union.parent_id).order_by("path")[:200]

    def clean_into(self) -> Organisation | None:
        name = self.cleaned_data["into"].strip()
        if not name:
            return None
        found = list(self.reachable.filter(name=name)[:2])
        if len(found) != 1:
            raise forms.ValidationError(_("Choose one union of your place, with its full name."))
        return found[0]


class RegisterFactsForm(Styled):
    """What the register says of a union that was there before the program."""

    founded_on = PastDayField(label=_("Founded on"), required=False)
    form = forms.ChoiceField(
        label=_("Form of the union"), choices=lambda: [NONE, *forms_of_union()], required=False
    )
    unit_category = forms.ChoiceField(
        label=_("Category of the unit"), choices=categories, required=False
    )
    approval_document = forms.CharField(label=_("Approval document"), max_length=60, required=False)
    term_from = DayField(label=_("Term of the committee from"), required=False)
    term_until = DayField(label=_("Term of the committee until"), required=False)
    credit_code = forms.CharField(
        label=_("Credit code of the union"), max_length=18, required=False
    )
    credit_code_proof = forms.CharField(
        label=_("Paper seen, if the code fails the check"), max_length=200, required=False
    )
    certified_on = PastDayField(label=_("Registered on"), required=False)
    certified_until = DayField(label=_("Certificate valid until"), required=False)


class MoveForm(Styled):
    """Knows the case and the person; gives the arguments of the action."""

    def __init__(self, *args: Any, case: Any, actor: Actor, **kwargs: Any) -> None:
        self.case, self.actor = case, actor
        super().__init__(*args, **kwargs)

    def arguments(self) -> dict[str, Any]:
        return self.cleaned_data


class RequestForm(MoveForm):
    requested_on = day_field(_("Sent on"))


class PermitForm(MoveForm):
    document = forms.CharField(label=_("Document number"), max_length=60)
    permitted_on = day_field(_("Decided on"))


class ReasonForm(MoveForm):
    reason = LongField(label=_("Reason"), max_length=1000)


class DelayForm(MoveForm):
    until = DayField(label=_("Until"))
    reason = LongField(label=_("Reason"), max_length=1000)


class ProposeForm(MoveForm):
    proposed_on = day_field(_("Sent on"))


class ConsentForm(MoveForm):
    consented_on = day_field(_("Agreed on"))


class ElectForm(MoveForm):
    """The meeting, and a line for every candidate: votes, elected, post."""

    elected_on = day_field(_("Elected on"))
    meeting = forms.ChoiceField(label=_("Meeting"), choices=Formation.Meeting.choices)
    entitled = forms.IntegerField(label=_("Entitled to vote"), min_value=1, max_value=10_000_000)
    present = forms.IntegerField(label=_("Ballots given out"), min_value=1, max_value=10_000_000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.candidates = self.case.slate
        self.fields["entitled"].initial = self.case.members or None
        for one in self.candidates:
            for name, field in line_of(one).items():
                self.fields[f"{name}_{one.pk}"] = field
        for field in self.fields.values():
            styled(field)

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        asked = {name: data[name] for name in ("elected_on", "meeting", "entitled", "present")}
        results = [
            Result(
                candidate=one.pk, votes=data[f"votes_{one.pk}"],
                elected=data[f"elected_{one.pk}"],
                post=data.get(f"post_{one.pk}") or Candidate.Post.MEMBER,
            )
            for one in self.candidates
        ]  # fmt: skip
        return {**asked, "results": results}


def line_of(one: Candidate) -> dict[str, forms.Field]:
    about = f"{one.get_seat_display()} · {one.name}"
    line: dict[str, forms.Field] = {
        "votes": forms.IntegerField(
            label=_("%(who)s: votes") % {"who": about}, min_value=0, initial=one.votes
        ),
        "elected": forms.BooleanField(
            label=_("%(who)s is elected") % {"who": one.name}, required=False, initial=one.elected
        ),
    }
    if one.seat == Candidate.Seat.COMMITTEE:
        line["post"] = forms.ChoiceField(
            label=_("Post of %(who)s") % {"who": one.name}, choices=Candidate.Post.choices,
            initial=one.post or Candidate.Post.MEMBER,
        )  # fmt: skip
    return line


def styled(field: forms.Field) -> None:
    kinds = {forms.Select: "form-select", forms.CheckboxInput: "form-check-input"}
    name = next((css for kind, css in kinds.items() if isinstance(field.widget, kind)), "")
    field.widget.attrs.setdefault("class", name or "form-control")


class ReportForm(MoveForm):
    reported_on = day_field(_("Reported on"))


class ApproveForm(MoveForm):
    document = forms.CharField(label=_("Document number"), max_length=60)
    approved_on = day_field(_("Approved on"))


class RegisterForm(MoveForm):
    credit_code = forms.CharField(
        label=_("Credit code of the union"), max_length=24, required=False
    )
    credit_code_proof = forms.CharField(
        label=_("Paper seen, if the code fails the check"), max_length=200, required=False
    )
    valid_until = DayField(label=_("Certificate valid until"), required=False)
    decided_on = day_field(_("Entered on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credit_code"].initial = self.case.organisation.credit_code
        if self.case.subject == Registration.Subject.CANCEL:
            for name in ("credit_code", "credit_code_proof", "valid_until"):
                del self.fields[name]


class WithdrawForm(MoveForm):
    note = LongField(label=_("Note"), max_length=1000, required=False, rows=3)


class CarryOutForm(MoveForm):
    document = forms.CharField(label=_("Document number"), max_length=60)
    decided_on = day_field(_("Decided on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = list(Organisation.objects.active().filter(parent=self.case.organisation))
        places = self.places() if self.units else []
        self.where = {str(place.pk): place for place in places}
        for unit in self.units:
            stands = [place for place in places if may_stand_beneath(unit.kind, place.kind)]
            field = forms.ChoiceField(
                label=_("What becomes of %(unit)s") % {"unit": unit},
                choices=[
                    *((str(place.pk), _("goes to %(place)s") % {"place": place})
                      for place in stands),
                    (ENDS, _("ends in the same act, with all beneath it")),
                ],
            )  # fmt: skip
            style(field)
            self.fields[f"unit_{unit.pk}"] = field

    def places(self) -> list[Organisation]:
        """Where units may go: the other union, the higher one, and those beside, in this order."""
        seen = Organisation.objects.visible_to(self.actor).active()
        union, into = self.case.organisation, self.case.into
        first = [place for place in (into, union.parent) if place is not None]
        beside = seen.filter(parent=union.parent).exclude(pk=union.pk).order_by("path")
        return [*first, *(each for each in beside[:BESIDE] if each not in first)]

    def arguments(self) -> dict[str, Any]:
        said = {unit.pk: self.cleaned_data[f"unit_{unit.pk}"] for unit in self.units}
        return {
            "document": self.cleaned_data["document"],
            "decided_on": self.cleaned_data["decided_on"],
            "fates": {pk: self.where.get(place) for pk, place in said.items()},
        }


class NoteForm(Styled):
    text = LongField(label=_("Note"), max_length=5000)


class AttachForm(Styled):
    file = forms.FileField(label=_("File"))


class ListFilters(Styled):
    """What the list of cases is narrowed by."""

    q = forms.CharField(
        label=_("Union or number"), required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False,
        choices=[
            ("", _("All")), ("formation", _("Setting up and re-election")),
            ("registration", _("Legal person")), ("ending", _("Merger, dissolving")),
        ],
    )  # fmt: skip
    done = forms.BooleanField(label=_("Finished ones, too"), required=False)
