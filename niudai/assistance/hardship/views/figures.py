"""The figures of hardship files, each opening to its rows."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.assistance.hardship.forms.listing import TOWNS
from niudai.assistance.hardship.statistics import FIGURES, Asked, Figure, by_code, by_town
from niudai.kernel.forms import DayField, Styled
from niudai.kernel.listing import page_of
from niudai.organisations.forms import OrganisationChoice
from niudai.organisations.models import Organisation
from niudai.rulebook.codes import name_of

CODED = (
    ("level", "file_level", _("By level")), ("category", "hardship_category", _("By category")),
    ("cause", "hardship_cause", _("By main cause")),
)  # fmt: skip


class FigureFilters(Styled):
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Until"), required=False)
    place = OrganisationChoice(label=_("Town"), required=False, empty_label=_("All"))

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = Organisation.objects.visible_to(actor).filter(
            kind__in=TOWNS
        )


def what_is_asked(request: Request) -> tuple[FigureFilters, Asked]:
    """The filters and what they mean; this calendar year where the address says nothing else."""
    today = timezone.localdate()
    year = date(today.year, 1, 1)
    form = FigureFilters(
        request.GET or None, initial={"since": year, "until": today}, actor=request.actor
    )
    given = form.cleaned_data if form.is_valid() else {}
    since = given.get("since") or year
    asked = Asked(
        actor=request.actor, since=since, until=given.get("until") or max(today, since),
        place=given.get("place"),
        **{name: request.GET.get(name, "")[:20] for name in ("category", "level", "cause", "town")},
    )  # fmt: skip
    return form, asked


@require_safe
@requires(Permission.HARDSHIP_VIEW)
def hardship_figures(request: Request) -> HttpResponse:
    form, asked = what_is_asked(request)
    context = {
        "form": form, "asked": asked, "query": request.GET.urlencode(),
        "figures": [{"figure": each, "value": each.value(asked)} for each in FIGURES.values()],
        "coded": [
            {"field": field, "title": title, "rows": [
                {"code": code, "name": name_of(table, code) if code else "—", "number": number}
                for code, number in by_code(asked, field)
            ]}
            for field, table, title in CODED
        ],
        "towns": [{"town": town, "number": number} for town, number in by_town(asked)],
    }  # fmt: skip
    return render(request, "hardship/figures.html", context)


@require_safe
@requires(Permission.HARDSHIP_VIEW)
def hardship_figure(request: Request, figure: str) -> HttpResponse:
    found: Figure | None = FIGURES.get(figure)
    if found is None:
        raise Http404
    form, asked = what_is_asked(request)
    rows = found.rows(asked).select_related("organisation")
    context = {
        "form": form, "asked": asked, "figure": found, "value": found.value(asked),
        "page": page_of(rows, request.GET, order=["-pk"]),
    }  # fmt: skip
    return render(request, "hardship/figure.html", context)
