"""My work: what is due in one's place, and the same list for a spreadsheet."""

import pytest
import time_machine
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-09-24 10:00 +0800", tick=False):
        yield


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
