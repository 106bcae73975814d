"""Whether somebody of the household was helped already, whoever did it (R12 of the reference)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.assistance.aid.households import keys_of, of_household
from niudai.assistance.aid.kinds import item_of
from niudai.assistance.aid.models import COUNTED, ORIGIN, UNDECIDED, AidApplication
from niudai.funds.matching import since_for_doubles
from niudai.funds.models import Line
from niudai.kernel.personal import lookups

NAMED = 5  # a sentence can hold so many


@dataclass(frozen=True, slots=True)
class Found:
    """One earlier help or open application, and in what it meets this one."""

    what: str
    reference: str
    name: str
    fen: int
    on: date | None
    stage: str
    path: str
    permission: Permission
    url: str
    same: tuple[str, ...]  # person, household, kind, event

    def may_be_opened(self, by: Actor) -> bool:
        return by.may(self.permission, at=self.path)


def found_for(application: AidApplication) -> list[Found]:
    """Applications and payments of every programme to the household: two queries and its members.

    The same kind always counts, another kind only for the same event.
    """
    keys, own = keys_of(application), set(lookups(application.number))
    since = since_for_doubles(application.received_on, application.place)
    others = (
        AidApplication.objects.filter(
            of_household(keys, application.file_id), received_on__gte=since,
            stage__in=COUNTED | UNDECIDED,
        )
        .exclude(pk=application.pk)
        .select_related("organisation")
        .light()
        .order_by("-pk")
    )  # fmt: skip
    lines = (
        Line.objects.filter(number_lookup__in=keys, stands=True, decided_on__gte=since)
        .exclude(origin=ORIGIN)
        .select_related("organisation", "source")
        .defer("number", "card", "snapshot")
        .order_by("-pk")
    )
    found = [of_application(application, each, own) for each in others]
    found += [of_line(application, each, own) for each in lines]
    return [each for each in found if {_("kind"), _("event")} & set(each.same)]


def of_application(asked: AidApplication, other: AidApplication, own: set[str]) -> Found:
    return Found(
        what=other.kind_name, reference=other.reference, name=other.name,
        fen=other.approved_fen or other.asked_fen, on=other.decided_on or other.received_on,
        stage=other.get_stage_display(), path=other.organisation.path,
        permission=Permission.AID_VIEW, url=other.get_absolute_url(),
        same=sameness(asked, other.number_key in own, other.kind == asked.kind, other.event),
    )  # fmt: skip


def of_line(asked: AidApplication, line: Line, own: set[str]) -> Found:
    return Found(
        what=line.item_name, reference=line.reference, name=line.name, fen=line.amount_fen,
        on=line.decided_on, stage=line.get_stage_display(), path=line.organisation.path,
        permission=Permission.FUND_VIEW, url=line.get_absolute_url(),
        same=sameness(asked, line.number_lookup in own, line.item == item_of(asked.kind),
                      line.event),
    )  # fmt: skip


def sameness(asked: AidApplication, person: bool, kind: bool, event: str) -> tuple[str, ...]:
    met = [_("person") if person else _("household")]
    if kind:
        met.append(_("kind"))
    if event and event == asked.event:
        met.append(_("event"))
    return tuple(met)


def doubled(
    applications: QuerySet[AidApplication], on: date, place: str
) -> QuerySet[AidApplication]:
    """Those among many whose household has other counted help of the kind: one query for all.

    Without a file the person stands for the household. A person helped outside the own household is
    found when a batch is locked, which compares persons over every programme.
    """
    since = since_for_doubles(on, place)
    of_the_kind = (
        AidApplication.objects.counted()
        .filter(kind=OuterRef("kind"), decided_on__gte=since)
        .exclude(pk=OuterRef("pk"))
    )
    same_file = of_the_kind.filter(file=OuterRef("file"))
    same_person = of_the_kind.filter(number_key=OuterRef("number_key")).exclude(number_key="")
    return applications.filter(
        (Q(file__isnull=False) & Exists(same_file)) | (Q(file=None) & Exists(same_person))
    )


def said_of(names: list[str]) -> str:
    """One sentence on the households that were found; nothing when there are none."""
    if not names:
        return ""
    return _("Possible double help: %(names)s; %(count)d in all.") % {
        "names": "、".join(sorted(set(names))[:NAMED]), "count": len(names),
    }  # fmt: skip
