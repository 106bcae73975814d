"""The pages of a file that is on file, as the people who use them open them."""

from datetime import date, timedelta

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from niudai.assistance.hardship import actions
from niudai.assistance.hardship.exports import FILES, HOUSEHOLDS
from niudai.assistance.hardship.letters import LETTERS
from niudai.assistance.hardship.models import HardshipFile, SpotCheck
from niudai.audit.models import Entry
from niudai.casework.moves import show
from niudai.sheets.export_kinds import Asked
from tests.assistance.hardship.keeping import county, enter_rows, file_at

TODAY = timezone.localdate()
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
CARD, NUMBER = "6228480000000000123", "320281198801010023"

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    place = county()
    enter_rows(place)
    return place


@pytest.fixture
def file(made):
    file = file_at(
        made, received_on=TODAY - timedelta(days=400), address="示例路 1 号", story="示例情况"
    )
    show(file)
    return file


@pytest.fixture
def at(made):
    def signed_in(name):
        client = Client(headers={"accept-language": "en"})
        client.force_login(made.desks[name].user, BACKEND)
        return client

    return signed_in


def text_of(answer, status=200):
    assert answer.status_code == status
    return answer.content.decode()


def page(client, address):
    return text_of(client.get(address))


def test_a_year_of_a_file_goes_by_on_the_pages(made, file, at):
    village, officer, town = at("village"), at("officer"), at("town")
    own = f"/office/hardship/{file.pk}/"
    village.post(f"{own}move/report_change/", {"what": "找到工作", "on": str(TODAY)})
    text = page(village, own)
    assert "找到工作" in text and "Propose the exit" in text
    first = TODAY.replace(day=1)
    months = {}
    for _number in range(6):
        first = (first - timedelta(days=1)).replace(day=1)
        months[f"m_{first:%Y_%m}"] = "1500.00"
    village.post(f"{own}move/propose_exit/", {"why": "收入稳定", "on": str(TODAY), **months})
    assert "Confirm: lifted" in page(officer, own)
    officer.post(f"{own}move/lift/", {"opinion": "同意", "on": str(TODAY)})
    town.post(f"{own}move/look_back/", {"way": "phone", "findings": "稳定", "on": str(TODAY)})
    assert "do not agree yet" in page(officer, own)
    village.post(f"{own}move/copies_in_step/", {"on": str(TODAY)})
    officer.post(f"{own}move/archive/", {"place": "甲-1-1", "on": str(TODAY)})
    file.refresh_from_db()
    assert (file.stage, file.left_as, file.archive_place) == ("archived", "lifted", "甲-1-1")


def test_the_form_lists_every_blank_with_its_code_and_covers_the_numbers(file, at):
    text = page(at("village"), f"/office/hardship/{file.pk}/form/")
    for said in (
        "困难职工档案表", "1 深度困难", "劳模类型", "户口所在地行政区划", "与户主关系",
        "次要致困原因",
        "138****0003", "四个一批", "系统工会意见", "致困情况说明", "示例情况", "填表代码",
        "公示结果",
    ):  # fmt: skip
        assert said in text
    assert NUMBER not in text and CARD not in text


def test_numbers_are_printed_in_full_for_a_reason_that_is_kept(file, at):
    address = f"/office/hardship/{file.pk}/form/"
    assert NUMBER not in text_of(at("village").post(address, {"reason": ""}))
    text = text_of(at("village").post(address, {"reason": "报送纸质档案"}))
    assert NUMBER in text and CARD in text
    entry = Entry.objects.get(action="hardship.print_form")
    assert entry.personal == {"note": "报送纸质档案"} and NUMBER not in str(entry.changes)


@pytest.mark.parametrize("name", ["leader"])
def test_who_does_not_handle_files_does_not_print_them(file, at, name):
    assert at(name).get(f"/office/hardship/{file.pk}/form/").status_code == 403


@pytest.mark.parametrize("kind", LETTERS)
def test_every_letter_is_written_or_says_what_is_missing(file, at, kind):
    answer = at("village").post(
        f"/office/hardship/{file.pk}/letters/", {"letter": kind}, follow=True
    )
    text = text_of(answer)
    written = file.item.attachments.filter(letter=kind).exists()
    assert written == ("lies with the case" in text)
    late = {"survey", "publicity-result", "refusal", "exit", "look-back", "destruction"}
    assert written == (kind.removeprefix("hardship-") not in late)


def asked(made, name, *, uncovered=False, query=""):
    return Asked(by=made.hand(name), query=QueryDict(query), uncovered=uncovered)


def test_the_tables_for_the_national_system_have_its_codes_and_one_row_a_member(made, file):
    wanted = asked(made, "officer")
    head, rows = FILES.head(wanted), list(FILES.rows(wanted))
    row = dict(zip(head, rows[0], strict=True))
    assert (row["困难类别"], row["家庭人口"], row["致困情况说明"]) == (
        "1 深度困难", "2", "示例情况",
    )  # fmt: skip
    assert NUMBER not in str(rows)
    members = list(HOUSEHOLDS.rows(wanted))
    assert len(members) == 2 and len(members[0]) == len(HOUSEHOLDS.head(wanted))
    assert NUMBER in str(list(FILES.rows(asked(made, "officer", uncovered=True))))


