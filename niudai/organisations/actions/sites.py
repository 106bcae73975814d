"""Service sites: where people are received, when, and when no longer."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.audit.log import record
from niudai.kernel.refused import Refused
from niudai.organisations.actions.units import refuse_dissolved
from niudai.organisations.changes import put
from niudai.organisations.models import Organisation, ServiceSite


@transaction.atomic
def add_site(
    organisation: Organisation,
    *,
    name: str,
    kind: str,
    address: str,
    hours: str,
    phone: str = "",
    by: Actor,
) -> ServiceSite:
    """Open a site; from now on the public sees it."""
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    by.must(Permission.ORGANISATION_EDIT, at=organisation.path)
    refuse_dissolved(organisation)
    site = ServiceSite(
        organisation=organisation, name=name.strip(), kind=kind, address=address.strip(),
        hours=hours.strip(), phone=phone.strip(),
    )  # fmt: skip
    refuse_incomplete(site)
    site.save(force_insert=True)
    record("organisations.add_site", site, by=by, kind=kind, address=site.address)
    return site


@transaction.atomic
def correct_site(
    site: ServiceSite,
    *,
    name: str,
    kind: str,
    address: str,
    hours: str,
    phone: str = "",
    by: Actor,
) -> ServiceSite:
    site = standing(site, by=by)
    changed = put(
        site, name=name.strip(), kind=kind, address=address.strip(), hours=hours.strip(),
        phone=phone.strip(),
    )  # fmt: skip
    refuse_incomplete(site)
    if changed:
        site.save()
        record("organisations.correct_site", site, by=by, **changed)
    return site


@transaction.atomic
def close_site(site: ServiceSite, *, on: date, by: Actor) -> ServiceSite:
    """Nobody is received here from this day on; the public sees the site no longer."""
    site = standing(site, by=by)
    if on > timezone.localdate():
        raise Refused(_("The day it was closed, %(day)s, is in the future.") % {"day": on})
    site.closed_on = on
    site.save(update_fields=["closed_on"])
    record("organisations.close_site", site, by=by, on=on)
    return site


def standing(site: ServiceSite, *, by: Actor) -> ServiceSite:
    site = ServiceSite.objects.select_for_update().get(pk=site.pk)
    by.must(Permission.ORGANISATION_EDIT, at=site.organisation.path)
    if site.closed_on:
        raise Refused(_("The site was closed on %(day)s.") % {"day": site.closed_on})
    return site


def refuse_incomplete(site: ServiceSite) -> None:
    if not (site.name and site.address and site.hours):
        raise Refused(_("A site needs a name, an address and opening hours."))
