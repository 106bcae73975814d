"""What each page of aid asks. The field names are the arguments of the actions."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor
from niudai.assistance.aid.caps import ceiling
from niudai.assistance.aid.kinds import OF_A_COST, SERVICES, named, papers_of, track_of
from niudai.assistance.aid.means import means_for
from niudai.assistance.aid.models import AidApplication, Outcome
from niudai.assistance.aid.schools import SCHOOLS
from niudai.assistance.hardship.models import SELF, HardshipFile, Member
from niudai.funds.models import Source
from niudai.kernel.forms import DayField, LongField, PastDayField, Styled, YuanField
from niudai.kernel.money import yuan
from niudai.organisations.forms import ANSWERING, OrganisationChoice
from niudai.organisations.models import Employer, Organisation
from niudai.rulebook.codes import codes

NONE = ("", "—")


def sudden_kinds() -> list[tuple[str, str]]:
    sudden = AidApplication.Track.SUDDEN
    return [(id_, name) for id_, name in named() if track_of(id_) == sudden]


def groups_without_file() -> list[tuple[str, str]]:
    of_a_file = {"deep", "relative", "accidental"}
    found = codes("fund_group", on=timezone.localdate())
    return [(each.id, each.name) for each in found if each.id not in of_a_file]


def levels() -> list[tuple[str, str]]:
    return [(each.id, each.name) for each in codes("aid_level", on=timezone.localdate())]


def day_field(label: Any, **more: Any) -> PastDayField:
    return PastDayField(label=label, initial=timezone.localdate, **more)


# --- at the counter -------------------------------------------------------------------------


class KindForm(Styled):
    """The first question: what help."""

    kind = forms.ChoiceField(label=_("What help is asked for"), choices=named)


class WhoForm(KindForm):
    """Somebody without a file: who, and why the money is meant for them."""

    organisation = OrganisationChoice(label=_("Union"))
    name = forms.CharField(label=_("Name"), max_length=50)
    number = forms.CharField(label=_("Identity number"), max_length=30)
    phone = forms.CharField(label=_("Phone"), max_length=30, required=False)
    group = forms.ChoiceField(label=_("Group of people"), choices=groups_without_file)
    field_order = ("name", "number", "phone", "group", "organisation", "kind")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = Organisation.objects.visible_to(actor).active().order_by("path")
        self.fields["organisation"].queryset = seen.filter(kind__in=[*ANSWERING, "enterprise"])
        self.fields["organisation"].initial = seen.filter(path=actor.scope).first()


class FactsForm(Styled):
    """What happened, what it cost, which papers were seen, where it is paid to."""

    track = forms.ChoiceField(label=_("Track"), choices=AidApplication.Track.choices)
    event = forms.CharField(
        label=_("What happened, in a few words"), max_length=60, required=False,
        help_text=_("No disease and no child's name: this stands in lists."),
    )  # fmt: skip
    event_on = PastDayField(label=_("Happened on"), required=False)
    story = LongField(label=_("The whole story"), rows=4, max_length=4000, required=False)
    student = forms.ModelChoiceField(
        label=_("Student"), queryset=Member.objects.none(), required=False
    )
    school = forms.ChoiceField(label=_("Level of school"), choices=(NONE, *SCHOOLS), required=False)
    cost_fen = YuanField(label=_("What it cost (yuan)"), required=False)
    reimbursed_fen = YuanField(label=_("Reimbursed (yuan)"), required=False)
    other_aid_fen = YuanField(label=_("Aid from others (yuan)"), required=False)
    asked_fen = YuanField(label=_("Asked for (yuan)"), required=False)
    papers = forms.MultipleChoiceField(
        label=_("Papers seen"), widget=forms.CheckboxSelectMultiple, required=False
    )
    waived = forms.MultipleChoiceField(
        label=_("Papers not needed here"), widget=forms.CheckboxSelectMultiple, required=False
    )
    waiver = forms.CharField(label=_("Why they are not needed"), max_length=200, required=False)
    bank = forms.CharField(label=_("Bank"), max_length=80, required=False)
    card = forms.CharField(
        label=_("Bank card"), max_length=30, required=False,
        help_text=_("Left empty, the card on record stays."),
    )  # fmt: skip
    card_name = forms.CharField(label=_("Card holder"), max_length=50, required=False)
    card_proof = forms.CharField(
        label=_("Approved proxy, where the card is somebody else's"), max_length=120, required=False
    )
    consented_on = PastDayField(label=_("Consent to handle the data given on"), required=False)
    publicity_consent_on = PastDayField(
        label=_("Separate consent to publicity given on"), required=False
    )

    def __init__(
        self, *args: Any, kind: str, file: HardshipFile | None = None,
        case: AidApplication | None = None, open_book: bool = True, **kwargs: Any,
    ) -> None:  # fmt: skip
        self.kind, self.case = kind, case
        super().__init__(*args, **kwargs)
        wanted = [(each.id, each.name) for each in papers_of(kind, timezone.localdate())]
        self.fields["papers"].choices = self.fields["waived"].choices = wanted
        self.fields["student"].queryset = children(file)
        self.fields["student"].label_from_instance = lambda member: (
            member.name if open_book else member.masked_name
        )
        self.fit()
        self.fields["track"].initial = case.track if case else track_of(kind)
        if case is not None:
            self.fill(case, open_book)

    def fit(self) -> None:
        """Leave out what this kind does not ask."""
        away = []
        if self.kind != "study":
            away += ["student", "school"]
        if self.kind not in OF_A_COST:
            away += ["cost_fen", "reimbursed_fen", "other_aid_fen"]
        if self.kind in SERVICES | {"base"}:
            away += ["bank", "card", "card_name", "card_proof"]
        for name in away:
            del self.fields[name]

    def fill(self, case: AidApplication, open_book: bool) -> None:
        """What is on record; sealed words only for whoever may read them, the card never."""
        for name, field in self.fields.items():
            if name == "card" or (name in {"story", "waiver"} and not open_book):
                continue
            value = getattr(case, name)
            field.initial = yuan(value).replace(",", "") if name.endswith("_fen") else value

    def arguments(self) -> dict[str, Any]:
        """Only what was on the form; an empty amount is nothing, an empty card says nothing."""
        said = {
            name: value or 0 if name.endswith("_fen") else value
            for name, value in self.cleaned_data.items()
        }
        for name in ("card", "story", "waiver"):
            if name in said and not said[name] and (name == "card" or self.case is not None):
                del said[name]
        return said


def children(file: HardshipFile | None) -> Any:
    if file is None:
        return Member.objects.none()
    return Member.objects.filter(file=file, until=None).exclude(relation=SELF)


class UrgentForm(Styled):
    """Everything on one page, on a phone at the bedside."""

    kind = forms.ChoiceField(label=_("What help"), choices=sudden_kinds)
    event = forms.CharField(
        label=_("What happened, in a few words"), max_length=60,
        help_text=_("No disease and no child's name: this stands in lists."),
    )  # fmt: skip
    event_on = day_field(_("Happened on"))
    approved_fen = YuanField(label=_("Amount (yuan)"))
    oral = LongField(
        label=_("Who approved by word of mouth, when, how"), rows=2, max_length=400,
        help_text=_("For example: 9:10, by phone, vice-chair in charge."),
    )  # fmt: skip
    source = forms.ModelChoiceField(label=_("Source"), queryset=Source.objects.none())
    consented_on = day_field(_("Consent to handle the data given on"))

    def __init__(self, *args: Any, file: HardshipFile, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        wanted = AidApplication(organisation=file.organisation, group=file.category)
        keys: set[int] = set()
        for kind, _name in sudden_kinds():
            wanted.kind = kind
            keys |= {means.source.pk for means in means_for(wanted, 0, today)}
        seen = Source.objects.visible_to(actor).filter(pk__in=keys)
        self.fields["source"].queryset = seen
        self.fields["source"].label_from_instance = lambda source: source.title


# --- moves ----------------------------------------------------------------------------------


class MoveForm(Styled):
    """What a move asks beyond the click. `case` and `actor` are there for choices."""

    def __init__(self, *args: Any, case: AidApplication, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case, self.actor = case, actor
        self.choose()

    def choose(self) -> None:
        """Fill in choices that depend on the case."""

    def arguments(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class ClickForm(MoveForm):
    """Nothing is asked but the click."""


class NoteForm(MoveForm):
    note = LongField(label=_("Note"), rows=2, required=False, max_length=500)


class ReasonForm(MoveForm):
    reason = LongField(label=_("Reason"), rows=3, max_length=500)


class OpinionForm(MoveForm):
    opinion = LongField(label=_("Opinion"), rows=3, max_length=500)


class CheckForm(OpinionForm):
    doubles_answer = forms.CharField(
        label=_("Why this is no double help"), max_length=200, required=False
    )


class ReviewForm(OpinionForm):
    proposed_fen = YuanField(label=_("Proposed amount (yuan)"))

    def choose(self) -> None:
        self.fields["proposed_fen"].initial = amount_for(proposed(self.case))


class DecisionForm(MoveForm):
    """The amount, the source, who approved: the money is bound with it."""

    approved_fen = YuanField(label=_("Approved amount (yuan)"))
    source = forms.ModelChoiceField(
        label=_("Source"), queryset=Source.objects.none(), required=False
    )
    level = forms.ChoiceField(label=_("Approved by"), choices=levels)
    document = forms.CharField(
        label=_("Number of the minutes or the reply"), max_length=80, required=False
    )
    post = forms.CharField(label=_("Post of the approver"), max_length=60, required=False)
    note = LongField(label=_("Note"), rows=2, required=False, max_length=500)

    def choose(self) -> None:
        last = self.case.chain.filter(step="review").last()
        amount = last.amount_fen if last and last.amount_fen is not None else proposed(self.case)
        self.fields["approved_fen"].initial = amount_for(amount)
        found = means_for(self.case, amount, timezone.localdate())
        free = {means.source.pk: means for means in found}
        self.fields["source"].queryset = Source.objects.visible_to(self.actor).filter(
            pk__in=list(free)
        )
        self.fields["source"].label_from_instance = lambda source: (
            f"{source.title} · {yuan(free[source.pk].free_fen)}"
        )
        enough = next((means.source.pk for means in found if means.enough), None)
        self.fields["source"].initial = enough


def proposed(case: AidApplication) -> int:
    """What is asked, or what the ceiling leaves of it."""
    most = ceiling(case).most_fen
    return case.asked_fen if most is None else min(case.asked_fen, most)


def amount_for(fen: int) -> str:
    return yuan(fen).replace(",", "")


class PublishForm(MoveForm):
    posted_at = forms.CharField(label=_("Made public at"), max_length=200)
    posted_on = day_field(_("Made public on"))


class EndPublicityForm(MoveForm):
    result = forms.CharField(label=_("Result"), max_length=120)


class GiveForm(MoveForm):
    signed_by = forms.CharField(label=_("Signed for by"), max_length=60)
    on = day_field(_("Day"))


class ConfirmForm(MoveForm):
    how = forms.CharField(label=_("How it was confirmed"), max_length=200)
    on = day_field(_("Day"))


class FindingForm(MoveForm):
    finding = LongField(label=_("What was found"), rows=3, max_length=1000)
    document = forms.CharField(label=_("Document of the finding"), max_length=80)


class DocumentForm(MoveForm):
    document = forms.CharField(label=_("Slip or document"), max_length=120)


class OutcomeForm(Styled):
    what = forms.ChoiceField(label=_("What came of it"), choices=Outcome.What.choices)
    on = day_field(_("Day"))
    employer = forms.CharField(
        label=_("Employer"), max_length=120, required=False,
        help_text=_("Full name or credit code, as on record."),
    )  # fmt: skip
    detail = forms.CharField(label=_("Post, certificate or case"), max_length=120, required=False)
    pay_fen = YuanField(label=_("Pay a month (yuan)"), required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_employer(self) -> Employer | None:
        words = self.cleaned_data["employer"].strip()
        if not words:
            return None
        seen = Employer.objects.visible_to(self.actor)
        found = seen.filter(name=words).first() or seen.filter(credit_code=words).first()
        if found is None:
            raise forms.ValidationError(_("No employer of this name or code is on record."))
        return found


class ReasonOnlyForm(Styled):
    reason = LongField(label=_("Reason"), rows=2, max_length=200)


class TextForm(Styled):
    text = LongField(label=_("Note"), max_length=5000)


class FileForm(Styled):
    file = forms.FileField(label=_("File"))


# --- lists ----------------------------------------------------------------------------------


class CampaignForm(Styled):
    """What all applications of a study campaign have in common."""

    event = forms.CharField(label=_("Name of the campaign"), max_length=60)
    begins_on = day_field(_("Begins on"))
    consented_on = day_field(_("Consents given on"))
    seen = forms.BooleanField(label=_("Letter of admission, fees and card were seen for each"))


class BatchForm(Styled):
    name = forms.CharField(label=_("Name of the batch"), max_length=120)


class YearForm(Styled):
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Until"), required=False)
