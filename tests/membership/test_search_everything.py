"""The search of everything: what it shows of people, and where the others are."""

import pytest

from niudai.access.permissions import Role
from niudai.membership.models import Person

pytestmark = pytest.mark.django_db

NUMBER = "320281199001011234"


@pytest.fixture
def looked_for(mill, at_desk):
    browser = at_desk(mill, Role.VILLAGE_OFFICER)
    return lambda query: browser.get("/office/search/", {"q": query}).content.decode()


def enter(mill, *names):
    for name in names:
        Person.objects.create(name=name, number=NUMBER, organisation=mill, path=mill.path)


def test_what_was_looked_for_stays_in_the_field(mill, looked_for):
    assert 'type="search"' in (page := looked_for("<甄>")) and 'value="&lt;甄&gt;"' in page


def test_a_person_is_shown_with_union_and_standing(mill, looked_for):
    enter(mill, "甄示例")
    page = looked_for("甄")
    assert "甄示例" in page and mill.short_name in page
    assert "Not a member" in page or "非会员" in page


def test_more_than_the_page_shows_are_opened_in_the_list(mill, looked_for):
    enter(mill, *(f"甄示例{number}" for number in range(21)))
    page = looked_for("甄")
    assert '"/office/people/?q=%E7%94%84"' in page
    assert page.count("/office/people/") == 20 + 1 + 1  # those shown, all of them, the menu


def test_a_whole_number_finds_the_person(mill, looked_for):
    enter(mill, "甄示例")
    assert "甄示例" in looked_for(f" {NUMBER[:6]} {NUMBER[6:]}")
    assert "甄示例" not in looked_for(f"{NUMBER[:-1]}5")
