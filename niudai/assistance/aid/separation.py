"""Two consecutive steps of control belong to two people (machine 10.2).

Taking an application down is no step of control: the applicant asks, whoever writes.
"""

from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.assistance.aid.models import AidApplication
from niudai.funds.separation import is_same
from niudai.kernel.refused import Refused

CONTROL = ("give_opinion", "check", "review", "approve")


def hindrance(application: AidApplication, move: str, by: Actor) -> str | None:
    """The sentence that keeps this person from the step, or nothing."""
    if move not in CONTROL[1:]:
        return None
    last = application.chain.filter(step__in=CONTROL).order_by("-pk").first()
    if last is not None and is_same(last.said_by, last.said_user, by):
        return _("You took the step before: another person takes this one.")
    return None


def refuse_same_person(application: AidApplication, move: str, *, by: Actor) -> None:
    if sentence := hindrance(application, move, by):
        raise Refused(sentence)
