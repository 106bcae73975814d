"""The server as an operator meets it: started, stopped, killed."""

import os
import select
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from urllib.error import HTTPError
from urllib.request import urlopen

import psutil
import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.slow


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def serve(tmp_path, port):
    """Start the server on its own database; whatever is left of it ends with the test."""
    started = []

    def start():
        server = subprocess.Popen(
            [sys.executable, "-m", "niudai", "serve", "--port", str(port), "--workers", "2"],
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "config.settings",
                "DEBUG": "1",
                "DATABASE_URL": f"sqlite:///{tmp_path}/served.sqlite3",
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        started.append(server)
        return server

    yield start
    for server in started:
        with suppress(psutil.NoSuchProcess):
            for child in psutil.Process(server.pid).children(recursive=True):
                child.kill()
        server.kill()
        server.communicate()


def address(server):
    """What the server says first; one that says nothing fails the test and does not hang it."""
    said, _, _ = select.select([server.stdout], [], [], 60)
    assert said, "the server never said its address"
    return server.stdout.readline().strip()


def answers(url):
    try:
        return urlopen(url, timeout=20).status
    except HTTPError as refusal:
        return refusal.code


def family(server):
    """The server's children: its workers and the loop of timed commands."""
    return psutil.Process(server.pid).children()


def timed_work(children):
    return [child for child in children if "timed_work" in line_of(child)]


def line_of(child):
    """Its command line; a process that has just ended has none."""
    try:
        return child.cmdline()
    except psutil.Error:
        return []


def wait_for(what, seconds=60.0):
    until = time.monotonic() + seconds
    while not (found := what()) and time.monotonic() < until:
        time.sleep(0.1)
    return found


def test_the_server_says_its_address_and_stops_when_asked(serve, port):
    server = serve()

    assert address(server) == f"http://127.0.0.1:{port}/"
    assert answers(f"http://127.0.0.1:{port}/static/niudai/nothing.css") == 404
    children = family(server)
    assert len(timed_work(children)) == 1
    assert len(children) >= 3

    server.send_signal(signal.SIGTERM)
    assert server.wait(60) == 0
    assert not [child for child in children if child.is_running()]


def test_ctrl_c_reaches_everybody_at_once_and_ends_it_quickly(serve):
    server = serve()
    address(server)
    began = time.monotonic()

    os.killpg(server.pid, signal.SIGINT)

    assert server.wait(60) == 0
    assert time.monotonic() - began < 8, "somebody had to be killed"


def test_a_killed_server_leaves_nobody_behind_and_can_be_started_again(serve, port):
    server = serve()
    address(server)
    children = family(server)

    server.kill()
    server.wait(5)

    assert wait_for(lambda: not any(child.is_running() for child in children))
    assert address(serve()) == f"http://127.0.0.1:{port}/"


def test_a_loop_that_died_is_started_again(serve):
    server = serve()
    address(server)
    first = wait_for(lambda: timed_work(family(server)))[0]

    first.kill()

    again = wait_for(lambda: [one for one in timed_work(family(server)) if one.pid != first.pid])
    assert len(again) == 1


def test_a_taken_port_is_refused_in_a_sentence(serve, port):
    address(serve())

    second = serve()
    said, why = second.communicate(timeout=60)

    assert (second.returncode, said) == (1, "")
    assert why.strip().splitlines()[-1].startswith(f"Port {port} on 127.0.0.1 cannot be used")


def test_a_program_without_its_own_secrets_serves_this_machine_only(settings):
    settings.CONFIGURED = False
    with pytest.raises(CommandError, match="known passwords"):
        call_command("serve", host="0.0.0.0", port=8999)
