"""Tables of the network that go out in the background."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from niudai.access.permissions import Permission
from niudai.kernel.masking import masked_phone
from niudai.organisations.forms import EmployerFilters
from niudai.organisations.industries import industry_name
from niudai.sheets.export_kinds import Asked, ExportKind


def rows_of(asked: Asked) -> Any:
    """What the filters of the list of employers show to this person."""
    return EmployerFilters(asked.query, by=asked.by).narrowed().order_by("name", "pk")


def head(asked: Asked) -> list[str]:
    return [
        _("Full name"), _("Credit code"), _("Union that answers for it"), _("Own union"),
        _("Location"), _("Industry"), _("Ownership"), _("Size"), _("Workers"), _("Opened on"),
        _("Address"), _("Contact"), _("Phone"),
    ]  # fmt: skip


def rows(asked: Asked) -> Iterator[list[Any]]:
    found = rows_of(asked).select_related("organisation", "union", "division")
    for each in found.iterator(chunk_size=2000):
        phone = each.phone if asked.uncovered else masked_phone(each.phone)
        yield [
            each.name, each.credit_code, each.organisation.name,
            each.union.name if each.union else "", each.division.name,
            industry_name(each.industry), each.get_ownership_display(), each.get_size_display(),
            each.workers, each.opened_on, each.address, each.contact, phone,
        ]  # fmt: skip


EMPLOYERS = ExportKind(
    name="employers",
    label=gettext_lazy("Employers"),
    permission=Permission.EMPLOYER_VIEW,
    head=head,
    rows=rows,
    count=lambda asked: rows_of(asked).count(),
    has_numbers=True,
)
