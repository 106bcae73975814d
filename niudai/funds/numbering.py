"""Numbers of sources and batches, and words one cannot do without."""

from datetime import date

from django.utils.translation import gettext as _

from niudai.casework.numbering import next_reference
from niudai.kernel.paths import ancestors
from niudai.kernel.refused import Refused
from niudai.organisations.models import Organisation


def numbered(organisation: Organisation, word: str, on: date) -> str:
    """澄资〔2026〕0003 号: the mark of the nearest union that has one."""
    marked = Organisation.objects.filter(path__in=ancestors(organisation.path)).exclude(mark="")
    nearest = marked.order_by("-path").first()
    return next_reference(nearest.mark if nearest else "", word, on.year)


def said(text: str, sentence: str = "") -> str:
    """The text, or Refused when there is none."""
    text = text.strip()
    if not text:
        raise Refused(sentence or _("Give the reason."))
    return text
