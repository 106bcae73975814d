"""What the catalogue promises: every sentence of the program exists in Chinese.

The sentences are read from the source itself, without gettext on the machine.
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po, write_po
from django.utils.translation import template

from tests.architecture.tree import OURS, ROOT, python, read, templates

CATALOGUE = ROOT / "locale/zh_Hans/LC_MESSAGES/django.po"
CALLS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "L": None,  # gettext_lazy, where a table of labels would not fit a line otherwise
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")

Sentence = tuple[str, str | tuple[str, ...], str | None]  # where, what, in which context


def sentences() -> Iterator[Sentence]:
    for path in python(*OURS):
        yield from said_in(path, read(path))
    for path in templates():
        code = template.templatize(read(path), origin=str(path))
        # What is left of the page is not indented code: Python's reader must not mind.
        yield from said_in(path, "\n".join(line.strip() for line in code.splitlines()))


def said_in(path: Path, code: str) -> Iterator[Sentence]:
    found = extract_python(io.BytesIO(code.encode()), list(CALLS), [], {"encoding": "utf-8"})
    for line, call, words, _comments in found:
        given = words if isinstance(words, tuple) else (words,)
        shape = CALLS[call] or (1,)
        context = next((given[at[0] - 1] for at in shape if isinstance(at, tuple)), None)
        texts = [given[at - 1] for at in shape if isinstance(at, int) and at <= len(given)]
        if texts and all(texts):
            yield f"{path}:{line}", texts[0] if len(texts) == 1 else tuple(texts), context


@pytest.fixture(scope="module")
def catalogue():
    if not CATALOGUE.exists():
        pytest.fail("there is no Chinese catalogue")
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="zh_Hans", abort_invalid=True)


def test_every_sentence_of_the_program_exists_in_chinese(catalogue):
    missing = [f"{where}: {what}" for (_context, what), where in untold(catalogue).items()]
    assert missing == [], "python -m tests.architecture.test_translations prints them as entries"


def untold(catalogue: Catalog) -> dict[tuple[str | None, str | tuple[str, ...]], str]:
    """Each sentence that is not in the catalogue, and where it is said first."""
    missing: dict[tuple[str | None, str | tuple[str, ...]], str] = {}
    for where, what, context in sentences():
        if not told(catalogue.get(what if isinstance(what, str) else what[0], context)):
            missing.setdefault((context, what), where)
    return missing


def told(message: Message | None) -> bool:
    if message is None or message.fuzzy:
        return False
    return all(message.string) if isinstance(message.string, tuple) else bool(message.string)


def test_no_translation_is_a_guess(catalogue):
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []


def test_a_translation_keeps_what_is_filled_in(catalogue):
    lost = [
        message.id
        for message in catalogue
        if message.id
        for texts in [message.string if isinstance(message.string, tuple) else (message.string,)]
        for text in texts
        if text and not set(PLACEHOLDER.findall(text)) <= allowed(message)
    ] + [
        message.id
        for message in catalogue
        if isinstance(message.id, str)
        and message.id
        and message.string
        and not allowed(message) <= set(PLACEHOLDER.findall(str(message.string)))
    ]
    assert lost == []


def allowed(message: Message) -> set[str]:
    ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
    return {each for text in ids for each in PLACEHOLDER.findall(text)}


def test_the_reader_finds_what_is_said_in_a_page_and_in_code():
    page = (
        '<p>{% translate "One" %}</p>\n   {% blocktranslate trimmed with n=x %}\n Two {{ n }}\n'
        "{% endblocktranslate %}"
    )
    code = template.templatize(page, origin="page.html")
    found = said_in(Path("page.html"), "\n".join(line.strip() for line in code.splitlines()))
    assert [what for _, what, _ in found] == ["One", "Two %(n)s"]
    code = 'a = _("Three") + ngettext("one row", "%(n)s rows", 2) + pgettext("place", "Town")'
    assert [(what, context) for _, what, context in said_in(Path("code.py"), code)] == [
        ("Three", None),
        (("one row", "%(n)s rows"), None),
        ("Town", "place"),
    ]


if __name__ == "__main__":  # what is missing, ready to be translated
    with CATALOGUE.open("rb") as file:
        known = read_po(file, locale="zh_Hans")
    rest = Catalog(locale="zh_Hans", header_comment="")
    for (context, what), where in untold(known).items():
        name, _, line = where.rpartition(":")
        rest.add(what, context=context, locations=[(name, int(line))])
    write_po(sys.stdout.buffer, rest, omit_header=True, width=100)
