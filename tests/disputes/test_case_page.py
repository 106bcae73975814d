"""One dispute on one page: what may be done, what is missing, its periods, papers and people."""

import re
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from niudai.access.actor import CLOCK
from niudai.access.permissions import Role
from niudai.audit.models import Entry
from niudai.casework.models import Note
from niudai.disputes import actions
from niudai.disputes.models import Claim
from niudai.disputes.procedure import MOVES

pytestmark = pytest.mark.django_db

NUMBER, PHONE, EMPLOYERS_PHONE = "110101199003076579", "13800000000", "0510-86000000"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2026-09-18 10:00 +0800", tick=False) as clock:
        yield clock


@pytest.fixture
def dispute(register):
    applicant = actions.PartyFacts(name="甄示例", number=NUMBER, phone=PHONE, is_member=True)
    return register(applicants=[applicant])


@pytest.fixture
def desk(network, counter):
    return counter(network.town)


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def page_of(client, dispute):
    return text(client.get(dispute.get_absolute_url()))


def offered(page, dispute):
    return set(re.findall(rf"/disputes/{dispute.pk}/move/(\w+)/", page))


# --- what may be done ---------------------------------------------------------------------------


def test_what_is_open_is_offered_and_what_is_not_says_what_is_missing(dispute, desk):
    page = page_of(desk, dispute)
    assert {"scope", "consent", "send", "withdraw"} <= offered(page, dispute)
    assert offered(page, dispute).isdisjoint({"accept", "decline", "refuse", "assign", "agree"})
    for sentence in (
        "Decide first whether this is a labour dispute.",
        "The employer has not agreed to mediation yet.",
        "Record first that this is not a labour dispute, with the reason.",
        "No side has refused mediation.",
    ):
        assert sentence in page


def test_the_offers_follow_the_table_of_moves_at_every_step(network, mediating, desk):
    dispute = mediating()
    table = {
        move.name for move in MOVES if dispute.stage in move.sources and not move.missing(dispute)
    }
    assert offered(page_of(desk, dispute), dispute) == table | {"draft"}
    dispute = actions.fail(
        dispute, failed_on=date(2026, 9, 18), reason="分歧过大", by=network.town.officer
    )
    page = page_of(desk, dispute)
    assert offered(page, dispute) == {"close", "referral_consent"}
    assert "The worker must agree first that the summary is passed on." in page


def test_there_is_one_main_button_at_most(mediating, desk):
    page = page_of(desk, mediating())
    assert page.split("<main", 1)[1].count("btn-primary") == 1


def test_who_only_reads_is_offered_nothing_to_do_or_write(dispute, browser_as, network):
    page = page_of(browser_as(Role.LEADER, network.city.union), dispute)
    assert offered(page, dispute) == set()
    assert "Nothing is open to you here." in page
    for address in ("dispute_note", "dispute_attach", "dispute_correct", "claim_new", "party_new"):
        assert reverse(address, args=[dispute.pk]) not in page
    assert "/parties/" not in page


def test_a_neighbour_finds_neither_the_case_nor_its_file(dispute, counter, network):
    stranger = counter(network.next_town)
    for name in ("dispute", "dossier", "dispute_correct", "claim_new", "party_new"):
        assert stranger.get(reverse(name, args=[dispute.pk])).status_code == 404


# --- periods ------------------------------------------------------------------------------------


def test_each_period_stands_with_its_last_day_and_the_reason_for_it(accepted, desk):
    dispute = accepted()
    page = page_of(desk, dispute)
    for deadline in dispute.item.deadlines.all():
        assert deadline.rule.title in page
        assert f"<b>{deadline.legal_end.isoformat()}</b>" in page
    assert page.count("Why this day?") == dispute.item.deadlines.count()
    assert "2026-10-08" in page  # fifteen days from 16 September, past the holidays


# --- numbers ------------------------------------------------------------------------------------


def test_no_page_of_the_case_shows_a_number_or_a_phone_in_clear(dispute, desk):
    pages = [
        page_of(desk, dispute),
        text(desk.get(reverse("dossier", args=[dispute.pk]))),
        text(desk.get(reverse("disputes"))),
        text(desk.get(reverse("search"), {"q": dispute.reference})),
        text(desk.get(reverse("my_work"))),
    ]
    for page in pages:
        for secret in (NUMBER, PHONE, EMPLOYERS_PHONE):
            assert secret not in page
    assert "1101**********6579" in pages[0]


def reveal_address(dispute, field="number"):
    return reverse("party_reveal", args=[dispute.pk, dispute.applicants[0].pk, field])


@pytest.mark.parametrize("reason", ["", "  ", "看"])
def test_a_number_is_not_shown_without_a_reason(dispute, desk, reason):
    page = text(desk.post(reveal_address(dispute), {"reason": reason}))
    assert NUMBER not in page
    assert "small error" in page
    assert not Entry.objects.filter(action="personal.reveal").exists()


