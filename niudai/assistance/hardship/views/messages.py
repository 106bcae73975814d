"""The office answers what a worker wrote from the phone."""

from functools import partial

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.assistance.hardship.actions.worker import reply
from niudai.assistance.hardship.views.found import clicked, file_of


@require_POST
@requires(Permission.HARDSHIP_HANDLE)
def hardship_reply(request: Request, pk: int) -> HttpResponse:
    file = file_of(request, pk)
    return clicked(
        request, file, partial(reply, file, text=request.POST.get("text", "")), part="talk",
        done=_("The message is there for the worker, who was told that there is one."),
    )  # fmt: skip
