"""What a signatory should see before signing: each warning wants an answer."""

from collections.abc import Iterator
from datetime import date

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.utils.translation import gettext as _

from niudai.funds.matching import since_for_doubles
from niudai.funds.models import Batch, Line
from niudai.kernel.among import Among
from niudai.kernel.money import yuan
from niudai.rulebook.rules import nearest

NAMED = 5  # lines a sentence can hold


def warnings(batch: Batch) -> list[str]:
    """Even distribution, one card for several people, possible double help."""
    since = since_for_doubles(batch.received_on, batch.place)
    found = striking(batch, since)
    shared = {card for _key, card, shared, _doubled in found if shared}
    doubled = [key for key, _card, _shared, doubled in found if doubled]
    return [*even_split(batch), *same_card(shared), *double_help(doubled, since)]


def striking(batch: Batch, since: date) -> list[tuple[int, str, bool, bool]]:
    """Lines whose card is somebody else's too, or whose recipient has other help for the item.

    One look at each line, which only indexes answer: other numbers of a card lie before and behind
    this one in its index, so that whoever was paid to it many times is not looked at each time.
    """
    same = Line.objects.filter(stands=True, card_lookup=OuterRef("card_lookup")).order_by()
    shared = ~Q(card_lookup="") & (
        Exists(same.filter(number_lookup__lt=OuterRef("number_lookup")))
        | Exists(same.filter(number_lookup__gt=OuterRef("number_lookup")))
        | Q(number_lookup="") & Exists(same.filter(number_lookup="").exclude(name=OuterRef("name")))
    )
    doubled = ~Q(number_lookup="") & Exists(others(since).order_by())
    lines = Line.objects.of(batch).annotate(
        shared=ExpressionWrapper(shared, BooleanField()),
        doubled=ExpressionWrapper(doubled, BooleanField()),
    )
    rows = lines.filter(Q(shared=True) | Q(doubled=True)).order_by("pk")
    return list(rows.values_list("pk", "card_lookup", "shared", "doubled"))


def others(since: date) -> QuerySet[Line]:
    """Other help to the recipient of a line for its item, over every programme."""
    help_for_it = Line.objects.filter(
        number_lookup=OuterRef("number_lookup"), item=OuterRef("item"), stands=True,
        decided_on__gte=since,
    )  # fmt: skip
    return help_for_it.exclude(pk=OuterRef("pk")).order_by("pk")


def even_split(batch: Batch) -> Iterator[str]:
    rule = nearest("FUND-EVEN-SPLIT", on=batch.received_on, place=batch.place)
    lines = Line.objects.of(batch)
    first = lines.order_by().values_list("amount_fen", flat=True)[:1]
    if not first or lines.exclude(amount_fen=first[0]).exists():
        return
    number = lines.count()  # all are the same: most batches are left at the first that is not
    if number >= rule.parameters["lines"]:
        yield _(
            "Even distribution: all %(count)d lines are %(amount)s yuan. Give the reason; two sign."
        ) % {"count": number, "amount": yuan(first[0])}


def same_card(cards: set[str]) -> Iterator[str]:
    """One card, and more than one person: also a person who was paid to it elsewhere."""
    people: dict[str, set[str]] = {card: set() for card in sorted(cards)}
    paid = Line.objects.filter(Among(F("card_lookup"), people), stands=True)
    for card, name in paid.values_list("card_lookup", "name"):
        people[card].add(name)
    for names in people.values():
        yield _("One bank card for several people: %(names)s.") % {
            "names": "、".join(sorted(names)[:NAMED])
        }


def double_help(keys: list[int], since: date) -> Iterator[str]:
    shown = Line.objects.filter(pk__in=keys[:NAMED]).order_by("pk")
    for name, reference in shown.values_list(
        "name", Subquery(others(since).values("reference")[:1])
    ):
        yield _("Possible double help: %(name)s, see %(reference)s.") % {
            "name": name, "reference": reference,
        }  # fmt: skip
    if len(keys) > NAMED:
        yield _("Possible double help: %(count)d more lines.") % {"count": len(keys) - NAMED}


def signatures_advised(batch: Batch) -> tuple[int, bool]:
    """How many the band of this total asks for, and whether the rule may decide that."""
    rule = nearest("FUND-SIGN-BANDS", on=batch.received_on, place=batch.place)
    total = batch.total_fen
    fitting = (
        band["signatures"]
        for band in rule.parameters["bands"]
        if total <= band.get("up_to_fen", total)
    )
    return next(fitting), rule.decides


def equal_people(batch: Batch) -> list[str]:
    """Who stands in the batch twice for one item."""
    lines = Line.objects.of(batch).exclude(number_lookup="").order_by()
    twice = lines.values("number_lookup", "item").annotate(times=Count("pk")).filter(times__gt=1)
    found = twice.annotate(who=Min("name")) if twice.exists() else twice.none()
    return sorted(found.values_list("who", flat=True)) if found else []
