"""What every page promises: a named permission, a template that is used, nothing inline."""

import re
from pathlib import Path

import pytest
from django.template import TemplateDoesNotExist, engines
from django.urls import get_resolver

from tests.architecture.tree import OURS, pages, python, read, templates

# The framework itself asks for these by name.
ASKED_FOR_BY_NAME = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
REASONS = ("permission", "public_because", "own_account_because")
OF_OTHERS = ("allauth.",)


def our_pages():
    found = [
        (where, page)
        for where, page in pages(get_resolver().url_patterns)
        if not page.callback.__module__.startswith(OF_OTHERS)
    ]
    assert found
    return found


def test_every_page_names_the_permission_it_needs_or_says_why_it_needs_none():
    unguarded = [
        where
        for where, page in our_pages()
        if not any(getattr(page.callback, reason, None) for reason in REASONS)
    ]
    assert unguarded == []


def test_no_page_of_the_office_is_public():
    public = [
        where
        for where, page in our_pages()
        if where.startswith("office/") and getattr(page.callback, "permission", None) is None
    ]
    assert public == []


def test_the_pages_of_others_are_the_sign_in_pages_only():
    elsewhere = [
        where
        for where, page in pages(get_resolver().url_patterns)
        if page.callback.__module__.startswith(OF_OTHERS) and not where.startswith("accounts/")
    ]
    assert elsewhere == []


def test_an_address_has_the_name_of_its_page():
    other = [
        f"{where}: {page.name} is not {page.callback.__name__}"
        for where, page in our_pages()
        if page.name != page.callback.__name__
    ]
    assert other == []


def test_every_template_is_used():
    said = "\n".join(read(path) for path in [*python(*OURS), *templates()])
    unused = [
        str(path)
        for path in templates()
        for name in [within_templates(path)]
        if name not in ASKED_FOR_BY_NAME
        and not re.search(named(name), said)
        and not also_in_another_package(name)
    ]
    assert unused == []


def named(name: str) -> str:
    """The name in quotes, whole or with a part; or its folder with the name filled in."""
    folder = re.escape(name.rpartition("/")[0])
    return rf"""["']({re.escape(name)}["'#{{]|{folder}/{{\w)"""


def within_templates(path: Path) -> str:
    return "/".join(path.parts[path.parts.index("templates") + 1 :])


def also_in_another_package(name: str) -> bool:
    """Whether ours replaces a template that an installed package asks for by name."""
    loaders = engines["django"].engine.template_loaders
    origins = [o for loader in loaders for o in getattr(loader, "loaders", [loader])]
    return any(
        Path(origin.name).exists() and "site-packages" in origin.name
        for loader in origins
        for origin in loader.get_template_sources(name)
    )


@pytest.mark.parametrize("path", templates(), ids=str)
def test_a_template_can_be_read(path):
    try:
        engines["django"].get_template(within_templates(path))
    except TemplateDoesNotExist:
        pytest.fail(f"{path} is in no application")


INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*\btype=\"application/json\")|<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']"
    r"|javascript:",
    re.IGNORECASE,
)


def test_no_script_and_no_style_stands_inside_a_page():
    inline = [
        f"{path}:{text.count(chr(10), 0, found.start()) + 1}: {found[0].strip()}"
        for path in templates()
        for text in [read(path)]
        for found in INLINE.finditer(text)
    ]
    assert inline == [], "the content security policy would block it"
