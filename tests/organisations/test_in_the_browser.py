"""The union network at a desk and on a phone: it opens, it narrows, it fits, it is accessible."""

from datetime import date

import pytest
from django.urls import reverse

from niudai.access.permissions import Role
from niudai.organisations.actions import give_union
from niudai.organisations.models import Employer, Officer, ServiceSite
from tests.organisations.conftest import actor_at

WIDTHS = [(1280, 900), (360, 740)]


@pytest.fixture
def town_page(desk, live_server, town, village, union, employer, neighbour, at_desk):
    """The live program with a small town in it, and its officer signed in."""
    Employer.objects.filter(pk=employer.pk).update(phone="0510-86000000", contact="施范文")
    give_union(employer, union=union, by=actor_at(town.path, Role.TOWN_OFFICER))
    Employer.objects.create(
        name="江阴样例机械有限公司", organisation=village, division_id="320281108201",
        industry="34", ownership="foreign", size="large", workers=1200, opened_on=date(2011, 5, 4),
    )  # fmt: skip
    Officer.objects.create(
        organisation=town, name="贾样本", post="chair", since=date(2025, 1, 1), phone="13812345678"
    )
    Officer.objects.create(
        organisation=town, name="易假名", post="finance", since=date(2020, 1, 1),
        until=date(2024, 12, 31),
    )  # fmt: skip
    ServiceSite.objects.create(
        organisation=town, name="周庄镇职工服务站", kind="station", address="周庄镇示例路 1 号",
        hours="周一至周五 9:00–17:00", phone="0510-86000001",
    )  # fmt: skip
    signed_in = at_desk(town, Role.TOWN_OFFICER).cookies["sessionid"].value
    desk.context.add_cookies([{"name": "sessionid", "value": signed_in, "url": live_server.url}])
    return desk


@pytest.mark.parametrize(("width", "height"), WIDTHS)
def test_every_page_fits_and_is_accessible(town_page, axe, town, employer, width, height):
    town_page.set_viewport_size({"width": width, "height": height})
    for address in [
        reverse("organisations"),
        reverse("organisations") + "?q=zz",
        town.get_absolute_url(),
        reverse("places"),
        reverse("service_sites"),
        reverse("employers"),
        reverse("employers") + "?q=nothing",
        employer.get_absolute_url(),
        reverse("employer_new"),
        reverse("employer_reveal", args=[employer.pk]),
    ]:
        town_page.goto(address)
        assert axe(town_page) == [], address
        wide = town_page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{address} is {wide} px wide"


def test_a_level_opens_inside_the_page_and_with_the_keyboard(town_page, axe, village):
    town_page.goto(reverse("organisations"))
    town_page.locator("details > summary", has_text="倪家巷村").focus()
    town_page.keyboard.press("Enter")
    town_page.get_by_role("link", name="示例纺织工会").wait_for()
    assert axe(town_page) == []


def test_a_filter_narrows_the_list_without_a_new_page(town_page):
    town_page.goto(reverse("employers"))
    town_page.locator("select[name=size]").select_option("large")
    town_page.locator("#rows", has_text="江阴样例机械有限公司").wait_for()
    town_page.get_by_role("link", name="江阴示例纺织有限公司").wait_for(state="detached")
    assert "size=large" in town_page.url
    assert "size=large" in town_page.locator("a[href*='employers.csv']").get_attribute("href")


def test_a_number_is_shown_in_its_place_for_a_reason(town_page, town):
    town_page.goto(town.get_absolute_url())
    town_page.locator("a[href*='/number/']").click()
    town_page.locator("input[name=reason]").fill("通知开会")
    town_page.keyboard.press("Enter")
    town_page.get_by_text("13812345678").wait_for()
