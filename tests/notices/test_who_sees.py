"""Whose notices somebody sees: the own box, and for whoever watches delivery the places beneath."""

import pytest

from niudai.access.actor import CLOCK, NOBODY
from niudai.access.permissions import Role
from niudai.notices.models import Notice
from niudai.notices.telling import tell_contact, tell_officer
from tests.factories import AppointmentFactory, OrganisationFactory


@pytest.fixture
def mediator(town):
    appointment = AppointmentFactory(organisation=town.union, role=Role.MEDIATOR)
    tell_officer(appointment, subject="a", body="b")
    tell_officer(town.officer, subject="a", body="b")
    tell_contact(organisation=town.union, name="甄示例", phone="13800000001", subject="a", body="b")
    return appointment


def test_a_mediator_sees_the_own_box_only(town, mediator):
    seen = Notice.objects.visible_to(mediator.actor())
    assert [notice.recipient for notice in seen] == [mediator]


@pytest.mark.parametrize("place", ["officer", "clerk"])
def test_who_watches_delivery_sees_the_place_and_those_beneath(town, mediator, place):
    actor = getattr(town, place).actor()
    assert Notice.objects.visible_to(actor).count() == Notice.objects.count() == 4


def test_neither_a_neighbour_nor_somebody_below_sees_anything(town, mediator):
    for parent in (town.federation, town.union):
        place = OrganisationFactory(parent=parent)
        actor = AppointmentFactory(organisation=place).actor()
        assert not Notice.objects.visible_to(actor).exists()


def test_nobody_sees_nothing_and_the_clock_everything(town, mediator):
    assert not Notice.objects.visible_to(NOBODY).exists()
    assert Notice.objects.visible_to(CLOCK).count() == Notice.objects.count()
