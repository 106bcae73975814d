"""Agreements on file: entered once, corrected, ended early."""

from datetime import date

import pytest

from niudai.agreements import actions
from niudai.agreements.models import CollectiveAgreement
from niudai.audit.models import Entry
from niudai.kernel.refused import Refused

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("on", "covers"),
    [
        (date(2026, 1, 14), False),  # signed, not yet filed
        (date(2026, 1, 15), True),
        (date(2027, 1, 9), True),
        (date(2027, 1, 10), False),
    ],
)
def test_it_covers_from_filing_to_its_last_day(agreement, on, covers):
    assert CollectiveAgreement.objects.in_force(on).exists() is covers


def test_an_agreement_that_ended_early_covers_no_more(agreement, mill_officer):
    actions.end_early(agreement, on=date(2026, 6, 30), reason="企业合并", by=mill_officer)
    running = CollectiveAgreement.objects.in_force
    assert running(date(2026, 6, 30)).exists()
    assert not running(date(2026, 7, 1)).exists()
    with pytest.raises(Refused, match="ended on 2026-06-30"):
        actions.end_early(agreement, on=date(2026, 6, 30), reason="企业合并", by=mill_officer)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": " "}, "needs a name"),
        ({"employer": None}, "Name the employer"),
        ({"until": date(2026, 1, 9)}, "before the first"),
        ({"filed_on": date(2026, 1, 9)}, "filed after it is signed"),
        ({"signed_on": date(2099, 1, 1)}, "in the future"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_left(
    facts, mill, mill_officer, changes, sentence
):
    with pytest.raises(Refused, match=sentence):
        actions.enter(facts(**changes), organisation=mill, by=mill_officer)
    assert not CollectiveAgreement.objects.exists()
    assert not Entry.objects.exists()


def test_the_same_paper_is_not_on_file_twice(agreement, facts, mill, mill_officer):
    with pytest.raises(Refused, match="on file already"):
        actions.enter(facts(name="同一份"), organisation=mill, by=mill_officer)
    women = actions.enter(facts(kind="women"), organisation=mill, by=mill_officer)
    assert women.pk != agreement.pk


def test_an_agreement_of_a_region_names_no_employer(facts, town, city_officer):
    region = facts(scope="region", employer=None, employers_covered=40)
    assert actions.enter(region, organisation=town, by=city_officer).employer is None


def test_a_correction_is_in_the_log_with_what_stood_before(agreement, facts, mill_officer):
    actions.correct(agreement, facts(workers_covered=210), by=mill_officer)
    entry = Entry.objects.get(action="agreements.correct")
    assert entry.changes["workers_covered"] == [200, 210]
    with pytest.raises(Refused, match="Nothing was changed"):
        actions.correct(agreement, facts(workers_covered=210), by=mill_officer)


def test_another_union_puts_nothing_on_file_here(facts, mill, yard_officer):
    with pytest.raises(Refused, match="permission"):
        actions.enter(facts(), organisation=mill, by=yard_officer)
