"""Levels of school as an application for study aid names them."""

from django.utils.translation import gettext_lazy as _

SCHOOLS = (
    ("higher", _("University or college")),
    ("secondary", _("Senior secondary or vocational school")),
)
