"""Every page of the program, in a browser, at both widths and in both languages."""

import gettext
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page

from niudai.office.proof.routes import routes
from tests.browser import AXE
from tests.browser_journeys.city import City

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What the program itself says, apart from names and texts of people.
CHROME = "h1, h2, h3, label, legend, th, dt, button, summary, nav a, a.btn, .quiet"
ENGLISH = re.compile(r"\b[A-Za-z][a-z]+(?:,? [a-z]+){2,}")
ROUTES = {route.name: route for route in routes()}

pytestmark = pytest.mark.skipif(not os.environ.get("EVERY_PAGE"), reason="four minutes: make pages")


@cache
def chinese() -> frozenset[str]:
    """Everything the Chinese catalogue says, except the names of the languages."""
    with (Path(settings.LOCALE_PATHS[0]) / "zh_Hans/LC_MESSAGES/django.mo").open("rb") as file:
        told = gettext.GNUTranslations(file)._catalog.values()
    return frozenset(text for text in told if re.search(r"[\u4e00-\u9fff]", text)) - {"中文"}


def inaccessible(page: Page) -> Iterator[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    asked = "async rules => (await axe.run(document, {runOnly: rules})).violations"
    for each in page.evaluate(asked, RULES):
        for node in each["nodes"]:
            yield f"{each['id']}: {each['help']}: {node['html'][:200]}"


def too_wide(page: Page) -> Iterator[str]:
    """What stands out to the right of a page that scrolls sideways."""
    yield from page.evaluate(
        """() => document.documentElement.scrollWidth <= innerWidth ? [] :
        [`scrolls sideways: ${document.documentElement.scrollWidth} px`,
         ...[...document.querySelectorAll("body *")]
           .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
           .slice(0, 5).map(e => "  " + e.outerHTML.slice(0, 160))]"""
    )


def english_words(page: Page) -> Iterator[str]:
    names = "[...document.querySelectorAll('code, .mono')].map(e => e.innerText)"
    text = page.inner_text("body")
    for name in page.evaluate(names):
        text = text.replace(name, "")
    for found in ENGLISH.finditer(text):
        yield f"English on a Chinese page: {found[0]}"


def chinese_words(page: Page) -> Iterator[str]:
    said = "chrome => [...document.querySelectorAll(chrome)].map(e => e.innerText.trim())"
    for text in sorted(chinese().intersection(page.evaluate(said, CHROME))):
        yield f"Chinese on an English page: {text}"


def wrong(page: Page, address: str, language: str) -> Iterator[str]:
    """Everything that is wrong with a page at both widths."""
    page.set_viewport_size(DESK)
    answer = page.goto(address)
    assert answer is not None
    if answer.status != 200:
        yield f"answered {answer.status}"
    if language == "zh-CN":
        yield from english_words(page)
        yield from inaccessible(page)
    else:
        yield from chinese_words(page)
    page.set_viewport_size(PHONE)
    yield from too_wide(page)
    if language == "zh-CN":
        yield from (f"on a phone: {each}" for each in inaccessible(page))


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_every_page_opens_fits_and_reads_well_for_everybody(city, seat, complaints, subtests):
    for name in ROUTES:
        with subtests.test(name):
            found = faults_of(name, city, seat, complaints)
            assert not found, "\n".join(found)


def faults_of(name, city: City, seat, complaints) -> list[str]:
    found: list[str] = []
    for who, address in city.addresses(ROUTES[name]):
        if not is_page(city.clients[who].get(address)):
            continue
        for language in ("zh-CN", "en"):
            complaints.clear()
            page = seat(who, language)
            said = [*wrong(page, address, language), *complaints]
            found += [f"{address} as {who} in {language}: {each}" for each in dict.fromkeys(said)]
    return found


def is_page(asked: Any) -> bool:
    """Whether there is something to look at: not a form's target, a file or a part of a page."""
    if asked.status_code == 405:
        return False
    if not asked.headers.get("Content-Type", "").startswith("text/html"):
        assert asked.status_code == 200
        assert "attachment" in asked.headers["Content-Disposition"]
        asked.close()
        return False
    return asked.status_code != 200 or b"<html" in asked.content
