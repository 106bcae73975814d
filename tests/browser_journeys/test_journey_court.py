"""One dispute on which no agreement was reached: legal aid, arbitration, court."""

from datetime import date

import pytest

from niudai.audit.log import faults
from niudai.disputes import actions
from niudai.disputes.actions import ClaimFacts, PartyFacts
from niudai.disputes.models import MediationBody, Referral
from tests.browser_journeys.people import Desk, at

COMMISSION, COURT = "江阴市劳动人事争议仲裁委员会", "江阴市人民法院"


@pytest.fixture
def dispute(network, clock):
    """A dispute in mediation at the city's centre, where the two sides are far apart."""
    by = network["city"].actor()
    opened = actions.register(
        body=MediationBody.objects.get(kind="city"), received_on=date(2026, 6, 1),
        source="walk-in", cause="pay", facts="每周六上班没有加班工资，五月被口头辞退。",
        applicants=[PartyFacts(name="甄示例", phone="13800000001")],
        respondent=PartyFacts(name="江阴示例纺织有限公司", phone="13900000002"),
        claims=[
            ClaimFacts(kind="overtime", text="加班工资", amount_fen=1_200_000),
            ClaimFacts(kind="compensation", text="违法解除赔偿金", amount_fen=6_300_000),
        ],
        employment="ended", employment_ended_on=date(2026, 5, 20), knew_on=date(2026, 5, 20),
        by=by,
    )  # fmt: skip
    actions.record_scope(opened, in_scope=True, by=by)
    actions.record_consent(opened, side="respondent", given=True, given_on=date(2026, 6, 2), by=by)
    opened = actions.accept(opened, accepted_on=date(2026, 6, 2), by=by)
    opened = actions.assign(opened, mediator=opened.body.mediators.get(name="贾样本"), by=by)
    return actions.hold_meeting(
        opened, held_on=date(2026, 6, 8), present="双方", minutes="双方对金额分歧很大。",
        identity_checked=True, by=by,
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_failed_mediation_goes_through_arbitration_and_court_with_every_period_shown(
    dispute, network, clock, desk, sign_in
):
    officer, who = Desk(desk, sign_in), network["city"]

    # Mediation fails; the worker agrees that a summary is passed on.
    clock.move_to(at("2026-11-20 09:00"))
    officer.open(dispute, who)
    officer.does("fail", failed_on="2026-06-12", reason="双方对金额分歧较大。")
    assert "2027-06-12" in officer.clock("仲裁时效")  # begun anew with the end of mediation
    officer.does("referral_consent", given_on="2026-06-12", proof="签字的同意书")
    desk.click(f"main a[href='/office/referrals/from/{dispute.pk}/']")
    officer.fills(referred_on="2026-06-15", summary="主张加班工资和违法解除赔偿金。")
    referral = Referral.objects.get()
    officer.reads("甄示例", "江阴示例纺织有限公司")
    assert "双方对金额分歧很大" not in desk.inner_text("main")  # minutes stay behind
    assert "2027-06-12" in officer.clock("仲裁时效")

    # Legal aid by the union, within its own period; a lawyer.
    officer.does(
        "apply_aid", route="union", group="migrant", proof="居住证", applied_on="2026-06-15"
    )
    assert officer.clock("援助")
    officer.does("grant_aid", decided_on="2026-06-17")
    officer.does("assign_lawyer", assigned_on="2026-06-18", lawyer="施律", firm="示例律师事务所")

    # Arbitration, each step with its period.
    officer.does("file", filed_on="2026-06-22", commission=COMMISSION, receipt="收件回执")
    assert "2026-06-29" in officer.clock("受理")  # five working days
    officer.does("arbitration_accepts", accepted_on="2026-06-25", number="澄劳人仲案〔2026〕0101号")
    assert "2026-08-10" in officer.clock("裁决")  # 45 days, from a Sunday to Monday
    officer.does("form_tribunal", told_on="2026-06-29", arbitrators="1")
    officer.does("serve", served_on="2026-06-29")
    assert "2026-07-13" in officer.clock("答辩")  # ten working days
    officer.does("answer", answered_on="2026-07-08")
    officer.does("forward_answer", received_on="2026-07-10")
    officer.does("set_hearing", hearing_on="2026-07-27", told_on="2026-07-13")

    # What the award decides, item by item: proposed by the numbers, confirmed by a person.
    officer.does(
        "list_items",
        **{
            "minimum_wage_fen": "2490",
            "items-0-claim": "加班工资", "items-0-matter": "pay", "items-0-amount_fen": "12000",
            "items-1-claim": "违法解除赔偿金", "items-1-matter": "pay",
            "items-1-amount_fen": "63000",
        },
    )  # fmt: skip
    small, large = referral.award_items.all()
    officer.reads("还没有确认")
    desk.click("main a[href$='/move/award/']")
    assert desk.is_checked(f"[name=final_{small.pk}][value=yes]")
    assert desk.is_checked(f"[name=final_{large.pk}][value=no]")
    officer.fills(made_on="2026-08-03", final_number="0101-1号", other_number="0101-2号")
    officer.reads("0101-1号", "0101-2号", "艾市办")

    # Each party's own receipt opens its own time.
    for final, party, day in (
        ("yes", "worker", "2026-08-05"), ("no", "worker", "2026-08-05"),
        ("yes", "employer", "2026-08-07"), ("no", "employer", "2026-08-07"),
    ):  # fmt: skip
        officer.does("receive_award", final=final, party=party, received_on=day)
    assert "2026-08-20" in officer.clock("起诉")
    assert "2026-08-24" in officer.clock("起诉")  # 15 days from the 7th end on a Saturday
    assert "2026-09-07" in officer.clock("撤销")

    # The worker sues over what is not final.
    officer.does("worker_sues", filed_on="2026-08-18", court=COURT)
    assert "2026-08-25" in officer.clock("立案")
    officer.does(
        "docket_suit", docketed_on="2026-08-21", number="（2026）苏0281民初101号",
        procedure="summary",
    )  # fmt: skip
    assert "2026-11-23" in officer.clock("审")  # three months, from a Saturday to Monday
    officer.does("serve_complaint", served_on="2026-08-25")
    officer.does("answer_complaint", answered_on="2026-09-07")
    officer.does("decide_suit", decided_on="2026-10-12", decision="judgment")
    officer.does("receive_judgment", party="worker", received_on="2026-10-14")
    officer.does("receive_judgment", party="employer", received_on="2026-10-19")
    assert "2026-10-29" in officer.clock("上诉")
    assert "2026-11-03" in officer.clock("上诉")
    officer.does("become_final", final_on="2026-11-04")
    assert officer.stage == "裁判生效"
    assert "2028-11" in officer.clock("执行")
    officer.does(
        "perform_award", performed_on="2026-11-18", proof="银行回单", recovered_fen="75000"
    )
    assert "已结案" in desk.inner_text(".stepper") or "结案" in officer.stage

    officer.open(dispute, who)
    assert list(faults()) == []
