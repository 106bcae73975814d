"""Numbers that must not be read from a stolen disk: encrypted, found by a keyed hash.

AES-256-GCM with the table and column as associated data, so that a value copied into another
column does not open. The first of PERSONAL_DATA_KEYS encrypts; the others only open old values.
"""

import hashlib
import hmac
import os
import unicodedata
from base64 import b64decode, b64encode
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models

NONCE = 12


@cache
def keys(setting: str) -> dict[str, AESGCM]:
    """Key id → cipher, from `id:hex,id:hex`."""
    pairs = (pair.split(":", 1) for pair in setting.split(","))
    return {name: AESGCM(bytes.fromhex(secret)) for name, secret in pairs}


def seal(text: str, context: str) -> str:
    """`key id:base64(nonce + ciphertext)` for a text that belongs to this table and column."""
    return seal_all([text], context)[0]


def seal_all(texts: Sequence[str], context: str) -> list[str]:
    """`seal` for many texts of one column: key and random numbers are asked for once."""
    name, cipher = next(iter(keys(settings.PERSONAL_DATA_KEYS).items()))
    bound, chance = context.encode(), os.urandom(NONCE * len(texts))
    nonces = (chance[start : start + NONCE] for start in range(0, len(chance), NONCE))
    return [
        f"{name}:{b64encode(nonce + cipher.encrypt(nonce, text.encode(), bound)).decode()}"
        if text else ""
        for text, nonce in zip(texts, nonces, strict=True)
    ]  # fmt: skip


def unseal(sealed: str, context: str) -> str:
    """The text again. ValueError when the key is gone or the value belongs elsewhere."""
    if not sealed:
        return ""
    name, _, body = sealed.partition(":")
    raw = b64decode(body)
    try:
        cipher = keys(settings.PERSONAL_DATA_KEYS)[name]
        return cipher.decrypt(raw[:NONCE], raw[NONCE:], context.encode()).decode()
    except (KeyError, InvalidTag) as error:
        raise ValueError(f"{context}: the value does not open with the keys at hand") from error


def lookup(text: str) -> str:
    """A keyed hash of the normalised text: equal numbers meet, nothing can be read back."""
    return lookup_with()(text)


def lookups(text: str) -> list[str]:
    """Under what a text may be found: today's key and, after a change, the former one too."""
    used = [settings.LOOKUP_KEY, settings.LOOKUP_KEY_BEFORE]
    return [found for key in used if key and (found := lookup_with(key)(text))]


def lookup_with(key: str = "") -> Callable[[str], str]:
    """`lookup` for many texts: the key, today's if none is given, is prepared once."""
    keyed = hmac.new(bytes.fromhex(key or settings.LOOKUP_KEY), digestmod=hashlib.sha256)

    def found(text: str) -> str:
        if text.isascii() and text.isalnum():
            normal = text.upper()
        else:
            normal = "".join(unicodedata.normalize("NFKC", text).split()).upper()
        if not normal:
            return ""
        one = keyed.copy()
        one.update(normal.encode())
        return one.hexdigest()

    return found


class SealedField(models.TextField):
    """A text that is sealed in the database and plain in the program."""

    @property
    def context(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}"

    def from_db_value(self, value: str | None, *_: Any) -> str | None:
        return None if value is None else unseal(value, self.context)

    def get_prep_value(self, value: Any) -> Any:
        return None if value is None else seal(str(value), self.context)

    def get_lookup(self, lookup_name: str) -> Any:
        # Equal texts are sealed differently each time: comparing would silently find nothing.
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None


class LookupField(models.CharField):
    """The keyed hash of a sealed field beside it, kept in step whenever the record is saved."""

    def __init__(self, of: str, **kwargs: Any) -> None:
        self.of = of
        kwargs.update(max_length=64, editable=False, blank=True)
        kwargs.setdefault("db_index", True)
        super().__init__(**kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        # Left out as Django's default, a migration would take it for the default of this class.
        kwargs.setdefault("db_index", False)
        return name, path, [self.of, *args], kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        value = lookup(getattr(model_instance, self.of) or "")
        setattr(model_instance, self.attname, value)
        return value
