"""My work: what is due in one's place, and the same list for a spreadsheet."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from niudai.casework.models import Deadline
from niudai.disputes import actions
from tests.factories import DisputeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-09-24 10:00 +0800", tick=False) as clock:
        yield clock


def test_a_desk_shows_its_own_cases_and_no_neighbours(network, counter, register):
    here, other = register(), register("next_town")
    page = counter(network.town).get(reverse("my_work")).content.decode()
    assert here.reference in page and other.reference not in page


def test_an_empty_desk_says_so(network, counter):
    assert "Nothing is due." in counter(network.town).get(reverse("my_work")).content.decode()


def test_the_export_of_our_duties_holds_our_duties_only(network, counter, register):
    register()
    desk = counter(network.town)
    page = desk.get(reverse("my_work"), {"own": "1"}).content.decode()
    assert f"{reverse('my_work_export')}?whose=mine&amp;own=1" in page
    answer = desk.get(reverse("my_work_export"), {"own": "1"})
    text = b"".join(answer.streaming_content).decode()
    assert "Our duty" in text and "Party" not in text


# --- the groups ------------------------------------------------------------------------------


def groups(client, **asked):
    answer = client.get(reverse("my_work"), asked)
    return {group["span"].name: group["rows"] for group in answer.context["groups"]}, answer


def test_late_comes_first_then_today_this_week_and_later(network, counter, register, today):
    today.move_to("2026-09-23 10:00 +0800")
    register()  # received on the 14th: to be accepted by the 17th
    register(received_on=date(2026, 9, 20))  # by today, Wednesday the 23rd
    register(received_on=date(2026, 9, 21))  # by Thursday
    found, answer = groups(counter(network.town))
    assert list(found) == ["late", "today", "week", "later"]
    assert [row.legal_end for row in found["late"]] == [date(2026, 9, 17)]
    assert [row.legal_end for row in found["today"]] == [date(2026, 9, 23)]
    assert [row.legal_end for row in found["week"]] == [date(2026, 9, 24)]
    days = [row.legal_end for row in found["later"]]
    assert days == sorted(days) and days
    page = answer.content.decode()
    heads = [page.index(f'id="g-{name}"') for name in found]
    assert heads == sorted(heads)


def test_one_group_alone_is_one_click_away(network, counter, register):
    register()
    found, _answer = groups(counter(network.town), span="late")
    assert set(found) == {"late"}
    found, _answer = groups(counter(network.town), span="today")
    assert found == {}


def test_what_another_body_sent_stands_above_with_the_day_to_accept_it(
    network, counter, register, today
):
    dispute = register("village")
    actions.send(dispute, to=network.town.body, reason="企业拒绝到场", by=network.village.officer)
    page = counter(network.town).get(reverse("my_work")).content.decode()
    assert "Sent to you" in page and dispute.reference in page
    assert "accept by 2026-09-28" in page  # the 25th begins the holiday
    assert "Sent to you" not in counter(network.next_town).get(reverse("my_work")).content.decode()
    actions.take(dispute, body=network.town.body, by=network.town.officer)
    assert "Sent to you" not in counter(network.town).get(reverse("my_work")).content.decode()


def test_300_items_cost_as_many_queries_as_a_few(network, counter, register):
    desk = counter(network.town)
    running = list(register().item.deadlines.open())
    fill(network.town.body, running, cases=4)
    few, shown = queries(desk), rows_on(desk)
    fill(network.town.body, running, cases=300 // len(running))
    assert rows_on(desk) > 2 * shown
    assert queries(desk) == few


def fill(body, running, *, cases):
    """Cases with these periods: one ended yesterday, one ends today, tomorrow, in a week."""
    for number in range(cases):
        item = DisputeFactory(body=body).item
        day = date(2026, 9, 24) + timedelta(days=(-1, 0, 1, 7)[number % 4])
        Deadline.objects.bulk_create(copy_of(one, item, day) for one in running)


def copy_of(deadline, item, day):
    names = [field.attname for field in Deadline._meta.concrete_fields if not field.primary_key]
    facts = {name: getattr(deadline, name) for name in names}
    return Deadline(**{**facts, "item_id": item.pk, "legal_end": day, "alarm_on": day})


def rows_on(client):
    found, _answer = groups(client)
    return sum(len(rows) for rows in found.values())


def queries(client):
    client.get(reverse("my_work"))
    with CaptureQueriesContext(connection) as seen:
        assert client.get(reverse("my_work")).status_code == 200
    return len(seen)
