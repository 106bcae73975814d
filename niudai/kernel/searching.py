"""Finding a name by any part of it, by its pinyin or by its initials."""

import re
from collections.abc import Callable
from functools import cache, reduce
from typing import Any

from django.db import models
from django.db.models import Q
from pypinyin import Style, lazy_pinyin

PIECE = re.compile(r"[!-~]+|[^\s!-~]")  # a word of Latin letters, or one character of any other
LATIN = re.compile(r"[!-~]+")
MOST_WORDS = 5

# Surnames that the dictionary reads as the common word.
SURNAMES = {
    "单": "shan", "仇": "qiu", "曾": "zeng", "任": "ren", "解": "xie", "查": "zha", "区": "ou",
    "朴": "piao", "盖": "ge", "覃": "qin",
}  # fmt: skip


@cache
def syllable(character: str) -> str:
    return "".join(lazy_pinyin(character, style=Style.NORMAL)).lower()


def search_text(*texts: str) -> str:
    """The texts with full pinyin and initials, in one lower-case line: 甄示例 zhenshili zsl."""
    words: list[str] = []
    for text in filter(None, texts):
        syllables = [syllable(character) for character in text]
        readings = {tuple(syllables)}
        if text[0] in SURNAMES:
            readings.add((SURNAMES[text[0]], *syllables[1:]))
        words.append(text.lower())
        for reading in sorted(readings):
            words += ["".join(reading), "".join(part[:1] for part in reading)]
    return " ".join(dict.fromkeys(words))


def spelled_text(text: str) -> str:
    """`search_text` with the text once more, piece by piece: 甄示例 zhenshili zsl 甄 示 例."""
    return " ".join([search_text(text), *PIECE.findall(text.lower())])


class SearchField(models.TextField):
    """What other fields can be found by, each line of them, kept in step with every save.

    `spelled` names of people are also kept character by character, for a `CharacterIndex`.
    """

    def __init__(self, *of: str, spelled: bool = False, **kwargs: Any) -> None:
        self.of, self.spelled = of, spelled
        kwargs.update(editable=False, blank=True, default="")
        super().__init__(**kwargs)

    def deconstruct(self) -> Any:
        name, path, _args, kwargs = super().deconstruct()
        return name, path, list(self.of), {**kwargs, "spelled": True} if self.spelled else kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        text = self.text_of(*(str(getattr(model_instance, name) or "") for name in self.of))
        setattr(model_instance, self.attname, text)
        return text

    def text_of(self, *texts: str) -> str:
        if len(texts) == 1 and "\n" not in texts[0]:
            return spelled_text(texts[0]) if self.spelled else search_text(texts[0])
        lines = [line for text in texts for line in (text or "").splitlines()]
        return " ".join(map(spelled_text, lines)) if self.spelled else search_text(*lines)


def found_by(query: str, field: str = "search") -> Q:
    """Rows that hold every word of the query somewhere; a query without words finds nothing."""
    return all_of(words_of(query), lambda word: Q(**{f"{field}__contains": word}))


def words_of(query: str) -> list[str]:
    return query.lower().replace("\0", "").split()[:MOST_WORDS]  # PostgreSQL takes no zero byte


def all_of(words: list[str], condition: Callable[[str], Q]) -> Q:
    """Nothing is found by no word at all: silence widens no list."""
    return reduce(Q.__and__, map(condition, words)) if words else Q(pk__in=[])
