"""Letters: written from the case, kept with it, and worded by the office's own templates."""

import io
from datetime import date

import pytest
import time_machine
from django.urls import reverse
from docx import Document

from niudai.access.permissions import Role
from niudai.casework.models import Attachment, LetterTemplate
from niudai.disputes import actions
from niudai.disputes.actions.agreement import Promise
from niudai.disputes.letters import LETTERS
from tests.disputes.papers import PDF, docx, packed, shipped, upload, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-09-18 10:00 +0800", tick=False):
        yield


@pytest.fixture
def dispute(network, mediating):
    found = mediating(facts="拖欠工资 <三个月> & 加班费。\n另有年休假。")
    actions.draft_agreement(
        found, text="公司一次性支付", manner="转入工资卡", confirms_relationship=False,
        payment_only=True, by=network.town.officer,
        items=[Promise(text="支付加班工资", due_on=date(2026, 10, 15), amount_fen=1_500_000)],
    )  # fmt: skip
    return found


@pytest.fixture
def desk(network, counter):
    return counter(network.town)


def lies_there(paper):
    with paper.file.open("rb") as file:
        return words_of(file.read())


@pytest.fixture
def write(desk):
    def written(dispute, kind):
        answer = desk.post(reverse("dispute_letters", args=[dispute.pk]), {"letter": kind})
        if answer.status_code == 200:
            return answer.content.decode()
        return lies_there(Attachment.objects.filter(item=dispute.item, letter=kind).latest("pk"))

    return written


FACTS = {
    "acceptance": ["甄示例", "江阴示例纺织有限公司", "2026年9月14日", "2026年9月16日受理",
                   "2026年10月8日"],
    "refusal": ["甄示例", "2026年9月14日", "不予受理"],
    "minutes": ["2026年9月16日", "甄示例、施范文", "双方到场，核对考勤。"],
    "agreement": ["公司一次性支付", "支付加班工资，15,000.00 元，不迟于2026年10月15日履行",
                  "<三个月> & 加班费"],
    "arbitration": ["2026年9月16日受理", "申请仲裁"],
    "aid": ["甄示例", "13800000000", "18,640.00 元"],
    "contents": ["卷宗目录", "甄示例"],
}  # fmt: skip


@pytest.mark.parametrize("kind", LETTERS)
def test_each_letter_is_a_word_file_with_the_facts_of_the_case(write, dispute, kind):
    words = write(dispute, kind)
    for fact in [dispute.reference, dispute.body.name, *FACTS[kind]]:
        assert fact in words
    assert "{{" not in words and "{%" not in words


def test_the_agreement_comes_in_three_originals_each_for_its_keeper(write, dispute):
    words = write(dispute, "agreement")
    for number, keeper in enumerate(["申请人存", "被申请人存", "调解组织存"], start=1):
        assert f"本协议一式3份，本份为第 {number} 份，{keeper}" in words


def test_the_contents_list_every_paper_that_lies_there(write, dispute):
    write(dispute, "acceptance")
    assert "Notice of acceptance" in write(dispute, "contents")


def test_signs_a_page_cannot_hold_are_left_out_of_the_letter(write, accepted):
    found = accepted(facts="从别处\x0b粘贴\x07的文字")
    assert "从别处粘贴的文字" in write(found, "aid")


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("acceptance", "The case is not accepted yet"),
        ("minutes", "No meeting has been held yet"),
        ("agreement", "The agreement is not written yet"),
        ("arbitration", "The case is not accepted yet"),
    ],
)
def test_a_letter_about_what_has_not_happened_is_refused(write, register, kind, sentence):
    found = register()
    assert sentence in write(found, kind)
    assert not found.item.attachments.exists()


def test_a_letter_of_another_name_and_of_another_town_does_not_exist(desk, network, register):
    there = register("next_town")
    url = reverse("dispute_letters", args=[there.pk])
    assert desk.get(url).status_code == desk.post(url, {"letter": "aid"}).status_code == 404
    here = register()
    assert desk.post(
        reverse("dispute_letters", args=[here.pk]), {"letter": "../aid"}
    ).status_code == 404  # fmt: skip


def test_who_a_case_is_sent_to_writes_no_letter_before_taking_over(network, counter, register):
    found = register()
    actions.send(found, to=network.next_town.body, reason="归属", by=network.town.officer)
    answer = counter(network.next_town).post(
        reverse("dispute_letters", args=[found.pk]), {"letter": "aid"}
    )
    assert "do not have the permission" in answer.content.decode()
    assert not found.item.attachments.exists()


# --- the office's own wording ---------------------------------------------------------------


@pytest.fixture
def city(network, counter):
    return counter(network.city)


@pytest.fixture
def give(city):
    def given(content, kind="acceptance", name="模板.docx"):
        return city.post(
            reverse("letter_template_new", args=[kind]), {"file": upload(name, content)}
        )

    return given


def test_a_new_wording_is_used_from_then_on_and_old_letters_keep_theirs(give, write, dispute):
    before = write(dispute, "acceptance")
    assert give(docx("新措辞 {{ reference }}")).status_code == 302
    assert write(dispute, "acceptance") == f"新措辞 {dispute.reference}"
    papers = dispute.item.attachments.order_by("pk")
    assert [paper.letter_version for paper in papers] == ["0", "1"]
    assert lies_there(papers[0]) == before


