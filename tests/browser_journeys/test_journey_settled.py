"""One dispute from the worker's phone through three levels to the archive."""

import pytest

from niudai.audit.log import faults
from niudai.disputes.models import Dispute
from tests.browser_journeys.people import Desk, at, fill, link_told_to
from tests.portal.conftest import png

WORKER = "13800000001"


def applies(phone) -> None:
    """A worker answers one question a page and sends the answers."""
    phone.goto("/")
    phone.click("a[href='/doors/rights/']")
    phone.click("form[action='/rights/begin/'] button")
    answers = {
        "about": {"about": "employer"},
        "claims": {"claims": "wages"},
        "work": {"employment": "ended", "ended_on": "2026-08-31"},
        "amounts": {"amount_wages": "12000.50", "since_wages": "2026-06-01"},
        "employer": {},
        "others": {"workers": "1", "common_claim": "no"},
        "story": {"story": "六月起没有发工资，八月底让我走人。"},
        "photos": {},
        "you": {"name": "甄示例", "phone": WORKER},
        "consent": {"mediation": True, "processing": True},
    }
    for question, answer in answers.items():
        phone.wait_for_url(f"**/rights/{question}/")
        if question == "claims":
            phone.check("[name=claims][value=wages]")
        elif question == "employer":
            phone.fill("[name=name]", "示例纺织")
            phone.click("button[form=question].btn-primary")
            phone.locator("[name=employer]").first.check()
        else:
            fill(phone, **answer)
        phone.click("button[form=question].btn-primary")
    phone.click("form[action='/rights/send/'] button")
    phone.wait_for_url("**/rights/sent/")


def follows(phone, code: str) -> str:
    """The worker gives code and phone again and reads how things stand."""
    phone.context.clear_cookies()
    phone.goto("/follow/")
    phone.fill("[name=code]", code)
    phone.fill("[name=phone]", WORKER)
    phone.click("main form button.btn-primary")
    phone.wait_for_url("**/case/")
    return phone.inner_text("main")


