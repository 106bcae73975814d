"""Articles of the law on a page: the name people know, never the tag of the data files."""

from django import template

from niudai.rulebook.instruments import spelled_out

register = template.Library()
register.filter("spelled_out", spelled_out)