def test_a_version_withdrawn_gives_way_to_the_one_before(give, city, write, dispute):
    for words in ("第一版", "第二版"):
        give(docx(words))
    newest = LetterTemplate.objects.get(version=2)
    page = city.post(reverse("letter_template_withdraw", args=[newest.pk]), follow=True)
    assert "The version before is in use again" in page.content.decode()
    assert write(dispute, "acceptance") == "第一版"


def test_the_template_in_use_is_what_is_handed_out(give, city):
    shipped_one = city.get(reverse("letter_template", args=["minutes"]))
    assert b"".join(shipped_one.streaming_content) == shipped("minutes")
    give(docx("本市的笔录"), "minutes")
    own = b"".join(city.get(reverse("letter_template", args=["minutes"])).streaming_content)
    assert words_of(own) == "本市的笔录"


def test_each_town_may_take_the_citys_wording_as_its_start(give, network, browser_as):
    give(docx("全市的笔录"), "minutes")
    town = browser_as(Role.ADMINISTRATOR, network.town.union)
    answer = town.get(reverse("letter_template", args=["minutes"]))
    assert words_of(b"".join(answer.streaming_content)) == "全市的笔录"


def broken_xml(name, part):
    return part.replace(b"</w:body>", b"") if name == "word/document.xml" else part


BAD = {
    "a blank nobody can fill": (docx("{{ salary_of_the_boss }}"), "cannot be filled in"),
    "a tag not closed": (docx("{% if reason %}"), "cannot be filled in"),
    "reaching into the program": (docx("{{ ''.__class__.__mro__ }}"), "cannot be filled in"),
    "reaching further": (
        docx("{{ cycler.__init__.__globals__.os.popen('id').read() }}"), "cannot be filled in",
    ),
    "reading a file": (docx("{% include '/etc/passwd' %}"), "cannot be filled in"),
    "counting for ever": (docx("{% for n in range(10**12) %}x{% endfor %}"), "cannot be filled in"),
    "dividing by nothing": (docx("{{ 1 / 0 }}"), "cannot be filled in"),
    "a power without end": (docx("{{ 9 ** (9 ** 9) }}"), "cannot be filled in"),
    "a text without end": (docx("{{ 'x' * 10**12 }}"), "cannot be filled in"),
    "taking from an empty list": (docx("{{ [].pop() }}"), "cannot be filled in"),
    "a wrong format": (docx("{{ '%d' % body }}"), "cannot be filled in"),
    "macros": (packed(docx("x"), **{"word/vbaProject.bin": b"x"}), "contains macros"),
    "broken inside": (packed(docx("x"), broken_xml), "cannot be"),
    "not a Word file": (PDF, "its content is .pdf"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "sentence"), BAD.values(), ids=BAD)
def test_a_template_that_would_fail_or_attack_is_refused(give, content, sentence):
    answer = give(content)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert not LetterTemplate.objects.exists()


def test_a_pdf_is_no_template(give):
    assert "A letter template is a Word file" in give(PDF, name="样.pdf").content.decode()
    assert not LetterTemplate.objects.exists()


def test_a_blank_in_a_hint_of_the_page_can_be_filled(give, city):
    page = city.get(reverse("letter_template_new", args=["acceptance"])).content.decode()
    assert "limitation_on" in page and "aid" in page


def test_a_town_officer_does_not_word_letters(desk, network, counter):
    for name, words in (("letter_templates", []), ("letter_template", ["aid"])):
        assert desk.get(reverse(name, args=words)).status_code == 403


def test_every_shipped_letter_opens_in_word():
    for letter in LETTERS.values():
        assert Document(io.BytesIO(letter.shipped.read_bytes())).paragraphs


def test_the_end_of_mediation_names_the_interruption_and_every_last_day(network, dispute, write):
    actions.add_claim(
        dispute, claim=actions.ClaimFacts(kind="wages", text="工资"), by=network.town.officer
    )
    actions.correct(dispute, reason="记错", knew_on=date(2026, 8, 1), by=network.town.officer)
    actions.fail(dispute, reason="差距过大", by=network.town.officer)
    words = write(dispute, "arbitration")
    assert "差距过大。双方未能" in words
    assert "第三十一条，仲裁时效中断" in words and "2027年9月20日届满" in words


def test_a_limit_that_had_run_out_is_not_said_to_begin_anew(network, dispute, write):
    actions.correct(dispute, reason="记错", knew_on=date(2025, 8, 1), by=network.town.officer)
    actions.fail(dispute, reason="差距过大。", by=network.town.officer)
    words = write(dispute, "arbitration")
    assert "中断" not in words and "2026年8月3日届满" in words


def test_an_acceptance_names_both_last_days_where_wages_have_their_own(network, dispute, write):
    actions.add_claim(
        dispute, claim=actions.ClaimFacts(kind="wages", text="工资"), by=network.town.officer
    )
    actions.correct(dispute, reason="记错", knew_on=date(2026, 8, 3), by=network.town.officer)
    words = write(dispute, "acceptance")
    assert "2027年8月3日（劳动报酬请求至2027年8月31日）届满" in words
