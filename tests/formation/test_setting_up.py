"""Setting up a union, from the preparatory group to its place in the network."""

from datetime import timedelta

import pytest

from niudai.audit.models import Entry
from niudai.casework.models import Deadline
from niudai.formation import actions
from niudai.formation.guards import warnings
from niudai.formation.models import Formation, Stage
from niudai.kernel.refused import Refused
from niudai.organisations.actions import set_up
from niudai.organisations.models import Employer, Officer, Organisation
from niudai.rulebook.terms import last_day_of_term
from tests.formation.conftest import actor_at, ago, results_of, stand


def test_the_whole_way_ends_with_a_union_its_employer_and_its_officers(approved, employer, village):
    union = approved.union
    employer.refresh_from_db()

    assert approved.stage == Stage.APPROVED
    assert (union.parent, union.kind, union.founded_on) == (village, "enterprise", ago(10))
    assert (employer.union, employer.organisation) == (union, union)
    assert union.approval_document == "周工〔2026〕9号"
    assert union.term_until == last_day_of_term(ago(10), 3)
    posts = Officer.objects.filter(organisation=union).values_list("post", flat=True)
    assert sorted(posts) == ["audit"] * 3 + ["chair", "committee", "committee", "women"]
    assert Officer.objects.get(organisation=union, post="chair").name == "主示例"
    assert not Officer.objects.filter(name="候示例").exists()


def test_the_case_is_numbered_by_the_mark_of_the_town(preparing):
    assert preparing.reference.startswith("澄周建〔2026〕0001")


def test_the_group_has_three_to_seven_people(village, employer, village_officer):
    case = actions.prepare(superior=village, name="示例工会", employer=employer, by=village_officer)
    actions.add_preparer(case, name="筹示例", side="workers", by=village_officer)

    with pytest.raises(Refused, match="3 to 7 people; here: 1"):
        actions.request(case, by=village_officer)

    case.refresh_from_db()
    assert (case.stage, case.requested_on) == (Stage.PREPARING, None)
    assert not Entry.objects.filter(action="formation.request").exists()


def test_a_request_is_answered_within_the_time_of_the_rulebook(requested):
    clock = requested.item.deadlines.get(rule_id="UNION-REPLY")
    assert clock.natural_end == ago(38) + timedelta(days=15)
    assert not clock.decides


def test_the_approval_runs_fifteen_days_from_the_report_and_ends_with_it(reported, town_officer):
    clock = Deadline.objects.get(item=reported.item, rule_id="UNION-APPROVAL")
    assert clock.natural_end == ago(9) + timedelta(days=15)

    actions.approve(reported, document="周工〔2026〕9号", approved_on=ago(1), by=town_officer)

    clock.refresh_from_db()
    assert clock.stopped_on == ago(1)


def test_a_village_asks_and_the_town_decides(requested, village_officer):
    with pytest.raises(Refused, match="permission"):
        actions.permit(requested, document="自批", by=village_officer)
    requested.refresh_from_db()
    assert (requested.stage, requested.permit_document) == (Stage.REQUESTED, "")


def test_an_incomplete_request_goes_back_with_what_is_missing(requested, town_officer):
    case = actions.return_request(requested, reason="缺少职工人数证明", by=town_officer)
    assert case.stage == Stage.PREPARING
    assert case.item.deadlines.get(rule_id="UNION-REPLY").stopped_on


def test_a_near_relative_of_the_person_in_charge_is_no_candidate(permitted, village_officer):
    stand(permitted, village_officer)
    actions.add_candidate(permitted, name="亲示例", is_relative=True, by=village_officer)
    with pytest.raises(Refused, match="cannot be a candidate"):
        actions.propose(permitted, by=village_officer)
    permitted.refresh_from_db()
    assert permitted.proposed_on is None


def test_what_only_local_papers_forbid_warns_and_does_not_stop(permitted, village_officer):
    stand(permitted, village_officer)
    actions.add_candidate(permitted, name="总示例", is_head=True, by=village_officer)
    case = actions.propose(permitted, by=village_officer)
    assert case.proposed_on
    assert any("cannot be a candidate" in sentence for sentence, _basis in warnings(case))


