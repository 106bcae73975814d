"""Whether a source may pay this, and how much of it is left for one recipient (R10, R11, R12)."""

from datetime import date

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext as _

from niudai.funds.models import Allowance, Line, Source, SourceStage
from niudai.funds.payable import Payable
from niudai.kernel.money import yuan
from niudai.kernel.personal import lookups
from niudai.kernel.refused import Refused
from niudai.rulebook.codes import name_of
from niudai.rulebook.counting import months_later
from niudai.rulebook.rules import nearest


def refuse_unusable(source: Source, on: date) -> None:
    if source.stage != SourceStage.OPEN:
        raise Refused(
            _("“%(source)s” is “%(stage)s”: nothing can be committed from it.")
            % {"source": source.name, "stage": source.get_stage_display()}
        )
    if not source.usable_on(on):
        raise Refused(
            _("“%(source)s” is to be used from %(since)s to %(until)s.")
            % {"source": source.name, "since": source.since, "until": source.until}
        )


def allowance_for(source: Source, item: str, group: str) -> Allowance:
    """The row of the source's matrix that fits; the one naming the group before the open one."""
    fitting = source.allowances.filter(item=item).filter(Q(group=group) | Q(group=""))
    found = fitting.order_by("-group").first()
    if found is None:
        raise not_allowed(source, item, name_of("fund_group", group) if group else _("everybody"))
    return found


def not_allowed(source: Source, item: str, whom: str) -> Refused:
    return Refused(
        _("“%(source)s” may not be used for %(item)s to %(group)s.")
        % {"source": source.name, "item": name_of("fund_item", item), "group": whom}
    )


def room(source: Source, payable: Payable) -> int | None:
    """How many fen this recipient may still get from the source; None: no cap is set."""
    allowance = allowance_for(source, payable.item, payable.group)
    caps = [cap for cap in (allowance.most_fen,) if cap is not None]
    if allowance.most_year_fen is not None and payable.number:
        caps.append(max(0, allowance.most_year_fen - helped(source, payable)))
    elif allowance.most_year_fen is not None:
        caps.append(allowance.most_year_fen)
    return min(caps, default=None)


def helped(source: Source, payable: Payable) -> int:
    """What this recipient got for the item from this source, whether or not it has arrived."""
    given = source.lines.filter(
        number_lookup__in=lookups(payable.number), item=payable.item, stands=True
    )
    return int(given.aggregate(total=Sum("amount_fen"))["total"] or 0)


def refuse_over_cap(source: Source, payable: Payable) -> None:
    """A cap is what one recipient may get; what goods cost a supplier knows the item alone."""
    if payable.manner == Line.Manner.PURCHASE:
        if payable.number or not payable.goods.strip():
            raise Refused(
                _("A purchase names the goods; whoever has an identity number is helped.")
            )
        if not source.allowances.filter(item=payable.item).exists():
            raise not_allowed(source, payable.item, payable.name)
        return
    left = room(source, payable)
    if left is not None and payable.amount_fen > left:
        raise Refused(
            _("%(name)s: at most %(left)s yuan are left for %(item)s, %(asked)s yuan are asked.")
            % {
                "name": payable.name, "left": yuan(left), "asked": yuan(payable.amount_fen),
                "item": name_of("fund_item", payable.item),
            }
        )  # fmt: skip


def since_for_doubles(on: date, place: str) -> date:
    months = int(nearest("FUND-DOUBLE", on=on, place=place).parameters["months"])
    return months_later(on, -months)


def doubles(line: Line) -> QuerySet[Line]:
    """Other help to the same person for the same item within the window, over every programme."""
    if not line.number:
        return Line.objects.none()
    since = since_for_doubles(line.decided_on, str(line.organisation.division_id))
    others = Line.objects.filter(
        number_lookup__in=lookups(line.number), item=line.item, stands=True,
        decided_on__gte=since,
    )  # fmt: skip
    return others.exclude(pk=line.pk)
