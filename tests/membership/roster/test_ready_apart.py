"""A long roster is made ready by another process: nothing about its outcome is different."""

import sys
from subprocess import Popen, run

import pytest

from niudai.membership.models import Membership, Person
from niudai.membership.roster.checking import QUICK
from niudai.membership.roster.engine import Members
from niudai.membership.sheets import MEMBERS
from niudai.sheets import actions, ahead
from niudai.sheets.kinds import Wrong
from niudai.sheets.models import Line
from tests.membership.roster.conftest import FIRST, SECOND
from tests.sheets.conftest import (
    at_desk,
    brought,
    city,
    clerk,
    dry,
    neighbour,
    officer_of,
    places,
    town,
    union,
    village,
    worked,
)

__all__ = [
    "at_desk", "brought", "city", "clerk", "dry", "neighbour", "officer_of", "places", "town",
    "union", "village",
]  # fmt: skip

HEAD = ["姓名", "身份证号", "工会名称", "手机号", "入会时间"]
ROWS = [
    HEAD,
    ["甄示例", FIRST, "示例纺织工会", "13800000001", "2015-06"],
    ["单样本", SECOND, "示例纺织工会", 13800000002.0, 42156.0],
    [],
    ["单样本", SECOND, "示例纺织工会", "", ""],
    ["甄示例", FIRST, "倪家巷村工会联合会", "", ""],
    ["任示例", "320281199003074511", "", "1", ""],
]


@pytest.fixture
def apart(monkeypatch):
    monkeypatch.setattr(Members, "ahead_from", 0)


def outcome(job):
    people = Person.objects.order_by("pk")
    stays = Membership.objects.order_by("pk")
    lines = Line.objects.filter(of=job).order_by("row")
    return (
        job.counts,
        [(p.name, p.number, p.number_key, p.phone, p.phone_key, p.search, p.counted, p.path)
         for p in people],
        [(s.organisation_id, s.since, s.joined_on, s.status) for s in stays],
        [(line.row, line.outcome, line.faults, line.cells) for line in lines],
    )  # fmt: skip


@pytest.mark.django_db
def test_a_roster_made_ready_apart_becomes_the_same(dry, clerk, monkeypatch):
    def result(at):
        monkeypatch.setattr(Members, "ahead_from", at)
        promised = dry(ROWS, kind="members")
        job = worked(actions.start(promised, by=clerk))
        assert (job.state, job.counts) == ("done", promised.counts)
        found = outcome(job)
        actions.ask_undo(job, by=clerk)
        assert worked(job).state == "undone"
        return found

    assert result(None) == result(0)


@pytest.fixture
def children(monkeypatch):
    """The processes that make rows ready, as they are started."""
    started = []

    def start(*words, **options):
        started.append(Popen(*words, **options))
        return started[-1]

    monkeypatch.setattr(ahead, "Popen", start)
    return started


@pytest.mark.django_db
def test_what_makes_ready_ends_with_the_import(dry, apart, children):
    assert dry(ROWS, kind="members").state == "done"
    [child] = children
    assert child.poll() is not None


def test_what_makes_ready_has_no_database():
    house, _main = ahead.start_line(0).split("from niudai.sheets.ahead")
    count = "from niudai.membership.models import Person; Person.objects.count()"
    done = run([sys.executable, "-I", "-c", house + count], capture_output=True, check=False)
    assert done.returncode and b"ImproperlyConfigured: settings.DATABASES" in done.stderr


@pytest.mark.django_db
def test_an_import_whose_helper_is_killed_says_so_and_can_go_on(
    dry, clerk, apart, children, monkeypatch
):
    promised = dry(ROWS, kind="members")
    answer = ahead.answer

    def killed(pipe):
        children[-1].kill()
        children[-1].wait()
        return answer(pipe)

    monkeypatch.setattr(ahead, "answer", killed)
    job = worked(actions.start(promised, by=clerk))
    assert job.state == "failed" and "program failed" in job.message
    assert not Person.objects.exists()
    monkeypatch.setattr(ahead, "answer", answer)
    job = worked(actions.start(job, by=clerk))
    assert (job.state, job.counts) == ("done", promised.counts)


CELLS = [
    "甄示例", "示例 ", "A.B·C", "３", "1380000000１", "13800000001", "0510-86000000",
    "6222000000000000", "622200000000000 0", "JY00000001", "江阴市示例路1号", "江阴市 示例路1号",
    "示例路\u30001号", "#N/A", "x\ty", "é", "e\u0301", "", " ", "长" * 201, "12", "示" * 31,
]  # fmt: skip


@pytest.mark.parametrize("column", list(QUICK))
def test_a_cell_taken_as_it_is_would_come_out_of_its_check_the_same(column):
    check = MEMBERS.column(column).check
    taken = [cell for cell in CELLS if QUICK[column](cell)]
    assert taken
    for cell in taken:
        try:
            assert check(cell) == cell
        except Wrong:
            pytest.fail(f"{column} takes {cell!r}, its check does not")
