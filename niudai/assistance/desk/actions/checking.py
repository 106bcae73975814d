"""The yearly check of a site, scored by the rule in force that day."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.assistance.desk.models import SiteCheck
from niudai.audit.log import record
from niudai.kernel.refused import Refused
from niudai.organisations.models import ServiceSite
from niudai.rulebook.rule import Rule
from niudai.rulebook.rules import nearest

STANDARD = "CENTRE-STANDARD"


def standard_of(site: ServiceSite, day: date) -> Rule:
    """The row in force there that day; one nobody confirmed may score, it only previews."""
    return nearest(STANDARD, on=day, place=str(site.organisation.division_id))


@transaction.atomic
def check_site(
    site: ServiceSite,
    *,
    met: Collection[str],
    note: str = "",
    checked_on: date | None = None,
    by: Actor,
) -> SiteCheck:
    """Enter what a site has; a second check of the year takes the place of the first."""
    site = ServiceSite.objects.select_for_update().get(pk=site.pk)
    by.must(Permission.DESK_RECEIVE, at=site.organisation.path)
    on = checked_on or timezone.localdate()
    if on > timezone.localdate():
        raise Refused(_("%(day)s is in the future: enter what has happened.") % {"day": on})
    rule = standard_of(site, on)
    points: dict[str, int] = dict(rule.parameters["points"])
    if unknown := set(met) - points.keys():
        raise Refused(_("“%(value)s” is not in the list.") % {"value": sorted(unknown)[0]})
    before = SiteCheck.objects.filter(site=site, year=on.year).first()
    check = before or SiteCheck(site=site, year=on.year)
    was = before.score if before else None
    check.checked_on, check.checked_by, check.rule_key = on, by.name, rule.key
    check.met, check.note = sorted(met), note.strip()
    check.score, check.most = sum(points[name] for name in met), sum(points.values())
    check.save()
    record("desk.check_site", check, by=by, site=str(site), score=[was, check.score], on=on)
    return check
