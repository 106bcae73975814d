"""What a signatory should see before signing: each warning wants an answer."""

from collections.abc import Iterator

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from niudai.funds.matching import since_for_doubles
from niudai.funds.models import Batch, Line
from niudai.kernel import bulk
from niudai.kernel.money import yuan
from niudai.rulebook.rules import nearest

NAMED = 5  # lines a sentence can hold


def warnings(batch: Batch) -> list[str]:
    """Even distribution, one card for several people, possible double help."""
    return [*even_split(batch), *same_card(batch), *double_help(batch)]


def even_split(batch: Batch) -> Iterator[str]:
    rule = nearest("FUND-EVEN-SPLIT", on=batch.received_on, place=batch.place)
    amounts = batch.lines.aggregate(
        number=Count("pk"), least=Min("amount_fen"), most=Max("amount_fen")
    )
    if amounts["least"] == amounts["most"] and amounts["number"] >= rule.parameters["lines"]:
        yield _(
            "Even distribution: all %(count)d lines are %(amount)s yuan. Give the reason; two sign."
        ) % {"count": amounts["number"], "amount": yuan(amounts["least"])}


def same_card(batch: Batch) -> Iterator[str]:
    """One card, and more than one person: also a person who was paid to it elsewhere.

    Two queries, however many: other numbers of a card lie before and behind this one in its index,
    so that whoever was paid to the card many times is not looked at each time.
    """
    paid_to = Line.objects.filter(stands=True)
    same = paid_to.filter(card_lookup=OuterRef("card_lookup")).order_by()
    other = (
        Exists(same.filter(number_lookup__lt=OuterRef("number_lookup")))
        | Exists(same.filter(number_lookup__gt=OuterRef("number_lookup")))
        | Q(number_lookup="") & Exists(same.filter(number_lookup="").exclude(name=OuterRef("name")))
    )
    shared = batch.lines.exclude(card_lookup="").filter(other)
    people: dict[str, set[str]] = {
        card: set() for card in shared.values_list("card_lookup", flat=True)
    }
    for part in bulk.batches((card,) for card in people):
        cards = [card for (card,) in part]
        for card, name in paid_to.filter(card_lookup__in=cards).values_list("card_lookup", "name"):
            people[card].add(name)
    for names in people.values():
        yield _("One bank card for several people: %(names)s.") % {
            "names": "、".join(sorted(names)[:NAMED])
        }


def double_help(batch: Batch) -> Iterator[str]:
    """In two queries, however long the batch."""
    since = since_for_doubles(batch.received_on, batch.place)
    other = (
        Line.objects.filter(
            number_lookup=OuterRef("number_lookup"), item=OuterRef("item"), stands=True,
            decided_on__gte=since,
        )
        .exclude(pk=OuterRef("pk"))
        .order_by("pk")
    )  # fmt: skip
    lines = batch.lines.exclude(number_lookup="").order_by("pk")
    found = list(lines.filter(Exists(other.order_by())).values_list("pk", flat=True))
    shown = lines.filter(pk__in=found[:NAMED]).values_list(
        "name", Subquery(other.values("reference")[:1])
    )
    for name, reference in shown:
        yield _("Possible double help: %(name)s, see %(reference)s.") % {
            "name": name, "reference": reference,
        }  # fmt: skip
    if len(found) > NAMED:
        yield _("Possible double help: %(count)d more lines.") % {"count": len(found) - NAMED}


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
    rows = batch.lines.exclude(number_lookup="").order_by().values("number_lookup", "item")
    twice = rows.annotate(times=Count("pk")).filter(times__gt=1)
    found = twice.annotate(who=Min("name")) if twice.exists() else twice.none()
    return sorted(found.values_list("who", flat=True)) if found else []
