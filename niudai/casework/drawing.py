"""Procedures as diagrams and tables for a reader, from their tables of moves and clocks.

The names of stages and moves stand in both languages, as the pages show them.
"""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import override

from niudai.casework.clock import Clock
from niudai.casework.procedure import Guard, Move
from niudai.rulebook.rules import versions

WHERE_IT_STOOD = "where it stood"
MANY = 8  # a move from more stages than this would bury the diagram


@dataclass(frozen=True, slots=True)
class Procedure:
    """One machine: how a case is opened, where it may stand, what may happen, what is timed."""

    title: str
    opened_by: str
    stages: type[TextChoices]
    moves: tuple[Move, ...]
    clocks: tuple[Clock, ...]

    @property
    def first(self) -> str:
        return str(self.stages.values[0])


def drawn(introduction: str, procedures: Iterable[Procedure]) -> str:
    """The whole page."""
    return "\n".join([introduction, *(part for each in procedures for part in chapter(each))])


def chapter(shown: Procedure) -> Iterator[str]:
    yield f"## {shown.title}\n"
    yield from diagram(shown)
    yield "\n### Moves\n"
    yield "| Move | from | to | who may | guards | basis |\n|---|---|---|---|---|---|"
    yield from (row_of_move(shown, move) for move in shown.moves)
    yield f"\n### Clocks\n\n`{shown.opened_by}` is the opening of the case.\n"
    yield "| Rule | started by | stopped by | still, anew, longer |\n|---|---|---|---|"
    yield from (row_of_clock(clock) for clock in shown.clocks)
    yield ""


def diagram(shown: Procedure) -> Iterator[str]:
    yield "```mermaid\nstateDiagram-v2"
    for value, label in zip(shown.stages.values, shown.stages.labels, strict=True):
        yield f'  state "{both(label)}" as {value}'
    yield f"  [*] --> {shown.first}: {shown.opened_by}"
    for (source, target), names in arrows(shown).items():
        yield f"  {source} --> {target}: {', '.join(names)}"
    yield "```"
    if left_out := [move.name for move in shown.moves if is_left_out(shown, move)]:
        yield f"\nNot in the diagram: {code(left_out)}; see the table."


def arrows(shown: Procedure) -> dict[tuple[str, str], list[str]]:
    """The names of the moves between two stages, each once."""
    found: dict[tuple[str, str], list[str]] = {}
    for move in shown.moves:
        if move.target is None or is_left_out(shown, move):
            continue
        for source in in_order(shown, move.sources):
            names = found.setdefault((source, str(move.target)), [])
            if move.name not in names:
                names.append(move.name)
    return found


def is_left_out(shown: Procedure, move: Move) -> bool:
    leaves = move.target is not None
    return leaves and (len(move.sources) > MANY or move.target not in shown.stages.values)


def row_of_move(shown: Procedure, move: Move) -> str:
    target = f"`{move.target}`" if move.target in shown.stages.values else move.target
    cells = [
        f"`{move.name}` {both(move.label)}",
        from_where(shown, move),
        target or "—",
        f"`{move.permission}`",
        ", ".join(in_words(guard) for guard in (*move.guards, *move.asks)) or "—",
        move.basis or "—",
    ]
    return f"| {' | '.join(cells)} |"


def from_where(shown: Procedure, move: Move) -> str:
    if len(move.sources) <= MANY:
        return code(in_order(shown, move.sources))
    return f"all but {code(in_order(shown, set(shown.stages.values) - move.sources))}"


def row_of_clock(clock: Clock) -> str:
    title = versions(clock.rule)[0]
    about = f"`{clock.rule}` {title.title_en} · {title.title_zh}"
    if clock.party:
        about += f" ({clock.party})"
    started = code(clock.started_by)
    started += f", counted from `{clock.starts_on}`" if clock.starts_on else ""
    started += f", if `{clock.if_true}`" if clock.if_true else ""
    started += ", where the rule is entered" if clock.if_known else ""
    changes = {
        "still from": clock.paused_by,
        "on from": clock.resumed_by,
        "anew from": clock.restarted_by,
        "longer by": clock.extended_by,
    }
    changed = "; ".join(f"{how} {code(moves)}" for how, moves in changes.items() if moves)
    changed += f", counted from `{clock.restarts_on}` if known" if clock.restarts_on else ""
    changed += f", unless it had run out by `{clock.alive_on}`" if clock.alive_on else ""
    return f"| {about} | {started} | {code(clock.stopped_by)} | {changed or '—'} |"


def in_order(shown: Procedure, stages: Iterable[str]) -> list[str]:
    order = shown.stages.values
    return [str(stage) for stage in sorted(stages, key=order.index)]


def in_words(guard: Guard) -> str:
    """Its name where it is defined; one made on the spot has the name of what makes it."""
    for name, value in vars(sys.modules[guard.__module__]).items():
        if value is guard:
            return name.replace("_", " ")
    return guard.__qualname__.partition(".")[0].replace("_", " ")


def code(names: Iterable[str]) -> str:
    """Names in the order given; a set, which has none, by the alphabet."""
    ordered = sorted(names) if isinstance(names, frozenset) else list(names)
    return ", ".join(f"`{name}`" for name in ordered) or "—"


def both(label: str | Promise) -> str:
    """The label in English and in Chinese."""
    with override("en"):
        english = str(label)
    with override("zh-hans"):
        return english if str(label) == english else f"{english} · {label}"
