"""The papers of aid: every blank is known, the office may have its own words, few write them."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document

from niudai.access.permissions import Role
from niudai.assistance.aid import actions
from niudai.assistance.aid.blanks import BLANKS, SAMPLE
from niudai.assistance.aid.letters import LETTERS, facts
from niudai.casework.letters import filled
from niudai.casework.models import Attachment, LetterTemplate
from tests.assistance.aid.conftest import approved, asked, paid

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", LETTERS)
def test_the_shipped_template_is_filled_in_from_the_sample(kind):
    with LETTERS[kind].shipped.open("rb") as source:
        assert filled(source, SAMPLE).startswith(b"PK")


def test_blanks_sample_and_facts_name_the_same(file, hands):
    assert facts(asked(file, hands)).keys() == SAMPLE.keys() == BLANKS.keys()


def words_of(attachment):
    with attachment.file.open("rb") as kept:
        document = Document(BytesIO(kept.read()))
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def test_the_counter_writes_the_form_with_numbers_covered(
    ceilings, file, hands, source, village, at_desk
):
    case = paid(file, hands, source, kind="medical", cost_fen=900_000, story="示例病情")
    browser = at_desk(village, Role.VILLAGE_OFFICER)
    address = reverse("aid_letters", args=[case.pk])
    page = browser.get(address).text
    assert "aid-medical" in page and "aid-study" not in page
    browser.post(address, {"letter": "aid-medical"})

    text = words_of(Attachment.objects.get())
    assert "示例病情" in text and "1,000.00元" in text and "同意" in text
    assert case.number not in text and case.card not in text


def test_a_notice_of_refusal_waits_for_the_refusal(file, hands, town, at_desk):
    case = actions.give_opinion(asked(file, hands), opinion="属实", by=hands.unit)
    browser = at_desk(town, Role.TOWN_OFFICER)
    address = reverse("aid_letters", args=[case.pk])
    browser.post(address, {"letter": "aid-refusal"})
    assert not Attachment.objects.exists()

    actions.refuse(case, reason="不符合条件", by=hands.town)
    browser.post(address, {"letter": "aid-refusal"})
    assert "不符合条件" in words_of(Attachment.objects.get())


@pytest.mark.parametrize("role", [Role.LEADER, Role.AUDITOR, Role.FINANCE_OFFICER])
def test_who_may_not_read_of_illness_writes_no_paper(
    role, ceilings, file, hands, source, city, at_desk
):
    case = approved(file, hands, source)
    browser = at_desk(city, role)
    answer = browser.post(reverse("aid_letters", args=[case.pk]), {"letter": "aid-approval"})
    assert answer.status_code in {403, 404}
    assert not Attachment.objects.exists()


def test_the_office_replaces_a_template(city, at_desk):
    browser = at_desk(city, Role.ASSISTANCE_OFFICER)
    own = SimpleUploadedFile("own.docx", LETTERS["aid-refusal"].shipped.read_bytes())
    browser.post(reverse("letter_template_new", args=["aid-refusal"]), {"file": own})
    assert LetterTemplate.objects.get().kind == "aid-refusal"