@pytest.mark.parametrize(("field", "value"), [("number", NUMBER), ("phone", PHONE)])
def test_with_a_reason_it_is_shown_and_the_log_knows_who_and_why(
    dispute, desk, network, field, value
):
    assert value in text(desk.post(reveal_address(dispute, field), {"reason": "核对身份证原件"}))
    entry = Entry.objects.get(action="personal.reveal")
    assert entry.actor == network.town.officer.name
    assert entry.changes["field"] == field
    assert entry.personal == {"reason": "核对身份证原件"}
    assert value not in f"{entry.changes}{entry.personal}{entry.subject}"


def test_opening_the_form_shows_nothing_yet(dispute, desk):
    page = text(desk.get(reveal_address(dispute)))
    assert NUMBER not in page and "Reason" in page
    assert not Entry.objects.filter(action="personal.reveal").exists()


def test_no_stranger_no_reader_and_no_other_field_is_answered(
    dispute, counter, browser_as, network, desk
):
    reason = {"reason": "核对身份证原件"}
    assert counter(network.next_town).post(reveal_address(dispute), reason).status_code == 404
    leader = browser_as(Role.LEADER, network.city.union)
    assert leader.post(reveal_address(dispute), reason).status_code == 403
    assert desk.post(reveal_address(dispute, "name"), reason).status_code == 404
    assert not Entry.objects.filter(action="personal.reveal").exists()


# --- notes and claims ---------------------------------------------------------------------------


def test_a_note_is_on_the_timeline_under_the_name_of_who_wrote_it(dispute, desk, network):
    answer = desk.post(
        reverse("dispute_note", args=[dispute.pk]), {"text": "电话沟通，单位愿意谈。"}
    )
    assert answer.url == f"{dispute.get_absolute_url()}#timeline"
    written = Note.objects.get()
    assert (written.text, written.written_by) == (
        "电话沟通，单位愿意谈。",
        network.town.officer.name,
    )
    assert "电话沟通，单位愿意谈。" in page_of(desk, dispute)


@pytest.mark.parametrize("words", ["", "   "])
def test_an_empty_note_is_none(dispute, desk, words):
    note = reverse("dispute_note", args=[dispute.pk])
    assert "The note is empty." in text(desk.post(note, {"text": words}, follow=True))
    assert not Note.objects.exists()


def test_a_stranger_and_a_reader_write_no_note(dispute, counter, browser_as, network):
    note, words = reverse("dispute_note", args=[dispute.pk]), {"text": "路过"}
    assert counter(network.next_town).post(note, words).status_code == 404
    assert browser_as(Role.LEADER, network.city.union).post(note, words).status_code == 403
    assert not Note.objects.exists()


def test_a_claim_entered_by_mistake_is_removed_but_never_the_last(dispute, desk, network):
    first = dispute.claims.get()
    remove = reverse("claim_remove", args=[dispute.pk, first.pk])
    assert remove not in page_of(desk, dispute)
    assert "at least one claim" in text(desk.post(remove, follow=True))
    actions.add_claim(
        dispute, claim=actions.ClaimFacts(kind="wages", text="工资"), by=network.town.officer
    )
    assert remove in page_of(desk, dispute)
    assert desk.post(remove).status_code == 302
    assert Claim.objects.get(dispute=dispute).kind == "wages"
    assert Entry.objects.filter(action="disputes.remove_claim").count() == 1


# --- the whole file -----------------------------------------------------------------------------


def test_the_file_is_one_line_of_time_over_the_case_and_what_followed(
    network, mediating, counter, clock
):
    dispute, officer = mediating(), network.town.officer
    dispute = actions.fail(dispute, failed_on=date(2026, 9, 18), reason="分歧过大", by=officer)
    actions.consent_to_referral(dispute, given_on=date(2026, 9, 18), by=officer)
    clock.move_to("2026-09-21 10:00 +0800")
    desk = counter(network.town)
    summary = {"referred_on": "2026-09-21", "summary": "主张加班工资。"}
    assert desk.post(reverse("dispute_refer", args=[dispute.pk]), summary).status_code == 302

    answer = desk.get(reverse("dossier", args=[dispute.pk]))
    events = answer.context["timeline"]
    assert [event.at for event in events] == sorted((event.at for event in events), reverse=True)
    assert len({event.case for event in events}) == 2
    page = text(answer)
    assert page.count('class="flow"') == 1
    assert "data-print" in page
    assert "/move/" not in page and "<textarea" not in page


def test_what_a_timer_did_is_signed_by_the_program(accepted, counter, network, clock):
    dispute = accepted()
    clock.move_to("2026-10-09 10:00 +0800")
    actions.time_out(dispute, by=CLOCK)
    page = page_of(counter(network.town), dispute)
    assert "the program" in page
    assert "· clock" not in page
