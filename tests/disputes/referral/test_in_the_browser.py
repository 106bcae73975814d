"""A referral at a desk and on a phone: it fits, it is accessible, it works by keyboard."""

import pytest
from django.urls import reverse

from niudai.access.permissions import Role
from niudai.disputes.actions import referral as actions
from niudai.disputes.models import Referral
from tests.disputes.referral.conftest import Way

WIDTHS = [(1280, 900), (360, 740)]


@pytest.fixture
def rich(way: Way, by) -> Referral:
    """Everything a case page can show: aid, a mixed award, a suit, four windows."""
    referral = way.advised()
    referral = actions.apply_aid(referral, route="union", group="migrant", proof="居住证", by=by)
    actions.refuse_aid(referral, reason="材料不足", by=by)
    referral = way.received(("工资", 3_000_000), ("经济补偿", 3_300_000))
    return actions.sue(
        referral, ground="award", by_whom="worker", court="江阴市人民法院",
        filed_on=referral.awards.first().worker_received_on, by=by,
    )  # fmt: skip


@pytest.fixture
def officer(desk, live_server, network, sign_in):
    session = sign_in(Role.RIGHTS_OFFICER, network.city.union).cookies["sessionid"].value
    desk.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    return desk


@pytest.mark.parametrize(("width", "height"), WIDTHS)
def test_every_page_fits_and_is_accessible(officer, axe, rich, way, width, height):
    advised, listed = way.advised(), way.hearing_set()
    actions.list_items(listed, items=way.items(("工资", 3_000_000)), by=way.by)
    officer.set_viewport_size({"width": width, "height": height})
    for address in [
        reverse("referrals"),
        reverse("referrals") + "?q=zz",
        reverse("referral_new"),
        rich.get_absolute_url(),
        advised.get_absolute_url(),
        reverse("referral_correct", args=[advised.pk]),
        reverse("referral_reveal", args=[advised.pk]),
        reverse("referral_move", args=[advised.pk, "apply_aid"]),
        reverse("referral_move", args=[listed.pk, "list_items"]),
        reverse("referral_move", args=[listed.pk, "award"]),
        reverse("referral_move", args=[rich.pk, "receive_award"]),
    ]:
        officer.goto(address)
        assert axe(officer) == [], address
        wide = officer.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{address} is {wide} px wide"


def test_a_move_is_made_with_the_keyboard_alone(officer, way):
    referral = way.accepted()
    officer.goto(reverse("referral_move", args=[referral.pk, "serve"]))
    officer.locator("[name=served_on]").fill("2026-08-14")
    officer.locator("main button[type=submit]").focus()
    officer.keyboard.press("Enter")
    officer.wait_for_url(f"**{referral.get_absolute_url()}")
    assert referral.days.filter(event="serve").exists()


def test_the_list_is_narrowed_without_a_new_page(officer, way):
    way.advised()
    way.filed(worker_name="易假名")
    officer.goto(reverse("referrals"))
    officer.locator("select[name=stage]").select_option("filed")
    officer.locator("#rows", has_text="易假名").wait_for()
    officer.locator("#rows", has_text="甄示例").wait_for(state="detached")
