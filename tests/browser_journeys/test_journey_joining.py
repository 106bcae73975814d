"""A worker joins from a phone, the unit confirms at its desk, the worker reads it."""

import pytest

from niudai.membership.models import Joining, Membership
from tests.browser_journeys.people import fill

PHONE = "13800000001"
YOU = {"name": "甄示例", "number": "320281199003070034", "phone": PHONE}


def applies(phone) -> None:
    """One question a page, from the front door to the code."""
    phone.goto("/")
    phone.click("a[href='/doors/join/']")
    phone.wait_for_url("**/join/")
    phone.click("form[action='/join/begin/'] button")
    answers = {
        "how": {"how": "employer"},
        "employer": {},
        "post": {"department": "细纱车间"},
        "before": {"is_member": "no"},
        "you": YOU,
        "agree": {"wish": True, "processing": True, "sensitive": True},
    }
    for question, answer in answers.items():
        phone.wait_for_url(f"**/join/{question}/")
        if question == "employer":
            phone.fill("[name=name]", "示例纺织")
            phone.click("button[form=question].btn-primary")
            phone.locator("[name=employer]").first.check()
        else:
            fill(phone, **answer)
        assert fits(phone)
        phone.click("button[form=question].btn-primary")
    phone.wait_for_url("**/join/check/")
    phone.click("form[action='/join/send/'] button")
    phone.wait_for_url("**/join/sent/")


def fits(page) -> bool:
    """Nothing is wider than the screen."""
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def follows(phone, code: str) -> str:
    phone.context.clear_cookies()
    phone.goto("/follow/")
    fill(phone, code=code, phone=PHONE)
    phone.click("main form button.btn-primary")
    phone.wait_for_url("**/join/sent/")
    return phone.inner_text("main")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_worker_joins_from_a_phone_and_the_unit_confirms(network, phone, desk, sign_in):
    applies(phone)
    joining = Joining.objects.get()
    assert joining.code in phone.inner_text("main")
    assert fits(phone)

    sign_in(desk, network["village"])
    desk.goto("/office/")
    desk.click("main a[href='/office/joining/']")
    assert "细纱车间" in desk.inner_text("main") and "3202**********0034" in desk.inner_text("main")
    desk.click(f"main a[href='/office/joining/{joining.pk}/admit/']")
    desk.click("main form button.btn-primary")
    desk.wait_for_url("**/office/joining/")

    assert Membership.objects.get().organisation == network["village"].organisation
    assert "您是工会会员" in follows(phone, joining.code)
