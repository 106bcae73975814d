"""A look into an .xlsx before anything opens it: sizes, reach, declarations, errors in cells.

Constant memory, no XML tree: pieces of the unpacked text are searched with patterns, because a
parser alone would take longer than reading the workbook. What the patterns could be fooled about,
the limits of the process stop.
"""

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any, BinaryIO
from xml.parsers import expat

from niudai.sheets.reading import limits

PIECE = 4 * limits.MIB
TAIL = 256  # characters kept of the piece before, so that nothing hides on the edge
WIDE = re.compile(rb'\br="[A-Z]{3,}\d')
TWO_LETTERS = re.compile(rb'<c r="([A-Z]{2})\d')
ROW = re.compile(rb'<row r="(\d{1,9})"')
CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"([^>]*)>')
ERROR_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*\bt="e"[^>]*>(?:<f.*?)?<v>([^<]*)</v>')
NO_VALUE = re.compile(rb"(?:</f>|<f[^>]*/>)(?:<v></v>|<v/>)?</c>")
FORMULA = "#FORMULA"  # what such a cell is handed on as: a formula that was never computed


class Hostile(Exception):
    """A file that is not read. `code` names the sentence, `facts` fill it."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code, facts)
        self.code, self.facts = code, facts

    def __reduce__(self) -> Any:
        return partial(Hostile, self.code, **self.facts), ()


@dataclass(slots=True)
class Scanned:
    """What was seen: the cells of each sheet that show an error, row → column → text."""

    sheets: dict[str, str] = field(default_factory=dict)  # name → member of the zip
    errors: dict[str, dict[int, dict[int, str]]] = field(default_factory=dict)


def look(source: BinaryIO) -> Scanned:
    """Raise Hostile when this workbook must not be opened."""
    try:
        with zipfile.ZipFile(source) as archive:
            refuse_members(archive)
            seen = Scanned(sheets=sheets(archive))
            for name, member in seen.sheets.items():
                seen.errors[name] = errors_in(archive, member)
            for other in archive.namelist():
                if other.endswith((".xml", ".rels")) and other not in seen.sheets.values():
                    look_at_text(archive, other)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise Hostile("damaged") from error
    except RuntimeError as error:  # zipfile's word for a member with a password
        raise Hostile("password") from error
    return seen


def refuse_members(archive: zipfile.ZipFile) -> None:
    """Numbers and sizes of the directory, and what kind of document this is at all."""
    members = archive.infolist()
    if len(members) > limits.MEMBERS:
        raise Hostile("members")
    names = {member.filename for member in members}
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Hostile("macros")
    if "xl/workbook.bin" in names:
        raise Hostile("other_format")
    if "[Content_Types].xml" not in names or not any(n.startswith("xl/") for n in names):
        raise Hostile("no_workbook")
    if any(member.flag_bits & 1 for member in members):
        raise Hostile("password")
    if sum(member.file_size for member in members) > limits.UNPACKED:
        raise Hostile("too_large")
    for member in members:
        if member.file_size > max(limits.SMALL, limits.RATIO * member.compress_size):
            raise Hostile("ratio")


def pieces(archive: zipfile.ZipFile, member: str) -> Iterator[bytes]:
    """The unpacked text of a member piece by piece, each with the end of the one before.

    Between two tags only: a piece never ends inside a cell.
    """
    rest = b""
    with archive.open(member) as content:
        while part := content.read(PIECE):
            text = rest + part
            cut = text.rfind(b"<c ")
            if cut > 0 and len(text) - cut < PIECE:
                yield text[:cut]
                rest = text[cut:]
            else:
                yield text
                rest = text[-TAIL:]
    yield rest


def look_at_text(archive: zipfile.ZipFile, member: str) -> None:
    for text in pieces(archive, member):
        refuse_declaration(text)


def refuse_declaration(text: bytes) -> None:
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise Hostile("declaration")


def errors_in(archive: zipfile.ZipFile, member: str) -> dict[int, dict[int, str]]:
    """Refuse a sheet that reaches too far; name its cells that show an error or hold no value."""
    last_row, last_column, count = 1, 26, 0
    found: dict[int, dict[int, str]] = {}
    for text in pieces(archive, member):
        refuse_declaration(text)
        if WIDE.search(text):
            raise Hostile("columns", most=limits.COLUMNS)
        for pair in set(TWO_LETTERS.findall(text)):
            last_column = max(last_column, place(pair) + 1)
        rows = ROW.findall(text)
        last_row = max([last_row, *map(int, rows[:1]), *map(int, rows[-1:])])
        if last_row * last_column > limits.CELLS:
            raise Hostile("cells", rows=last_row, columns=last_column)
        for row, column, shown in wrong_cells(text):
            found.setdefault(row, {})[column] = shown
            count += 1
        if count > limits.ERRORS:
            raise Hostile("errors", most=limits.ERRORS)
    return found


def wrong_cells(text: bytes) -> Iterator[tuple[int, int, str]]:
    if b't="e"' in text:
        for column, row, shown in ERROR_CELL.findall(text):
            yield int(row), place(column), shown.decode("utf-8", "replace") or "#N/A"
    if b"</f></c>" in text or b"<v></v></c>" in text or b"<v/></c>" in text or b"/></c>" in text:
        for end in NO_VALUE.finditer(text):
            start = text.rfind(b"<c ", 0, end.start())
            cell = CELL.match(text, start)
            if cell and not (b't="str"' in cell[3] and b"<v" in end[0]):  # ="" is a value
                yield int(cell[2]), place(cell[1]), FORMULA


def place(letters: bytes) -> int:
    """Column A is 0."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def sheets(archive: zipfile.ZipFile) -> dict[str, str]:
    """Name of each sheet → its member in the zip."""
    targets: dict[str, str] = {}
    named: list[tuple[str, str]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        local = tag.rpartition(":")[2]
        if local == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")
        elif local == "sheet":
            key = next((v for k, v in attributes.items() if k.endswith(":id")), "")
            named.append((attributes.get("name", ""), key))

    for member in ("xl/_rels/workbook.xml.rels", "xl/workbook.xml"):
        parse(archive, member, start)
    known = set(archive.namelist())
    paths = {name: full(targets.get(key, "")) for name, key in named}
    return {name: path for name, path in paths.items() if path in known}


def full(target: str) -> str:
    return target[1:] if target.startswith("/") else posixpath.normpath(f"xl/{target}")


def parse(archive: zipfile.ZipFile, member: str, start: Any) -> None:
    if member not in archive.namelist():
        raise Hostile("no_workbook")
    if archive.getinfo(member).file_size > limits.SMALL:
        raise Hostile("too_large")
    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = refuse_doctype
    try:
        parser.Parse(archive.read(member), True)
    except expat.ExpatError as error:
        raise Hostile("damaged") from error


def refuse_doctype(*_: Any) -> None:
    raise Hostile("declaration")