def test_what_is_sensitive_is_no_column_for_who_may_not_see_it(made, file):
    wanted = asked(made, "leader", uncovered=True)
    head, rows = FILES.head(wanted), list(FILES.rows(wanted))
    assert "致困情况说明" not in head and "家庭住址" not in head
    assert "示例情况" not in str(rows) and NUMBER not in str(rows) and CARD not in str(rows)


def test_the_tables_follow_the_filters_of_the_list(made, file):
    assert FILES.count(asked(made, "officer", query="category=deep")) == 1
    assert FILES.count(asked(made, "officer", query="category=relative")) == 0
    assert FILES.count(asked(made, "officer", query=f"town={made.town.pk}")) == 1


def test_figures_open_to_their_files(made, file, at):
    gone = file_at(
        made, stage="lifted", name="甄脱困", left_on=TODAY, left_as="lifted",
        received_on=TODAY - timedelta(days=400),
    )  # fmt: skip
    show(gone)
    text = page(at("officer"), "/office/hardship/figures/")
    assert str(made.town) in text and "By category" in text
    lifted = page(at("officer"), "/office/hardship/figures/lifted/")
    assert "甄脱困" in lifted and "甄困难" not in lifted
    on_file = page(at("officer"), "/office/hardship/figures/on-file/?category=deep")
    assert "甄困难" in on_file
    assert "甄困难" not in page(at("officer"), "/office/hardship/figures/on-file/?level=base")
    assert at("officer").get("/office/hardship/figures/nothing/").status_code == 404


def test_files_nobody_looked_after_are_listed(made, file, at):
    HardshipFile.objects.filter(pk=file.pk).update(decided_on=TODAY - timedelta(days=500))
    assert "甄困难" in page(at("officer"), "/office/hardship/chase/")
    assert "甄困难" in page(at("officer"), "/office/hardship/chase/?which=unhelped")
    actions.report_change(file, what="换了住处", by=made.hand("village"))
    assert "甄困难" not in page(at("officer"), "/office/hardship/chase/?which=unchanged")


def test_a_sample_is_drawn_and_worked_through(made, file, at):
    officer = at("officer")
    text = text_of(officer.post("/office/hardship/spot-checks/new/", {}, follow=True))
    check = SpotCheck.objects.get()
    assert check.seed in text and "甄困难" in text
    line = check.lines.get()
    address = f"/office/hardship/spot-checks/{check.pk}/{line.pk}/"
    assert "Enter the finding" in page(officer, address)
    officer.post(address, {"in_order": "no", "finding": "缺收入证明"})
    assert "缺收入证明" in page(officer, check.get_absolute_url())
    assert "已" not in page(officer, "/office/hardship/spot-checks/")


def test_files_are_listed_and_destroyed_by_two_people(made, at):
    old = date(2016, 3, 1)
    file = file_at(
        made, stage="lifted", left_on=old, left_as="lifted", received_on=old - timedelta(days=400)
    )
    show(file)
    actions.archive(file, place="甲-1-1", by=made.hand("officer"))
    officer, other = at("officer"), at("other")
    assert "1 file has" in page(officer, "/office/hardship/destruction/")
    text = text_of(
        officer.post("/office/hardship/destruction/new/", {"document": "澄销 1"}, follow=True)
    )
    assert "another person approves" in text
    listed = HardshipFile.objects.get(pk=file.pk).destruction_lists.get()
    officer.post(f"{listed.get_absolute_url()}destroy/")
    assert HardshipFile.objects.get(pk=file.pk).stage == "archived"
    assert "Approve and destroy" in page(other, listed.get_absolute_url())
    other.post(f"{listed.get_absolute_url()}destroy/")
    assert HardshipFile.objects.get(pk=file.pk).stage == "destroyed"
    assert page(officer, f"/office/hardship/{file.pk}/")


def test_a_file_is_handed_over_on_its_page(made, file, at):
    at("town").post(
        f"/office/hardship/{file.pk}/hand-over/", {"to": made.town.pk, "reason": "企业注销"}
    )
    file.refresh_from_db()
    assert file.organisation == made.town


def test_aid_to_be_paid_back_is_settled_on_its_page(made, file, at):
    assert at("officer").get(f"/office/hardship/{file.pk}/recovery/").status_code == 404
    actions.cancel(file, why="false", reason="隐瞒房产", by=made.hand("officer"))
    assert "to be paid back" in page(at("officer"), f"/office/hardship/{file.pk}/")
    at("officer").post(f"/office/hardship/{file.pk}/recovery/", {"how": "已退回"})
    file.refresh_from_db()
    assert file.recovery.done_on == TODAY
