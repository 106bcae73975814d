"""A page names the permission it needs. One without a name fails the build."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase

from niudai.access.permissions import Permission

View = Callable[..., HttpResponseBase]


def requires(permission: Permission) -> Callable[[View], View]:
    """Only for someone signed in whose appointment holds the permission; otherwise 403."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.actor.may(permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        page = login_required(guarded)
        page.permission = permission  # type: ignore[attr-defined]
        return page

    return decorate


def public(reason: str) -> Callable[[View], View]:
    """A page for anyone, and why it may be: it shows nothing that belongs to a case or a person."""

    def decorate(view: View) -> View:
        view.permission = None  # type: ignore[attr-defined]
        view.public_because = reason  # type: ignore[attr-defined]
        return view

    return decorate


def own_account(reason: str) -> Callable[[View], View]:
    """A page for anyone signed in that shows and changes nothing but their own account."""

    def decorate(view: View) -> View:
        page = login_required(view)
        page.permission = None  # type: ignore[attr-defined]
        page.own_account_because = reason  # type: ignore[attr-defined]
        return page

    return decorate
