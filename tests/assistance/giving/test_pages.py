"""The pages of giving: the office's, the donor's link, the public list."""

import io
import zipfile

import pytest
from django.test import Client
from django.urls import reverse

from niudai.access.permissions import Role
from niudai.assistance.giving import actions
from niudai.assistance.giving.models import Need
from niudai.casework.models import Attachment
from tests.assistance.giving.conftest import WORDS

FAMILY = ("甄困难", "甄小示", "示例小学", "白血病", "癌症", "示例病情", "320281", "13800000003")


@pytest.fixture
def given(offered, pledge, helper):
    actions.arrive(pledge, amount_fen=300_000, document="进账单1", by=helper)
    need = actions.reserve(offered, pledge, by=helper)
    return actions.give(need, amount_fen=200_000, what="医疗费", by=helper)


def test_the_donor_sees_by_the_link_what_became_of_the_gift_and_no_family(given, donor, helper):
    token = actions.issue_link(donor, by=helper)

    page = Client().get(reverse("gift", args=[token]))

    assert WORDS in page.text and "2,000.00" in page.text
    assert not [word for word in FAMILY if word in page.text]
    assert Client().get(reverse("gift", args=["0" * 32])).status_code == 404


def test_the_letter_of_thanks_names_use_and_amount_and_nothing_of_the_family(given, at_desk, city):
    at_desk(city, Role.ASSISTANCE_OFFICER).post(reverse("need_letter", args=[given.pk]))

    letter = Attachment.objects.get(letter="giving-thanks")
    with letter.file.open("rb") as file, zipfile.ZipFile(io.BytesIO(file.read())) as parts:
        text = parts.read("word/document.xml").decode()
    for word in ("江阴示例集团", WORDS, "2,000.00", "医疗救助"):
        assert word in text
    assert not [word for word in FAMILY if word in text]


def test_the_public_list_shows_only_what_families_agreed_to(offered):
    assert WORDS not in Client().get(reverse("public_needs")).text

    Need.objects.update(public=True)

    page = Client().get(reverse("public_needs"))
    assert WORDS in page.text
    assert not [word for word in FAMILY if word in page.text]


def test_the_statement_adds_up(given, donor, at_desk, city):
    page = at_desk(city, Role.LEADER).get(reverse("donor_statement", args=[donor.pk]))

    account = page.context["account"]
    assert (account.promised_fen, account.arrived_fen, account.given_fen) == (
        300_000, 300_000, 200_000,
    )  # fmt: skip
    assert not [word for word in FAMILY if word in page.text]


def test_what_is_for_the_office_alone_is_covered_for_who_only_reads(need, at_desk, city):
    assert "白血病" in at_desk(city, Role.ASSISTANCE_OFFICER).get(need.get_absolute_url()).text
    page = at_desk(city, Role.LEADER).get(need.get_absolute_url())
    assert WORDS in page.text and "白血病" not in page.text


def test_the_phone_of_a_donor_is_revealed_for_a_reason(donor, at_desk, city):
    browser = at_desk(city, Role.ASSISTANCE_OFFICER)
    assert "13800000007" not in browser.get(donor.get_absolute_url()).text

    shown = browser.post(reverse("donor_reveal", args=[donor.pk, "phone"]), {"reason": "电话致谢"})

    assert "13800000007" in shown.text


def test_a_need_goes_its_way_from_the_page(need, pledge, at_desk, city):
    browser = at_desk(city, Role.ASSISTANCE_OFFICER)
    browser.post(
        reverse("need_consent", args=[need.pk]),
        {"who": "甄困难", "how": "签署同意书", "on": need.received_on.isoformat()},
    )
    browser.post(reverse("need_move", args=[need.pk, "offer"]), {"sure": "1"})
    browser.post(reverse("need_move", args=[need.pk, "reserve"]), {"pledge": pledge.pk})

    need.refresh_from_db()
    assert need.stage == "reserved"
    for name in ("donors", "needs"):
        assert browser.get(reverse(name)).status_code == 200
    assert "江阴示例集团" in browser.get(need.get_absolute_url()).text


def test_a_neighbour_finds_neither_donor_nor_need(donor, need, at_desk, neighbour):
    browser = at_desk(neighbour, Role.TOWN_OFFICER)

    for record in (donor, need):
        assert browser.get(record.get_absolute_url()).status_code == 404


def test_every_move_has_a_page(need, at_desk, city):
    browser = at_desk(city, Role.ASSISTANCE_OFFICER)

    for name in ("offer", "reserve", "give", "take_back"):
        assert browser.get(reverse("need_move", args=[need.pk, name])).status_code == 200
