"""What the tree promises a reader: no back doors, plain names, short files."""

import ast
import re
from pathlib import Path

from tests.architecture.tree import OURS, files, python, read, tree

EDGES = {"views", "portal", "api", "statistics", "exports", "search"}
NAMES_THAT_SAY_NOTHING = {"util", "utils", "helper", "helpers", "common", "misc", "manager"}
SIGNALS = re.compile(r"django\.dispatch|\.signals\b|@receiver|m2m_changed")


def test_nothing_happens_behind_the_back_of_an_action():
    listening = [str(path) for path in python(*OURS) if SIGNALS.search(read(path))]
    assert listening == [], "signals are not used: let the action call what must happen"


def test_every_import_stands_at_the_top_of_its_file():
    local = [
        f"{path}:{line.lineno}"
        for path in python(*OURS, "tests", "bench")
        for function in ast.walk(tree(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for line in ast.walk(function)
        if isinstance(line, ast.Import | ast.ImportFrom)
    ]
    assert local == []


def test_every_name_says_what_is_inside():
    vague = [
        str(path)
        for path in files()
        if NAMES_THAT_SAY_NOTHING & {Path(part).stem.lower() for part in path.parts}
    ]
    assert vague == []


def test_no_file_is_longer_than_a_reader_can_hold():
    checked = [*python(*OURS, "tests", "bench"), *(p for p in files() if p.suffix == ".html")]
    long = {str(path): n for path in checked if (n := read(path).count("\n")) > 450}
    assert long == {}, "make it a folder of the same name, split by what is done"


def test_whatever_leaves_the_house_was_asked_for_by_someone_who_may_see_it():
    inside = {path: {Path(part).stem for part in path.parts[2:]} for path in python(*OURS)}
    edge = [path for path, names in inside.items() if EDGES & names]
    unscoped = [
        f"{path}:{text.count(chr(10), 0, found.start()) + 1}"
        for path in edge
        for text in [read(path)]
        for found in re.finditer(
            r"\.(objects|_default_manager|_base_manager)\b(?!\.visible_to\b)", text
        )
    ]
    assert unscoped == []


def test_only_the_procedure_writes_a_stage():
    writers = [
        f"{path}:{line.lineno}"
        for path in python(*OURS)
        if path.parts[1:2] != ("casework",)
        for line in ast.walk(tree(path))
        if isinstance(line, ast.Assign | ast.AugAssign | ast.AnnAssign)
        for target in (line.targets if isinstance(line, ast.Assign) else [line.target])
        if isinstance(target, ast.Attribute) and target.attr == "stage"
    ]
    assert writers == [], "a stage changes by advance() only"
