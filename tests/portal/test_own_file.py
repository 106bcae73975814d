"""A household's own file by code and phone: returned and corrected, consents, aid, an end."""

import re
from datetime import date

import pytest
from django.test import Client

from niudai.assistance.aid import actions as aid
from niudai.assistance.aid.models import AidApplication
from niudai.assistance.hardship import actions
from niudai.assistance.hardship.actions.worker import reply
from niudai.assistance.hardship.models import HardshipFile, Stage
from niudai.casework.moves import show
from niudai.notices.models import Notice
from tests.factories import HardshipFileFactory
from tests.portal.conftest import png
from tests.portal.mother import ANSWERS, MOTHER, SON, Mother
from tests.portal.reading import says, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def mother(client, village, officer, today):
    mother = Mother(client)
    mother.send()
    return mother


@pytest.fixture
def file(mother):
    return HardshipFile.objects.get()


@pytest.fixture
def returned(file, officer):
    return actions.return_for_completion(file, reason="缺医疗票据", by=officer.actor)


def opened(code, phone=MOTHER):
    other = Client()
    return other, other.post("/follow/", {"code": code, "phone": phone}, follow=True)


def test_code_and_phone_open_the_file_and_one_alone_opens_nothing(file):
    assert says(opened(file.code)[1], "We have your application")
    assert says(
        opened(file.code, "13800000009")[1],
        "Code and phone number do not fit together. Check both.",
    )
    assert Client().get("/file/", follow=True).redirect_chain[-1][0] == "/follow/"


def test_left_alone_half_an_hour_it_asks_for_the_code_again(mother, today):
    assert mother.client.get("/file/").status_code == 200
    today.shift(1801)

    assert mother.client.get("/file/").status_code == 302


def test_what_is_missing_is_said_and_corrected_and_handed_in_again(mother, returned):
    page = mother.client.get("/file/")
    assert "缺医疗票据" in text(page)
    mother.client.post("/file/correct/costs/", {"amount_medical": "15000"})
    mother.client.post("/file/correct/home/", {**ANSWERS["home"], "address": "周庄镇示例路2号"})
    mother.client.post("/file/paper/", {"paper": png("票据.png")})
    mother.client.post("/file/again/")

    returned.refresh_from_db()
    assert (returned.stage, returned.address) == (Stage.SUBMITTED, "周庄镇示例路2号")
    assert [(line.item, line.amount_fen) for line in returned.money.filter(side="rigid")] == [
        ("medical", 1_500_000)
    ]
    assert returned.item.attachments.count() == 1


@pytest.mark.parametrize(
    "slug",
    ["working", "you", "papers", "health", "home", "income", "costs", "cause", "event", "assets",
     "card"],
)  # fmt: skip
def test_every_answer_is_there_again_and_saved_as_it_was(mother, returned, slug):
    before = mother.client.get(f"/file/correct/{slug}/").context["form"].initial
    given = dict(ANSWERS[slug])
    assert mother.client.post(f"/file/correct/{slug}/", given).status_code == 302
    after = mother.client.get(f"/file/correct/{slug}/").context["form"].initial

    assert before == after


def test_somebody_is_added_changed_and_taken_off(mother, returned):
    page = text(mother.client.get("/file/correct/household/"))
    who = re.search(r"/file/people/(\w{12})/", page)[1]
    mother.client.post(f"/file/people/{who}/", {**SON, "name": "甄小例"})
    assert returned.members.filter(name="甄小例").exists()
    mother.client.post(f"/file/people/{who}/", {"then": "off"})

    assert [each.relation for each in returned.members.all()] == ["01"]


def test_while_it_is_checked_nothing_is_corrected(mother, file):
    page = mother.client.post("/file/correct/home/", ANSWERS["home"])

    assert page.status_code == 200
    file.refresh_from_db()
    assert file.address == ANSWERS["home"]["address"]


def test_a_consent_is_taken_back_with_its_consequence_said(mother, file):
    page = mother.client.get("/file/consents/publicity/")
    assert says(page, "What is public now is taken down at once.")
    mother.client.post("/file/consents/publicity/")
    assert file.consents.get(kind="publicity").withdrawn_on == date(2026, 9, 14)

    mother.client.post("/file/consents/publicity/")
    assert file.consents.filter(kind="publicity", withdrawn_on=None).count() == 1


def test_the_worker_withdraws_and_may_read_on(mother, file):
    mother.client.post("/file/withdraw/", {"sure": "on", "reason": ""})

    file.refresh_from_db()
    assert file.stage == Stage.WITHDRAWN
    assert says(mother.client.get("/file/"), "You have withdrawn")


def test_messages_go_to_and_fro_and_the_text_message_has_none_of_their_words(mother, file, officer):
    mother.client.post("/file/message/", {"text": "票据明天送来"})
    reply(file, text="好的，放在窗口", by=officer.actor)

    page = text(mother.client.get("/file/"))
    assert "票据明天送来" in page and "好的，放在窗口" in page
    told = "".join(notice.body for notice in Notice.objects.all())
    assert "票据" not in told and "窗口" not in told


def test_a_lost_code_comes_to_its_phone_and_the_page_says_nothing(file):
    before = Notice.objects.filter(name="甄困难").count()
    page = Client().post("/follow/lost/", {"phone": MOTHER}, follow=True)

    assert Notice.objects.filter(name="甄困难").count() == before + 1
    assert file.code not in text(page)


def test_no_address_and_no_page_holds_the_number_of_a_row(mother, returned):
    for page in ("/file/", "/file/correct/", "/file/correct/household/"):
        for link in re.findall(r'(?:href|action)="(/(?:file|help)/[^"]*)"', text(
            mother.client.get(page)
        )):  # fmt: skip
            assert not re.search(r"/\d+/|=\d+$", link), link


def test_who_is_on_file_asks_for_help(client, village, officer, today):
    file = HardshipFileFactory(organisation=village, code="N7KQ-4M2P-8XWD")
    show(file)
    client.post("/follow/", {"code": file.code, "phone": "13800000003"})
    page = client.post("/file/aid/", {
        "kind": "medical", "story": "住院费用太高", "asked_fen": "3000", "cost_fen": "12000",
        "reimbursed_fen": "6000", "agreed": "on",
    })  # fmt: skip

    asked = AidApplication.objects.get()
    assert page.headers["Location"] == "/file/"
    assert (asked.file, asked.kind, asked.asked_fen) == (file, "medical", 300_000)
    assert asked.reference in text(client.get("/file/"))

    aid.return_to_applicant(submitted(asked), reason="缺住院票据", by=officer.actor)
    assert "缺住院票据" in text(client.get("/file/"))


def submitted(case):
    """As the counter leaves it once the papers were seen."""
    case.stage = "submitted"
    case.save(update_fields=["stage"])
    return case


def test_papers_still_due_stand_on_the_page(client, village, today):
    file = HardshipFileFactory(organisation=village, code="N7KQ-4M2P-8XWD")
    show(file)
    AidApplication.objects.create(
        reference="救1", organisation=village, file=file, kind="temporary", group="deep",
        received_on=file.received_on, name=file.name, stage="paid", urgent=True, level="centre",
        decided_on=file.received_on, year=2026,
    )  # fmt: skip
    client.post("/follow/", {"code": file.code, "phone": "13800000003"})
    assert "尚缺：救助申请书" in text(client.get("/file/"))


def test_who_is_not_on_file_is_told_so(mother):
    page = mother.client.post("/file/aid/", follow=True)

    assert says(page, "Help is asked for once you are on file. Urgent? Call 12351.")
    assert not AidApplication.objects.exists()
