"""The pages of a referral: who finds it, what they show, the whole way through forms."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from niudai.access.permissions import Role
from niudai.audit.models import Entry
from niudai.disputes import actions as mediation
from niudai.disputes.actions import referral as actions
from niudai.disputes.models import Referral, ReferralStage, Stage
from niudai.disputes.referral_clocks import REFERRAL_CLOCKS
from niudai.disputes.referral_procedure import MOVES, moves_of
from niudai.disputes.views.referral_moves import PAGES
from niudai.rulebook.rules import versions
from tests.disputes.referral.conftest import COMMISSION, COURT, running

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(network, sign_in):
    """The city's rights officer in front of a browser, in English."""
    client = sign_in(Role.RIGHTS_OFFICER, network.city.union)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    client.cookies["django_language"] = "en"
    return client


def text(response):
    assert response.status_code == 200
    return response.content.decode()


def at(referral, name="referral", **more):
    return reverse(name, args=[referral.pk, *more.values()])


# --- the table ---------------------------------------------------------------------------------


def test_every_move_has_a_page_and_every_page_a_move():
    assert {move.name for move in MOVES} | {"resume", "take"} == set(PAGES)


def test_every_clock_is_moved_by_moves_there_are_and_counts_by_a_rule_there_is():
    known = {move.name for move in MOVES} | {"resume", "advise"}
    for clock in REFERRAL_CLOCKS:
        named = (
            clock.started_by | clock.stopped_by | clock.paused_by | clock.resumed_by
            | clock.restarted_by | clock.extended_by
        )  # fmt: skip
        assert named <= known, clock.rule
        assert clock.started_by, clock.rule
        assert versions(clock.rule), clock.rule
        for fact in (clock.starts_on, clock.if_true):
            assert not fact or hasattr(Referral, fact), f"{clock.rule}: {fact}"


def test_every_stage_is_reached_and_left_but_the_last():
    reached = {move.target for move in MOVES} | {ReferralStage.ADVISED}
    left = {stage for move in MOVES for stage in move.sources}
    left |= {ReferralStage.PAUSED, ReferralStage.TRANSFERRED}  # back to where it stood
    assert reached >= set(ReferralStage)
    assert set(ReferralStage) - left == {ReferralStage.ARCHIVED}


# --- who finds it --------------------------------------------------------------------------------


def test_a_neighbouring_town_gets_404_on_every_page(way, network, sign_in):
    referral = way.advised()
    client = sign_in(Role.TOWN_OFFICER, network.next_town.union)
    names = [
        "referral", "referral_correct", "referral_interruption", "referral_attach",
        "referral_reveal",
    ]  # fmt: skip
    assert {name: client.get(at(referral, name)).status_code for name in names} == dict.fromkeys(
        names, 404
    )
    assert client.post(at(referral, "referral_note"), {"text": "看看"}).status_code == 404
    assert client.get(at(referral, "referral_move", move="file")).status_code == 404
    assert referral.reference not in text(client.get(reverse("referrals")))


def test_a_leader_reads_and_is_offered_nothing(way, network, sign_in):
    referral = way.advised()
    page = text(sign_in(Role.LEADER, network.city.union).get(at(referral)))
    assert "甄示例" in page
    assert "/move/" not in page
    client = sign_in(Role.LEADER, network.city.union)
    assert client.get(reverse("referral_new")).status_code == 403
    facts = {"filed_on": "2026-08-05", "commission": COMMISSION, "receipt": "回执"}
    answer = client.post(at(referral, "referral_move", move="file"), facts)
    assert answer.status_code == 403
    referral.refresh_from_db()
    assert referral.stage == ReferralStage.ADVISED


def test_a_move_nobody_knows_is_404(way, desk):
    assert desk.get(at(way.advised(), "referral_move", move="dance")).status_code == 404


# --- what they show -----------------------------------------------------------------------------


