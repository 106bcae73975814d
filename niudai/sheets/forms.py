"""Bringing a sheet in, saying what its headings mean, asking for a table."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.kernel.forms import Styled
from niudai.organisations.models import Organisation
from niudai.sheets.export_kinds import ExportKind
from niudai.sheets.kinds import SheetKind, kinds_of, letters, sheet_kinds
from niudai.sheets.models import Export, Import


class BringForm(Styled):
    """Which kind, for which union, which file."""

    kind = forms.ChoiceField(label=_("What the rows are"))
    organisation = forms.CharField(
        label=_("For which union"), max_length=120,
        help_text=_("Its name. Where the sheet names a union in each row, that decides."),
    )  # fmt: skip
    file = forms.FileField(
        label=_("Workbook"), help_text=_("Excel (.xlsx, .xls) or text (.csv)."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.csv,.txt"}),
    )  # fmt: skip

    def __init__(self, *args: Any, by: Actor, own: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["kind"].choices = [(kind.name, kind.label) for kind in kinds_of(by)]
        self.fields["organisation"].initial = own.name

    def clean_kind(self) -> SheetKind:
        return sheet_kinds()[self.cleaned_data["kind"]]

    def clean_organisation(self) -> Organisation:
        word = self.cleaned_data["organisation"].strip()
        rows = Organisation.objects.visible_to(self.by).active()
        found = list(rows.filter(Q(name=word) | Q(short_name=word) | Q(path=word))[:2])
        if len(found) != 1:
            raise forms.ValidationError(
                _now("No union is called so here, or several are: write its full name.")
            )
        return found[0]


class ColumnsForm(Styled):
    """For each heading the column it means. Fields are called c0, c1, … by place."""

    def __init__(self, *args: Any, job: Import, kind: SheetKind, **kwargs: Any) -> None:
        self.job = job
        super().__init__(*args, **kwargs)
        taken = {place: name for name, place in job.columns.items()}
        choices = [("", _("not read"))] + [
            (column.name, f"{column.label}{' *' if column.required else ''}")
            for column in kind.columns
        ]
        for place, word in enumerate(job.headings):
            if not word:
                continue
            self.fields[f"c{place}"] = forms.ChoiceField(
                label=f"{letters(place)} {word}", choices=choices, required=False,
                initial=taken.get(place, ""),
                widget=forms.Select(attrs={"class": "form-select"}),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Column → place; each column once."""
        said = super().clean() or {}
        columns: dict[str, int] = {}
        for name, column in said.items():
            if not column:
                continue
            if column in columns:
                raise forms.ValidationError(
                    _now("Two headings are taken for the same column: %(first)s and %(second)s.")
                    % {"first": self.job.headings[columns[column]],
                       "second": self.job.headings[int(name[1:])]}
                )  # fmt: skip
            columns[column] = int(name[1:])
        return {"columns": columns}


class ExportForm(Styled):
    """In which format, and whether numbers leave in clear."""

    format = forms.ChoiceField(label=_("Format"), choices=Export.Format.choices)
    uncovered = forms.BooleanField(label=_("With numbers in clear"), required=False)
    reason = forms.CharField(
        label=_("Why the numbers are needed"), max_length=200, required=False,
        help_text=_("It stands in the log beside your name."),
    )  # fmt: skip

    def __init__(self, *args: Any, kind: ExportKind, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not (kind.has_numbers and by.may(Permission.PERSONAL_REVEAL)):
            del self.fields["uncovered"], self.fields["reason"]
