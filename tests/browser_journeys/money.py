"""One address for every page of money."""

from collections.abc import Callable
from typing import Any

from niudai.funds.models import Batch, CallCheck, Entry, Line, ResultFile, Source


def first(rows: Any, **conditions: Any) -> Any:
    found = rows.filter(**conditions).order_by("pk").first()
    assert found is not None, f"no {rows.model.__name__} in the demo city"
    return found


def all_of(look: Callable[[Any], Any], *names: str) -> dict[str, Callable[[Any], Any]]:
    return dict.fromkeys(names, look)


MONEY: dict[str, Callable[[Any], Any]] = {
    **all_of(
        lambda _city: {"pk": first(Source.objects).pk},
        "fund",
        "fund_allow",
        "fund_attach",
        "fund_commit",
        "fund_statement",
    ),
    "fund_disallow": lambda _city: {
        "pk": first(Source.objects).pk,
        "allowance": first(Source.objects).allowances.first().pk,
    },
    "fund_move": lambda _city: [
        {"pk": first(Source.objects).pk, "move": move}
        for move in ("receive", "close", "agree", "settle", "audit")
    ],
    "fund_entry_correct": lambda _city: {"number": first(Entry.objects, event="receive").pk},
    "fund_batch": lambda _city: [
        {"pk": first(Batch.objects, stage=stage).pk}
        for stage in ("draft", "locked", "sent", "published")
    ],
    **all_of(
        lambda _city: {"pk": first(Batch.objects, stage="draft").pk},
        "fund_batch_fill",
        "fund_batch_attach",
    ),
    **all_of(
        lambda _city: {"pk": first(Batch.objects, stage="published").pk},
        "fund_publicity",
        "fund_bank_file",
    ),
    "fund_results": lambda _city: {"pk": first(Batch.objects, stage="sent").pk},
    "fund_results_try": lambda _city: {
        "pk": first(ResultFile.objects).batch_id,
        "file": first(ResultFile.objects).pk,
    },
    "fund_batch_move": lambda _city: [
        {"pk": first(Batch.objects, stage=stage).pk, "move": move}
        for stage, move in (
            ("draft", "lock"),
            ("locked", "sign"),
            ("locked", "send"),
            ("draft", "cancel"),
        )
    ],
    "fund_call": lambda _city: {
        "pk": first(CallCheck.objects).batch_id,
        "call": first(CallCheck.objects).pk,
    },
    "fund_line_take_out": lambda _city: {
        "pk": (line := first(Line.objects, batch__stage="draft")).batch_id,
        "line": line.pk,
    },
    "fund_line": lambda _city: [
        {"pk": first(Line.objects, stage=stage).pk} for stage in ("sent", "rejected")
    ],
    "fund_line_act": lambda _city: [
        {"pk": first(Line.objects).pk, "act": act}
        for act in ("release", "repay", "reverse", "hand_over", "not_handed_over")
    ],
    "fund_line_reveal": lambda _city: {"pk": first(Line.objects).pk, "field": "card"},
}
