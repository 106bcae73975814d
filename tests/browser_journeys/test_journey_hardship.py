"""A mother applies from her phone, is visited without network, made public, objected to, filed."""

import re
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from niudai.access.models import Appointment
from niudai.access.permissions import Role
from niudai.assistance.hardship import actions
from niudai.assistance.hardship.models import HardshipFile, Objection, Stage, Survey
from niudai.notices.models import Notice
from tests.assistance.hardship.conftest import rules
from tests.browser_journeys.aid import asks, decided, enter_ceilings, funded, paid, treasury
from tests.browser_journeys.people import Desk, at, fill
from tests.browser_journeys.test_journey_joining import fits
from tests.factories import AppointmentFactory, UserFactory
from tests.portal.mother import ANSWERS, MOTHER, SON

__all__ = ["rules"]
TICKED = {"on": True}
SURVEY = {
    "visited_on": "2026-09-14",  # the phone's own day is another
    "second_surveyor": "陪示例", "spoken_with": "甄困难本人", "present": "as_declared",
    "housing": "rent", "floor_area": "50", "state": "simple", "illness": "seen",
    "school": "seen", "work": "told", "income": "seen", "result": "fits",
    "conclusion": "情况属实",
}  # fmt: skip


def applies(phone) -> HardshipFile:
    """One question a page, the son on a page of his own, each consent by itself."""
    phone.goto("/")
    phone.click("a[href='/doors/help/']")
    phone.wait_for_url("**/help/")
    phone.click("form[action='/help/begin/'] button")
    while not phone.url.endswith("/help/check/"):
        answers(phone, phone.url.rstrip("/").rpartition("/")[2])
        before = phone.url
        phone.click("button[form=question].btn-primary")
        phone.wait_for_url(lambda url, before=before: url != before)
    assert "初步测算" in phone.inner_text("main") and fits(phone)
    phone.click("form[action='/help/send/'] button")
    phone.wait_for_url("**/file/sent/")
    return HardshipFile.objects.get()


def answers(phone, question: str) -> None:
    if question == "household":
        phone.click("a[href='/help/people/new/']")
        phone.wait_for_url("**/help/people/new/")
        fill(phone, **SON)
        phone.click("main form button.btn-primary")
        phone.wait_for_url("**/help/household/")
    elif question == "consents":
        for tick in phone.locator("main input[type=checkbox]").all():
            assert not tick.is_checked()
            tick.check()
    elif question == "cause":
        fill(phone, cause="6", story=ANSWERS["cause"]["story"])
    else:
        fill(phone, **{name: TICKED.get(value, value) for name, value in ANSWERS[question].items()})
    assert fits(phone)


def visits(phone, file: HardshipFile) -> None:
    """Taken along with a network, filled in without one, sent when it is back."""
    phone.goto("/office/visits/")
    phone.check(f"[name=file][value='{file.pk}']")
    phone.click("#take button[type=submit]")
    phone.wait_for_url("**/office/visits/phone/")
    phone.wait_for_selector("#homes button")
    phone.context.set_offline(True)
    phone.reload()
    phone.click("#homes button")
    phone.wait_for_selector("#phone[data-open=survey]")
    fill(phone, first_surveyor="村示范", on_paper=True, **SURVEY)
    phone.wait_for_timeout(500)
    phone.reload()
    phone.click("#homes button")
    phone.wait_for_selector("#phone[data-open=survey]")
    assert phone.input_value("[name=conclusion]") == "情况属实"
    phone.click("#survey button[type=submit]")
    phone.wait_for_selector("#waiting li")
    assert not Survey.objects.exists()
    phone.context.set_offline(False)
    phone.locator("#told", has_text="已上传").wait_for()


def objects_to(phone) -> None:
    phone.context.clear_cookies()
    phone.goto("/publicity/")
    assert "甄*难" in phone.inner_text("main") and fits(phone)
    phone.click("main a[href^='/publicity/']")
    fill(phone, facts="听说他家在外面有一套房子", anonymous="yes")
    phone.click("main form button.btn-primary")
    phone.wait_for_url("**/publicity/thanks/")


