"""The pages of a hardship file: what each role sees of it, and what is done on them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from niudai.access.permissions import Role
from niudai.assistance.hardship import actions
from niudai.assistance.hardship.models import HardshipFile, Publicity, Stage
from niudai.audit.models import Entry
from tests.assistance.hardship.conftest import WORKER, ago

SHOWN = ("Cancer", "Grave illness", "Medical, self-paid", "示例病情", "甄小示",
         "江阴市示例小学", "示例路", "示例情况")  # fmt: skip
SECRETS = (
    *SHOWN, "320281198801010023", "320281201506010017", "13800000003", "6228480000000000123",
)  # fmt: skip


def words(response):
    return response.content.decode()


def test_the_page_of_a_file_has_the_parts_of_every_case(at_desk, decided, city):
    page = at_desk(city, Role.ASSISTANCE_OFFICER)
    text = words(page.get(decided.get_absolute_url()))

    for part in ("can", "clk", "facts", "household", "money", "decision", "consents", "papers",
                 "publicity", "opinions", "timeline"):  # fmt: skip
        assert f'id="{part}"' in text
    assert "916.67" in text and "Deep hardship" in text
    assert [secret for secret in SHOWN if secret not in text] == []  # so the next test can fail
    assert "320281198801010023" not in text


@pytest.mark.parametrize("role", [Role.LEADER, Role.AUDITOR])
def test_who_does_not_handle_files_sees_no_illness_child_card_or_address(
    at_desk, decided, city, role
):
    client = at_desk(city, role)
    publicity = Publicity.objects.get()
    pages = [
        decided.get_absolute_url(), reverse("hardship_files"), reverse("hardship_publicities"),
        reverse("hardship_publicity", args=[publicity.pk]), f"{reverse('search')}?q=甄",
        f"{reverse('hardship_files')}?q=甄困难",
    ]  # fmt: skip
    for page in pages:
        text = words(client.get(page))
        found = [secret for secret in SECRETS if secret in text]
        assert found == [], page


def test_the_log_holds_no_illness_child_card_or_address(decided):
    entries = Entry.objects.all()
    text = "".join(f"{entry.subject}{entry.changes}{entry.personal}" for entry in entries)

    assert [secret for secret in SECRETS if secret in text] == []


def test_the_database_holds_no_secret_in_clear(decided, people):
    rows = [
        *HardshipFile.objects.extra(select={"raw": "address || card || story"}).values_list(
            "raw", flat=True
        ),
        *decided.members.extra(
            select={"raw": "number || phone || illness || health || unit"}
        ).values_list("raw", flat=True),
    ]
    assert [s for s in SECRETS if any(s in row for row in rows)] == []


def test_a_paper_is_opened_only_by_who_handles_files(at_desk, decided, city, people, tmp_path):
    client = at_desk(city, Role.ASSISTANCE_OFFICER)
    png = b"\x89PNG\r\n\x1a\n" + b"0" * 64
    client.post(
        reverse("hardship_attach", args=[decided.pk]),
        {"kind": "diagnosis", "upload": SimpleUploadedFile("肝癌.png", png)},
    )
    paper = decided.item.attachments.get()
    assert "肝" not in paper.name and paper.kind == "diagnosis"
    opened = client.get(reverse("attachment", args=[paper.pk]))
    assert opened.status_code == 200
    assert b"".join(opened.streaming_content) == png
    leader = at_desk(city, Role.LEADER)
    assert leader.get(reverse("attachment", args=[paper.pk])).status_code == 404


def test_a_number_is_shown_for_a_reason_that_stands_in_the_log(at_desk, decided, city):
    client = at_desk(city, Role.ASSISTANCE_OFFICER)
    worker = decided.worker
    page = reverse("hardship_member_reveal", args=[decided.pk, worker.pk, "number"])

    assert "320281198801010023" in words(client.post(page, {"reason": "核对身份"}))
    entry = Entry.objects.get(action="personal.reveal")
    assert "320281198801010023" not in str(entry.changes) + str(entry.personal)


def test_an_application_is_taken_down_at_the_counter(at_desk, village):
    client = at_desk(village, Role.VILLAGE_OFFICER)
    given = {"name": "甄困难", "identity": WORKER["number"], "phone": WORKER["phone"],
             "organisation": village.pk, "received_on": ago(0).isoformat()}  # fmt: skip

    done = client.post(reverse("hardship_file_new"), given)

    file = HardshipFile.objects.get()
    assert done.url == file.get_absolute_url()
    assert file.worker.sex == "2"
    for part in ("work", "home", "cause", "bank", "declared"):
        page = reverse("hardship_part", args=[file.pk, part])
        assert client.get(page).status_code == 200
    client.post(reverse("hardship_part", args=[file.pk, "declared"]),
                {"dwellings": "1", "shop": "no", "event_cost": "1200.5"})  # fmt: skip
    file.refresh_from_db()
    assert file.declared == {"dwellings": 1, "shop": False, "event_cost": "1200.50"}
    member = reverse("hardship_member_new", args=[file.pk])
    client.post(member, {"relation": "20", "name": "甄小示", "identity": "320281201506010017"})
    client.post(reverse("hardship_money_new", args=[file.pk, "rigid"]),
                {"item": "medical", "amount_fen": "46000", "back_fen": "31000"})  # fmt: skip
    assert file.money.get().back_fen == 3_100_000
    child = file.members.get(relation="20")
    client.post(reverse("hardship_consent_new", args=[file.pk]),
                {"kind": f"child-{child.pk}", "given_by": "甄困难",
                 "given_on": ago(0).isoformat()})  # fmt: skip
    assert file.consents.get().member == child
    assert "Not yet filled in" in words(
        client.get(file.get_absolute_url(), headers={"accept-language": "en"})
    ) or "尚未填写" in words(client.get(file.get_absolute_url()))


def test_every_move_has_a_page_that_can_be_opened(at_desk, published, village, city, people):
    client = at_desk(village, Role.VILLAGE_OFFICER)
    for move in ("object", "end_unit_publicity", "withdraw"):
        page = client.get(reverse("hardship_move", args=[published.pk, move]))
        assert page.status_code == 200
    client.post(reverse("hardship_move", args=[published.pk, "object"]),
                {"facts": "有车", "anonymous": "on"})  # fmt: skip
    published.refresh_from_db()
    assert published.stage == Stage.OBJECTION
    for move in ("dismiss_objection", "uphold_objection", "restart_publicity"):
        assert client.get(reverse("hardship_move", args=[published.pk, move])).status_code == 200


def test_the_decision_is_made_on_its_page(at_desk, at_decision, city):
    client = at_desk(city, Role.ASSISTANCE_OFFICER)
    page = reverse("hardship_move", args=[at_decision.pk, "approve"])
    assert "916.67" in words(client.get(page))

    client.post(page, {"on": ago(0).isoformat(), "opinion": "同意"})

    at_decision.refresh_from_db()
    assert at_decision.category == "deep"


def test_the_list_is_narrowed_by_stage_category_town_and_the_worker(at_desk, decided, city, town):
    client = at_desk(city, Role.ASSISTANCE_OFFICER)
    for query, found in (
        ("stage=decision", True), ("stage=draft", False), ("category=deep", True),
        (f"town={town.pk}", True), ("q=zhenkunnan", True), ("q=甄", True), ("q=李", False),
        ("q=320281198801010023", True), ("cause=9", False),
    ):  # fmt: skip
        text = words(client.get(f"{reverse('hardship_files')}?{query}"))
        assert (decided.reference in text) is found, query


def test_my_work_shows_it_at_the_desk_whose_turn_it_is(at_desk, at_match, city, village):
    def mine(client):
        return at_match.reference in words(client.get(reverse("my_work")))

    assert mine(at_desk(city, Role.ASSISTANCE_OFFICER))
    assert not mine(at_desk(village, Role.VILLAGE_OFFICER))


def test_the_sheet_of_publicity_prints_the_masked_line_alone(at_desk, published, village):
    client = at_desk(village, Role.VILLAGE_OFFICER)
    text = words(client.get(reverse("hardship_publicity", args=[Publicity.objects.get().pk])))

    assert "甄*难" in text and "0510-86000000" in text
    assert [secret for secret in SECRETS if secret in text] == []


def test_the_match_goes_out_and_comes_back_on_its_page(at_desk, at_match, city):
    client = at_desk(city, Role.ASSISTANCE_OFFICER)
    assert at_match.reference in words(client.get(reverse("hardship_matches")))

    taken = client.post(reverse("hardship_match_list"))
    assert b"".join(taken.streaming_content).startswith(b"PK")


def test_what_if_changes_nothing(at_desk, at_decision, city):
    client = at_desk(city, Role.ASSISTANCE_OFFICER)
    page = reverse("hardship_what_if", args=[at_decision.pk])

    text = words(client.get(page, {"people": "2"}, headers={"accept-language": "en"}))

    assert "The result changes from" in text or "结果" in text
    at_decision.refresh_from_db()
    assert at_decision.reckoned == {}


def test_the_pages_ask_as_much_whatever_else_is_on_file(at_desk, decided, city, village, people):
    client = at_desk(city, Role.ASSISTANCE_OFFICER)
    pages = (decided.get_absolute_url(), f"{reverse('hardship_files')}?stage=decision")

    def asked():
        found = []
        for page in pages:
            client.get(page)
            with CaptureQueriesContext(connection) as queries:
                client.get(page)
            found.append(len(queries))
        return found

    before = asked()
    for number in range(5):
        actions.take_down(organisation=village, worker={"name": f"甄示例{number}"}, by=people.unit)

    assert asked() == before
    assert 10 < before[0] < 60
