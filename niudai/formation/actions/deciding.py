"""Who may decide a union's case, and how it is numbered."""

from datetime import date

from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.casework.numbering import next_reference
from niudai.kernel.paths import STEP, ancestors
from niudai.kernel.refused import Refused
from niudai.organisations.models import Organisation


def refuse_own_decision(union: Organisation | None, *, by: Actor) -> None:
    """Nobody approves the election or the end of the union they act from: the higher one does."""
    if union is not None and not by.everywhere and by.scope == union.path:
        raise Refused(_("The higher union decides this, not %(union)s itself.") % {"union": union})


def refuse_other_registrars(*, by: Actor) -> None:
    """A federation of the county level or above keeps the register (domain 4.3)."""
    if not by.everywhere and len(by.scope) > STEP:
        raise Refused(_("The register is kept by the county federation."))


def refuse_without(text: str, sentence: str) -> str:
    text = text.strip()
    if not text:
        raise Refused(sentence)
    return text


def numbered(organisation: Organisation, word: str, on: date) -> str:
    """澄周建〔2026〕0003 号: the mark of the nearest union that has one."""
    marked = Organisation.objects.filter(path__in=ancestors(organisation.path)).exclude(mark="")
    nearest = marked.order_by("-path").first()
    return next_reference(nearest.mark if nearest else "", word, on.year)
