"""Kill -9 of the whole program in the middle of a move or an upload: all of it or nothing."""

import hashlib
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from http.client import HTTPException
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import psutil
import pytest

from tests import migrated

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
KILLS = 4
WINDOW = 0.4  # seconds in which a move is made, and a little more
PAPER = b"\x89PNG\r\n\x1a\n" + b"\x00" * 400_000


@pytest.fixture(scope="module")
def scratch(tmp_path_factory, django_db_setup):
    """The environment of a program with its own database and folder of files, both empty."""
    folder = tmp_path_factory.mktemp("killed")
    migrated.copy(migrated.file(), folder / "killed.sqlite3")
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DEBUG": "1",
        "DEMO": "0",
        "DATABASE_URL": f"sqlite:///{folder}/killed.sqlite3",
        "MEDIA_ROOT": f"{folder}/attachments",
    }


@pytest.fixture(scope="module")
def made(scratch):
    """A dispute for every kill and one for the files, and a session of their officer."""
    return look(scratch, "plant", str(KILLS + 1))


def look(environment, *words):
    """What the database holds, read by a program of its own: tests.browser_journeys.killed."""
    line = [sys.executable, "-m", "tests.browser_journeys.killed", *words]
    said = subprocess.run(line, cwd=ROOT, env=environment, check=True, capture_output=True)
    return json.loads(said.stdout)


class Program:
    """The server and everything it started, as one group of processes."""

    def __init__(self, environment):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = str(probe.getsockname()[1])
        line = [sys.executable, "-m", "niudai", "serve", "--port", port, "--workers", "1"]
        self.process = subprocess.Popen(
            line, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            text=True, start_new_session=True,
        )  # fmt: skip
        self.address = self.process.stdout.readline().strip().rstrip("/")
        assert self.address, "the program did not start"

    def kill(self):
        family = psutil.Process(self.process.pid).children(recursive=True)
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        for child in family:
            with suppress(psutil.NoSuchProcess):
                child.kill()
        self.process.communicate()
        psutil.wait_procs(family, timeout=10)


class Officer:
    """A browser without pages: it sends forms with the session of an officer."""

    def __init__(self, address, session):
        self.address, self.cookies = address, CookieJar()
        self.browser = build_opener(HTTPCookieProcessor(self.cookies))
        self.headers = {"Cookie": f"sessionid={session}; csrftoken={'a' * 32}"}

    def send(self, where, body, kind="application/x-www-form-urlencoded"):
        asked = Request(f"{self.address}{where}", data=body, headers=self.headers)
        asked.add_header("Content-Type", kind)
        asked.add_header("X-CSRFToken", "a" * 32)
        with suppress(URLError, HTTPException, OSError):  # killed: no answer
            self.browser.open(asked, timeout=20).read()

    def read(self, where):
        self.browser.open(Request(f"{self.address}{where}", headers=self.headers), timeout=60)

    def move(self, pk, name, **fields):
        self.send(f"/office/disputes/{pk}/move/{name}/", urlencode(fields).encode())

    def upload(self, pk):
        parts = (
            b'--paper\r\nContent-Disposition: form-data; name="kind"\r\n\r\nattendance\r\n'
            b'--paper\r\nContent-Disposition: form-data; name="file"; filename="p.png"\r\n'
            b"Content-Type: image/png\r\n\r\n" + PAPER + b"\r\n--paper--\r\n"
        )
        self.send(
            f"/office/disputes/{pk}/attach/", parts, kind="multipart/form-data; boundary=paper"
        )


def killed_while(environment, session, act, chance):
    """Start the program, begin the act, and kill everything at a moment of chance."""
    program = Program(environment)
    try:
        officer = Officer(program.address, session)
        officer.read("/office/disputes/")  # a program that has just started is slow
        acting = threading.Thread(target=act, args=(officer,))
        acting.start()
        time.sleep(chance.uniform(0.0, WINDOW))
    finally:
        program.kill()
    acting.join(30)


def accepting(pk, made):
    """The form of one move, sent off."""
    return lambda officer: officer.move(pk, "accept", accepted_on=made["today"])


def test_a_move_killed_at_any_moment_is_made_whole_or_not_at_all(scratch, made):
    chance, disputes = random.Random(10), made["disputes"][:KILLS]
    for pk in disputes:
        killed_while(scratch, made["session"], accepting(pk, made), chance)

    for seen in look(scratch, "disputes", *map(str, disputes)):
        assert seen["faults"] == []
        assert seen["stage"] == seen["line_of_work"]
        accepted = seen["stage"] == "accepted"
        assert seen["entries"] == int(accepted)
        assert seen["accepted_on"] == (made["today"] if accepted else None)
        assert ("MED-END-ACC" in seen["running"]) == accepted
        assert ("MED-ACCEPT" in seen["running"]) != accepted
        assert len(seen["told"]) == len(set(seen["told"]))

    program = Program(scratch)
    try:
        for pk in disputes:
            accepting(pk, made)(Officer(program.address, made["session"]))
    finally:
        program.kill()
    for seen in look(scratch, "disputes", *map(str, disputes)):
        assert (seen["stage"], seen["entries"], seen["faults"]) == ("accepted", 1, [])


def test_an_upload_killed_at_any_moment_leaves_no_row_without_its_file(scratch, made):
    pk, chance = made["disputes"][-1], random.Random(11)
    for _kill in range(KILLS):
        killed_while(scratch, made["session"], lambda at: at.upload(pk), chance)

    [seen] = look(scratch, "disputes", str(pk))
    assert seen["faults"] == []
    assert seen["papers"] == [hashlib.sha256(PAPER).hexdigest()] * len(seen["papers"])
    assert seen["paper_entries"] == len(seen["papers"])

    program = Program(scratch)
    try:
        Officer(program.address, made["session"]).upload(pk)
    finally:
        program.kill()
    [again] = look(scratch, "disputes", str(pk))
    assert len(again["papers"]) == len(seen["papers"]) + 1
