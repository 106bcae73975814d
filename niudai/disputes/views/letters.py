"""Writing a letter from the case."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.casework.letter_page import letter_page
from niudai.disputes.letters import LETTERS, facts, lacking
from niudai.disputes.models import Dispute


@require_http_methods(["GET", "POST"])
@requires(Permission.DISPUTE_REGISTER)
def dispute_letters(request: Request, pk: int) -> HttpResponse:
    dispute = get_object_or_404(Dispute.objects.visible_to(request.actor), pk=pk)
    return letter_page(
        request, dispute, LETTERS.values(), permission=Permission.DISPUTE_REGISTER,
        lacking=lacking, facts=facts, list_name="disputes", list_label=_("Labour disputes"),
    )  # fmt: skip
