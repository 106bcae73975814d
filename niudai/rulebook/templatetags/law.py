"""Articles of the law on a page: the name people know, never the tag of the data files."""

from django import template

from niudai.rulebook.in_words import jurisdiction_name
from niudai.rulebook.instruments import spelled_out

register = template.Library()
register.filter("spelled_out", spelled_out)
register.filter("jurisdiction_name", jurisdiction_name)
