"""Joining from a phone: the questions, the code, the unit's answer."""

import re
from datetime import date

import pytest
from django.test import Client

from niudai.membership.models import Joining, Membership, Person
from niudai.notices.models import Notice
from niudai.portal.models import Draft
from tests.factories import OrganisationFactory
from tests.portal.conftest import IDENTITY, PHONE
from tests.portal.newcomer import ANSWERS, Newcomer
from tests.portal.reading import says, text

pytestmark = pytest.mark.django_db
CHILD = (
    "Nobody so young can join a union, and we may not keep a child's data without a parent. "
    "Nothing was kept. If you work, call 12351: you are helped."
)


@pytest.fixture
def newcomer(client, village, employer, officer, today):
    choice = {"name": employer.name, "employer": str(employer.pk)}
    return Newcomer(client, employer=choice)


def follow(client, code, phone=PHONE):
    return client.post("/follow/", {"code": code, "phone": phone}, follow=True)


def test_who_works_at_a_unit_of_the_register_applies_to_its_union(newcomer, village):
    page = newcomer.send()

    joining = Joining.objects.get()
    assert newcomer.asked == ["how", "employer", "post", "before", "you", "agree"]
    assert (joining.organisation, joining.state) == (village, "waiting")
    assert (joining.name, joining.number, joining.phone) == ("甄示例", IDENTITY, PHONE)
    assert (joining.unit_said, joining.department) == ("江阴示例纺织有限公司", "细纱车间")
    assert says(page, "We have your application")
    assert joining.code in text(page)
    assert Draft.objects.count() == 0


def test_a_unit_with_a_union_of_its_own_is_asked_itself(newcomer, employer, village):
    own = OrganisationFactory(parent=village, kind="enterprise", division=village.division)
    employer.union = employer.organisation = own
    employer.save()
    newcomer.send()

    assert Joining.objects.get().organisation == own


def test_where_the_union_was_dissolved_the_village_answers(newcomer, employer, village):
    employer.union = employer.organisation = OrganisationFactory(
        parent=village, kind="enterprise", division=village.division, status="dissolved",
        dissolved_on=date(2026, 1, 1),
    )  # fmt: skip
    employer.save()
    newcomer.send()

    assert Joining.objects.get().organisation == village


def test_a_unit_nobody_knows_is_taken_in_by_the_village(newcomer, village):
    newcomer.answers["employer"] = {"name": "没有登记的小店"}
    newcomer.send()

    joining = Joining.objects.get()
    assert (joining.organisation, joining.unit_said) == (village, "没有登记的小店")


def test_a_rider_is_taken_in_by_the_union_of_the_trade_or_by_the_town(newcomer, town):
    newcomer.answers["how"] = {"how": "platform"}
    newcomer.send()
    joining = Joining.objects.get()
    assert newcomer.asked == ["how", "trade", "town", "before", "you", "agree"]
    assert (joining.organisation, joining.trade, joining.unit_said) == (town, "delivery", "")

    riders = OrganisationFactory(
        parent=town, kind="industry", name="周庄镇外卖配送行业工会", division=town.division
    )
    newcomer.answers["you"] = {**ANSWERS["you"], "number": "320281198511200021"}
    newcomer.send()
    assert Joining.objects.latest("pk").organisation == riders


def test_the_unit_is_told_and_the_text_to_the_phone_says_only_the_code(newcomer, town):
    newcomer.send()

    told = Notice.objects.get(channel="in_app")
    assert (told.recipient.user.name, told.url) == ("艾测试", "/office/joining/")
    sent = Notice.objects.get(channel="sms")
    assert Joining.objects.get().code in sent.body
    for secret in ("甄示例", IDENTITY, "工会会员", "入会", "江阴示例纺织"):
        assert secret not in sent.body + sent.subject


def test_code_and_phone_open_it_from_another_phone_and_one_alone_does_not(newcomer):
    newcomer.send()
    code = Joining.objects.get().code

    assert says(follow(Client(), code), "We have your application")
    for wrong in (follow(Client(), code, "13900000009"), follow(Client(), "N7KQ-4M2P-8XWD")):
        assert says(wrong, "Code and phone number do not fit together. Check both.")
    assert Client().get("/join/sent/").headers["Location"] == "/follow/"


def test_the_unit_confirms_and_the_worker_reads_it(newcomer, officer):
    newcomer.send()
    joining = Joining.objects.get()
    officer.post(f"/office/joining/{joining.pk}/admit/", {"on": "2026-09-14"})

    assert Person.objects.get().standing == "active"
    assert Membership.objects.get().department == "细纱车间"
    assert says(newcomer.client.get("/join/sent/"), "You are a member of the union")
    answered = Notice.objects.filter(channel="sms").latest("pk").body
    assert joining.code not in answered and "会员" not in answered


