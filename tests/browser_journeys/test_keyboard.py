"""Without a mouse: the menu on a phone, a dispute taken down, a move; where one is can be seen."""

from datetime import date

import pytest

from niudai.disputes.models import Dispute, MediationBody
from tests.browser_journeys.people import fill
from tests.factories import file_dispute

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = date(2026, 9, 14)
RING = """() => { const here = getComputedStyle(document.activeElement);
    return here.outlineStyle != "none" && parseFloat(here.outlineWidth) >= 2; }"""


def tab_to(page, selector: str, most: int = 120) -> None:
    """Press Tab until the control is reached; each stop on the way shows where one is."""
    for _press in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement == document.body"):
            continue  # past the last control, the browser's own frame
        assert page.evaluate(RING), page.evaluate("document.activeElement.outerHTML")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    pytest.fail(f"{selector} is not reached with Tab on {page.url}")


def test_the_menu_opens_on_a_phone_and_leads_on(network, phone, sign_in):
    sign_in(phone, network["town"])
    phone.goto("/office/")
    tab_to(phone, ".navbar-toggler")
    phone.keyboard.press("Enter")
    phone.locator("#menu.show").wait_for()
    tab_to(phone, "#menu a[href='/office/disputes/']")
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/office/disputes/")


def test_a_dispute_is_taken_down(network, desk, sign_in):
    sign_in(desk, network["town"])
    desk.goto("/office/disputes/new/")
    typed = {
        "applicant_name": "甄示例", "applicant_phone": "13800000001",
        "respondent_name": "江阴示例纺织有限公司", "facts": "拖欠工资",
        "claims-0-text": "支付工资",
    }  # fmt: skip
    fill(desk, **{"claims-0-kind": "wages"})
    desk.locator("main h1").click()
    for name, text in typed.items():
        tab_to(desk, f"[name='{name}']")
        desk.keyboard.insert_text(text)
    tab_to(desk, "main form button.btn-primary")
    desk.keyboard.press("Enter")
    desk.locator("main .note.done").wait_for()
    assert Dispute.objects.get().applicants[0].name == "甄示例"


def test_a_move_is_made(network, desk, sign_in):
    dispute = file_dispute(MediationBody.objects.get(kind="town"), received_on=TODAY)
    sign_in(desk, network["town"])
    desk.goto(dispute.get_absolute_url())
    tab_to(desk, "main a[href$='/move/scope/']")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/move/scope/")
    tab_to(desk, "[name=in_scope]")
    desk.keyboard.press("Space")
    tab_to(desk, "main form button.btn-primary")
    desk.keyboard.press("Enter")
    desk.locator("main .note.done").wait_for()
    dispute.refresh_from_db()
    assert dispute.in_scope is True
