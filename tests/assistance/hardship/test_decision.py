"""Town, data match, decision, entry (machine 10.1)."""

import pytest
from django.test import override_settings

from niudai.assistance.hardship import actions
from niudai.assistance.hardship.models import HardshipFile, Objection, Opinion, Stage
from niudai.assistance.hardship.procedure.filing import APPROVE
from niudai.audit.models import Entry
from niudai.kernel.refused import Refused
from niudai.rulebook import actions as rulebook
from niudai.rulebook.rules import from_files, nearest
from tests.assistance.hardship.conftest import POSTED, ago


def test_the_town_approves_with_its_stamp_and_it_lies_with_the_county(at_match, people, city):
    assert at_match.stage == Stage.DATA_MATCH
    assert at_match.item.lies_at == city
    assert Opinion.objects.filter(step="review").get().place == "周庄镇总工会"


def test_whoever_did_the_first_check_does_not_review(at_town, people, town):
    both = type(people.town)(**{
        **{name: getattr(people.town, name) for name in people.town.__slots__},
        "user_id": people.unit.user_id,
    })  # fmt: skip
    with pytest.raises(Refused, match="You did the first check"):
        actions.review(at_town, opinion="同意", stamped=True, by=both)
    at_town.refresh_from_db()
    assert at_town.stage == Stage.TOWN_REVIEW


def test_the_town_returns_what_does_not_hold(at_town, people, village):
    file = actions.return_to_unit(at_town, reason="缺收入证明", by=people.town)

    assert (file.stage, file.item.lies_at) == (Stage.RETURNED, village)


def test_the_centre_is_asked_only_while_the_authorisation_stands(at_match, people):
    actions.withdraw_consent(at_match.consents.get(kind="check"), by=people.worker)

    with pytest.raises(Refused, match="Check of the family's finances"):
        actions.ask_match(at_match, by=people.helper)


def test_whoever_entered_the_answer_does_not_decide(at_decision, people):
    with pytest.raises(Refused, match="You entered the answer"):
        actions.approve(at_decision, by=people.helper)


def test_the_decision_keeps_the_whole_answer(decided):
    assert (decided.category, decided.decided_on is not None) == ("deep", True)
    assert decided.rule_key.startswith("HARDSHIP-CATEGORY@CN-320281@")
    kept = decided.reckoned
    assert kept["said"]["en"]["more"]["net_per_head"] == "916.67"
    assert kept["facts"]["people"] == 3
    assert {"zh-hans", "en"} == set(kept["said"])
    assert kept["status"] == "decides"


def test_a_rule_that_may_not_decide_closes_no_decision(at_decision, people, tmp_path):
    with override_settings(NIUDAI_LOCAL_RULES=""):
        assert any("No decision" in sentence for sentence in APPROVE.missing(at_decision))
        with pytest.raises(Refused, match="No decision"):
            actions.approve(at_decision, by=people.city)
    at_decision.refresh_from_db()
    assert (at_decision.category, at_decision.reckoned) == ("", {})


def test_an_exclusion_is_passed_over_with_a_reason_by_the_county_alone(at_decision, people, town):
    actions.declare(at_decision, dwellings=2, by=people.city)
    with pytest.raises(Refused, match="Say why it is passed over"):
        actions.approve(at_decision, by=people.city)

    file = actions.approve(at_decision, override="其中一套为危房，无法居住", by=people.city)

    assert file.reckoned["excluded"] == ["EXCL-DWELLINGS"]
    assert Entry.objects.get(action="hardship.approve").changes["overridden"] == ["EXCL-DWELLINGS"]


def test_another_category_than_the_reckoned_one_needs_a_reason(at_decision, people):
    with pytest.raises(Refused, match="another than the one reckoned"):
        actions.approve(at_decision, category="relative", by=people.city)

    file = actions.approve(
        at_decision, category="relative", reason="核对发现临时收入", by=people.city
    )
    assert (file.category, file.reckoned["computed"]) == ("relative", "deep")


