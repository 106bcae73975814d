"""What anyone may read: the masked lines that hang out now, as they were frozen when posted.

The only rows of this part that leave without an actor. None holds number, address, card, illness
or children; who took the consent back is no longer among them.
"""

from typing import Any

from django.db.models import Exists, OuterRef

from niudai.assistance.hardship.models import Consent, Publicity

MOST = 500  # lines of one page


def public_now() -> list[dict[str, Any]]:
    """The lines on the portal today: each with the key an objection names."""
    agreed = Consent.objects.filter(
        file=OuterRef("file"), kind=Consent.Kind.PUBLICITY, withdrawn_on=None
    )
    hanging = Publicity.objects.filter(Exists(agreed), ended_on=None, online=True)
    rows = hanging.order_by("-posted_on", "pk")[:MOST]
    return [
        {"key": row.pk, "round": row.get_round_display(), **row.shown, "places": row.places}
        for row in rows
    ]


def publicity_open_to_all(key: int) -> Publicity | None:
    """The publicity an objection from the portal names, while it hangs there."""
    found = Publicity.objects.select_related("file__organisation")
    return found.filter(pk=key, ended_on=None, online=True).first()
