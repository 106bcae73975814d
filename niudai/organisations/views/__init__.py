"""The pages of the union network."""

from niudai.organisations.views.employers import (
    employer,
    employer_edit,
    employer_new,
    employer_union,
    employer_union_end,
    employers,
    employers_export,
)
from niudai.organisations.views.network import organisations, places, service_sites
from niudai.organisations.views.past import organisations_past
from niudai.organisations.views.posts import (
    officer_end,
    officer_new,
    site_close,
    site_edit,
    site_new,
)
from niudai.organisations.views.revealing import employer_reveal, officer_reveal
from niudai.organisations.views.units import (
    organisation,
    organisation_dissolve,
    organisation_edit,
    organisation_move,
    organisation_new,
)

__all__ = [
    "employer",
    "employer_edit",
    "employer_new",
    "employer_reveal",
    "employer_union",
    "employer_union_end",
    "employers",
    "employers_export",
    "officer_end",
    "officer_new",
    "officer_reveal",
    "organisation",
    "organisation_dissolve",
    "organisation_edit",
    "organisation_move",
    "organisation_new",
    "organisations",
    "organisations_past",
    "places",
    "service_sites",
    "site_close",
    "site_edit",
    "site_new",
]
