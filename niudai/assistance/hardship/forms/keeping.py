"""What is asked about a file that is on file. The field names are the arguments of the action."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from niudai.assistance.hardship.actions.leaving import WHY
from niudai.assistance.hardship.forms.moves import MoveForm, day_field
from niudai.assistance.hardship.models import LookBack
from niudai.kernel.forms import LongField, Styled, YuanField, style
from niudai.organisations.forms import ANSWERING, OrganisationChoice
from niudai.organisations.models import Organisation
from niudai.rulebook.counting import months_later

MONTHS = 12  # so many are offered; how many the rule asks for is the rule's


class ReportForm(MoveForm):
    what = LongField(label=_("What changed"), max_length=1000, rows=3)
    on = day_field(_("Happened on"))


class ReviewForm(MoveForm):
    opinion = LongField(label=_("Opinion"), max_length=1000, rows=3, required=False)
    on = day_field(_("Day"))


class CategoryForm(ReviewForm):
    opinion = LongField(label=_("Opinion"), max_length=1000, rows=3)


class ExitForm(MoveForm):
    """A field a month: empty months are not proposed."""

    why = LongField(label=_("Reason"), max_length=1000, rows=3)
    safety_net = forms.BooleanField(
        label=_("The government's safety net and regular union help hold the household"),
        required=False,
    )
    guarantees = forms.BooleanField(
        label=_("Medical care, work, schooling, housing and insurance are secured"),
        required=False,
    )
    on = day_field(_("Day"))

    def choose(self) -> None:
        first = timezone.localdate().replace(day=1)
        self.months = [months_later(first, -number) for number in range(MONTHS, 0, -1)]
        for month in self.months:
            field = YuanField(label=_("Income a head %(month)s") % {"month": f"{month:%Y-%m}"},
                              required=False)  # fmt: skip
            style(field)
            self.fields[month_name(month)] = field

    def arguments(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        amounts = {month: said.pop(month_name(month)) for month in self.months}
        said["months"] = [
            {"month": f"{month:%Y-%m}", "per_head": f"{fen // 100}.{fen % 100:02d}"}
            for month, fen in amounts.items()
            if fen is not None
        ]
        return said


def month_name(month: date) -> str:
    return f"m_{month:%Y_%m}"


class CancelForm(MoveForm):
    why = forms.ChoiceField(label=_("Why"), choices=list(WHY.items()))
    reason = LongField(label=_("Reason"), max_length=1000, rows=3)
    on = day_field(_("Day"))


class LookBackForm(MoveForm):
    way = forms.ChoiceField(label=_("Way"), choices=LookBack.Way.choices)
    findings = LongField(label=_("What was found"), max_length=1000, rows=3)
    fell_back = forms.BooleanField(
        label=_("It fell back into hardship: begin a new application"), required=False
    )
    on = day_field(_("Day"))


class ArchiveForm(MoveForm):
    place = forms.CharField(
        label=_("Place in the archive"), max_length=60,
        help_text=_("Cabinet, shelf, number: where the original lies."),
    )  # fmt: skip
    on = day_field(_("Day"))


class HandOverForm(MoveForm):
    to = OrganisationChoice(label=_("Union that takes the file over"))
    reason = LongField(label=_("Reason"), max_length=300, rows=2)

    def choose(self) -> None:
        seen = Organisation.objects.visible_to(self.actor).active()
        own = seen.filter(path=self.actor.scope)
        offered = seen.filter(kind__in=ANSWERING) | own
        self.fields["to"].queryset = offered.exclude(pk=self.file.organisation_id)


class RecoveryForm(MoveForm):
    how = forms.CharField(label=_("How it was settled"), max_length=200)


class DrawForm(Styled):
    """A larger share than the rule's; empty takes the rule's."""

    share = forms.CharField(
        label=_("Share in per cent"), max_length=3, required=False,
        help_text=_("Empty: the share of the rule."),
    )  # fmt: skip
    seed = forms.CharField(
        label=_("Seed"), max_length=32, required=False,
        help_text=_("Empty: at random. The same seed draws the same files again."),
    )  # fmt: skip


class FindingForm(Styled):
    in_order = forms.TypedChoiceField(
        label=_("Finding"), coerce=lambda value: value == "yes", widget=forms.RadioSelect,
        choices=[("yes", _("In order")), ("no", _("Not in order"))],
    )  # fmt: skip
    finding = LongField(label=_("What is not in order"), max_length=1000, rows=3, required=False)


class DestructionForm(Styled):
    document = forms.CharField(label=_("Document number"), max_length=80)


class LeftOverFilters(Styled):
    """Which of the two lists of the national system to chase (domain 1.5)."""

    which = forms.ChoiceField(
        label=_("List"), required=False,
        choices=[("unchanged", _("Not changed for a year")), ("unhelped", _("Never helped"))],
    )  # fmt: skip
