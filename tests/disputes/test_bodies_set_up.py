"""Setting up and correcting a body, and choosing its chair."""

from datetime import date

import pytest

from niudai.audit.models import Entry
from niudai.disputes import actions
from niudai.disputes.models import MediationBody, Mediator
from niudai.kernel.refused import Refused
from tests.factories import BodyFactory, MediatorFactory

pytestmark = pytest.mark.django_db
LAST_YEAR = date(2025, 3, 1)


def set_up(organisation, *, by, kind="enterprise", name="示例纺织调解委员会", on=LAST_YEAR):
    return actions.set_up_body(organisation=organisation, kind=kind, name=name, set_up_on=on, by=by)


def test_a_town_officer_sets_up_the_committee_of_an_enterprise(enterprise, officer):
    body = set_up(enterprise, by=officer)
    assert (body.kind, body.organisation, body.closed_on) == ("enterprise", enterprise, None)
    assert Entry.objects.get(action="disputes.set_up_body").actor == officer.name


@pytest.mark.parametrize("kind", ["city", "town", "village", "regional"])
def test_an_enterprise_has_no_body_of_another_level(enterprise, officer, kind):
    with pytest.raises(Refused):
        set_up(enterprise, kind=kind, by=officer)
    assert not MediationBody.objects.exists() and not Entry.objects.exists()


def test_an_organisation_has_no_two_bodies_of_one_name(enterprise, officer):
    set_up(enterprise, by=officer)
    with pytest.raises(Refused):
        set_up(enterprise, name=" 示例纺织调解委员会 ", by=officer)
    assert MediationBody.objects.count() == 1


def test_a_body_cannot_be_set_up_tomorrow(enterprise, officer, time_machine):
    time_machine.move_to("2026-11-22 10:00+08:00")
    with pytest.raises(Refused):
        set_up(enterprise, on=date(2026, 11, 23), by=officer)
    assert not MediationBody.objects.exists()


def test_a_town_sets_up_nothing_at_its_neighbour(neighbour, officer):
    with pytest.raises(Refused):
        set_up(neighbour, kind="town", by=officer)
    assert not MediationBody.objects.exists()


def test_who_only_reads_sets_up_nothing(enterprise, leader):
    with pytest.raises(Refused):
        set_up(enterprise, by=leader)
    assert not MediationBody.objects.exists()


def test_a_correction_keeps_what_stood_there_before(enterprise, officer):
    body = set_up(enterprise, by=officer)
    actions.correct_body(
        body, kind="enterprise", name="示例纺织劳动争议调解委员会", set_up_on=LAST_YEAR, by=officer
    )
    entry = Entry.objects.get(action="disputes.correct_body")
    assert entry.changes == {"name": ["示例纺织调解委员会", "示例纺织劳动争议调解委员会"]}


def test_a_body_with_neutral_members_does_not_become_an_enterprise_committee(enterprise, officer):
    body = set_up(enterprise, kind="people", by=officer)
    MediatorFactory(body=body, side="neutral")
    with pytest.raises(Refused):
        actions.correct_body(
            body, kind="enterprise", name=body.name, set_up_on=LAST_YEAR, by=officer
        )
    body.refresh_from_db()
    assert body.kind == "people"


def test_a_new_chair_takes_the_place_of_the_old(town, officer):
    body = BodyFactory(organisation=town)
    old, new = MediatorFactory(body=body, is_chair=True), MediatorFactory(body=body)
    actions.choose_chair(body, mediator=new, chosen_as=Mediator.ChosenBy.UNION, by=officer)
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.is_chair, new.is_chair, new.chair_as) == (False, True, "union")


@pytest.mark.parametrize(
    "facts", [{"status": "suspended"}, {"until": date(2025, 1, 1)}, {"body": "another"}]
)
def test_only_an_active_member_of_the_body_becomes_its_chair(town, officer, facts):
    body = BodyFactory(organisation=town)
    if facts.get("body"):
        facts = {"body": BodyFactory(organisation=town)}
    member = MediatorFactory(**{"body": body, **facts})
    with pytest.raises(Refused):
        actions.choose_chair(body, mediator=member, chosen_as="union", by=officer)
    assert not Mediator.objects.filter(is_chair=True).exists()


def test_a_chair_is_chosen_by_someone_named_in_the_law(town, officer):
    body = BodyFactory(organisation=town)
    with pytest.raises(Refused):
        actions.choose_chair(
            body, mediator=MediatorFactory(body=body), chosen_as="employer", by=officer
        )
    assert not Mediator.objects.filter(is_chair=True).exists()
