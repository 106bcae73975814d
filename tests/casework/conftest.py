"""A town union that mediates, and a dispute registered there on 14 September 2026."""

from datetime import date, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
import time_machine

from tests.factories import AppointmentFactory, BodyFactory, OrganisationFactory, file_dispute

HERE = ZoneInfo("Asia/Shanghai")


def at(text):
    """A moment of the office's clock: "2026-09-17 10:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=HERE)


@pytest.fixture
def clock():
    with time_machine.travel(at("2026-09-14 09:00"), tick=False) as travelling:
        yield travelling


@pytest.fixture
def scene(db, clock):
    union = OrganisationFactory(parent=OrganisationFactory())
    body = BodyFactory(organisation=union)
    officer = AppointmentFactory(organisation=union)
    dispute = file_dispute(body, received_on=date(2026, 9, 14))
    return SimpleNamespace(union=union, body=body, officer=officer, dispute=dispute)
