"""What the repository promises whoever clones it: it works anywhere and says nothing of here."""

import json
import re

import pytest
from django.core.management import call_command

from tests.architecture.tree import files, read

# Written in pieces, so that this file does not contain what it looks for.
HOSTS = ["pypi" + ".org", "python" + "hosted.org", "npmjs" + ".org", "npmjs" + ".com"]
PATHS = ["/wo" + "rk/", "/ro" + "ot/", "/t" + "mp/", "/ho" + "me/", "/o" + "pt/", "/Us" + "ers/"]
UNFINISHED = ["TO" + "DO", "FIX" + "ME", "X" * 3]


def lines_with(words: list[str], *, except_for: str = "") -> list[str]:
    # A folder begins here; the same letters inside an address or a longer path are something else.
    wanted = re.compile(
        "|".join((r"(?<![\w/-])" if word[0] == "/" else "") + re.escape(word) for word in words)
    )
    return [
        f"{path}:{number}: {line.strip()[:120]}"
        for path in files()
        if not (except_for and path.match(except_for))
        for number, line in enumerate(read(path).splitlines(), start=1)
        if wanted.search(line)
    ]


def test_no_file_names_a_package_registry():
    assert lines_with(HOSTS) == []


def test_no_file_names_a_folder_of_one_machine():
    assert lines_with(PATHS) == []


def test_nothing_is_left_for_later_without_an_issue():
    assert lines_with(UNFINISHED) == []


def test_the_locks_name_versions_and_hashes_and_no_address():
    for path in [path for path in files() if path.match("requirements/*.txt")]:
        entries = re.split(r"\n(?=\S)", read(path).strip())
        assert [each for each in entries if "==" not in each or "--hash=sha256:" not in each] == []
        assert "://" not in read(path)
        assert not re.search(r"^-", read(path), flags=re.MULTILINE)
    packages = json.loads(read(next(p for p in files() if p.name == "package-lock.json")))[
        "packages"
    ]
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []


@pytest.mark.django_db
def test_every_change_of_a_table_has_its_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)