def test_a_margin_too_small_warns(permitted, village_officer):
    stand(permitted, village_officer, ("主示例", "副示例", "委示例"))
    sentences = [sentence for sentence, _basis in warnings(permitted)]
    assert any("at least 4 candidates; there are 3" in sentence for sentence in sentences)


def test_a_changed_list_is_agreed_to_anew(listed, village_officer):
    actions.add_candidate(listed, name="新示例", by=village_officer)
    listed.refresh_from_db()
    assert (listed.proposed_on, listed.consented_on) == (None, None)
    with pytest.raises(Refused, match="not yet agreed"):
        actions.elect(
            listed, meeting="members", entitled=180, present=170, results=results_of(listed),
            by=village_officer,
        )  # fmt: skip
    listed.refresh_from_db()
    assert listed.stage == Stage.PERMITTED
    assert not listed.candidates.exclude(votes=None).exists()


def test_nobody_is_elected_past_somebody_with_more_votes(listed, village_officer):
    turned = [
        result if listed.candidates.get(pk=result.candidate).name != "候示例"
        else type(result)(candidate=result.candidate, votes=160, elected=False)
        for result in results_of(listed)
    ]  # fmt: skip
    with pytest.raises(Refused, match="has more votes"):
        actions.elect(
            listed, meeting="members", entitled=180, present=170, results=turned,
            by=village_officer,
        )  # fmt: skip
    assert not listed.candidates.exclude(votes=None).exists()


@pytest.mark.parametrize(
    ("entitled", "present", "said"),
    [(100, 170, "More ballots"), (180, 140, "more votes than ballots")],
)
def test_the_count_must_be_possible(listed, village_officer, entitled, present, said):
    with pytest.raises(Refused, match=said):
        actions.elect(
            listed, meeting="members", entitled=entitled, present=present,
            results=results_of(listed), by=village_officer,
        )  # fmt: skip
    listed.refresh_from_db()
    assert (listed.stage, listed.elected_on) == (Stage.PERMITTED, None)


def test_without_a_chair_there_is_no_election(listed, village_officer):
    with pytest.raises(Refused, match="as the chair"):
        actions.elect(
            listed, meeting="members", entitled=180, present=170,
            results=results_of(listed, chair=""), by=village_officer,
        )  # fmt: skip


def test_a_result_not_approved_is_voted_on_again(reported, town_officer):
    case = actions.order_again(reported, reason="票数与名单不符", by=town_officer)
    assert case.stage == Stage.PERMITTED
    assert not case.candidates.exclude(votes=None).exists()
    assert not Organisation.objects.filter(name=case.name).exists()


def test_a_name_a_sister_bears_is_refused_and_nothing_is_left_behind(
    reported, village, town_officer, city_officer
):
    set_up(parent=village, kind="enterprise", name=reported.name, by=city_officer)
    with pytest.raises(Refused, match="already an organisation"):
        actions.approve(reported, document="周工〔2026〕9号", by=town_officer)
    reported.refresh_from_db()
    assert (reported.stage, reported.union) == (Stage.REPORTED, None)
    assert not Employer.objects.exclude(union=None).exists()
    assert not Officer.objects.exists()


def test_an_employer_is_set_up_for_once_at_a_time(preparing, village, employer, village_officer):
    with pytest.raises(Refused, match="is being set up"):
        actions.prepare(superior=village, name="另一个", employer=employer, by=village_officer)
    assert Formation.objects.count() == 1


def test_a_neighbouring_town_neither_sees_nor_decides(requested, neighbour):
    stranger = actor_at(neighbour.path, "town_officer", "华例子")
    assert not Formation.objects.visible_to(stranger).exists()
    with pytest.raises(Refused, match="permission"):
        actions.permit(requested, document="华工〔2026〕1号", by=stranger)


def test_given_up_with_a_reason_it_is_off_the_desk(permitted, village_officer):
    with pytest.raises(Refused, match="reason"):
        actions.give_up(permitted, reason=" ", by=village_officer)
    case = actions.give_up(permitted, reason="企业停产", by=village_officer)
    assert case.stage == Stage.GIVEN_UP
    assert case.item.closed_on
