"""Attachments leave as downloads only: never shown inside a page, never run."""

import logging

from django.contrib import messages
from django.http import FileResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.casework.models import Attachment
from niudai.kernel.sealed_files import BrokenSeal

logger = logging.getLogger(__name__)


@require_safe
@requires(Permission.WORK_VIEW)
def attachment(request: Request, pk: int) -> HttpResponseBase:
    found = get_object_or_404(Attachment.objects.visible_to(request.actor), pk=pk)
    try:
        content = found.file.open("rb")
    except BrokenSeal as refusal:
        logger.exception("attachment %s does not open", found.pk)
        messages.error(request, f"“{found.name}”: {refusal.reason}")
        return redirect(found.item.url)
    response = FileResponse(
        content,
        as_attachment=True,
        filename=download_name(found),
        content_type="application/octet-stream",
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def download_name(found: Attachment) -> str:
    ending = f".{found.extension}"
    return found.name if found.name.lower().endswith(ending) else f"{found.name}{ending}"
