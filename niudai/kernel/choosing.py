"""How form controls are drawn: lists and plain fields in Python, others by Django's templates."""

from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.html import conditional_escape as escaped
from django.utils.safestring import SafeString

SELECT = "django/forms/widgets/select.html"
# All of these are the same to Django: one input with its facts.
INPUTS = frozenset(
    f"django/forms/widgets/{kind}.html"
    for kind in (
        "checkbox", "color", "date", "datetime", "email", "file", "hidden", "input", "number",
        "password", "search", "tel", "text", "time", "url",
    )
)  # fmt: skip


class Renderer(DjangoTemplates):
    """Django draws each option and each field with two templates: more than the page around it."""

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> str:
        if template_name == SELECT:
            return select(context["widget"])
        if template_name in INPUTS:
            return single(context["widget"])
        return super().render(template_name, context, request)


def select(widget: dict[str, Any]) -> SafeString:
    """What Django's template writes, to the letter; a test compares them."""
    groups = "".join(group(name, options) for name, options, _number in widget["optgroups"])
    facts = attributes(widget["attrs"])
    return SafeString(f'<select name="{escaped(widget["name"])}"{facts}>{groups}\n</select>')


def single(widget: dict[str, Any]) -> SafeString:
    """An input, as Django's template writes it, to the letter; a test compares them."""
    value = widget["value"]
    given = "" if value is None else f' value="{escaped(str(value))}"'
    kind, name = widget["type"], escaped(widget["name"])
    return SafeString(f'<input type="{kind}" name="{name}"{given}{attributes(widget["attrs"])}>')


def group(name: str | None, options: list[dict[str, Any]]) -> str:
    lines = "".join(map(option, options))
    return f'\n  <optgroup label="{escaped(name)}">{lines}\n  </optgroup>' if name else lines


def option(each: dict[str, Any]) -> str:
    value, facts, label = escaped(str(each["value"])), attributes(each["attrs"]), each["label"]
    return f'\n  <option value="{value}"{facts}>{escaped(label)}</option>\n'


def attributes(given: dict[str, Any]) -> str:
    return "".join(
        f" {name}" if value is True else f' {name}="{escaped(str(value))}"'
        for name, value in given.items()
        if value is not False
    )
