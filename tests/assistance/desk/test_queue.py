"""The queue of the day, also with two windows at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from niudai.assistance.desk import actions
from niudai.assistance.desk.models import Ticket
from niudai.kernel.refused import Refused
from tests.assistance.desk.conftest import received, site_at


def test_numbers_are_drawn_in_order_and_called_in_order(station, clerk):
    drawn = [actions.draw_number(station, by=clerk) for _turn in range(3)]

    called = actions.call_next(station, window="2", by=clerk)

    assert [str(ticket) for ticket in drawn] == ["001", "002", "003"]
    assert (called.number, called.state, called.window) == (1, "called", "2")


def test_each_site_counts_for_itself(station, town, clerk):
    actions.draw_number(station, by=clerk)

    assert actions.draw_number(site_at(town, "另一站"), by=clerk).number == 1


def test_nobody_is_called_when_nobody_waits(station, clerk):
    with pytest.raises(Refused, match="Nobody is waiting"):
        actions.call_next(station, window="1", by=clerk)


def test_a_record_taken_down_serves_the_number(station, clerk):
    actions.draw_number(station, by=clerk)
    ticket = actions.call_next(station, window="1", by=clerk)

    case = received(station, clerk, ticket=ticket)

    ticket.refresh_from_db()
    assert (ticket.state, ticket.reception) == ("served", case)
    with pytest.raises(Refused, match="Served"):
        actions.miss(ticket, by=clerk)


@pytest.mark.django_db(transaction=True)
def test_two_windows_never_call_one_number(station, clerk):
    for _turn in range(6):
        actions.draw_number(station, by=clerk)

    def call(window):
        try:
            return actions.call_next(station, window=str(window), by=clerk).number
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        called = list(pool.map(call, range(6)))

    assert sorted(called) == [1, 2, 3, 4, 5, 6]
    assert Ticket.objects.filter(state="called").count() == 6
