"""Officers: a post for a term."""

from datetime import date

import pytest

from niudai.audit.models import Entry
from niudai.kernel.refused import Refused
from niudai.organisations.actions import appoint, end_term
from niudai.organisations.models import Officer, Organisation
from tests.organisations.conftest import actor_at

TERM = {"since": date(2025, 1, 1), "until": date(2029, 12, 31)}


@pytest.fixture
def chair(town, city_officer):
    return appoint(town, name="贾样本", post="chair", **TERM, by=city_officer)


def test_an_officer_serves_from_the_first_to_the_last_day_of_the_term(town, chair):
    for day, serves in [
        (date(2024, 12, 31), False), (date(2025, 1, 1), True),
        (date(2029, 12, 31), True), (date(2030, 1, 1), False),
    ]:  # fmt: skip
        assert Officer.objects.serving(day).filter(pk=chair.pk).exists() is serves


def test_the_log_keeps_the_name_where_it_can_be_erased(chair):
    entry = Entry.objects.get(action="organisations.appoint")
    assert entry.personal == {"name": "贾样本"}
    assert "贾样本" not in entry.subject
    assert entry.changes["post"] == "chair"


@pytest.mark.parametrize("since", [date(2029, 12, 31), date(2024, 1, 1)])
def test_a_union_has_one_chair_at_a_time(town, chair, city_officer, since):
    with pytest.raises(Refused, match="贾样本 is the chair in this time"):
        appoint(town, name="艾测试", post="chair", since=since, by=city_officer)
    assert Officer.objects.count() == 1


def test_the_next_chair_begins_the_day_after(town, chair, city_officer):
    following = appoint(town, name="艾测试", post="chair", since=date(2030, 1, 1), by=city_officer)
    assert following.pk
    past = appoint(
        town, name="易假名", post="chair", since=date(2020, 1, 1), until=date(2024, 12, 31),
        by=city_officer,
    )  # fmt: skip
    assert past.pk


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"name": " ", **TERM}, "Name the officer"),
        ({"name": "x", "since": date(2025, 1, 2), "until": date(2025, 1, 1)}, "before it begins"),
        ({"name": "x", **TERM, "phone": "123"}, "phone number is not valid"),
    ],
)
def test_an_appointment_that_cannot_be_is_refused(town, city_officer, facts, sentence):
    with pytest.raises(Refused, match=sentence):
        appoint(town, post="committee", **facts, by=city_officer)
    assert not Officer.objects.exists()
    assert not Entry.objects.exists()


def test_a_term_ends_earlier_with_the_reason_in_the_log(chair, city_officer):
    ended = end_term(chair, on=date(2026, 6, 30), reason="调离", by=city_officer)
    assert ended.until == date(2026, 6, 30)
    entry = Entry.objects.get(action="organisations.end_term")
    assert entry.changes["until"] == ["2029-12-31", "2026-06-30"]
    assert entry.personal["reason"] == "调离"


@pytest.mark.parametrize(
    ("on", "sentence"),
    [(date(2024, 12, 31), "cannot end before"), (date(2030, 1, 1), "is a new appointment")],
)
def test_a_term_does_not_end_before_it_began_nor_later_than_planned(
    chair, city_officer, on, sentence
):
    with pytest.raises(Refused, match=sentence):
        end_term(chair, on=on, by=city_officer)
    chair.refresh_from_db()
    assert chair.until == date(2029, 12, 31)


def test_nobody_is_appointed_to_a_dissolved_union(union, city_officer):
    Organisation.objects.filter(pk=union.pk).update(
        status="dissolved", dissolved_on=date(2026, 1, 5)
    )
    with pytest.raises(Refused, match="is dissolved"):
        appoint(union, name="贾样本", post="chair", **TERM, by=city_officer)


def test_a_neighbour_appoints_nobody_and_ends_no_term_here(town, chair, neighbour):
    stranger = actor_at(neighbour.path)
    with pytest.raises(Refused, match="permission"):
        appoint(town, name="x", post="committee", **TERM, by=stranger)
    with pytest.raises(Refused, match="permission"):
        end_term(chair, on=date(2026, 6, 30), by=stranger)
    assert Officer.objects.get().until == date(2029, 12, 31)
