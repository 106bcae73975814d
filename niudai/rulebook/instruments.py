"""The laws and measures the rules come from, and how they are cited in both languages."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

DATA = Path(__file__).parent / "data"

ARTICLE = re.compile(r"^(?P<article>\d+)(?P<paragraph>\(\d+\))?(?P<item>\[\d+(?:-\d+)?\])?$")


class WrongData(ValueError):
    """A file of the rulebook says something impossible; the sentence names file and row."""


def speaks_chinese() -> bool:
    return (get_language() or "zh-hans").startswith("zh")


@dataclass(frozen=True, slots=True)
class Instrument:
    """One law, regulation or interpretation, in the version that was read."""

    tag: str
    name_zh: str
    name_en: str
    issuer_zh: str
    issuer_en: str
    jurisdiction: str
    valid_from: date
    confidence: str
    doc_no: str = ""
    valid_to: date | None = None
    base_from: date | None = None  # when the first version took effect
    note_zh: str = ""
    note_en: str = ""
    numbered: bool = False  # each place sets its own, by a paper with a number

    @property
    def name(self) -> str:
        return self.name_zh if speaks_chinese() else self.name_en

    @property
    def issuer(self) -> str:
        return self.issuer_zh if speaks_chinese() else self.issuer_en

    @property
    def note(self) -> str:
        return self.note_zh if speaks_chinese() else self.note_en


@dataclass(frozen=True, slots=True)
class Source:
    """Articles of one instrument: "14" is an article, "27(4)" a paragraph, "46[1-5]" items."""

    tag: str
    articles: tuple[str, ...] = ()

    @property
    def citation(self) -> str:
        return self.citation_zh if speaks_chinese() else self.citation_en

    @property
    def citation_zh(self) -> str:
        name = instrument(self.tag).name_zh
        if not self.articles:
            return name
        return f"{name} {'、'.join(article_zh(article) for article in self.articles)}"

    @property
    def citation_en(self) -> str:
        name = instrument(self.tag).name_en
        if not self.articles:
            return name
        word = "Article" if len(self.articles) == 1 else "Articles"
        return f"{name}, {word} {', '.join(article_en(article) for article in self.articles)}"


def article_zh(article: str) -> str:
    """第14条, 第27条第4款, 第46条第1至5项."""
    number, paragraph, item = taken_apart(article)
    text = f"第{number}条"
    if paragraph:
        text += f"第{paragraph}款"
    if item:
        text += f"第{item.replace('-', '至')}项"
    return text


def article_en(article: str) -> str:
    number, paragraph, item = taken_apart(article)
    text = f"{number}({paragraph})" if paragraph else number
    return f"{text} item {item}" if item else text


def taken_apart(article: str) -> tuple[str, str, str]:
    found = ARTICLE.match(article)
    if not found:
        raise WrongData(f"“{article}” is not an article: write 14, 27(4) or 46[1-5]")
    return (
        found["article"],
        (found["paragraph"] or "").strip("()"),
        (found["item"] or "").strip("[]"),
    )


def cited(sources: tuple[Source, ...]) -> str:
    """Several sources in one line, in the language of the reader."""
    if speaks_chinese():
        return "；".join(source.citation_zh for source in sources)
    return "; ".join(source.citation_en for source in sources)


def spelled_out(citation: str) -> str:
    """A short citation as a reader knows it: "LMA §48–50; ARB §46(2)" by the names of the laws."""
    parts = [part.strip() for part in citation.split(";") if part.strip()]
    return ("；" if speaks_chinese() else "; ").join(law_and_articles(part) for part in parts)


def law_and_articles(citation: str) -> str:
    tag, _, articles = citation.partition(" §")
    name, found = instrument(tag).name, [one.strip() for one in articles.split(", §") if one]
    if not found:
        return name
    if speaks_chinese():
        return f"{name} {'、'.join(span(one, article_zh, '至') for one in found)}"
    word = "Article" if len(found) == 1 and "–" not in found[0] else "Articles"
    return f"{name}, {word} {', '.join(span(one, article_en, '–') for one in found)}"


def span(articles: str, named: Callable[[str], str], between: str) -> str:
    """One article, or the first and the last of several that follow each other."""
    return between.join(named(one) for one in articles.split("–"))


@dataclass(frozen=True, slots=True)
class Alias:
    """An article number that an instrument still cites although the cited text has moved."""

    citing: str
    cited: str
    old: str
    now: str
    now_tag: str
    note_zh: str = field(default="", compare=False)
    note_en: str = field(default="", compare=False)

    @property
    def note(self) -> str:
        return self.note_zh if speaks_chinese() else self.note_en

    @property
    def citing_name(self) -> str:
        """The article that carries the outdated number, cited in full."""
        tag, _, article = self.citing.partition(" ")
        return Source(tag, (article,)).citation

    @property
    def current(self) -> str:
        """Where the cited text stands today."""
        return Source(self.now_tag, tuple(self.now.split(" "))).citation


def rows_of(path: Path, key: str) -> list[dict[str, Any]]:
    """The `[[key]]` tables of one file."""
    try:
        return list(tomllib.loads(path.read_text(encoding="utf-8")).get(key, []))
    except tomllib.TOMLDecodeError as error:
        raise WrongData(f"{path.name} cannot be read: {error}") from error


@cache
def instruments() -> dict[str, Instrument]:
    path = DATA / "instruments.toml"
    found: dict[str, Instrument] = {}
    for row in rows_of(path, "instrument"):
        tag = row.get("tag", "?")
        try:
            made = Instrument(**row)
        except TypeError as error:
            raise WrongData(f"{path.name}, {tag}: {error}") from error
        if made.tag in found:
            raise WrongData(f"{path.name}: {tag} stands there twice")
        found[made.tag] = made
    return found


def instrument(tag: str) -> Instrument:
    try:
        return instruments()[tag]
    except KeyError:
        raise WrongData(f"“{tag}” is not among the instruments") from None


@cache
def aliases() -> tuple[Alias, ...]:
    return tuple(Alias(**row) for row in rows_of(DATA / "citation_aliases.toml", "alias"))


def aliases_of(sources: tuple[Source, ...]) -> tuple[Alias, ...]:
    """Outdated citations that touch one of these sources, from either end."""
    tags = {source.tag for source in sources}
    return tuple(
        alias
        for alias in aliases()
        if alias.now_tag in tags or alias.citing.partition(" ")[0] in tags
    )
