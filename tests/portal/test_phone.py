"""A worker's phone, 360 px wide: from the door to the code, and the employer's answer."""

import re

import pytest

from niudai.disputes.actions.links import issue_answer_link
from niudai.disputes.models import Dispute
from tests.portal.conftest import PHONE, png

SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
SMALL = """() => [...document.querySelectorAll(
    'main button, main input:not([type=hidden]), main select, .choice, .door, .foot-links a'
)].filter(each => {
    const box = each.getBoundingClientRect();
    const inside = each.tagName == 'INPUT' && each.closest('.choice');
    return box.height > 0 && box.height < 47.5 && !inside;
}).map(each => each.outerHTML.slice(0, 90))"""


@pytest.fixture
def look(phone, axe):
    """Every page is looked at: no violation, nothing sideways, nothing too small for a thumb."""

    def looked(page=phone):
        page.wait_for_load_state("networkidle")
        assert axe(page) == [], page.url
        assert not page.evaluate(SIDEWAYS), page.url
        assert page.evaluate(SMALL) == [], page.url

    return looked


def go_on(page):
    page.click("button.btn-primary[form=question]")


@pytest.mark.django_db(transaction=True)
def test_a_worker_reaches_the_code_on_a_phone_and_the_employer_agrees(
    phone, look, village, employer, site, officer
):
    phone.goto("/")
    look()
    phone.click("a[href='/doors/rights/']")
    look()
    phone.click("form[action='/rights/begin/'] button")
    for answer in ("input[value=employer]", "input[value=wages]", "input[value=ended]"):
        look()
        phone.check(answer)
        if answer == "input[value=ended]":
            phone.fill("[name=ended_on]", "2026-08-31")
        go_on(phone)
    look()
    assert phone.locator("#last-day").is_visible()  # the last day is known by now
    phone.fill("[name=amount_wages]", "12000.50")
    go_on(phone)
    phone.locator("[name=name]").press_sequentially("示例纺织")
    phone.check(f"#found input[value='{employer.pk}']")
    look()
    go_on(phone)
    look()
    go_on(phone)
    phone.fill("[name=story]", "六月起没有发工资，八月底让我走人。")
    look()
    go_on(phone)
    photo = {"name": "工资条.png", "mimeType": "image/png", "buffer": png().read()}
    phone.set_input_files("[name=photo]", files=[photo])
    phone.click("button[value=stay]")
    look()
    go_on(phone)
    phone.fill("[name=name]", "甄示例")
    phone.fill("[name=phone]", PHONE)
    look()
    go_on(phone)
    for consent in ("mediation", "processing", "sensitive"):
        phone.check(f"[name={consent}]")
    look()
    go_on(phone)
    look()
    phone.click("form[action='/rights/send/'] button")
    look()
    dispute = Dispute.objects.get()
    assert dispute.code in phone.inner_text(".code")
    assert dispute.item.attachments.count() == 1

    phone.click("a[href='/case/']")
    look()
    phone.goto(f"/answer/{issue_answer_link(dispute, by=officer.actor)}/")
    look()
    phone.click("button[name=given][value=yes]")
    phone.wait_for_load_state("networkidle")
    assert dispute.consents.get(side="respondent").given


@pytest.mark.django_db(transaction=True)
def test_the_keyboard_alone_answers_a_question(phone, village):
    phone.goto("/rights/")
    phone.focus("form[action='/rights/begin/'] button")
    phone.keyboard.press("Enter")
    phone.wait_for_url(re.compile("/rights/about/"))
    phone.focus("input[value=employer]")
    phone.keyboard.press("Space")
    phone.keyboard.press("Enter")
    phone.wait_for_url(re.compile("/rights/claims/"))


@pytest.mark.django_db(transaction=True)
def test_the_day_is_asked_for_only_beside_its_answer(phone, village):
    phone.goto("/rights/")
    phone.click("form[action='/rights/begin/'] button")
    phone.check("input[value=employer]")
    go_on(phone)
    phone.check("input[value=wages]")
    go_on(phone)

    assert not phone.locator("[name=ended_on]").is_visible()
    phone.check("input[value=ended]")
    assert phone.locator("[name=ended_on]").is_visible()


@pytest.mark.django_db(transaction=True)
def test_large_letters_still_fit_the_phone(phone, look, site):
    phone.goto("/")
    phone.click("form[action='/large-type/'] button")
    look()
    phone.goto("/sites/?town=320281102000")
    look()


@pytest.mark.django_db(transaction=True)
def test_a_family_calculates_on_a_phone(phone, look, city):
    phone.goto("/calculators/hardship/")
    look()
    phone.fill("[name=wages]", "60000")
    phone.fill("[name=medical]", "27000")
    phone.click("main button.btn-primary")
    look()
    assert "916.67" in phone.inner_text("main")
