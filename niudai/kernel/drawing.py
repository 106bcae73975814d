"""Lines of a long list: their template is read once, and filled in Python line by line.

Django finds out every variable of every line anew: fifty lines cost as much as the page around.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language


def drawn(template: str, lines: Iterable[Mapping[str, str]]) -> SafeString:
    """The lines one after the other; `{name}` in the template is what a line says under it.

    Everything else in the template is Django's, and the same for all lines. Words are escaped.
    """
    shape = shape_of(template, get_language())
    safe = ({name: conditional_escape(word) for name, word in line.items()} for line in lines)
    return mark_safe("".join(map(shape.format_map, safe)))  # noqa: S308


@lru_cache
def shape_of(template: str, _language: str | None) -> str:
    return render_to_string(template)
