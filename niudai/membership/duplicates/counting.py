"""Who is counted: nobody twice while a pair is undecided (domain 12.6 O10)."""

from collections.abc import Iterable
from itertools import islice

from django.db.models import Exists, OuterRef, Q

from niudai.membership.models import Pair, Person
from niudai.membership.models.duplicates import PairQuerySet
from niudai.membership.tallying import recount

AT_ONCE = 500


def count_anew(people: Iterable[int]) -> None:
    """Set `counted` of these persons as their open pairs say.

    Of two records with the same number neither is counted; of two that look alike the older one
    is. A record merged into another is never counted.
    """
    keys = iter(sorted(set(people)))
    while some := list(islice(keys, AT_ONCE)):
        rows = Person.objects.filter(pk__in=some)
        undecided = rows.filter(Exists(telling_against())) | rows.exclude(merged_into=None)
        kept_out = set(undecided.values_list("pk", flat=True))
        rows.filter(pk__in=kept_out, counted=True).update(counted=False)
        rows.exclude(pk__in=kept_out).filter(counted=False).update(counted=True)
        recount(set(rows.values_list("organisation", flat=True)))


def telling_against() -> PairQuerySet:
    """The open pairs on whose account a person is not counted."""
    person = OuterRef("pk")
    return Pair.objects.open().filter(Q(second=person) | Q(first=person, ground=Pair.Ground.NUMBER))
