"""What a page says, in the language the tests run in."""

from django.utils.html import escape
from django.utils.translation import gettext


def says(response, sentence):
    """Whether the page shows this sentence of the program."""
    return escape(gettext(sentence)) in response.content.decode()


def text(response):
    return response.content.decode()
