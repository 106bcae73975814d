"""The list of disputes: what it shows to whom, narrowed, page by page, and exported."""

import csv
import io

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from niudai.disputes import actions
from niudai.disputes.actions import ClaimFacts, PartyFacts
from tests.factories import DisputeFactory

pytestmark = pytest.mark.django_db
LIST = "/office/disputes/"


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-09-24 10:00 +0800", tick=False):
        yield


@pytest.fixture
def desk(network, counter):
    return counter(network.town)


@pytest.fixture
def shown(desk):
    def asked(client=desk, **words):
        page = client.get(LIST, words)
        assert page.status_code == 200
        return [row["dispute"] for row in page.context["page"]["rows"]]

    return asked


def exported(client, **words):
    answer = client.get(reverse("disputes_export"), words)
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_only_disputes_of_ones_own_place_and_beneath_are_listed(shown, register, network, counter):
    here, beneath, other = register(), register("village"), register("next_town")
    assert set(shown()) == {here, beneath}
    assert set(shown(counter(network.city))) == {here, beneath, other}
    assert shown(counter(network.village)) == [beneath]
    assert other.reference not in {row[0] for row in exported(counter(network.town))}


@pytest.fixture
def two(network, register, accepted, today):
    """One dispute that every filter below keeps, and one that every one drops."""
    kept = accepted(
        "village", workers=12, common_claim=True,
        applicants=[
            PartyFacts(name=f"单例文{n}", phone="13800000009", is_representative=True)
            for n in range(3)
        ],
    )  # fmt: skip
    dropped = register(applicants=[PartyFacts(name="甄示例", phone="13800000000")])
    type(kept).objects.filter(pk=kept.pk).update(outcome="agreement-written")
    type(kept).objects.filter(pk=dropped.pk).update(received_on="2026-08-01")
    return actions.assign(kept, mediator=network.village.mediator, by=network.village.officer)


FILTERS = {
    "its stage": {"stage": "assigned"},
    "its outcome": {"outcome": "agreement-written"},
    "the day it came from": {"since": "2026-09-01"},
    "collective only": {"collective": "on"},
    "a part of a name": {"q": "例文"},
    "pinyin": {"q": "shanliwen"},
    "initials": {"q": "slw"},
    "two words at once": {"q": "slw 0001"},
}


@pytest.mark.parametrize("words", FILTERS.values(), ids=FILTERS)
def test_each_filter_keeps_what_fits(shown, two, words):
    assert shown(**words) == [two]


def test_the_filters_of_place_mediator_and_last_day_keep_what_fits(shown, two, network):
    assert shown(place=network.village.union.pk) == [two]
    assert shown(mediator=network.village.mediator.pk) == [two]
    assert two not in shown(until="2026-08-31") and len(shown(until="2026-08-31")) == 1


def test_late_only_keeps_those_whose_own_duty_ran_out(shown, register, accepted):
    late = register()
    accepted()
    assert shown(late="on") == [late]


@pytest.mark.parametrize(
    "words",
    [{"since": "30 February"}, {"stage": "lost"}, {"until": "2026-13-01"}, {"place": "99999"}],
)
def test_a_filter_that_cannot_be_is_said_so_beside_it(desk, register, words):
    register()
    page = desk.get(LIST, words).content.decode()
    assert 'class="small error"' in page


@pytest.mark.parametrize("words", [{"mediator": "9" * 30}, {"mediator": "x"}, {"q": "\0"}])
def test_an_address_somebody_made_up_does_not_fail(desk, words):
    assert desk.get(LIST, words).status_code == 200


def test_every_dispute_is_shown_once_over_all_pages_and_back(desk, network):
    rows = [DisputeFactory(body=network.town.body) for _ in range(120)]
    seen, address, addresses = [], "", []
    while True:
        page = desk.get(LIST + address).context["page"]["page"]
        seen += [row.pk for row in page.rows]
        addresses.append(address)
        if not page.following:
            break
        address = page.following
    assert seen == sorted((row.pk for row in rows), reverse=True)
    assert len(addresses) == 3
    back = desk.get(LIST + page.previous).context["page"]["page"]
    assert [row.pk for row in back.rows] == seen[50:100]


def test_the_list_asks_the_database_the_same_for_one_and_for_twenty(desk, register):
    register()
    desk.get(LIST)
    with CaptureQueriesContext(connection) as few:
        desk.get(LIST)
    for _ in range(20):
        register()
    with CaptureQueriesContext(connection) as many:
        desk.get(LIST)
    assert len(many) == len(few)


def test_an_empty_list_says_so(desk):
    assert "No dispute fits." in desk.get(LIST).content.decode()


def test_only_the_rows_are_sent_when_only_they_change(desk, register):
    dispute = register()
    part = desk.get(LIST, headers={"hx-request": "true"}).content.decode()
    assert dispute.reference in part and "<html" not in part


# --- the table for a spreadsheet ------------------------------------------------------------


def test_the_export_holds_what_the_list_shows_in_words_and_plain_numbers(desk, two):
    head, row = exported(desk, stage="assigned")
    line = dict(zip(head, row, strict=True))
    assert line["Number"] == two.reference
    assert line["Stage"] == "Assigned"
    assert line["Cause"] == two.cause_name != "pay"
    assert line["Claimed in yuan"] == "18640.00"
    assert line["Workers"] == "12" and line["Collective"] == "yes"


def test_a_name_that_is_a_formula_is_only_a_name_in_the_spreadsheet(desk, register):
    register(
        applicants=[PartyFacts(name='=HYPERLINK("x")', phone="13800000000")],
        claims=[ClaimFacts(kind="wages", text="工资", amount_fen=1)],
    )
    _head, row = exported(desk)
    assert row[3].startswith("'=HYPERLINK")


def test_the_export_keeps_to_the_language_of_the_page(network, counter, register):
    register()
    desk = counter(network.town)
    desk.defaults["HTTP_ACCEPT_LANGUAGE"] = "zh-hans"
    head, row = exported(desk)
    assert not head[0].isascii()
    assert not row[4].isascii()
