"""What every page of the portal shows: whose it is, and days as people say them."""

from datetime import date

from django import template
from django.utils.formats import date_format

from niudai.organisations.public import federation
from niudai.rulebook.wording import weekday

register = template.Library()


@register.simple_tag
def federation_name() -> str:
    """The federation this installation serves; empty before one is loaded."""
    found = federation()
    return found.name if found else ""


@register.filter
def day(value: date | None) -> str:
    """“2027年8月31日 周二”."""
    return f"{date_format(value)} {weekday(value)}" if value else ""


@register.filter
def short_day(value: date | None) -> str:
    """“9月17日 周四”."""
    return f"{date_format(value, 'MONTH_DAY_FORMAT')} {weekday(value)}" if value else ""
