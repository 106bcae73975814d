"""The table of applications that goes out in the background. Numbers and cards stay covered."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from niudai.access.permissions import Permission
from niudai.assistance.aid.listing import narrowed
from niudai.kernel.money import yuan
from niudai.sheets.export_kinds import Asked, ExportKind


def rows_of(asked: Asked) -> Any:
    _form, found = narrowed(asked.query, asked.by)
    return found.select_related("source").order_by("received_on", "pk")


def head(asked: Asked) -> list[str]:
    return [
        _("Number"), _("Who gets it"), _("Kind"), _("Group of people"), _("Track"), _("Union"),
        _("Stage"), _("Received on"), _("Cause for asking"), _("Asked for (yuan)"),
        _("Approved (yuan)"),
        _("Approved by"), _("Decided on"), _("Source"),
    ]  # fmt: skip


def rows(asked: Asked) -> Iterator[list[Any]]:
    """The name in full for whoever handles families in need at that place."""
    for each in rows_of(asked).iterator(chunk_size=2000):
        open_book = asked.by.may(Permission.HARDSHIP_SENSITIVE, at=each.organisation.path)
        yield [
            each.reference, each.name if open_book else each.masked_name, each.kind_name,
            each.group_name, each.get_track_display(), each.organisation.name,
            each.get_stage_display(), each.received_on, each.event,
            yuan(each.asked_fen).replace(",", ""), yuan(each.approved_fen).replace(",", ""),
            each.level_name, each.decided_on, each.source.title if each.source else "",
        ]  # fmt: skip


AID = ExportKind(
    name="aid",
    label=gettext_lazy("Aid"),
    permission=Permission.AID_VIEW,
    head=head,
    rows=rows,
    count=lambda asked: rows_of(asked).count(),
)
