"""Files that must not be read from a stolen disk: each is sealed as it is written.

A file has a key of its own, which stands in its head sealed with the first of PERSONAL_DATA_KEYS:

    mark · length and name of the key · nonce · the file's key, sealed · pieces

Every piece is AES-256-GCM with its number and “this is the last one” as the nonce, so that pieces
cannot be left out, repeated, put in another order or cut off. The key is sealed together with the
name of the file: one file put in the place of another does not open.
"""

import io
import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, default_storage
from django.utils.translation import gettext as _

from niudai.kernel.personal import NONCE, keys
from niudai.kernel.refused import Refused

MARK = b"NIUDAI\x01\n"
PIECE = 64 * 1024  # bytes of a file sealed together: what is in memory at a time
TAG = 16
KEY = 32
ENDING = ".part"  # of a file that is still being written


class BrokenSeal(Refused):
    """A file that is not what was written, or whose key is gone; nothing of it is given out."""


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the pieces: the name of the key, the file's own cipher, its length."""

    key: str
    cipher: AESGCM
    length: int


def bound_to(name: str) -> bytes:
    return b"file " + name.encode()


def nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(NONCE - 1) + (b"\1" if last else b"\0")


def sealed(content: Iterator[bytes], name: str) -> Iterator[bytes]:
    """The head and the sealed pieces of a content that comes in pieces of any length."""
    key, master = next(iter(keys(settings.PERSONAL_DATA_KEYS).items()))
    secret, salt = os.urandom(KEY), os.urandom(NONCE)
    wrapped = master.encrypt(salt, secret, bound_to(name))
    yield MARK + bytes([len(key.encode())]) + key.encode() + salt + wrapped
    cipher, number, waiting = AESGCM(secret), 0, bytearray()
    for part in content:
        waiting += part
        while len(waiting) > PIECE:
            yield cipher.encrypt(nonce(number, last=False), bytes(waiting[:PIECE]), None)
            del waiting[:PIECE]
            number += 1
    yield cipher.encrypt(nonce(number, last=True), bytes(waiting), None)


def read_head(source: BinaryIO, name: str) -> Head | None:
    """The head of a sealed file; None for one written before files were sealed."""
    if source.read(len(MARK)) != MARK:
        return None
    length = source.read(1)
    key = source.read(length[0] if length else 0)
    salt, wrapped = source.read(NONCE), source.read(KEY + TAG)
    try:
        master = keys(settings.PERSONAL_DATA_KEYS)[key.decode()]
        secret = master.decrypt(salt, wrapped, bound_to(name))
    except KeyError:
        raise BrokenSeal(
            _("The key of this file is not at hand. Please tell the administrator.")
        ) from None
    except (InvalidTag, ValueError):
        raise broken() from None
    return Head(key.decode(), AESGCM(secret), source.tell())


def broken() -> BrokenSeal:
    return BrokenSeal(
        _(
            "This file was damaged or changed since it was kept, so it is not given out. "
            "Please tell the administrator: it may be in the backup."
        )
    )


