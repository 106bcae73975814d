"""What the log says of one person, for the card."""

from typing import Any

from niudai.audit.models import Entry
from niudai.audit.sentences import sentence
from niudai.membership.models import Person

SHOWN = 50


def history(known: Person) -> list[dict[str, Any]]:
    entries = Entry.objects.about(known).order_by("-number")[:SHOWN]
    return [
        {"at": entry.at, "what": sentence(entry), "who": entry.who, "on": entry.changes.get("on")}
        for entry in entries
    ]
