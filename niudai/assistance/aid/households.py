"""Who belongs to the household an application is for, and what was given to it already."""

from collections import Counter
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.db.models import Q

from niudai.assistance.aid.kinds import CEILINGS, item_of
from niudai.assistance.aid.models import ORIGIN, AidApplication
from niudai.assistance.hardship.models import Member
from niudai.funds.models import Line
from niudai.kernel.personal import lookups


def keys_of(application: AidApplication) -> list[str]:
    """Under what everybody of the household is found, the recipient among them."""
    numbers = [application.number]
    if application.file is not None:
        numbers += [member.number for member in application.file.household]
    return sorted({key for number in numbers for key in lookups(number)})


def of_household(keys: list[str], file_id: int | None) -> Q:
    """Applications of the file, of any other file somebody of it stands in, or without one."""
    files = Member.objects.filter(number_key__in=keys, until=None).values("file")
    ways = [Q(number_key__in=keys), Q(file__in=files)]
    if file_id:
        ways.append(Q(file=file_id))
    return reduce(or_, ways)


@dataclass(slots=True)
class Given:
    """What was given in a year before, in fen: by whom the rule counts, and which other kinds."""

    per: Counter[str] = field(default_factory=Counter)
    others: set[str] = field(default_factory=set)


def given_in(year: int, application: AidApplication) -> Given:
    """Two queries: applications of the household, and payments of other programmes to it."""
    keys = keys_of(application)
    own = set(lookups(application.number))
    student = set(lookups(application.student.number)) if application.student else set()
    found = Given()
    earlier = (
        AidApplication.objects.counted()
        .filter(of_household(keys, application.file_id), year=year)
        .exclude(pk=application.pk)
    )
    for kind, fen, number, pupil in earlier.values_list(
        "kind", "approved_fen", "number_key", "student__number_key"
    ):
        if kind != application.kind:
            found.others.add(kind)
            continue
        found.per["household_year"] += fen
        found.per["person_year"] += fen if number in own else 0
        found.per["student_year"] += fen if pupil in student else 0
    item, kinds = item_of(application.kind), {item_of(kind): kind for kind in CEILINGS}
    elsewhere = Line.objects.filter(
        number_lookup__in=keys, stands=True, decided_on__year=year
    ).exclude(origin=ORIGIN)
    for paid_as, fen, number in elsewhere.values_list("item", "amount_fen", "number_lookup"):
        if paid_as == item:
            found.per["household_year"] += fen
            found.per["person_year"] += fen if number in own else 0
        elif paid_as in kinds:
            found.others.add(kinds[paid_as])
    return found
