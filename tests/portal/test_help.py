"""“I need help”: the questions, the consents, the preview, and the file that comes of it."""

import pytest
from django.test import Client

from niudai.assistance.hardship.models import HardshipFile
from niudai.notices.models import Notice
from niudai.portal.models import Draft
from tests.portal.conftest import png
from tests.portal.mother import ANSWERS, CHILD, MOTHER, NUMBER, SON, Mother
from tests.portal.reading import says, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def mother(client, village, officer, today):
    return Mother(client)


def test_a_mother_applies_question_by_question_and_gets_a_code(mother, village):
    page = mother.send()

    file = HardshipFile.objects.get()
    assert mother.asked == list(ANSWERS)
    assert (file.organisation, file.stage, file.way) == (village, "submitted", "phone")
    assert [(each.relation, each.number) for each in file.members.all()] == [
        ("01", NUMBER), ("20", CHILD)
    ]  # fmt: skip
    assert {(line.side, line.item, line.amount_fen) for line in file.money.all()} == {
        ("income", "wage", 2_400_000), ("rigid", "medical", 1_200_000),
        ("rigid", "education", 200_050),
    }  # fmt: skip
    assert (file.cause, file.other_causes, file.card) == ("6", ["9"], "6228480000000000123")
    assert file.declared["event_cost"] == "30000.00"
    assert file.declared["shop"] is False
    assert says(page, "We have it")
    assert file.code in text(page)
    assert Draft.objects.count() == 0


def test_each_consent_is_kept_for_itself_the_childs_by_the_mother(mother):
    mother.send()

    kept = {(each.kind, each.given_by) for each in HardshipFile.objects.get().consents.all()}
    assert kept == {
        (kind, "甄困难")
        for kind in ("processing", "sensitive", "check", "publicity", "commitment", "guardian")
    }


def test_no_consent_is_ticked_before_and_publicity_may_wait(mother):
    mother.answers["consents"] = dict.fromkeys(
        ("processing", "sensitive", "check", "commitment"), "on"
    )
    mother.send()

    file = HardshipFile.objects.get()
    assert file.stage == "submitted"
    assert not file.consents.filter(kind="publicity").exists()


def test_without_the_guardians_tick_a_childs_data_are_not_taken(mother):
    mother.fill()
    given = dict.fromkeys(("processing", "sensitive", "check", "commitment"), "on")
    page = mother.client.post("/help/consents/", given)

    assert page.status_code == 200
    assert says(page, "Nobody else may agree for so young a child.")
    assert not HardshipFile.objects.exists()


def test_a_grown_son_agrees_for_nobody_and_nobody_for_him(mother):
    mother.people = [{**SON, "number": "320281200006010014"}]
    mother.send()

    assert not HardshipFile.objects.get().consents.filter(kind="guardian").exists()


def test_who_is_no_member_is_shown_the_way_to_join(mother):
    mother.answers["working"] = {**ANSWERS["working"], "is_member": "no"}
    page = mother.fill()

    assert 'href="/join/"' in text(page)
    assert not HardshipFile.objects.exists()


def test_the_first_look_is_marked_as_a_preview(mother):
    page = mother.fill()

    assert says(page, "A first look, a preview only")
    assert "416.65" in text(page)  # (24000 − 14000.50) ÷ 12 ÷ 2


def test_a_person_of_the_household_is_changed_and_taken_off(mother):
    mother.fill()
    who = next(iter(Draft.objects.get().answers["household"]["people"]))["id"]
    mother.client.post(f"/help/people/{who}/", {**SON, "name": "甄小例"})
    assert "甄小例" in text(mother.client.get("/help/household/"))
    mother.client.post("/help/people/drop/", {"who": who})

    assert Draft.objects.get().answers["household"]["people"] == []


def test_the_same_number_stands_in_a_household_once(mother):
    mother.fill()
    page = mother.client.post("/help/people/new/", {**SON, "number": NUMBER})

    assert says(page, "This number stands here already.")


def test_photos_of_papers_go_along(mother):
    mother.fill()
    mother.client.post("/help/photos/", {"photo": png("账单.png")})
    mother.client.post("/help/send/")

    file = HardshipFile.objects.get()
    assert [each.name for each in file.item.attachments.all()] == ["账单.png"]


def test_a_draft_is_left_with_a_code_and_opened_on_another_phone(mother):
    mother.client.post("/help/begin/")
    mother.answer("how")
    page = mother.client.post("/help/leave/", {"phone": MOTHER})
    code = Draft.objects.get().code_hash and page.context["code"]
    other = Client()
    answer = other.post("/rights/resume/", {"code": code, "phone": MOTHER})

    assert answer.headers["Location"] == "/help/employer/"


def test_the_door_leads_to_the_questions_and_to_help_at_once(client, village, today):
    page = client.get("/doors/help/", follow=True)

    assert says(page, "I need help now")
    assert "12351" in text(client.get("/help/now/"))


def test_the_text_message_says_nothing_of_need(mother):
    mother.send()

    for notice in Notice.objects.exclude(name="艾测试"):
        assert not any(word in notice.body for word in ("困难", "病", "hardship"))


def test_a_second_touch_of_the_button_makes_no_second_file(mother):
    mother.send()
    mother.client.post("/help/send/")

    assert HardshipFile.objects.count() == 1