def reads(phone, file: HardshipFile) -> str:
    phone.context.clear_cookies()
    phone.goto("/follow/")
    fill(phone, code=file.code, phone=MOTHER)
    phone.click("main form button.btn-primary")
    phone.wait_for_url("**/file/")
    return phone.inner_text("main")


def over(clock, file: HardshipFile) -> None:
    """The clock moves past the last day; the night ends the publicity."""
    last = file.item.deadlines.open().get(rule_id="HARDSHIP-PUBLICITY").legal_end
    clock.move_to(at(f"{last + timedelta(days=1)} 09:00"))
    call_command("end_publicities", apply=True, stdout=StringIO())
    file.refresh_from_db()


@pytest.fixture
def officers(network):
    city = network["city"].organisation
    village = network["village"].organisation

    def seated(username: str, role: Role, place):
        user = UserFactory(username=username, name=username)
        return AppointmentFactory(user=user, organisation=place, role=role).actor()

    return {
        "village": network["village"].actor(), "town": network["town"].actor(),
        "other": seated("another", Role.VILLAGE_OFFICER, village),
        "city": seated("assistance", Role.ASSISTANCE_OFFICER, city),
        "helper": seated("helper", Role.ASSISTANCE_OFFICER, city),
    }  # fmt: skip


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_from_the_phone_of_a_mother_to_help_in_her_account(
    network, officers, rules, clock, phone, desk, sign_in, tmp_path
):
    enter_ceilings(tmp_path)
    file = applies(phone)
    assert file.code in phone.inner_text("main")
    file = actions.accept(file, opinion="材料齐全", by=officers["village"])

    sign_in(phone, network["village"])
    visits(phone, file)
    file.refresh_from_db()
    assert (file.stage, Survey.objects.get().offline) == (Stage.SURVEYED, True)

    actions.record_assessment(
        network["city"].organisation, title="影响评估", document="澄总工发〔2026〕1号",
        made_on=date(2026, 9, 1), by=officers["city"],
    )  # fmt: skip
    posted = {"places": "公告栏", "telephone": "0510-86000000", "online": True}
    actions.publish_unit(file, **posted, by=officers["village"])
    objects_to(phone)
    file.refresh_from_db()
    paused = file.item.deadlines.open().get(rule_id="HARDSHIP-PUBLICITY")
    assert (file.stage, paused.paused_on) == (Stage.OBJECTION, timezone.localdate())
    clock.move_to(at("2026-10-20 09:00"))
    call_command("end_publicities", apply=True, stdout=StringIO())
    file.refresh_from_db()
    assert file.stage == Stage.OBJECTION
    assert "有人提出异议" in reads(phone, file)

    file = actions.dismiss_objection(
        Objection.objects.get(), finding="经查无房", by=officers["other"]
    )
    over(clock, file)
    assert file.stage == Stage.TOWN_REVIEW
    file = actions.review(file, opinion="同意", stamped=True, by=officers["town"])
    actions.ask_match(file, by=officers["helper"])
    file = actions.match(file, outcome="fits", by=officers["helper"])
    file = actions.approve(file, opinion="同意", by=officers["city"])
    file = actions.publish_county(file, **posted, by=officers["helper"])
    assert "再次公示" in reads(phone, file)
    over(clock, file)
    file = actions.enter(file, by=officers["helper"])

    assert file.stage == Stage.ACTIVE
    text = reads(phone, file)
    assert "您已建档" in text and "深度困难" in text and re.search("元", text)
    assert fits(phone)
    is_helped(network, phone, Desk(desk, sign_in), file, tmp_path)
    assert "甄*难" not in phone.goto("/publicity/").text()


def is_helped(network, phone, officer, file: HardshipFile, folder) -> None:
    """The file is in force: she asks for help, and it comes into her account."""
    city = network["city"].organisation
    hands = treasury(city)
    funded(city, hands)
    helper = Appointment.objects.get(user__username="helper")
    case = asks(phone)
    decided(officer, case, {**network, **hands, "helper": helper})
    assert case.stage == "approved"
    paid(officer, case, hands, folder)
    assert case.stage == "paid" and "已支付" in Notice.objects.filter(channel="sms").first().subject
    officer.open(case, network["village"])
    officer.does("confirm", how="电话确认")
    assert fits(phone) and "已办结" in reads(phone, file)
