"""What a signatory should see before signing: each warning wants an answer."""

from collections.abc import Iterator

from django.db.models import Case, CharField, Count, Min, OuterRef, Subquery, When
from django.utils.translation import gettext as _

from niudai.funds.matching import COUNTS, since_for_doubles
from niudai.funds.models import Batch, Line
from niudai.kernel.money import yuan
from niudai.rulebook.rules import nearest

NAMED = 5  # lines a sentence can hold


def warnings(batch: Batch) -> list[str]:
    """Even distribution, one card for several people, possible double help."""
    return [*even_split(batch), *same_card(batch), *double_help(batch)]


def even_split(batch: Batch) -> Iterator[str]:
    rule = nearest("FUND-EVEN-SPLIT", on=batch.received_on, place=batch.place)
    amounts = batch.lines.order_by().values("amount_fen").annotate(number=Count("pk"))
    groups = list(amounts[:2])
    if len(groups) == 1 and groups[0]["number"] >= rule.parameters["lines"]:
        yield _(
            "Even distribution: all %(count)d lines are %(amount)s yuan. Give the reason; two sign."
        ) % {"count": groups[0]["number"], "amount": yuan(groups[0]["amount_fen"])}


def same_card(batch: Batch) -> Iterator[str]:
    """One card, and more than one person: also a person who was paid to it elsewhere."""
    cards = batch.lines.exclude(card_lookup="").order_by().values("card_lookup")
    paid_to = Line.objects.filter(card_lookup__in=cards, stage__in=COUNTS).order_by()
    person = Case(
        When(number_lookup="", then="name"), default="number_lookup", output_field=CharField()
    )
    shared = paid_to.values("card_lookup").annotate(people=Count(person, distinct=True))
    several = shared.filter(people__gt=1).values_list("card_lookup", flat=True)
    for card in list(several):
        names = paid_to.filter(card_lookup=card).values_list("name", flat=True)
        yield _("One bank card for several people: %(names)s.") % {
            "names": "、".join(sorted(set(names))[:NAMED])
        }


def double_help(batch: Batch) -> Iterator[str]:
    """In one query, however long the batch."""
    since = since_for_doubles(batch.received_on, batch.place)
    other = (
        Line.objects.filter(
            number_lookup=OuterRef("number_lookup"), item=OuterRef("item"), stage__in=COUNTS,
            decided_on__gte=since,
        )
        .exclude(pk=OuterRef("pk"))
        .order_by("pk")
    )  # fmt: skip
    lines = batch.lines.exclude(number_lookup="").annotate(
        other=Subquery(other.values("reference")[:1])
    )
    found = list(lines.exclude(other=None).order_by("pk").values_list("name", "item", "other"))
    for name, _item, reference in found[:NAMED]:
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
    twice = rows.annotate(times=Count("pk"), who=Min("name")).filter(times__gt=1)
    return sorted(twice.values_list("who", flat=True))
