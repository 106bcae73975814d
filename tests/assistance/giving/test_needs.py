"""A need: masked, agreed to, offered, taken on by one donor, given, told."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from niudai.assistance.giving import actions
from niudai.assistance.giving.models import Match, Need, Pledge, Stage
from niudai.assistance.hardship.models import Assessment
from niudai.audit.models import Entry
from niudai.kernel.refused import Refused
from tests.assistance.giving.conftest import TODAY, noted, pledged


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("甄困难一家的医疗费", "household"),
        ("甄小示的学费", "household"),
        ("孩子在江阴市示例小学读书", "school"),
        ("一位患白血病的孩子", "illness"),
        ("周庄镇示例路8号的一家人", "address"),
        ("请联系13800000003", "number"),
    ],
)
def test_words_that_give_the_family_away_are_refused(city, file, helper, words, sentence):
    with pytest.raises(Refused, match=sentence):
        noted(city, helper, file=file, words=words)

    assert not Need.objects.exists()


@pytest.mark.parametrize("words", ["一名今年上大学的职工子女，学费", "周庄一名小学生，学习用品"])
def test_words_that_name_no_school_are_taken(city, file, helper, words):
    assert noted(city, helper, file=file, words=words).words == words


def test_nothing_is_offered_before_the_family_agreed(need, helper):
    with pytest.raises(Refused, match="not agreed"):
        actions.offer(need, by=helper)


def test_nothing_is_shown_to_everybody_without_an_impact_assessment(need, city, helper):
    need = actions.consent(need, who="甄困难", how="签署", public=True, by=helper)
    with pytest.raises(Refused, match="impact assessment"):
        actions.offer(need, by=helper)
    Assessment.objects.create(
        organisation=city, title="评估", document="评〔2026〕1号", made_on=TODAY,
        keep_until=TODAY + timedelta(days=1096), made_by="帮示例",
    )  # fmt: skip

    assert actions.offer(need, by=helper).stage == Stage.OPEN
    assert Need.objects.on_the_portal().count() == 1


def test_agreeing_to_a_donor_is_not_agreeing_to_the_portal(offered):
    assert offered.stage == Stage.OPEN
    assert not Need.objects.on_the_portal().exists()


def test_a_donor_takes_the_need_on_and_the_pledge_is_spoken_for(offered, pledge, helper):
    need = actions.reserve(offered, pledge, by=helper)

    pledge.refresh_from_db()
    assert (need.stage, pledge.reserved_fen, pledge.free_fen) == (Stage.RESERVED, 200_000, 100_000)


def test_a_need_taken_on_is_not_taken_again(offered, pledge, donor, helper):
    actions.reserve(offered, pledge, by=helper)

    with pytest.raises(Refused, match="not open"):
        actions.reserve(offered, pledged(donor, helper), by=helper)


def test_a_pledge_is_not_spoken_for_twice(offered, pledge, city, helper):
    actions.reserve(offered, pledge, by=helper)
    other = noted(city, helper, words="华士一位独居职工，生活费用")
    other = actions.offer(actions.consent(other, who="乙", how="签署", by=helper), by=helper)

    with pytest.raises(Refused, match=r"1,000\.00 yuan of the pledge are free"):
        actions.reserve(other, pledge, by=helper)


def test_the_agreement_bounds_what_its_money_is_for(offered, donor, helper):
    programme = actions.agree(
        donor, name="助学计划", document="捐〔2026〕1号", signed_on=TODAY, since=TODAY,
        until=TODAY + timedelta(days=300), purpose="助学", items=["study"], by=helper,
    )  # fmt: skip

    with pytest.raises(Refused, match="may not be used"):
        actions.reserve(offered, pledged(donor, helper, programme=programme), by=helper)


def test_a_donor_who_steps_back_frees_need_and_pledge(offered, pledge, helper):
    need = actions.reserve(offered, pledge, by=helper)

    need = actions.release(need, reason="捐赠人改变主意", by=helper)

    pledge.refresh_from_db()
    assert (need.stage, pledge.reserved_fen) == (Stage.OPEN, 0)
    assert actions.reserve(need, pledge, by=helper).stage == Stage.RESERVED


def test_nothing_is_given_that_has_not_arrived(offered, pledge, helper):
    need = actions.reserve(offered, pledge, by=helper)
    with pytest.raises(Refused, match="have arrived"):
        actions.give(need, amount_fen=200_000, by=helper)
    actions.arrive(pledge, amount_fen=200_000, document="进账单1", by=helper)

    need = actions.give(need, amount_fen=150_000, what="医疗费", by=helper)

    pledge.refresh_from_db()
    assert (need.stage, pledge.reserved_fen) == (Stage.GIVEN, 150_000)
    assert actions.tell(need, by=helper).stage == Stage.TOLD
    assert Match.objects.get().told_on == TODAY


def test_the_log_holds_nothing_of_the_family(offered, pledge, helper):
    actions.reserve(offered, pledge, by=helper)

    said = str([(e.subject, e.changes, e.personal) for e in Entry.objects.all()])
    assert "白血病" not in said and "甄困难" not in said


@pytest.mark.django_db(transaction=True)
def test_of_two_donors_at_once_one_gets_the_need(offered, donor, helper):
    pledges = [pledged(donor, helper) for _turn in range(4)]

    def take(one):
        try:
            actions.reserve(offered, one, by=helper)
        except Refused:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(4) as pool:
        taken = list(pool.map(take, pledges))

    assert sum(taken) == 1
    assert Match.objects.filter(released_on=None).count() == 1
    assert sum(Pledge.objects.values_list("reserved_fen", flat=True)) == 200_000


@pytest.mark.django_db(transaction=True)
def test_of_two_needs_at_once_a_pledge_serves_one(offered, pledge, city, helper):
    other = noted(city, helper, words="华士一位独居职工，生活费用")
    other = actions.offer(actions.consent(other, who="乙", how="签署", by=helper), by=helper)

    def take(need):
        try:
            actions.reserve(need, pledge, by=helper)
        except Refused:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        taken = list(pool.map(take, [offered, other]))

    pledge.refresh_from_db()
    assert (sum(taken), pledge.reserved_fen) == (1, 200_000)
