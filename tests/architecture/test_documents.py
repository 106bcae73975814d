"""What the documents promise: the map is the tree, links lead somewhere, commands exist."""

import re
from importlib import import_module
from pathlib import Path

import pytest
from django.core.management import get_commands
from django.utils.module_loading import import_string
from django.utils.translation import override

from niudai.access.permissions import Role
from niudai.disputes.models import MediationBody, ReferralStage, Stage
from niudai.organisations.models import Organisation
from tests.architecture.tree import ROOT, files, read

DOCUMENTS = [path for path in files() if path.suffix == ".md"]
READMES = [Path("README.md"), Path("README.zh-CN.md")]
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
CODE = re.compile(r"```.*?```", re.DOTALL)
OURS = "niudai."


@pytest.mark.parametrize("readme", READMES, ids=str)
def test_the_map_names_every_part_of_the_program_and_no_other(readme):
    there = {path.parts[1] for path in files() if path.parts[0] == "niudai" and len(path.parts) > 2}
    assert set(re.findall(r"^  (\w+)/ ", map_of(readme), re.MULTILINE)) == there


@pytest.mark.parametrize("readme", READMES, ids=str)
def test_the_map_names_every_folder_of_the_project(readme):
    there = {path.parts[0] for path in files() if len(path.parts) > 1}
    named = re.findall(r"^(\w+)/(?: |$)", map_of(readme), re.MULTILINE)
    assert set(named) == {name for name in there if not name.startswith(".")}


def map_of(readme: Path) -> str:
    return next(block for block in CODE.findall(read(readme)) if block.startswith("```text"))


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_every_link_leads_to_something(document):
    broken = []
    for link in LINK.findall(CODE.sub("", read(document))):
        address, _, heading = link.partition("#")
        if "://" in address:
            continue
        target = (ROOT / document.parent / address).resolve() if address else ROOT / document
        if not target.exists() or (heading and heading not in anchors(target)):
            broken.append(link)
    assert broken == []


def anchors(document: Path) -> set[str]:
    """The headings as an address names them."""
    found = HEADING.findall(CODE.sub("", document.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w\- ]", "", text.strip().lower()).replace(" ", "-") for text in found}


@pytest.mark.parametrize("readme", READMES, ids=str)
def test_every_command_of_ours_is_named_and_every_named_command_exists(readme):
    ours = {name.replace("_", "-") for name, app in get_commands().items() if app.startswith(OURS)}
    assert {name for name in ours if f"`niudai {name}" not in read(readme)} <= timed()
    assert {name for name in timed() if f"`{name}`" not in read(readme)} == set()
    named = {
        word
        for document in DOCUMENTS
        for word in re.findall(r"(?:bin/|^|`)niudai ([a-z][\w-]+)", read(document), re.MULTILINE)
    }
    known = {name.replace("_", "-") for name in get_commands()} | set(get_commands())
    assert named <= known


def timed() -> set[str]:
    """The commands `timed-work` runs."""
    registries = read(Path("config/registries.py"))
    lines = re.findall(r'^    \("([a-z_]+)[ "]', registries, re.MULTILINE)
    return {name.replace("_", "-") for name in lines}


def test_every_variable_the_settings_read_is_in_the_table_and_no_other():
    code = read(Path("config/settings.py")) + read(Path("config/environment.py"))
    asked = set(re.findall(r"(?:secret|words|flag|environ\.get)\(\s*\"([A-Z_]+)\"", code))
    asked = {name for name in asked if not name.endswith("_FILE")} | {"PORT"}
    for readme in READMES:
        table = set(re.findall(r"`([A-Z]+(?:_[A-Z]+)*)`", read(readme)))
        assert asked - table == set()
        assert {name for name in table if "_" in name} - asked - {"SECRET_KEY_FILE"} == set()


WORDS = Path("docs/words.md")
TABLES = [Role, Organisation.Kind, MediationBody.Kind, Stage, ReferralStage]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__qualname__)
def test_the_glossary_has_the_words_of_the_pages(table):
    missing = []
    for value, label in table.choices:
        with override("zh-hans"):
            chinese = str(label)
        if f"| {label} | {chinese} | `{value}` |" not in read(WORDS):
            missing.append((str(label), chinese, value))
    assert missing == []


def test_what_the_glossary_names_is_in_the_code():
    parts = "|".join(path.name for path in (ROOT / "niudai").iterdir() if path.is_dir())
    named = set(re.findall(rf"`((?:{parts})\.\w[\w.]*)`", read(WORDS)))
    assert named
    assert [name for name in sorted(named) if not is_there(f"niudai.{name}")] == []


def is_there(name: str) -> bool:
    for find in (import_module, import_string):
        try:
            find(name)
        except ImportError:
            continue
        return True
    return False