def test_the_list_is_narrowed_by_stage_name_place_and_aid(way, network, desk, by):
    one, other = way.advised(), way.filed(worker_name="易假名")
    town = way.advised(organisation=network.town.union, worker_name="郝例子")
    aided = actions.apply_aid(town, route="union", group="migrant", proof="居住证", by=by)
    actions.grant_aid(aided, by=by)

    def shown(**asked):
        page = text(desk.get(reverse("referrals"), asked))
        return {each for each in (one, other, town) if each.reference in page}

    assert shown() == {one, other, town}
    assert shown(stage="filed") == {other}
    assert shown(q="易假名") == {other}
    assert shown(place=str(network.town.union.pk)) == {town}
    assert shown(aided="on") == {town}
    assert shown(since="2026-08-04") == set()


def test_the_list_answers_htmx_with_its_rows_only_and_leaves_as_csv(way, desk):
    way.advised()
    part = text(desk.get(reverse("referrals"), headers={"hx-request": "true"}))
    assert "<html" not in part
    assert "甄示例" in part
    leaving = b"".join(desk.get(reverse("referrals_export"))).decode("utf-8-sig")
    assert "甄示例" in leaving


def test_a_case_page_opens_at_every_stage(way, desk, by):
    final, other = ("工资", 3_000_000), ("补偿", 3_300_000)
    stages = [
        way.advised(), way.filed(), way.accepted(), way.hearing_set(), way.awarded(final, other),
        way.received(final, other), way.sued(), way.decided(), way.effective(),
        actions.pause(way.accepted(), cause="appraisal", by=by),
        actions.close(way.advised(), reason="仅咨询", by=by),
        actions.apply_aid(way.advised(), route="government", hardship=True, proof="证明", by=by),
    ]  # fmt: skip
    for referral in stages:
        page = text(desk.get(at(referral)))
        assert referral.reference in page
        open_now = {
            move.name
            for move in moves_of(referral)
            if referral.stage in move.sources and not move.missing(referral)
        }
        offered = {name for name in PAGES if at(referral, "referral_move", move=name) in page}
        assert offered == open_now, referral.stage


def test_every_form_opens(way, desk):
    referral = way.received(("工资", 3_000_000), ("补偿", 3_300_000))
    for name in PAGES:
        assert "csrfmiddlewaretoken" in text(desk.get(at(referral, "referral_move", move=name)))


def test_what_cannot_be_done_yet_says_what_is_missing(way, desk):
    page = text(desk.get(at(way.accepted())))
    assert "Record first when the employer received the application." in page


def test_the_page_speaks_chinese_by_default(way, network, sign_in):
    referral = way.advised()
    with translation.override(None):
        page = text(sign_in(Role.RIGHTS_OFFICER, network.city.union).get(at(referral)))
    assert 'lang="zh-hans"' in page


# --- the whole way through forms ---------------------------------------------------------------


def send(desk, referral, move, **facts):
    response = desk.post(at(referral, "referral_move", move=move), facts)
    if response.status_code != 302:
        raise AssertionError(response.content.decode().split("<form", 2)[-1][:3000])
    referral.refresh_from_db()
    return referral


