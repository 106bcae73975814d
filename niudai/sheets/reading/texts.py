"""Text files: which encoding and separator, then row by row."""

import codecs
import csv
from collections.abc import Iterator

from niudai.sheets.reading import limits
from niudai.sheets.reading.scan import Hostile

SAMPLE = 256 * 1024
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def encoding_of(content: bytes) -> str:
    """By its mark; otherwise UTF-8 if the whole file is, then GB18030, which Chinese Excel writes.

    Hostile when it is none of them: a picture, a program, a damaged file.
    """
    for mark, name in MARKS:
        if content.startswith(mark):
            return name
    if b"\0" in content[:SAMPLE]:
        raise Hostile("no_workbook")
    for name in ("utf-8", "gb18030"):
        if decodes(content, name):
            return name
    raise Hostile("encoding")


def decodes(content: bytes, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(content), SAMPLE):
            decoder.decode(content[start : start + SAMPLE])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def lines(content: bytes, encoding: str) -> Iterator[str]:
    """The text in pieces that end with a line's end, as `csv` wants them."""
    decoder = codecs.getincrementaldecoder(encoding)()
    rest = ""
    for start in range(0, len(content) or 1, SAMPLE):
        end = start + SAMPLE >= len(content)
        try:
            text = rest + decoder.decode(content[start : start + SAMPLE], final=end)
        except UnicodeDecodeError as error:
            raise Hostile("encoding") from error
        *whole, rest = text.splitlines(keepends=True) or [""]
        yield from whole
    if rest:
        yield rest


def separator(first: str) -> str:
    """What separates the cells: a comma, a tab or a semicolon, whichever the beginning has most."""
    return max((",", "\t", ";"), key=first.count)


def rows(content: bytes) -> Iterator[list[str]]:
    """The cells of every row; an empty line is a row without cells, as Excel counts it."""
    encoding = encoding_of(content)
    csv.field_size_limit(limits.CSV_FIELD)
    beginning = content[: SAMPLE - SAMPLE % 2].decode(encoding, "ignore")
    refuse_page(beginning)
    reader = csv.reader(lines(content, encoding), delimiter=separator(beginning), strict=False)
    try:
        for cells in reader:
            if len(cells) > limits.COLUMNS:
                raise Hostile("columns", most=limits.COLUMNS)
            yield cells
    except csv.Error as error:
        raise Hostile("damaged") from error


def refuse_page(beginning: str) -> None:
    """Many programs call a web page or an XML file “.xls”."""
    start = beginning.lstrip("\ufeff \t\r\n")[:200].lower()
    if start.startswith(("<html", "<!doctype", "<table", "<?xml", "<meta", "<head")):
        raise Hostile("web_page")
