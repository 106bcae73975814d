"""How form controls are drawn: lists to choose from in Python, all others by Django's templates."""

from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

SELECT = "django/forms/widgets/select.html"


class Renderer(DjangoTemplates):
    """Django draws each option with two templates: a list costs more than the page around it."""

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> str:
        if template_name == SELECT:
            return select(context["widget"])
        return super().render(template_name, context, request)


def select(widget: dict[str, Any]) -> SafeString:
    """What Django's template writes, to the letter; a test compares them."""
    groups = format_html_join(
        "", "{}", ((group(name, options),) for name, options, _number in widget["optgroups"])
    )
    facts = attributes(widget["attrs"])
    return format_html('<select name="{}"{}>{}\n</select>', widget["name"], facts, groups)


def group(name: str | None, options: list[dict[str, Any]]) -> SafeString:
    lines = format_html_join(
        "", '\n  <option value="{}"{}>{}</option>\n',
        ((str(each["value"]), attributes(each["attrs"]), each["label"]) for each in options),
    )  # fmt: skip
    if not name:
        return lines
    return format_html('\n  <optgroup label="{}">{}\n  </optgroup>', name, lines)


def attributes(given: dict[str, Any]) -> SafeString:
    said = {name: value for name, value in given.items() if value is not False}
    return format_html_join(
        "", "{}", ((attribute(name, value),) for name, value in said.items())
    )  # fmt: skip


def attribute(name: str, value: Any) -> SafeString:
    return format_html(" {}", name) if value is True else format_html(' {}="{}"', name, str(value))
