"""Which row is the heading, and which heading means which column."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from niudai.kernel.refused import Refused
from niudai.sheets.checks import is_empty, plain
from niudai.sheets.kinds import Cell, SheetKind, Wrong, letters
from niudai.sheets.reading.opening import SheetHead

ROWS = 20  # titles, notes and the unit's name may stand above
NOISE = re.compile(r"[\s*＊:：()（）\[\]【】_、,，.。/·-]|必填|选填")
SAMPLES = 3


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of one sheet: its row, its words, and what each is taken for ("" for nothing)."""

    sheet: str
    row: int
    words: list[str]
    columns: list[str]
    samples: list[list[str]]

    @property
    def places(self) -> dict[str, int]:
        return {column: place for place, column in enumerate(self.columns) if column}

    @property
    def unknown(self) -> list[str]:
        """Headings nobody reads, as “C 备注”."""
        pairs = zip(self.words, self.columns, strict=True)
        return [
            f"{letters(place)} {word}"
            for place, (word, column) in enumerate(pairs)
            if word and not column
        ]


def normal(word: str) -> str:
    """The heading without what people decorate it with: spaces, stars, brackets, 必填."""
    return NOISE.sub("", unicodedata.normalize("NFKC", word)).casefold()


def shown(cell: Cell) -> str:
    try:
        return plain(cell) if not is_empty(cell) else ""
    except Wrong:
        return str(cell)


def synonyms(kind: SheetKind) -> dict[str, str]:
    """Every known heading → the column's name."""
    known: dict[str, str] = {}
    for column in kind.columns:
        for word in (*column.headings, str(column.label), column.name):
            known.setdefault(normal(word), column.name)
    return known


def taken_for(words: Sequence[str], known: Mapping[str, str]) -> list[str]:
    """The column of each heading; a column is given once, to the first heading that means it."""
    given: set[str] = set()
    found = []
    for word in words:
        column = known.get(normal(word), "") if word else ""
        if column in given:
            column = ""
        given.add(column)
        found.append(column)
    return found


def heading_of(
    kind: SheetKind, sheet: SheetHead, kept: Mapping[str, str] | None = None
) -> Heading | None:
    """The row among the first twenty in which most headings are known; None when none is one.

    Two headings must be known, or the only one the sheet has. `kept` is what this unit chose
    before: heading → column.
    """
    known = synonyms(kind) | {normal(word): column for word, column in (kept or {}).items()}
    best: tuple[int, Heading] | None = None
    for number, cells in enumerate(sheet.head[:ROWS], start=1):
        words = [shown(cell) for cell in cells]
        columns = taken_for(words, known)
        hits = sum(1 for column in columns if column)
        filled = sum(1 for word in words if word)
        if hits >= min(2, filled or 2) and (best is None or hits > best[0]):
            samples = [[shown(cell) for cell in row] for row in sheet.head[number:]]
            best = hits, Heading(sheet.name, number, words, columns, samples[:SAMPLES])
    return best[1] if best else None


def chosen(kind: SheetKind, sheets: Sequence[SheetHead], wanted: str = "") -> Heading:
    """The sheet asked for, or the first visible one with a known heading. Refused without any."""
    visible = [sheet for sheet in sheets if sheet.visible]
    if wanted:
        visible = [sheet for sheet in visible if sheet.name == wanted]
        if not visible:
            raise Refused(_("There is no visible sheet “%(name)s”.") % {"name": wanted})
    if not any(sheet.rows for sheet in visible):
        raise Refused(_("The sheet is empty."))
    for sheet in visible:
        if heading := heading_of(kind, sheet):
            return heading
    raise Refused(
        _("No heading was found in the first %(rows)d rows. Expected are words such as: %(words)s.")
        % {"rows": ROWS, "words": "、".join(column.headings[0] for column in kind.columns[:8])}
    )


def hidden(sheets: Sequence[SheetHead]) -> list[str]:
    return [sheet.name for sheet in sheets if not sheet.visible]


def fingerprint(words: Sequence[str]) -> str:
    """The same for the same headings in the same order: by it a unit's choice is found again."""
    text = json.dumps([normal(word) for word in words], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def missing(kind: SheetKind, columns: Mapping[str, int]) -> list[str]:
    """Labels of required columns that no heading is taken for."""
    return [str(c.label) for c in kind.columns if c.required and c.name not in columns]