def test_a_worker_is_led_from_advice_to_performance_through_the_pages(network, desk):
    answer = desk.post(
        reverse("referral_new"),
        {
            "organisation": network.city.union.pk, "received_on": "2026-08-03",
            "worker_name": "甄示例", "worker_phone": "13800000000",
            "employer_name": "江阴示例纺织有限公司", "workers": "1", "summary": "工资和补偿。",
            "claimed_fen": "63000.00", "others_claimed": "on", "wages_claimed": "on",
            "knew_on": "2026-07-01", "employment_ended_on": "2026-07-01",
            "consent_proof": "签字的同意书",
        },
    )  # fmt: skip
    referral = Referral.objects.get()
    assert answer.url == referral.get_absolute_url()
    assert referral.claimed_fen == 6_300_000
    assert "2027-07-01" in text(desk.get(answer.url))

    send(desk, referral, "apply_aid", route="government", group="migrant", proof="居住证",
         applied_on="2026-08-03")  # fmt: skip
    send(desk, referral, "grant_aid", decided_on="2026-08-04", reason="")
    send(desk, referral, "assign_lawyer", assigned_on="2026-08-05", lawyer="施范文", firm="")
    send(desk, referral, "file", filed_on="2026-08-05", commission=COMMISSION, receipt="回执")
    send(desk, referral, "tell_correction", told_on="2026-08-06", what="补交考勤")
    send(desk, referral, "complete_correction", completed_on="2026-08-07")
    send(desk, referral, "arbitration_accepts", accepted_on="2026-08-10", number="0101号")
    send(desk, referral, "serve", served_on="2026-08-14")
    send(desk, referral, "answer", answered_on="2026-08-27")
    send(desk, referral, "forward_answer", received_on="2026-08-31")
    send(desk, referral, "form_tribunal", told_on="2026-08-14", arbitrators="1")
    send(desk, referral, "challenge", made_on="2026-08-17", party="worker", reason="有亲属关系")
    send(desk, referral, "decide_challenge", decided_on="2026-08-18", note="")
    send(desk, referral, "set_hearing", hearing_on="2026-09-10", told_on="2026-09-01")
    send(desk, referral, "pause", paused_on="2026-09-02", cause="appraisal", note="")
    send(desk, referral, "resume", resumed_on="2026-09-08")
    send(
        desk, referral, "list_items",
        **{
            "minimum_wage_fen": "", "items-TOTAL_FORMS": "3", "items-INITIAL_FORMS": "0",
            "items-0-claim": "工资", "items-0-matter": "pay", "items-0-amount_fen": "30000",
            "items-1-claim": "补偿", "items-1-matter": "pay", "items-1-amount_fen": "33000",
            "items-2-claim": "", "items-2-matter": "pay", "items-2-amount_fen": "",
        },
    )  # fmt: skip
    first, second = referral.award_items.all()
    confirm = text(desk.get(at(referral, "referral_move", move="award")))
    assert "31920.00" in confirm
    send(
        desk, referral, "award",
        **{
            "made_on": "2026-09-14", f"final_{first.pk}": "yes", f"final_{second.pk}": "no",
            "final_number": "1号", "other_number": "2号", "outcome": "partial",
            "performance_due_on": "2026-10-31",
        },
    )  # fmt: skip
    for document in ("yes", "no"):
        for party in ("worker", "employer"):
            send(desk, referral, "receive_award", final=document, party=party,
                 received_on="2026-09-16")  # fmt: skip
    assert "two documents" not in text(desk.get(at(referral)))
    assert running(referral) == {
        "AWD-SUE worker", "AWD-SUE employer", "AWD-SUE-FINAL worker", "AWD-REVOKE employer",
    }  # fmt: skip
    send(desk, referral, "take_effect", effective_on="2026-10-20")
    send(desk, referral, "ask_enforcement", asked_on="2026-11-02", court=COURT)
    send(desk, referral, "perform_award", performed_on="2026-11-20", recovered_fen="63000",
         cost_fen="", proof="银行回单", result="enforced")  # fmt: skip

    assert (referral.stage, referral.recovered) == (ReferralStage.CLOSED, "63,000.00")
    page = text(desk.get(at(referral)))
    for sentence in ("Legal aid granted", "The case was suspended", "Enforcement applied for"):
        assert sentence in page
    assert Entry.objects.filter(action="disputes.award").count() == 1


def test_a_suit_is_led_to_the_second_instance_through_the_pages(way, desk):
    referral = way.received()
    send(desk, referral, "worker_sues", filed_on="2026-09-28", court=COURT)
    send(desk, referral, "docket_suit", docketed_on="2026-09-30", number="1", procedure="ordinary")
    send(desk, referral, "serve_complaint", served_on="2026-10-08")
    send(desk, referral, "answer_complaint", answered_on="2026-10-09")
    send(desk, referral, "extend_suit", approved_on="2026-10-10", months="6")
    send(desk, referral, "decide_suit", decided_on="2026-10-12", decision="judgment", note="",
         performance_due_on="")  # fmt: skip
    send(desk, referral, "receive_judgment", party="worker", received_on="2026-10-14")
    send(desk, referral, "worker_appeals", appealed_on="2026-10-20", court="无锡市中级人民法院")
    send(desk, referral, "docket_appeal", docketed_on="2026-10-28", number="2")
    send(desk, referral, "decide_appeal", decided_on="2026-11-20", decision="judgment",
         result="judgment-for", note="", performance_due_on="")  # fmt: skip
    assert referral.stage == ReferralStage.JUDGED
    assert "无锡市中级人民法院" in text(desk.get(at(referral)))


