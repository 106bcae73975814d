"""The front door and everything one reaches from it without a case."""

import re

import pytest
from django.test import Client
from django.urls import get_resolver

from niudai.organisations.models import ServiceSite
from tests.architecture.tree import pages
from tests.portal.reading import says, text

DOORS = ["proposal", "contest", "work"]


def test_the_front_door_has_six_doors_and_every_link_opens(client, site):
    page = text(client.get("/"))

    links = set(re.findall(r'href="(/[^"]*)"', page)) - set(
        re.findall(r'href="(/static[^"]*)"', page)
    )
    assert len([link for link in links if link.startswith("/doors/")]) == 6
    for link in links:
        assert client.get(link, follow=True).status_code == 200, link


def test_the_portal_opens_before_anything_is_loaded(client, db):
    for path in ("/", "/sites/", "/help/", "/rights/", "/tip/", "/follow/", "/privacy/"):
        assert client.get(path).status_code == 200, path


@pytest.mark.parametrize("door", DOORS)
def test_a_door_that_is_not_open_online_says_where_it_is(client, site, door):
    page = client.get(f"/doors/{door}/?town=320281102000")

    assert says(page, "Not yet by phone")
    assert "tel:12351" in text(page)
    assert "周庄职工服务站" in text(page)


def test_the_doors_of_help_of_ones_rights_and_of_joining_lead_to_the_questions(client, db):
    assert client.get("/doors/help/").headers["Location"] == "/help/"
    assert client.get("/doors/rights/").headers["Location"] == "/rights/"
    assert client.get("/doors/join/").headers["Location"] == "/join/"
    assert client.get("/doors/nothing/").status_code == 404


def test_a_closed_site_is_not_shown(client, site):
    ServiceSite.objects.update(closed_on="2026-01-01")

    assert "周庄职工服务站" not in text(client.get("/sites/?town=320281102000"))


def test_a_town_that_does_not_exist_shows_no_site(client, site):
    assert "周庄职工服务站" not in text(client.get("/sites/?town=999999999999"))


def test_large_letters_are_remembered_and_taken_back(client, db):
    client.post("/large-type/", {"next": "/sites/"})
    assert "portal large" in text(client.get("/"))

    client.post("/large-type/", {"next": "/"})
    assert "portal large" not in text(client.get("/"))


def test_large_letters_never_lead_to_another_site(client, db):
    went = client.post("/large-type/", {"next": "https://example.com/"})

    assert went.headers["Location"] == "/"


def test_names_of_employers_come_from_two_characters_on_and_are_names_only(client, employer):
    assert "江阴示例纺织" not in text(client.get("/rights/employers/?name=示"))

    found = text(client.get("/rights/employers/?name=示例纺"))
    assert "江阴示例纺织有限公司" in found
    assert "13900000002" not in found


def test_every_page_of_the_portal_says_why_it_is_public():
    ours = [
        (where, page)
        for where, page in pages(get_resolver().url_patterns)
        if page.callback.__module__.startswith("niudai.portal")
    ]
    assert len(ours) > 25
    assert [where for where, page in ours if not page.callback.public_because] == []


def test_a_page_that_writes_needs_a_token_of_its_own(db):
    strict = Client(enforce_csrf_checks=True)
    for path in (
        "/rights/begin/",
        "/rights/send/",
        "/tip/",
        "/follow/",
        "/answer/x/",
        "/large-type/",
    ):
        assert strict.post(path).status_code == 403, path


def test_no_page_of_a_case_or_draft_is_kept_by_the_browser(worker):
    worker.until("claims")
    for path in (
        "/rights/",
        "/rights/work/",
        "/rights/leave/",
        "/rights/elsewhere/",
        "/follow/",
        "/tip/",
    ):
        assert "no-store" in worker.client.get(path).headers["Cache-Control"], path
    worker.send()
    for path in ("/case/", "/rights/sent/", "/case/withdraw/"):
        assert "no-store" in worker.client.get(path).headers["Cache-Control"], path
