"""The page that assigns a mediator shows whom it passes over, and why."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from niudai.disputes import actions
from tests.factories import DisputeFactory, MediatorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-09-18 16:00 +0800", tick=False):
        yield


@pytest.fixture
def page(network, accepted, counter):
    """The page of a case at the town, and its part below the form."""

    def of(dispute=None, move="assign"):
        dispute = dispute or accepted()
        answer = counter(network.town).get(f"{dispute.get_absolute_url()}move/{move}/")
        return answer.content.decode().partition("Passed over")[2]

    return of


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"name": "甄示例"}, "bears the name of a party"),
        ({"unit": "江阴示例纺织有限公司"}, "works for the employer"),
        ({"until": date(2026, 9, 17)}, "The term ended on 2026-09-17."),
        ({"since": date(2026, 10, 1)}, "In office from 2026-10-01."),
        ({"status": "suspended", "status_reason": "调查期间"}, "Suspended: 调查期间"),
    ],
)
def test_who_may_not_take_the_case_stands_there_with_the_sentence(network, page, facts, sentence):
    passed = MediatorFactory(body=network.town.body, **facts)
    shown = page()
    assert passed.name in shown and sentence in shown


def test_who_has_a_full_load_stands_there_and_may_still_be_chosen(network, accepted, counter):
    busy = MediatorFactory(body=network.town.body, full_time=False)
    for _ in range(60):
        DisputeFactory(body=busy.body, stage="mediating", mediator=busy)
    answer = counter(network.town).get(f"{accepted().get_absolute_url()}move/assign/")
    form = answer.context["form"]
    assert "60 open cases; a full load is" in answer.content.decode().partition("Passed over")[2]
    assert busy.pk in [pk for pk, _label in form.fields["mediator"].choices]


def test_who_has_left_and_who_is_of_another_body_is_not_named(network, page):
    gone = MediatorFactory(body=network.town.body, status="left")
    other = MediatorFactory(body=network.next_town.body, until=date(2026, 9, 1))
    shown = page()
    assert gone.name not in shown and other.name not in shown


def test_with_nobody_passed_over_the_page_says_nothing(page):
    assert page() == ""


def test_the_page_that_changes_the_mediator_shows_them_too(network, accepted, page):
    MediatorFactory(body=network.town.body, name="甄示例")
    dispute = actions.assign(accepted(), mediator=network.town.mediator, by=network.town.officer)
    assert "bears the name of a party" in page(dispute, "reassign")


def test_sixty_passed_over_cost_as_many_questions_as_one(network, accepted, counter):
    desk, address = counter(network.town), f"{accepted().get_absolute_url()}move/assign/"

    def questions():
        with CaptureQueriesContext(connection) as asked:
            desk.get(address)
        return len(asked)

    MediatorFactory(body=network.town.body, until=date(2026, 9, 1))
    questions()  # what is read once is read
    alone = questions()
    for _ in range(60):
        MediatorFactory(body=network.town.body, until=date(2026, 9, 1))
    assert questions() == alone