def says(page, button: str) -> str:
    page.click(f"main form button:has-text('{button}')")
    page.wait_for_load_state()
    return page.inner_text("main .note.done")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_dispute_is_sent_up_twice_settled_reviewed_performed_and_archived(
    network, clock, phone, desk, sign_in
):
    officer = Desk(desk, sign_in)

    # Monday: from the phone to the nearest body, with the days that matter.
    applies(phone)
    sent = phone.inner_text("main")
    dispute = Dispute.objects.get()
    assert dispute.code in sent
    assert "示例村调解室" in sent
    assert "9月17日 周四" in sent  # acceptance
    assert "2027年8月31日 周二" in sent  # limitation for wages

    # The village sends it up, the town takes it over and sends it up again.
    officer.open(dispute, network["village"])
    assert "2026-09-17" in officer.clock("受理")
    officer.does("send", to="周庄镇示例调解中心", reason="金额较大，请镇里调解。")
    officer.reads("周庄镇总工会")
    clock.move_to(at("2026-09-14 11:00"))
    officer.open(dispute, network["town"])
    officer.does("take")
    officer.does("send", to="江阴市示例联合调处中心", reason="用人单位在市区另有用工。")
    clock.move_to(at("2026-09-14 15:00"))
    officer.open(dispute, network["city"])
    officer.does("take")
    assert "2026-09-17" in officer.clock("受理")  # the receipt came along
    officer.reads("江阴市示例联合调处中心")

    # In scope; the employer is asked by a link and agrees on its phone.
    officer.does("scope", in_scope="yes")
    officer.reads("用人单位还没有同意调解")
    phone.context.clear_cookies()
    phone.goto(link_told_to("江阴示例纺织有限公司"))
    assert "甄示例" in phone.inner_text("main")
    assert "答复" in says(phone, "同意调解")

    # Accepted on the second working day; the mediator is the one proposed, with the reason.
    clock.move_to(at("2026-09-16 09:00"))
    officer.open(dispute, network["city"])
    officer.does("accept", accepted_on="2026-09-16")
    assert "2026-10-01" in officer.clock("调解")
    desk.click("main a[href$='/move/assign/']")
    chosen = (
        desk.locator("[name=mediator]:checked")
        .locator("xpath=ancestor::label")
        .inner_text()
        .strip()
    )
    assert chosen.startswith("贾样本")
    assert "熟悉" in chosen
    officer.fills()
    officer.reads("贾样本")

    # A day is proposed; both answer from the phone.
    officer.does("plan", planned_at="2026-09-21T09:30", place="示例路 12 号调解室")
    text = follows(phone, dispute.code)
    assert "9月21日" in text
    says(phone, "我能来")
    phone.context.clear_cookies()
    phone.goto(link_told_to("江阴示例纺织有限公司"))
    says(phone, "我能来")
    officer.open(dispute, network["city"])
    assert dispute.meetings.get().applicant_answer == "yes"
    assert dispute.meetings.get().respondent_answer == "yes"

    # Held with minutes, agreed, signed.
    clock.move_to(at("2026-09-21 11:30"))
    officer.open(dispute, network["city"])
    officer.does(
        "meet", held_on="2026-09-21", present="甄示例、施范文", identity_checked=True,
        minutes="核对了考勤和工资发放记录，用人单位认可欠付。",
    )  # fmt: skip
    officer.does(
        "draft", text="用人单位分两期付清工资 12000.50 元。", manner="转入职工工资卡",
        **{
            "items-0-text": "支付第一期工资", "items-0-amount_fen": "6000.50",
            "items-0-due_on": "2026-09-30",
            "items-1-text": "支付第二期工资", "items-1-amount_fen": "6000",
            "items-1-due_on": "2026-10-20",
        },
    )  # fmt: skip
    day = "2026-09-22"
    clock.move_to(at(f"{day} 10:00"))
    officer.open(dispute, network["city"])
    officer.does(
        "agree", applicant_signed_on=day, respondent_signed_on=day, mediator_signed_on=day,
        stamped_on=day, originals="3",
    )  # fmt: skip
    assert "2026-10-07" in officer.clock("审查")
    text = follows(phone, dispute.code)
    assert "支付第一期工资" in text
    assert "6,000.50" in text

    # The commission reviews and makes it enforceable.
    clock.move_to(at("2026-09-24 10:00"))
    officer.open(dispute, network["city"])
    officer.does("ask_review", asked_on="2026-09-24", both_signed=True)
    clock.move_to(at("2026-09-28 10:00"))
    officer.open(dispute, network["city"])
    officer.does("grant_review", answered_on="2026-09-28")

    # Every promise is performed.
    for moment, proof in (("2026-09-30 16:00", "银行回单"), ("2026-10-20 16:00", "银行回单")):
        clock.move_to(at(moment))
        officer.open(dispute, network["city"])
        desk.click("main a[href*='/promises/'] >> nth=0")
        officer.fills(performed_on=moment[:10], proof=proof)
    officer.does("perform")
    assert "已履行" in officer.stage
    officer.does("close")

    # The file is complete only with the signed agreement and its letters.
    officer.reads("卷宗还缺")
    desk.click("main a[href$='/letters/']")
    for letter in ("受理通知书", "调解协议书"):
        desk.goto(f"{dispute.get_absolute_url()}letters/")
        desk.click(f"main li:has-text('{letter}') button")
        desk.wait_for_load_state()
        officer.reads(letter)
    desk.goto(f"{dispute.get_absolute_url()}attach/")
    scan = {"name": "调解协议书（双方签字）.png", "mimeType": "image/png", "buffer": png().read()}
    officer.fills(file=scan, kind="agreement")
    officer.does("archive", box="2026-劳调-0001")
    assert "归档" in officer.stage
    officer.reads("2026-劳调-0001", "保管至 20")

    assert "结案" in follows(phone, dispute.code)
    assert list(faults()) == []
