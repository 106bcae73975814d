"""Publicity: what it needs, what it shows, how long it runs (domain 1.4, 12.2)."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.test import override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from niudai.assistance.hardship import actions
from niudai.assistance.hardship.models import Objection, Publicity, Stage
from niudai.assistance.hardship.public import public_now
from niudai.kernel.refused import Refused
from niudai.rulebook.calendars import work_calendar
from niudai.rulebook.reckoning import reckon
from niudai.rulebook.rules import nearest
from tests.assistance.hardship.conftest import POSTED, agreed, begun, filled, on_day, visited

SECRETS = ("320281", "示例路", "6228", "癌", "cancer", "病情", "小示", "小学")


def posted_on(day, village, people, city):
    """A file of this day that hangs out since this day."""
    with on_day(day):
        actions.record_assessment(
            city, title="评估", document="澄总工发〔2025〕1号", made_on=day, by=people.city
        )
        file = begun(village, people, received_on=day)
        filled(file, people.unit)
        agreed(file, people.unit)
        file = actions.submit(file, by=people.unit)
        file = actions.accept(file, by=people.unit)
        file = visited(file, people, day)
        return actions.publish_unit(file, online=True, **POSTED, by=people.unit)


def end_of(file):
    return file.item.deadlines.open().get(rule_id="HARDSHIP-PUBLICITY").legal_end


@pytest.mark.parametrize(
    ("name", "posted", "end"),
    [
        ("P1", date(2025, 9, 25), date(2025, 10, 9)),
        ("P3", date(2026, 4, 30), date(2026, 5, 11)),
        ("P5", date(2025, 6, 16), date(2025, 6, 23)),
    ],
)
def test_the_worked_examples_come_out(name, posted, end, village, people, city):
    file = posted_on(posted, village, people, city)

    assert end_of(file) == end
    with on_day(end, hour=23), pytest.raises(Refused, match="from the day after"):
        actions.end_publicity(file, by=people.unit)
    with on_day(end + timedelta(days=1), hour=0):
        assert actions.end_publicity(file, by=people.unit).stage == Stage.TOWN_REVIEW
    assert Publicity.objects.get().ended_on == end
    assert file.item.deadlines.get(rule_id="HARDSHIP-PUBLICITY").late is False


CALENDAR_DAYS = """
[[rule]]
id = "HARDSHIP-PUBLICITY"
kind = "deadline"
title_zh = "公示期"
title_en = "Publicity"
jurisdiction = "CN-320281"
sources = ["OWN"]
document = "澄总工发〔2025〕0号"
valid_from = 2020-01-01
event_zh = "张贴"
event_en = "posted"
amount = 7
unit = "calendar_day"
roll = "{roll}"
role = "own_duty"
parameters = {{ stages = ["unit", "county"] }}
confidence = "V1"
status = "active"
"""


@pytest.mark.parametrize(
    ("roll", "end"), [("none", date(2025, 6, 21)), ("rest_days", date(2025, 6, 23))]
)
def test_p7_a_county_that_counts_calendar_days_ends_as_its_switch_says(
    roll, end, village, people, city, tmp_path
):
    (tmp_path / "own.toml").write_text(CALENDAR_DAYS.format(roll=roll), encoding="utf-8")
    with override_settings(NIUDAI_LOCAL_RULES=str(tmp_path)):
        file = posted_on(date(2025, 6, 14), village, people, city)
        assert end_of(file) == end


def test_p13_an_objection_on_the_last_day_at_four_keeps_it_out(village, people, city):
    file = posted_on(date(2025, 6, 16), village, people, city)
    with on_day(date(2025, 6, 23), hour=16):
        file = actions.raise_objection(file, facts="家有两套房", anonymous=True, by=people.unit)
    assert file.stage == Stage.OBJECTION

    with on_day(date(2025, 6, 24)):
        call_command("end_publicities", "--apply", verbosity=0)
        file.refresh_from_db()
        assert file.stage == Stage.OBJECTION
        with pytest.raises(Refused, match="not public"):
            actions.end_publicity(file, by=people.unit)


def test_the_night_ends_what_ran_out_once_and_for_all(village, people, city):
    file = posted_on(date(2025, 6, 16), village, people, city)
    with on_day(date(2025, 6, 23)):
        call_command("end_publicities", "--apply", verbosity=0)
        file.refresh_from_db()
        assert file.stage == Stage.UNIT_PUBLICITY
    with on_day(date(2025, 6, 24)):
        call_command("end_publicities", "--apply", verbosity=0)
        call_command("end_publicities", "--apply", verbosity=0)
    file.refresh_from_db()
    assert file.stage == Stage.TOWN_REVIEW
    assert file.item.lies_at.name == "周庄镇总工会"


def test_without_an_impact_assessment_nothing_is_made_public(surveyed, rules, people):
    with pytest.raises(Refused, match="impact assessment"):
        actions.publish_unit(surveyed, **POSTED, by=people.unit)
    assert not Publicity.objects.exists()


def test_publicity_needs_a_consent_of_its_own(surveyed, assessment, rules, people):
    actions.withdraw_consent(surveyed.consents.get(kind="publicity"), by=people.worker)

    with pytest.raises(Refused, match="Consent is missing: Publicity"):
        actions.publish_unit(surveyed, **POSTED, by=people.unit)


def test_the_line_is_masked_and_frozen(published, people):
    line = Publicity.objects.get().shown

    assert line["name"] == "甄*难"
    assert (line["category"], line["town"]) == ("deep", "周庄镇总工会")
    assert not any(secret in str(line) for secret in SECRETS)
    published.members.filter(relation="01").update(name="改名后")
    assert Publicity.objects.get().shown["name"] == "甄*难"


def test_the_portal_shows_what_hangs_there_with_a_consent_that_stands(village, people, city):
    file = posted_on(date(2025, 6, 16), village, people, city)
    with on_day(date(2025, 6, 24)):
        assert public_now() == []  # the last day was the 23rd
    with on_day(date(2025, 6, 23)):
        assert [line.name for line in public_now()] == ["甄*难"]
        actions.withdraw_consent(file.consents.get(kind="publicity"), by=people.worker)
        assert public_now() == []


def test_a_dismissed_objection_lets_the_rest_of_the_period_run(village, people, city):
    file = posted_on(date(2025, 6, 16), village, people, city)
    with on_day(date(2025, 6, 18)):
        actions.raise_objection(file, facts="有车", name="名示例", by=people.unit)
    with on_day(date(2025, 6, 20)):
        with pytest.raises(Refused, match="You did the first check"):
            actions.dismiss_objection(Objection.objects.get(), finding="查无", by=people.unit)
        file = actions.dismiss_objection(
            Objection.objects.get(), finding="经查无车", by=people.visitor
        )
    assert file.stage == Stage.UNIT_PUBLICITY
    assert end_of(file) > date(2025, 6, 23)


def test_an_objection_that_holds_ends_it_or_begins_the_whole_period_anew(village, people, city):
    file = posted_on(date(2025, 6, 16), village, people, city)
    with on_day(date(2025, 6, 18)):
        actions.raise_objection(file, facts="父亲有退休金", name="名示例", by=people.unit)
    with on_day(date(2025, 6, 20)):
        actions.add_money(
            file, side="income", item="pension", amount_fen=100_000, by=people.visitor
        )
        file = actions.restart_publicity(
            Objection.objects.get(), finding="属实，已更正", by=people.visitor
        )
    assert (file.stage, end_of(file)) == (Stage.UNIT_PUBLICITY, date(2025, 6, 27))
    assert Publicity.objects.filter(ended_on=None).get().shown["until"] == "2025-06-27"


def test_an_upheld_objection_gives_no_file(village, people, city):
    file = posted_on(date(2025, 6, 16), village, people, city)
    with on_day(date(2025, 6, 18)):
        actions.raise_objection(file, facts="两套房", anonymous=True, by=people.unit)
        file = actions.uphold_objection(
            Objection.objects.get(), finding="经查属实", by=people.visitor
        )
    assert file.stage == Stage.REFUSED
    assert public_now() == []


def test_an_objection_has_facts_and_a_name_or_says_it_has_none(published, people):
    for facts, sentence in (("", "needs facts"), ("有车", "Give a name")):
        with pytest.raises(Refused, match=sentence):
            actions.raise_objection(published, facts=facts, by=people.unit)
    assert not Objection.objects.exists()


@pytest.fixture
def calendar(db):
    return work_calendar()


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    start=st.dates(date(2025, 1, 2), date(2026, 11, 1)),
    pause=st.tuples(st.integers(0, 6), st.integers(0, 9)),
)
def test_an_objection_never_shortens_the_time_in_which_one_may_object(calendar, start, pause):
    rule = nearest("HARDSHIP-PUBLICITY", on=start, place="320281")
    plain = reckon(rule, start, calendar=calendar).legal_end
    first = start + timedelta(days=pause[0])
    stopped = (first, first + timedelta(days=pause[1]))

    held = reckon(rule, start, calendar=calendar, pauses=[stopped]).legal_end

    assert plain <= held
    assert sum(calendar.is_working(start + timedelta(days=n))
               for n in range(1, (plain - start).days + 1)) == rule.amount  # fmt: skip