def test_the_reason_of_a_refusal_is_read_on_the_page_and_not_in_the_text(newcomer, officer):
    newcomer.send()
    joining = Joining.objects.get()
    officer.post(f"/office/joining/{joining.pk}/refuse/", {"reason": "不在本单位工作"})

    assert "不在本单位工作" in text(newcomer.client.get("/join/sent/"))
    assert "不在本单位工作" not in Notice.objects.filter(channel="sms").latest("pk").body


def test_it_can_be_withdrawn_until_it_is_answered(newcomer, officer):
    newcomer.send()
    assert newcomer.client.get("/join/sent/withdraw/").status_code == 200
    newcomer.client.post("/join/sent/withdraw/")
    assert Joining.objects.get().state == "withdrawn"

    again = newcomer.client.post("/join/sent/withdraw/", follow=True)
    assert says(again, "You have withdrawn")
    assert Joining.objects.get().state == "withdrawn"


def test_sending_again_looks_like_sending_and_makes_no_second_application(newcomer):
    newcomer.send()
    first = Joining.objects.get()
    other = Newcomer(Client(), **newcomer.answers)
    page = other.send()

    again = Joining.objects.get()
    assert again.code != first.code
    assert says(page, "We have your application") and again.code in text(page)


def test_what_is_on_file_is_told_to_nobody(newcomer, village):
    """An employer who knows name, number and phone learns nothing by applying."""
    fresh = text(newcomer.send())
    joining = Joining.objects.get()
    Person.objects.create(
        name="甄示例", number=joining.number, phone=PHONE, organisation=village,
        path=village.path, standing="active",
    )  # fmt: skip
    code, sent = joining.code, f"{joining.asked_at:%H:%M}"
    Joining.objects.all().delete()
    other = Newcomer(Client(), **newcomer.answers)
    known = text(other.send())

    def bare(page, code):
        return re.sub(r"\b\w{64}\b", "", page).replace(code, "").replace(sent, "")

    assert bare(known, Joining.objects.get().code) == bare(fresh, code)


def test_a_member_who_changed_units_says_so_and_the_unit_reads_it(newcomer, officer):
    newcomer.answers["before"] = {"is_member": "yes", "comes_from": "华士样本造船"}
    newcomer.send()

    joining = Joining.objects.get()
    assert (joining.is_member, joining.comes_from) == (True, "华士样本造船")
    assert "华士样本造船" in text(officer.get("/office/joining/"))


def test_a_former_union_is_forgotten_when_the_answer_is_no(newcomer):
    newcomer.answers["before"] = {"is_member": "no", "comes_from": "华士样本造船"}
    newcomer.send()

    assert Joining.objects.get().comes_from == ""


def test_a_child_is_refused_in_a_sentence_and_nothing_is_kept(newcomer):
    newcomer.answers["you"] = {**ANSWERS["you"], "number": "320281201306150015"}
    page = newcomer.fill()

    assert says(page, CHILD)
    assert "you" not in Draft.objects.get().answers
    assert not Joining.objects.exists()


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ("wish", "One joins by one's own wish."),
        ("processing", "Without this nobody can answer you."),
        ("sensitive", "Without the number you can join on paper at your unit: ask there."),
    ],
)
def test_each_consent_is_asked_for_by_itself(newcomer, missing, sentence):
    given = {name: "on" for name in ANSWERS["agree"] if name != missing}
    newcomer.answers["agree"] = given

    assert says(newcomer.fill(), sentence)
    assert not Joining.objects.exists()


def test_a_second_touch_of_the_button_sends_nothing(newcomer):
    newcomer.send()
    again = newcomer.client.post("/join/send/", follow=True)

    assert says(again, "This was already sent. Here is your application.")
    assert Joining.objects.count() == 1


def test_one_phone_sends_only_so_often(newcomer, settings):
    settings.TRIES = {**settings.TRIES, "join": {"address": (60, 3600), "phone": (1, 3600)}}
    newcomer.send()
    newcomer.fill()
    page = newcomer.client.post("/join/send/")

    assert page.status_code == 429
    assert says(page, "Too many tries in a short time. Please wait a while, or call 12351.")


def test_a_lost_code_comes_again_to_the_phone_alone(newcomer):
    newcomer.send()
    code = Joining.objects.get().code
    Notice.objects.all().delete()
    page = newcomer.client.post("/follow/lost/", {"phone": PHONE}, follow=True)

    assert code in Notice.objects.get().body
    assert code not in text(page)


def test_closing_it_on_a_borrowed_phone_closes_it(newcomer):
    newcomer.send()
    newcomer.client.post("/join/sent/leave/")

    assert newcomer.client.get("/join/sent/").headers["Location"] == "/follow/"
