"""The hardship calculator: a preview by the published rules; it keeps nothing."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from niudai.access.decorators import public
from niudai.kernel.refused import Refused
from niudai.portal.forms.hardship import HardshipForm, exact
from niudai.rulebook.evaluation import UNSETTLED, Answer, evaluate
from niudai.rulebook.fixtures import fixture
from niudai.rulebook.in_words import result_name
from niudai.rulebook.rules import nearest

RULE, LINE, EXAMPLE = "HARDSHIP-CATEGORY", "DIBAO-URBAN", "Z"
REFUSED = "refused"
LISTS = ("income", "imputed", "rigid")


@dataclass(frozen=True, slots=True)
class Result:
    """An answer in words, and the line it was compared with."""

    answer: Answer

    @property
    def headline(self) -> str:
        if self.answer.result == REFUSED:
            return _("something in the published rules stands against it")
        return result_name(self.answer.result)

    @property
    def line(self) -> str:
        line = self.answer.more["line"]
        return str(line["amount"]) if line else ""

    @property
    def tests(self) -> list[str]:
        """The sentences of the tests that were put; one that wants a person's finding is not."""
        return [
            test["sentence"] for test in self.answer.more["tests"] if test["passed"] is not None
        ]

    @property
    def entries(self) -> list[dict[str, str]]:
        """Every line that was counted or left out, income first."""
        return [entry for part in LISTS for entry in self.answer.more[part]["lines"]]


@public("calculates with what was just typed; keeps nothing")
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def hardship_check(request: HttpRequest) -> HttpResponse:
    form = HardshipForm(request.POST or None)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        facts = form.facts()
        context["found"] = judged(facts, form)
        if context["found"] and context["found"].answer.status == UNSETTLED:
            context["example"] = judged({**facts, "dibao": example_line()}, form)
    return render(request, "portal/calculators/hardship.html", context)


def judged(facts: dict[str, Any], form: forms.Form) -> Result | None:
    try:
        return Result(evaluate(RULE, facts, on=timezone.localdate()))
    except Refused as refusal:
        form.add_error(None, refusal.reason)
        return None


def example_line() -> str | None:
    """The invented line of the worked examples, where the place has none."""
    rule = nearest(LINE, on=timezone.localdate(), place="CN", rules=fixture(EXAMPLE))
    return exact(int(rule.parameters["fen"]))
