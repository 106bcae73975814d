"""Every page of the program, in a browser, at both widths and in both languages."""

import gettext
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page

from niudai.office.proof.routes import Route, routes
from tests.browser_journeys.city import City

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What may be right on a desk and wrong on a phone, where other controls are seen and there is less
# room; and what a page as a whole must have.
ON_A_PHONE = [
    "aria-hidden-focus", "button-name", "bypass", "document-title", "duplicate-id-aria",
    "html-has-lang", "label", "landmark-one-main", "link-name", "page-has-heading-one",
    "scrollable-region-focusable", "target-size",
]  # fmt: skip
# What the program itself says, apart from names and texts of people.
CHROME = "h1, h2, h3, label, legend, th, dt, button, summary, nav a, a.btn, .quiet"
ENGLISH = re.compile(r"\b[A-Za-z][a-z]+(?:,? [a-z]+){2,}")


def parts() -> dict[str, list[Route]]:
    """The pages by the part of the program they belong to, as their addresses begin."""
    found: dict[str, list[Route]] = defaultdict(list)
    for route in routes():
        begins = route.where.removeprefix("office/").split("/")[0]
        found[begins or "front"].append(route)
    return dict(found)


PARTS = parts()


@cache
def chinese() -> frozenset[str]:
    """Everything the Chinese catalogue says, except the names of the languages."""
    with (Path(settings.LOCALE_PATHS[0]) / "zh_Hans/LC_MESSAGES/django.mo").open("rb") as file:
        told = gettext.GNUTranslations(file)._catalog.values()
    return frozenset(text for text in told if re.search(r"[\u4e00-\u9fff]", text)) - {"中文"}


def inaccessible(page: Page, rules: list[str], within: str = "html") -> Iterator[str]:
    asked = """async ([within, how]) => (await axe.run(
        document.querySelector(within) || document, how)).violations"""
    how = {"runOnly": rules, "resultTypes": ["violations"], "elementRef": False}
    for each in page.evaluate(asked, [within, how]):
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
    said = """() => [document.body.innerText,
        [...document.querySelectorAll("code, .mono")].map(e => e.innerText)]"""
    text, names = page.evaluate(said)
    for name in names:
        text = text.replace(name, "")
    for found in ENGLISH.finditer(text):
        yield f"English on a Chinese page: {found[0]}"


def chinese_words(page: Page) -> Iterator[str]:
    # A form of the nation stays as it is printed, and says that it is Chinese.
    said = """chrome => [...document.querySelectorAll(chrome)]
        .filter(e => !e.closest("[lang=zh-Hans]")).map(e => e.innerText.trim())"""
    for text in sorted(chinese().intersection(page.evaluate(said, CHROME))):
        yield f"Chinese on an English page: {text}"


def wrong_in_chinese(page: Page, address: str, framed: bool) -> Iterator[str]:
    """Everything that is wrong with a page at both widths; its frame where nobody looked at it."""
    page.set_viewport_size(DESK)
    yield from no_page(page, address)
    yield from english_words(page)
    yield from inaccessible(page, RULES, "main" if framed else "html")
    page.set_viewport_size(PHONE)
    yield from too_wide(page)
    yield from (f"on a phone: {each}" for each in inaccessible(page, ON_A_PHONE))


def wrong_in_english(page: Page, address: str, _framed: bool) -> Iterator[str]:
    """What may go wrong with longer words: the seat is a phone. The rest is as in Chinese."""
    yield from no_page(page, address)
    yield from chinese_words(page)
    yield from too_wide(page)


def no_page(page: Page, address: str) -> Iterator[str]:
    answer = page.goto(address, wait_until="domcontentloaded")
    assert answer is not None
    if answer.status != 200:
        yield f"answered {answer.status}"


WRONG = {"zh-CN": (wrong_in_chinese, DESK), "en": (wrong_in_english, PHONE)}


@pytest.mark.slow
@pytest.mark.parametrize("part", PARTS)
def test_every_page_opens_fits_and_reads_well_for_everybody(part, city, seat, complaints, subtests):
    framed: set[str] = set()  # who has seen the frame of this part
    for route in PARTS[part]:
        with subtests.test(route.name):
            found = faults_of(route, city, seat, complaints, framed)
            assert not found, "\n".join(found)


def faults_of(route: Route, city: City, seat, complaints, framed: set[str]) -> list[str]:
    found: list[str] = []
    for who, address in city.addresses(route):
        if not is_page(city.clients[who].get(address)):
            continue
        for language, (wrong, size) in WRONG.items():
            complaints.clear()
            page = seat(who, language, **size)
            said = [*wrong(page, address, who in framed), *complaints]
            found += [f"{address} as {who} in {language}: {each}" for each in dict.fromkeys(said)]
        framed.add(who)
    return found


def is_page(asked: Any) -> bool:
    """Whether there is something to look at: not a form's target, a file or a part of a page."""
    if asked.status_code == 405:
        return False
    kind = asked.headers.get("Content-Type", "")
    if kind.startswith(("application/json", "text/javascript")):
        return False  # an answer for a script, or a script itself
    if not kind.startswith("text/html"):
        assert asked.status_code == 200
        assert "attachment" in asked.headers["Content-Disposition"]
        asked.close()
        return False
    return asked.status_code != 200 or b"<html" in asked.content
