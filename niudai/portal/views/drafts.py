"""A draft left before is opened again with its code, whatever it is for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from niudai.access import limits
from niudai.access.decorators import public
from niudai.access.network import client_address
from niudai.kernel.identifiers import normal_code
from niudai.kernel.refused import Refused
from niudai.portal import drafts
from niudai.portal.forms.follow import FollowForm
from niudai.portal.views.help import HELP
from niudai.portal.views.rights import RIGHTS

LEFT = {guide.key: guide for guide in (RIGHTS, HELP)}  # what may be left with a code


@public("opens a draft for whoever has its code and phone")
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def resume_draft(request: HttpRequest) -> HttpResponse:
    form = FollowForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        code, phone = normal_code(form.cleaned_data["code"]), form.cleaned_data["phone"]
        try:
            limits.count("draft", address=client_address(request), phone=phone, code=code)
            draft = drafts.resume(request, code=code, phone=phone)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
            status = 429 if isinstance(refusal, limits.TooOften) else 200
        else:
            guide = LEFT[draft.kind]
            return redirect(guide.onwards(guide.read(draft)))
    return render(request, "portal/resume.html", {"form": form}, status=status)
