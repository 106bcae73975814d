"""What a correction changed: old and new beside each other, for the log."""

from typing import Any

from django.db import models


def put(record: models.Model, **values: Any) -> dict[str, Any]:
    """Set the values on the record (unsaved) and return those that differ: field → [old, new]."""
    changed: dict[str, Any] = {}
    for name, value in values.items():
        old = getattr(record, name)
        if old != value:
            changed[name] = [shown(old), shown(value)]
            setattr(record, name, value)
    return changed


def shown(value: Any) -> Any:
    return str(value) if isinstance(value, models.Model) else value
