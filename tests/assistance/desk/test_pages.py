"""The pages of the desk, as each role meets them."""

import pytest
from django.urls import reverse

from niudai.access.permissions import Role
from niudai.assistance.desk import actions
from niudai.assistance.desk.models import Reception, Ticket
from niudai.assistance.desk.statistics import by, totals
from niudai.assistance.desk.statistics import received as counted
from niudai.casework.doors import doors
from tests.assistance.desk.conftest import received, site_at, somebody
from tests.factories import BodyFactory

SAID = "孩子得了白血病"


@pytest.fixture
def case(station, clerk):
    return received(station, clerk, words=SAID)


def test_a_visitor_is_taken_down_at_the_counter(at_desk, town, station):
    browser = at_desk(town, Role.TOWN_OFFICER)

    answer = browser.post(
        reverse("reception_new"),
        {"way": "visit", "name": "甄来访", "phone": "13800000001", "people": 2, "matter": "policy",
         "words": "问医保", "site": station.pk, "received_on": "2026-01-05"},
    )  # fmt: skip

    case = Reception.objects.get()
    assert answer.url == case.get_absolute_url()
    assert (case.people, case.received_on.isoformat()) == (2, "2026-01-05")


def test_the_phone_is_looked_up_without_standing_in_an_address(at_desk, town, case):
    browser = at_desk(town, Role.TOWN_OFFICER)

    page = browser.post(reverse("reception_known"), {"phone": "138 0000 0001"})

    assert case.reference in page.text
    assert browser.get(reverse("reception_known")).status_code == 405


@pytest.mark.parametrize("role", [Role.LEADER, Role.AUDITOR])
def test_what_was_said_is_covered_for_who_does_not_handle_it(at_desk, city, case, role):
    browser = at_desk(city, role)

    for address in (case.get_absolute_url(), reverse("reception_sheet", args=[case.pk]),
                    reverse("receptions")):  # fmt: skip
        page = browser.get(address)
        assert case.reference in page.text
        assert SAID not in page.text and "13800000001" not in page.text
    table = b"".join(browser.get(reverse("receptions_export"))).decode()
    assert case.reference in table
    assert SAID not in table and "13800000001" not in table


def test_the_officer_reads_what_was_said_and_reveals_the_phone_with_a_reason(at_desk, town, case):
    browser = at_desk(town, Role.TOWN_OFFICER)

    page = browser.get(case.get_absolute_url())
    assert SAID in page.text and "13800000001" not in page.text
    shown = browser.post(reverse("reception_reveal", args=[case.pk]), {"reason": "回访来访人"})
    assert "13800000001" in shown.text


def test_a_neighbour_finds_no_such_record(at_desk, neighbour, case):
    browser = at_desk(neighbour, Role.TOWN_OFFICER)

    assert browser.get(case.get_absolute_url()).status_code == 404
    assert case.reference not in browser.get(reverse("receptions")).text


def test_the_ledger_is_found_by_the_whole_phone_by_name_and_by_pinyin(at_desk, town, case, clerk):
    received(case.site, clerk, name="艾别人", phone="13800000002")
    browser = at_desk(town, Role.TOWN_OFFICER)

    for words in ("13800000001", "甄来", "zlf"):
        page = browser.get(reverse("receptions"), {"q": words})
        assert case.reference in page.text and "艾别人" not in page.text


def test_a_dispute_is_opened_from_the_record_and_linked(at_desk, town, case):
    body = BodyFactory(organisation=town)
    browser = at_desk(town, Role.TOWN_OFFICER)
    address = reverse("reception_route", args=[case.pk, "dispute"])
    assert SAID in browser.get(address).text  # carried over

    browser.post(
        address,
        {"body": body.pk, "respondent_name": "示例厂", "cause": "pay", "facts": "欠薪",
         "employment": "employed", "claim": "wages", "amount_fen": "1200"},
    )  # fmt: skip

    page = browser.get(case.get_absolute_url())
    assert "Registered" in page.text and "/office/disputes/" in page.text


def test_the_queue_is_worked_from_the_window_and_shown_on_the_screen(at_desk, town, station):
    browser = at_desk(town, Role.TOWN_OFFICER)
    browser.post(reverse("queue_draw", args=[station.pk]), {"matter": "policy"})
    browser.post(reverse("queue_call", args=[station.pk]), {"window": "3"})

    screen = browser.get(reverse("queue_screen", args=[station.pk]))
    assert "001" in screen.text and "window 3" in screen.text
    ticket = Ticket.objects.get()
    form = browser.get(reverse("reception_new"), {"ticket": ticket.pk})
    assert "number 001" in form.text


def test_every_figure_is_counted_over_the_rows_it_opens_to(at_desk, city, case, clerk, neighbour):
    received(site_at(neighbour), somebody(neighbour), people=3, way="phone")
    done = actions.answer(case, words="已答复", by=clerk)
    actions.call_back(done, satisfaction="satisfied", by=clerk)
    leader = somebody(city, Role.LEADER)
    day = case.received_on

    rows = counted(leader, day, day, None)
    assert totals(rows) == {"records": 2, "people": 4, "asked": 1, "content": 1}
    assert by(rows, "way") == [("phone", 1, 3), ("visit", 1, 1)]
    page = at_desk(city, Role.LEADER).get(reverse("desk_figures"))
    assert "100 %" in page.text


def test_scores_are_listed_by_town(at_desk, city, town, station, clerk):
    actions.check_site(station, met=["room"], by=clerk)

    page = at_desk(city, Role.LEADER).get(reverse("site_checks"), {"town": town.pk})

    assert "10 / 100" in page.text
    officer = at_desk(town, Role.TOWN_OFFICER)
    assert "Fixed" not in officer.get(reverse("site_check", args=[station.pk])).text
    officer.post(
        reverse("site_check", args=[station.pk]),
        {"met": ["room", "plate"], "checked_on": "2026-02-01"},
    )
    assert "15 / 100" in officer.get(reverse("site_checks")).text


def test_every_move_and_every_door_has_a_page(at_desk, town, case):
    browser = at_desk(town, Role.TOWN_OFFICER)

    for name in ("answer", "handle", "refer", "take_over", "withdraw"):
        assert browser.get(reverse("reception_move", args=[case.pk, name])).status_code == 200
    for name in doors():
        assert browser.get(reverse("reception_route", args=[case.pk, name])).status_code == 200
