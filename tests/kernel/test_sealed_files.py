"""Files on the disk: sealed, whole or refused, and brought under a new key."""

import hashlib
import io
import os
import secrets
import tracemalloc
from pathlib import Path

import pytest
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage

from niudai.kernel.refused import Refused
from niudai.kernel.sealed_files import MARK, PIECE, TAG, SealedStorage, reseal_files

OLD, NEW = f"old:{'11' * 32}", f"new:{'22' * 32}"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.PERSONAL_DATA_KEYS = OLD
    return tmp_path


def keep(content, name="案/纸.pdf"):
    return default_storage.save(name, ContentFile(content))


def on_disk(name):
    return Path(default_storage.path(name))


def read(name):
    with default_storage.open(name) as file:
        return file.read()


SIZES = [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 17]


@pytest.mark.parametrize("size", SIZES)
def test_what_is_kept_comes_back_whole_and_says_its_length(size):
    content = secrets.token_bytes(size)
    name = keep(content)
    assert read(name) == content
    assert default_storage.size(name) == size


def test_the_disk_holds_nothing_of_the_content_nor_of_a_half_written_file(folder):
    name = keep("身份证 320281199003070034".encode() * 5000)
    raw = on_disk(name).read_bytes()
    assert raw.startswith(MARK)
    assert b"320281199003070034" not in raw
    assert [path.name for path in (folder / "案").iterdir()] == ["纸.pdf"]
    assert on_disk(name).stat().st_mode & 0o077 == 0


def test_the_same_content_kept_twice_looks_different():
    assert on_disk(keep(b"x" * 100)).read_bytes() != on_disk(keep(b"x" * 100)).read_bytes()


def test_a_file_is_read_from_any_place(folder):
    content = secrets.token_bytes(2 * PIECE + 100)
    with default_storage.open(keep(content)) as file:
        file.seek(PIECE - 5)
        assert file.read(10) == content[PIECE - 5 : PIECE + 5]
        assert file.seek(-7, io.SEEK_END) == len(content) - 7
        assert file.read() == content[-7:]
        assert file.size == len(content)


def test_a_file_written_before_files_were_sealed_is_still_read(folder):
    (folder / "alt.pdf").write_bytes(b"%PDF-1.7 old")
    assert read("alt.pdf") == b"%PDF-1.7 old"
    assert default_storage.size("alt.pdf") == 12


def flipped(raw):
    return raw[:-30] + bytes([raw[-30] ^ 1]) + raw[-29:]


BROKEN = {
    "one bit turned": flipped,
    "the last piece cut off": lambda raw: raw[: -(100 + TAG)],
    "cut off within a piece": lambda raw: raw[:-1],
    "cut off within the head": lambda raw: raw[: len(MARK) + 10],
    "only the head left": lambda raw: raw[: len(MARK) + 1 + 3 + 12 + 48],
    "something added": lambda raw: raw + b"\0" * 40,
    "two pieces exchanged": lambda raw: (
        raw[: -2 * (PIECE + TAG) - 100 - TAG]
        + raw[-(PIECE + TAG) - 100 - TAG : -100 - TAG]
        + raw[-2 * (PIECE + TAG) - 100 - TAG : -(PIECE + TAG) - 100 - TAG]
        + raw[-100 - TAG :]
    ),
}


@pytest.mark.parametrize("harm", BROKEN.values(), ids=BROKEN)
def test_of_a_file_with_a_broken_seal_nothing_is_given_out(harm):
    name = keep(secrets.token_bytes(2 * PIECE + 100))
    whole = on_disk(name).read_bytes()
    harmed = harm(whole)
    assert harmed != whole
    on_disk(name).write_bytes(harmed)
    with pytest.raises(Refused, match="damaged or changed"):
        default_storage.open(name)


def test_a_file_put_in_the_place_of_another_does_not_open():
    mine, yours = keep(b"mine", "1/a.pdf"), keep(b"yours", "2/b.pdf")
    on_disk(yours).write_bytes(on_disk(mine).read_bytes())
    with pytest.raises(Refused, match="damaged or changed"):
        default_storage.open(yours)


def test_without_its_key_or_without_its_file_the_sentence_says_so(settings):
    name = keep(b"x")
    settings.PERSONAL_DATA_KEYS = NEW
    with pytest.raises(Refused, match="key of this file is not at hand"):
        default_storage.open(name)
    on_disk(name).unlink()
    with pytest.raises(Refused, match="not where it was kept"):
        default_storage.open(name)


def test_a_name_that_is_taken_is_never_written_over():
    storage = SealedStorage()
    keep(b"first", "a.pdf")
    with pytest.raises(FileExistsError):
        storage._save("a.pdf", ContentFile(b"second"))
    assert read("a.pdf") == b"first"
    assert list(storage.names()) == ["a.pdf"]


def test_nothing_is_left_of_a_file_whose_writing_broke_off(folder):
    class Torn(ContentFile):
        def chunks(self, chunk_size=None):
            yield b"x" * PIECE * 2
            raise OSError("the line was cut")

    with pytest.raises(OSError, match="the line was cut"):
        default_storage.save("案/纸.pdf", Torn(b""))
    assert list((folder / "案").iterdir()) == []


def test_twenty_mebibytes_go_in_and_out_with_little_memory(folder):
    source = folder.parent / f"{folder.name}-video"
    with source.open("wb") as file:
        file.truncate(20 * 1024 * 1024)
    tracemalloc.start()
    with source.open("rb") as file:
        name = default_storage.save("v.mp4", File(file))
    digest = hashlib.sha256()
    with default_storage.open(name) as file:
        for part in file.chunks():
            digest.update(part)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert digest.digest() == hashlib.sha256(bytes(20 * 1024 * 1024)).digest()
    assert most < 2 * 1024 * 1024


def test_after_a_change_of_keys_every_file_is_brought_under_the_new_one(settings, folder):
    sealed, plain = keep(b"sealed " * PIECE), "alt.pdf"
    (folder / plain).write_bytes(b"%PDF-1.7 old")
    os.utime(folder / plain, (1_000_000_000, 1_000_000_000))
    settings.PERSONAL_DATA_KEYS = f"{NEW},{OLD}"
    fresh = keep(b"fresh", "neu.pdf")

    counted = reseal_files(apply=False)
    assert (counted.files, counted.current, counted.broken) == (2, 1, [])
    assert (folder / plain).read_bytes() == b"%PDF-1.7 old"

    done = reseal_files()
    assert (done.files, done.current, done.broken) == (2, 1, [])
    assert (folder / plain).stat().st_mtime == 1_000_000_000
    settings.PERSONAL_DATA_KEYS = NEW
    assert read(sealed) == b"sealed " * PIECE
    assert (read(plain), read(fresh)) == (b"%PDF-1.7 old", b"fresh")
    again = reseal_files()
    assert (again.files, again.current) == (0, 3)


def test_a_file_that_does_not_open_is_named_and_left_and_the_others_go_on(settings):
    bad, good = keep(b"bad", "a.pdf"), keep(b"good", "b.pdf")
    on_disk(bad).write_bytes(flipped(on_disk(bad).read_bytes()))
    harmed = on_disk(bad).read_bytes()
    settings.PERSONAL_DATA_KEYS = f"{NEW},{OLD}"

    done = reseal_files()
    assert (done.files, done.broken) == (1, ["a.pdf"])
    assert on_disk(bad).read_bytes() == harmed
    assert read(good) == b"good"
