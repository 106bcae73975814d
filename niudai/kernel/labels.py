"""Coded fields of a row in words."""

from functools import cache
from typing import Any

from django.db import models


class Labelled(models.Model):
    """A model of long lists: `get_…_display` says one label.

    Django's own translates all labels of the field to find it, for every row anew.
    """

    class Meta:
        abstract = True

    def _get_FIELD_display(self, field: Any) -> Any:
        value = getattr(self, field.attname)
        label = labels(field).get(value, value)
        return label if label is None else str(label)


@cache
def labels(field: Any) -> dict[Any, Any]:
    """The choices stand in the class; each label is translated when it is said."""
    return dict(field.flatchoices)


def in_words(field: Any) -> dict[Any, str]:
    """The choices as the reader reads them, translated once for many rows."""
    return {value: str(label) for value, label in labels(field).items()}