def test_a_household_that_meets_no_test_can_only_be_refused(at_decision, people):
    actions.add_money(at_decision, side="income", item="rent", amount_fen=90_000_000,
                      by=people.city)  # fmt: skip
    with pytest.raises(Refused, match="can only be refused"):
        actions.approve(at_decision, by=people.city)

    file = actions.refuse_decision(at_decision, reason="收入超过标准", by=people.city)
    assert file.stage == Stage.REFUSED


def test_the_file_gets_its_number_after_the_county_made_it_public(decided, people):
    with pytest.raises(Refused, match="has not made the decision public"):
        actions.enter(decided, by=people.city)
    file = actions.publish_county(decided, on=decided.decided_on, **POSTED, by=people.city)
    with pytest.raises(Refused, match="from the day after"):
        actions.end_publicity(file, by=people.city)


def test_on_file_with_number_level_and_the_day_it_is_reviewed(decided, people):
    put_off(decided, people)
    file = actions.enter(decided, level="county", by=people.city)

    assert file.stage == Stage.ACTIVE
    assert file.number == f"澄困〔{file.entered_on.year}〕0001 号"
    assert file.valid_until and file.valid_until.year == file.entered_on.year + 1
    assert file.item.deadlines.open().get().rule_id == "HARDSHIP-REVIEW"
    assert list(HardshipFile.objects.in_force()) == [file]


def paper(people):
    return rulebook.suspend(
        nearest("HARDSHIP-PUBLICITY", on=ago(5), rules=from_files()), jurisdiction="CN-320281",
        valid_from=ago(5), valid_to=ago(-20), document="澄总工发〔2026〕9号", issuer="示例机关",
        seen_on=ago(5), note="疫情防控", by=people.city,
    )  # fmt: skip


def put_off(file, people):
    rulebook.confirm_suspension(paper(people), by=people.leader)
    return actions.put_off_county_publicity(file, by=people.city)


def test_a_round_put_off_by_a_document_is_listed_until_it_is_made_up_for(decided, people):
    file = put_off(decided, people)
    deferral = file.deferrals.get()
    assert deferral.made_up_on is None

    made_up = {"how": "在公告栏补公示，无异议", "on": ago(0), "by": people.city}
    with pytest.raises(Refused, match="before it was put off"):
        actions.make_up(deferral, posted_on=ago(1), **made_up)
    with pytest.raises(Refused, match="has to hang until"):
        actions.make_up(deferral, posted_on=ago(0), **made_up)
    file.deferrals.update(put_off_on=ago(30))
    actions.make_up(file.deferrals.get(), posted_on=ago(20), **made_up)
    assert file.deferrals.get().made_up_on == ago(0)


def test_a_paper_one_person_entered_puts_nothing_off(decided, people):
    paper(people)
    with pytest.raises(Refused, match="No document puts publicity off"):
        actions.put_off_county_publicity(decided, by=people.city)


def test_an_objection_that_changes_the_household_makes_the_county_decide_anew(decided, people):
    file = actions.publish_county(decided, **POSTED, by=people.city)
    actions.raise_objection(file, facts="父亲有退休金", anonymous=True, by=people.unit)
    objection = Objection.objects.get()
    actions.add_money(file, side="income", item="pension", amount_fen=1_800_000, by=people.helper)
    with pytest.raises(Refused, match="permission"):
        actions.restart_publicity(objection, finding="属实", by=people.visitor)

    file = actions.restart_publicity(objection, finding="属实，已更正", by=people.helper)

    assert (file.stage, file.category) == (Stage.COUNTY_PUBLICITY, "relative")
    assert file.publicities.get(ended_on=None).shown["category"] == "relative"
    assert Entry.objects.get(action="hardship.decide_anew").changes["category"] == [
        "deep", "relative",
    ]  # fmt: skip
