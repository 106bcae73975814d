"""The three levels of the network (reference 1.1): city, town, base."""

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from niudai.organisations.models import Organisation

LEVELS: tuple[tuple[str, str | Promise], ...] = (
    ("city", _("City")),
    ("town", _("Town or street")),
    ("base", _("Village or enterprise")),
)


def level_of(kind: str) -> str:
    return Organisation(kind=kind).level


def unions_for_referrals(organisation: Organisation) -> QuerySet[Organisation]:
    """The city and town unions a referral may be sent to; names and phones, they are public."""
    kinds = [*kinds_at("city"), *kinds_at("town")]
    rows = Organisation.objects.active().filter(kind__in=kinds)
    return rows.exclude(pk=organisation.pk).order_by("path")


def kinds_at(level: str) -> list[str]:
    """The kinds of organisation that make up a level."""
    return [kind for kind in Organisation.Kind.values if level_of(kind) == level]
