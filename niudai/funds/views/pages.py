"""Small acts of a page: a click that may be refused."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form

from niudai.kernel.refused import Refused


def refused_to_message(where: Any, act: Callable[[], Any]) -> Any:
    """What the act returns; None when it was refused, with the sentence on form or page."""
    try:
        return act()
    except Refused as refusal:
        if isinstance(where, Form):
            where.add_error(None, refusal.reason)
        else:
            messages.error(where, refusal.reason)
        return None
