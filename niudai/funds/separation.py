"""Who decides, who pays and who enters the bank's answer are different people.

Each function gives the sentence that keeps this person from the act, or nothing.
"""

from django.db.models import Q
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.funds.models import Batch, Line
from niudai.kernel.refused import Refused


def is_same(name: str, user: int | None, by: Actor) -> bool:
    """One account, or where there is none, one name."""
    if user is not None and by.user_id is not None:
        return user == by.user_id
    return bool(name) and name == by.name


def own_batch(batch: Batch, by: Actor) -> str | None:
    if is_same(batch.built_by, batch.built_user, by):
        return _("Whoever locked a batch does not sign it.")
    return None


def signed_already(batch: Batch, by: Actor) -> str | None:
    if signed(batch, by):
        return _("You have signed this batch: another person signs now.")
    return None


def signed(batch: Batch, by: Actor) -> bool:
    return any(is_same(each.name, each.user, by) for each in batch.signatures.all())


def decided(batch: Batch, by: Actor) -> bool:
    """Whether this person committed one of the lines or signed the batch."""
    named = Q(decided_by=by.name)
    if by.user_id is not None:  # as `is_same` compares, in the database
        named = Q(decided_user=by.user_id) | Q(decided_user=None) & named
    return signed(batch, by) or Line.objects.of(batch).filter(named).exists()


def decided_it(batch: Batch, by: Actor) -> str | None:
    if decided(batch, by):
        return _("Whoever decided does not pay.")
    return None


def paid_it(batch: Batch, by: Actor) -> str | None:
    if is_same(batch.sent_by, batch.sent_user, by):
        return _("Whoever paid does not enter what came of it.")
    if signed(batch, by):
        return _("Whoever signed does not enter what came of it.")
    return None


HINDRANCES = {
    "sign": (own_batch, signed_already),
    "send": (decided_it,),
    "give_out": (decided_it,),
    "reconcile": (paid_it,),
    "results": (paid_it,),
}


def hindrance(batch: Batch, act: str, by: Actor) -> str | None:
    return next(filter(None, (check(batch, by) for check in HINDRANCES.get(act, ()))), None)


def refuse_same_person(batch: Batch, act: str, *, by: Actor) -> None:
    if sentence := hindrance(batch, act, by):
        raise Refused(sentence)
