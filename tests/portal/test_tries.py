"""How often one may try, for one address, phone or code, whichever process answers."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from niudai.access import limits
from niudai.access.models import Tries
from tests.portal.conftest import PHONE
from tests.portal.reading import says

ROOT = Path(__file__).resolve().parents[2]
SENTENCE = "Too many tries in a short time. Please wait a while, or call 12351."


@pytest.fixture
def few(settings):
    settings.TRIES = {
        **settings.TRIES,
        "follow": {"address": (100, 900), "phone": (3, 900), "code": (3, 900)},
        "code-again": {"address": (100, 900), "phone": (2, 900)},
        "tip": {"address": (2, 900)},
        "employers": {"address": (2, 900)},
        "answer": {"address": (2, 900)},
        "draft": {"address": (2, 900), "phone": (9, 900), "code": (9, 900)},
    }


def test_a_code_cannot_be_guessed_for_one_phone_without_end(client, db, few, today):
    for number in range(3):
        page = client.post("/follow/", {"code": f"AAAA-AAAA-AAA{number + 2}", "phone": PHONE})
        assert page.status_code == 200

    page = client.post("/follow/", {"code": "AAAA-AAAA-AAA9", "phone": PHONE})
    assert page.status_code == 429
    assert says(page, SENTENCE)


def test_a_phone_cannot_be_guessed_for_one_code_without_end(client, db, few, today):
    for number in range(3):
        client.post("/follow/", {"code": "AAAA-AAAA-AAAA", "phone": f"1380000000{number}"})

    page = client.post("/follow/", {"code": "aaaa aaaa aaaa", "phone": "13800000009"})
    assert page.status_code == 429


def test_the_right_code_does_not_open_past_the_limit(worker, few):
    worker.send()
    code = worker.client.get("/rights/sent/").content.decode()
    code = code.split('<div class="code">')[1].split("<")[0]
    worker.client.post("/case/leave/")
    for number in range(3):
        worker.client.post("/follow/", {"code": f"AAAA-AAAA-AAA{number + 2}", "phone": PHONE})

    assert worker.client.post("/follow/", {"code": code, "phone": PHONE}).status_code == 429
    assert worker.client.get("/case/").headers["Location"] == "/follow/"


def test_it_opens_again_when_the_time_has_passed(client, db, few, today):
    for _try in range(4):
        client.post("/follow/", {"code": "AAAA", "phone": PHONE})
    today.shift(timedelta(seconds=901))

    assert client.post("/follow/", {"code": "AAAA", "phone": PHONE}).status_code == 200


@pytest.mark.parametrize(
    ("path", "given"),
    [
        ("/tip/", {"employer": "示例厂", "text": "每天上班十四个小时，没有休息。"}),
        ("/follow/lost/", {"phone": PHONE}),
        ("/rights/resume/", {"code": "AAAA", "phone": PHONE}),
    ],
)
def test_each_form_that_asks_for_something_has_its_limit(client, village, few, today, path, given):
    assert [client.post(path, given).status_code for _try in range(3)][-1] == 429


def test_names_of_employers_and_links_have_their_limit(client, village, few, today):
    assert [client.get("/rights/employers/?name=示例").status_code for _try in range(3)] == [
        200, 200, 429,
    ]  # fmt: skip
    assert [client.get("/answer/wrong/").status_code for _try in range(3)] == [404, 404, 429]


def test_an_address_in_front_of_a_foreign_proxy_is_not_believed(client, db, few, today):
    tip = {"employer": "示例厂", "text": "每天上班十四个小时，没有休息。"}
    codes = [
        client.post("/tip/", tip, headers={"x-forwarded-for": f"10.0.0.{number}"}).status_code
        for number in range(3)
    ]
    assert codes[-1] == 429


def test_addresses_and_phones_are_kept_as_keyed_hashes_only(client, db, today):
    client.post("/follow/", {"code": "AAAA", "phone": PHONE})

    row = str(list(Tries.objects.values()))
    assert PHONE not in row
    assert "127.0.0.1" not in row


def test_counts_of_the_past_are_deleted(client, db, today):
    client.post("/follow/", {"code": "AAAA", "phone": PHONE})
    today.shift(timedelta(hours=2))

    call_command("delete_old_drafts", apply=True)
    assert Tries.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_two_processes_share_one_count(settings):
    """Three tries here and three in a second process are six for the same phone."""
    for _try in range(3):
        limits.count("follow", phone=PHONE)
    script = (
        "import django; django.setup()\n"
        "from niudai.access import limits\n"
        f"for _ in range(3): limits.count('follow', phone='{PHONE}')"
    )
    environment = {
        **os.environ, "DEBUG": "1", "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()

    assert sum(Tries.objects.values_list("count", flat=True)) == 6
    most = settings.TRIES["follow"]["phone"][0]
    with pytest.raises(limits.TooOften):
        for _try in range(most - 6 + 1):
            limits.count("follow", phone=PHONE)


def database_url():
    """The database of this test, as another process names it."""
    facts = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{facts['NAME']}"
    port = f"&port={facts['PORT']}" if facts["PORT"] else ""
    return f"postgres://{facts['USER']}@/{facts['NAME']}?host={facts['HOST']}{port}"
