"""What is missing before a move of a need, in the sentences the page shows."""

from django.utils.translation import gettext as _

from niudai.assistance.giving.covering import betrayals
from niudai.assistance.giving.models import Need
from niudai.assistance.hardship.models import Assessment
from niudai.kernel.paths import ancestors


def missing_consent(case: Need) -> str | None:
    return None if case.consent_on else _("The family has not agreed yet.")


def telling_words(case: Need) -> str | None:
    """Nothing goes to a donor that gives the family away."""
    found = list(betrayals(case.words, case.file))
    return " ".join(found) or None


def missing_assessment(case: Need) -> str | None:
    """Showing it to everybody is disclosure: an impact assessment comes first (PIPL 55)."""
    if not case.public:
        return None
    paths = ancestors(case.organisation.path)
    if Assessment.objects.filter(organisation__path__in=paths).exists():
        return None
    return _("There is no impact assessment yet: without it nothing is shown to the public.")


def missing_match(case: Need) -> str | None:
    if case.matches.standing().exists():
        return None
    return _("No donor has taken it on.")


def missing_gift(case: Need) -> str | None:
    return None if case.matches.exclude(given_on=None).exists() else _("Nothing was given yet.")
