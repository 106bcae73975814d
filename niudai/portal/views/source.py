"""The source of the program, which everybody who uses it may have (AGPL-3.0, section 13)."""

from importlib.metadata import version

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from niudai.access.decorators import public
from niudai.kernel.source import archive

WHY = "The licence gives the source to everybody who uses the program."


@public(WHY)
@require_safe
def source(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/source.html", {"version": version("niudai")})


@public(WHY)
@require_safe
@cache_control(public=True, max_age=3600)
def source_archive(request: HttpRequest) -> HttpResponse:
    name = f"niudai-{version('niudai')}.tar.gz"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(archive(), content_type="application/gzip", headers=headers)