class Unsealed(io.RawIOBase):
    """The content of a sealed file, one piece in memory at a time, from any position."""

    def __init__(self, source: BinaryIO, head: Head) -> None:
        self.source, self.head, self.position = source, head, 0
        self.held: tuple[int, bytes] = (-1, b"")
        body = source.seek(0, io.SEEK_END) - head.length
        self.pieces = max(1, -(-body // (PIECE + TAG)))
        self.size = body - self.pieces * TAG
        if self.size < 0:
            raise broken()

    def piece(self, number: int) -> bytes:
        """One piece in clear. Raise BrokenSeal when it is not what was written."""
        if self.held[0] != number:
            self.source.seek(self.head.length + number * (PIECE + TAG))
            raw = self.source.read(PIECE + TAG)
            last = number == self.pieces - 1
            try:
                clear = self.head.cipher.decrypt(nonce(number, last=last), raw, None)
            except (InvalidTag, ValueError):
                raise broken() from None
            self.held = (number, clear)
        return self.held[1]

    def check(self) -> None:
        """Open every piece once, so that nothing is given out of a file that breaks later on."""
        for number in range(self.pieces):
            self.piece(number)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self.position, io.SEEK_END: self.size}[whence]
        self.position = max(0, start + offset)
        return self.position

    def readinto(self, buffer: Any) -> int:
        if self.position >= self.size:
            return 0
        number, within = divmod(self.position, PIECE)
        part = self.piece(number)[within : within + len(buffer)]
        buffer[: len(part)] = part
        self.position += len(part)
        return len(part)

    def close(self) -> None:
        self.source.close()
        super().close()


class SealedStorage(FileSystemStorage):
    """Files on disk, sealed. Whoever opens one reads it in clear; on the disk it never lies so."""

    def _open(self, name: str, mode: str = "rb") -> File:
        if mode != "rb":
            raise ValueError("a sealed file is written by save() and read in bytes")
        try:
            source = Path(self.path(name)).open("rb")  # noqa: SIM115 — closed with what is returned
        except FileNotFoundError:
            raise BrokenSeal(
                _("This file is not where it was kept. Please tell the administrator.")
            ) from None
        try:
            head = read_head(source, name)
            if head is None:
                source.seek(0)
                return File(source, name)
            content = Unsealed(source, head)
            content.check()
        except BaseException:
            source.close()
            raise
        return File(io.BufferedReader(content, PIECE), name)

    def _save(self, name: str, content: File) -> str:
        path = Path(self.path(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        written = self.written(path, sealed(content.chunks(), name))
        try:
            os.link(written, path)  # refuses a name that is taken, unlike a renaming
        finally:
            written.unlink()
        return name

    def written(self, path: Path, parts: Iterator[bytes]) -> Path:
        """A whole file beside its place; nobody finds half a file under its name."""
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=ENDING, delete=False) as file:
            try:
                for part in parts:
                    file.write(part)
                file.flush()
                os.fsync(file.fileno())
            except BaseException:
                Path(file.name).unlink()
                raise
        return Path(file.name)

    def size(self, name: str) -> int:
        """Bytes of the content, not of what lies on the disk."""
        with Path(self.path(name)).open("rb") as source:
            head = read_head(source, name)
            return Unsealed(source, head).size if head else super().size(name)

    def names(self, folder: str = "") -> Iterator[str]:
        """Every file kept here, without those still being written."""
        folders, files = self.listdir(folder) if self.exists(folder) else ([], [])
        for name in sorted(files):
            if not name.endswith(ENDING):
                yield f"{folder}/{name}" if folder else name
        for name in sorted(folders):
            yield from self.names(f"{folder}/{name}" if folder else name)

    def is_current(self, name: str) -> bool:
        """Whether the file is sealed, and with the key that seals today."""
        with Path(self.path(name)).open("rb") as source:
            head = read_head(source, name)
        return head is not None and head.key == self.newest_key

    @property
    def newest_key(self) -> str:
        return next(iter(keys(settings.PERSONAL_DATA_KEYS)))

    def reseal(self, name: str) -> None:
        """Write the file anew under the key of today. Killed at any moment, it leaves one whole."""
        path = Path(self.path(name))
        before = path.stat()
        with self._open(name) as content:
            written = self.written(path, sealed(content.chunks(), name))
        os.utime(written, ns=(before.st_atime_ns, before.st_mtime_ns))
        if path.exists():  # else deleted meanwhile: it does not come back
            written.replace(path)
        else:
            written.unlink()


@dataclass(slots=True)
class Resealed:
    """What a run over all files did: how many were written anew, and which do not open."""

    files: int = 0
    current: int = 0
    broken: list[str] = field(default_factory=list)


def reseal_files(*, apply: bool = True) -> Resealed:
    """Bring every kept file under the first of PERSONAL_DATA_KEYS, the unsealed ones too.

    A file that does not open is named and left as it is. Without `apply` it only counts.
    """
    storage: Any = default_storage
    done = Resealed()
    for name in storage.names():
        with suppress(FileNotFoundError):  # deleted since it was listed
            try:
                if storage.is_current(name):
                    done.current += 1
                    continue
                if apply:
                    storage.reseal(name)
                done.files += 1
            except BrokenSeal:
                done.broken.append(name)
    return done
