"""Taking a visitor down: first asked, recognised, due."""

from datetime import timedelta

import pytest
from django.utils import timezone

from niudai.assistance.desk import actions
from niudai.assistance.desk.models import Reception
from niudai.assistance.desk.recognition import known_by
from niudai.audit.models import Entry
from niudai.kernel.refused import Refused
from niudai.membership.models import Person
from tests.assistance.desk.conftest import received, site_at, somebody


def test_whoever_is_asked_first_stays_responsible(station, clerk):
    case = received(station, clerk)

    assert case.reference.startswith("澄周接〔")
    assert (case.holder_id, case.asked_first) == (clerk.appointment_id, "艾测试")
    assert case.item.title == "困难帮扶：甄来访"


def test_the_log_holds_neither_phone_nor_what_was_said(station, clerk):
    case = received(station, clerk)
    actions.correct(case, words="孩子得了重病", phone="13800000009", by=clerk)

    written = str([(e.changes, e.personal) for e in Entry.objects.filter(action__contains="desk.")])
    assert "13800" not in written and "病" not in written


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"name": " "}, "who came"),
        ({"words": ""}, "what the visitor says"),
        ({"phone": "12"}, "phone number"),
        ({"matter": "nothing"}, "from the list"),
        ({"people": 0}, "one person"),
        ({"received_on": timezone.localdate() + timedelta(days=1)}, "future"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_no_trace(station, clerk, facts, sentence):
    with pytest.raises(Refused, match=sentence):
        received(station, clerk, **facts)

    assert not Reception.objects.exists() and not Entry.objects.exists()


def test_nobody_receives_at_a_desk_outside_the_place(clerk, neighbour):
    with pytest.raises(Refused, match="permission"):
        received(site_at(neighbour), clerk)


def test_a_petition_runs_under_the_rule_of_petitions(station, clerk):
    rules = {d.rule.id for d in received(station, clerk, matter="petition").item.deadlines.all()}
    other = {d.rule.id for d in received(station, clerk).item.deadlines.all()}

    assert (rules, other) == ({"FIRST-CONTACT", "PET-CLOSE"}, {"FIRST-CONTACT"})


def test_a_member_of_the_place_is_recognised_by_the_phone(station, clerk, town, village):
    person = Person.objects.create(
        name="甄会员", organisation=village, path=village.path, phone="13800000001"
    )
    received(station, clerk)

    known = known_by("13800000001", actor=clerk)
    assert Reception.objects.get().person == person
    assert [each.name for each in known.members] == ["甄会员"]
    assert [visit.matter for visit in known.visits] == ["Hardship assistance"]


def test_a_member_and_a_visit_elsewhere_are_masked(station, clerk, neighbour):
    Person.objects.create(
        name="甄会员", organisation=neighbour, path=neighbour.path, phone="13800000001"
    )
    received(site_at(neighbour), somebody(neighbour))

    known = known_by("13800000001", actor=clerk)
    assert (known.members, known.elsewhere) == ([], ["甄**"])
    assert [(visit.reference, visit.matter, visit.url) for visit in known.visits] == [("", "", "")]