def test_a_revocation_is_led_through_the_pages(way, desk):
    referral = way.received(("工资", 3_000_000))
    send(desk, referral, "ask_revocation", asked_on="2026-10-09", court="中院", note="")
    send(desk, referral, "revoke_award", decided_on="2026-10-20", note="")
    send(desk, referral, "receive_revocation", party="worker", received_on="2026-10-22")
    send(desk, referral, "sue_after_revocation", filed_on="2026-11-02", court=COURT,
         by_whom="worker")  # fmt: skip
    assert referral.stage == ReferralStage.LITIGATING


def test_a_refusal_stands_on_the_form_and_the_typed_text_remains(way, desk):
    referral = way.filed()
    facts = {"accepted_on": "2026-08-04", "number": "0101号"}
    page = text(desk.post(at(referral, "referral_move", move="arbitration_accepts"), facts))
    assert "is before the event it follows" in page
    assert "0101号" in page
    referral.refresh_from_db()
    assert referral.stage == ReferralStage.FILED


def test_a_day_to_come_is_refused_by_the_form(way, desk):
    facts = {"accepted_on": "2026-11-23", "number": "0101号"}
    page = text(desk.post(at(way.filed(), "referral_move", move="arbitration_accepts"), facts))
    assert "in the future" in page


# --- from mediation, mending, papers -------------------------------------------------------------


def test_a_failed_mediation_is_referred_from_its_page(network, mediating, desk):
    officer = network.town.officer
    dispute = mediation.fail(
        mediating(), reason="分歧过大", failed_on=date(2026, 9, 28), by=officer
    )
    asked = text(desk.get(at(dispute, "dispute_refer")))
    assert "加班工资" in asked
    facts = {"referred_on": "2026-09-30", "summary": "主张加班工资。"}
    assert "must agree" in text(desk.post(at(dispute, "dispute_refer"), facts))

    mediation.consent_to_referral(dispute, given_on=date(2026, 9, 29), by=officer)
    desk.post(at(dispute, "dispute_refer"), facts)
    dispute.refresh_from_db()
    referral = Referral.objects.get(dispute=dispute)
    assert dispute.stage == Stage.REFERRED
    assert dispute.reference in text(desk.get(at(referral)))
    assert referral.reference in text(desk.get(at(dispute, "dispute")))
    # One file for all of it: the periods of the referral too.
    whole = text(desk.get(at(dispute, "dossier")))
    assert referral.reference in whole
    assert "A worker was advised about arbitration and court" in whole


def test_a_summary_is_corrected_and_an_interruption_recorded_from_the_page(way, desk):
    referral = way.advised()
    text(desk.get(at(referral, "referral_correct")))
    summary = {"summary": "另主张年休假工资。", "workers": "1", "claimed_fen": "70000"}
    desk.post(at(referral, "referral_correct"), summary)
    interruption = {"interrupted_on": "2026-08-20", "reason": "发函催要"}
    desk.post(at(referral, "referral_interruption"), interruption)
    referral.refresh_from_db()
    assert (referral.claimed, referral.interrupted_on) == ("70,000.00", date(2026, 8, 20))


def test_a_note_and_a_number_shown_are_in_the_log(way, desk):
    referral = way.advised()
    desk.post(at(referral, "referral_note"), {"text": "已电话告知时效。"})
    page = text(desk.get(at(referral)))
    assert "已电话告知时效。" in page
    assert "13800000000" not in page
    shown = text(desk.post(at(referral, "referral_reveal"), {"reason": "联系开庭时间"}))
    assert "13800000000" in shown
    assert Entry.objects.get(action="personal.reveal").subject_id == str(referral.pk)
