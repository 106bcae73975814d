"""Finding a name by any part of it, by its pinyin or by its initials."""

from functools import cache
from typing import Any

from django.db import models
from django.db.models import Q
from pypinyin import Style, lazy_pinyin

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


class SearchField(models.TextField):
    """What other fields can be found by, each line of them, kept in step with every save."""

    def __init__(self, *of: str, **kwargs: Any) -> None:
        self.of = of
        kwargs.update(editable=False, blank=True, default="")
        super().__init__(**kwargs)

    def deconstruct(self) -> Any:
        name, path, _args, kwargs = super().deconstruct()
        return name, path, list(self.of), kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        texts = (str(getattr(model_instance, name) or "") for name in self.of)
        text = search_text(*(line for text in texts for line in text.splitlines()))
        setattr(model_instance, self.attname, text)
        return text


def found_by(query: str, field: str = "search") -> Q:
    """Rows that hold every word of the query somewhere; a query without words finds nothing."""
    words = query.lower().replace("\0", "").split()[:5]  # PostgreSQL takes no zero byte
    if not words:
        return Q(pk__in=[])
    condition = Q()
    for word in words:
        condition &= Q(**{f"{field}__contains": word})
    return condition
