"""Django's `i18n` tags; a fixed word is looked up once in each language, not once in each row.

A list of fifty rows says its seven headings three hundred times. The settings put this library in
the place of Django's, so templates go on saying `{% load i18n %}`.
"""

from typing import Any

from django.template import Context, Library, Node, Variable
from django.template.base import Parser, Token
from django.templatetags import i18n
from django.utils.translation.trans_real import DjangoTranslation, catalog

register = Library()
register.tags.update(i18n.register.tags)
register.filters.update(i18n.register.filters)


class FixedWord(Node):
    """A word of the template itself. What it reads depends on nothing but the catalogue."""

    def __init__(self, node: i18n.TranslateNode) -> None:
        self.node = node
        self.said: dict[DjangoTranslation, str] = {}

    def render(self, context: Context) -> str:
        language = catalog()
        said = self.said.get(language)
        if said is None:
            said = self.node.render(context)
            # A catalogue that is read anew is another object: nothing old is ever said.
            self.said[language] = said
        return said


@register.tag("translate")
def translate(parser: Parser, token: Token) -> Node:
    node = i18n.do_translate(parser, token)
    return FixedWord(node) if fixed(node) else node


def fixed(node: Any) -> bool:
    word = node.filter_expression
    return (
        isinstance(word.var, Variable)
        and word.var.literal is not None
        and not word.filters
        and not (node.noop or node.asvar or node.message_context)
    )
