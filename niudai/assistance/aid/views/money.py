"""What is approved and waits to be paid: a batch of it in one act."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.assistance.aid import actions, forms
from niudai.assistance.aid.waiting import doubles_among, heaps
from niudai.funds.models import Line
from niudai.funds.views.pages import refused_to_message


@require_safe
@requires(Permission.FUND_EDIT)
def aid_waiting(request: Request) -> HttpResponse:
    return render(request, "aid/waiting.html", {"heaps": heaps(request.actor)})


@require_http_methods(["GET", "POST"])
@requires(Permission.FUND_EDIT)
def aid_batch(request: Request, source: int, item: str) -> HttpResponse:
    """All approved of this source and item; what looks like double help is said beforehand."""
    heap = next(
        (each for each in heaps(request.actor) if (each.source.pk, each.item) == (source, item)),
        None,
    )
    if heap is None:
        raise Http404
    name = _("%(item)s, %(source)s") % {"item": heap.item_name, "source": heap.source.name}
    form = forms.BatchForm(request.POST or None, initial={"name": name})
    if request.method == "POST" and form.is_valid():
        act = partial(
            actions.batch_approved, heap.source, item=item, **form.cleaned_data, by=request.actor
        )
        if (made := refused_to_message(form, act)) is not None:
            number = Line.objects.visible_to(request.actor).of(made).count()
            messages.success(request, _("%(count)d lines were put in.") % {"count": number})
            return redirect(made)
    context = {
        "form": form, "heap": heap, "doubled": doubles_among(request.actor, heap),
        "heading": _("All approved in one batch"),
    }  # fmt: skip
    return render(request, "aid/batch.html", context)
