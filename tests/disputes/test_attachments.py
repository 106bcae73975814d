"""Files kept with a case: what is taken, what is refused, how they leave again."""

from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse

from niudai.access.permissions import Role
from niudai.audit.models import Entry
from niudai.casework.models import Attachment
from niudai.disputes import actions
from tests.disputes.papers import OLE, PDF, PNG, docx, packed, shipped, upload

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-09-18 10:00 +0800", tick=False):
        yield


@pytest.fixture
def dispute(register):
    return register()


@pytest.fixture
def desk(network, counter):
    return counter(network.town)


@pytest.fixture
def bring(desk, dispute):
    def brought(name, content, client=desk):
        return client.post(
            reverse("dispute_attach", args=[dispute.pk]),
            {"file": upload(name, content), "kind": "payslip"},
        )

    return brought


def kept():
    return Attachment.objects.count()


def test_a_file_is_taken_and_the_log_says_who_brought_it(bring, dispute, network):
    answer = bring("工资条.png", PNG)
    assert answer.status_code == 302
    paper = Attachment.objects.get(item=dispute.item)
    assert (paper.name, paper.content_type, paper.size) == ("工资条.png", "image/png", len(PNG))
    entry = Entry.objects.about(dispute).get(action="casework.attach")
    assert entry.actor == network.town.officer.name


@pytest.mark.parametrize("kind", ["acceptance", "contents"])
def test_a_letter_of_ours_brought_back_signed_is_taken(bring, kind):
    assert bring("通知.docx", shipped(kind)).status_code == 302


def test_a_word_file_of_the_old_kind_without_macros_is_taken(bring):
    assert bring("旧文件.doc", OLE).status_code == 302


MACRO_TYPE = b"application/vnd.ms-office.vbaProject"


def with_macro_type(name, part):
    if name != "[Content_Types].xml":
        return part
    return part.replace(
        b"</Types>",
        b'<Override PartName="/word/plain.bin" ContentType="' + MACRO_TYPE + b'"/></Types>',
    )


REFUSED = {
    "nothing in it": ("空.pdf", b"", "empty"),
    "text called a photo": ("工资条.jpg", b"not a photo" * 20, "not accepted"),
    "a photo called a PDF": ("工资条.pdf", PNG, "its content is .png"),
    "a photo called a program": ("工资条.exe", PNG, "its content is .png"),
    "a web page": ("合同.html", b"<html><script>alert(1)</script></html>", "not accepted"),
    "a drawing that runs": ("图.svg", b"<svg onload='alert(1)'/>", "not accepted"),
    "a program": ("合同.pdf", b"MZ" + b"\0" * 200, "not accepted"),
    "an archive": ("材料.zip", packed(docx("x"))[:0] + b"PK\x05\x06" + b"\0" * 18, "not accepted"),
    "macros": ("表.docx", packed(docx("x"), **{"word/vbaProject.bin": b"x"}), "macros"),
    "macros in capitals": ("表.docx", packed(docx("x"), **{"word/VBAPROJECT.BIN": b"x"}), "macros"),
    "macros by another name": ("表.docx", packed(docx("x"), with_macro_type), "macros"),
    "macros of the old kind": (
        "表.doc", OLE + "_VBA_PROJECT".encode("utf-16-le") + b"\0" * 100, "macros",
    ),
    "a Word file cut short": ("合同.docx", docx("x")[:2000], "damaged"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "content", "sentence"), REFUSED.values(), ids=REFUSED)
def test_what_must_not_be_kept_is_refused_in_a_sentence(bring, dispute, name, content, sentence):
    answer = bring(name, content)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert not kept()
    assert not Entry.objects.about(dispute).filter(action="casework.attach").exists()


def test_a_file_too_large_is_refused_with_the_limit(bring, settings):
    settings.ATTACHMENT_LIMIT_MIB = 1
    answer = bring("录像.pdf", PDF + b"\0" * 1024 * 1024)
    assert "larger than 1 MiB" in answer.content.decode()
    assert not kept()


def test_a_word_file_that_unpacks_to_a_mountain_is_refused(bring, settings):
    settings.ATTACHMENT_LIMIT_MIB = 1
    bomb = packed(docx("x"), **{"word/media/image1.bin": b"\0" * (21 * 1024 * 1024)})
    assert len(bomb) < 1024 * 1024
    answer = bring("材料.docx", bomb)
    assert "unpacks to more" in answer.content.decode()
    assert not kept()


@pytest.mark.parametrize(
    "name", ["../../../etc/passwd.pdf", "..\\..\\boot.pdf", "a/b/c.pdf", "合同\u202efdp.pdf"]
)
def test_a_name_never_leads_out_of_the_folder(bring, dispute, name):
    assert bring(name, PDF).status_code == 302
    paper = Attachment.objects.get()
    assert not set("/\\\u202e") & set(paper.name)
    assert paper.file.name.startswith(f"{dispute.item.pk}/")
    assert paper.file.path.startswith(str(settings.MEDIA_ROOT))


def test_a_name_of_any_length_keeps_its_ending_on_the_way_out(bring, desk):
    assert bring("证" * 240 + ".pdf", PDF).status_code == 302
    answer = desk.get(reverse("attachment", args=[Attachment.objects.get().pk]))
    assert answer["Content-Disposition"].endswith(".pdf")
    answer.close()


def test_a_file_that_is_two_things_at_once_leaves_as_a_download_only(bring, desk):
    both = PDF + b"<html><script>alert(1)</script></html>"
    bring("合同.pdf", both)
    answer = desk.get(reverse("attachment", args=[Attachment.objects.get().pk]))
    assert b"".join(answer.streaming_content) == both
    answer.close()
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]


def test_asking_for_the_head_alone_gives_the_length_and_no_content(bring, desk):
    bring("合同.pdf", PDF)
    answer = desk.head(reverse("attachment", args=[Attachment.objects.get().pk]))
    assert answer.status_code == 200
    assert answer["Content-Length"] == str(len(PDF))
    assert b"".join(answer) == b""
    answer.close()


def test_a_neighbour_finds_neither_the_file_nor_the_form(bring, network, counter, dispute):
    bring("合同.pdf", PDF)
    neighbour = counter(network.next_town)
    assert (
        neighbour.get(reverse("attachment", args=[Attachment.objects.get().pk])).status_code == 404
    )
    assert neighbour.get(reverse("dispute_attach", args=[dispute.pk])).status_code == 404
    assert bring("再.pdf", PDF, neighbour).status_code == 404
    assert kept() == 1


def test_who_only_reads_cannot_bring_a_file(bring, network, browser_as):
    for role in (Role.LEADER, Role.AUDITOR):
        assert bring("合同.pdf", PDF, browser_as(role, network.city.union)).status_code == 403
    assert not kept()


def test_who_a_case_is_sent_to_reads_its_papers_but_brings_none_before_taking_over(
    bring, network, counter, dispute
):
    bring("合同.pdf", PDF)
    actions.send(dispute, to=network.next_town.body, reason="归属", by=network.town.officer)
    there = counter(network.next_town)
    paper = Attachment.objects.get()
    answer = bring("再.pdf", PDF, there)
    assert "do not have the permission" in answer.content.decode()
    assert kept() == 1
    answer = there.get(reverse("attachment", args=[paper.pk]))
    assert b"".join(answer.streaming_content) == PDF
    answer.close()


def test_on_the_disk_a_file_lies_sealed_and_leaves_as_it_came(bring, desk):
    bring("合同.pdf", PDF)
    paper = Attachment.objects.get()
    assert b"%PDF" not in Path(paper.file.path).read_bytes()
    answer = desk.get(reverse("attachment", args=[paper.pk]))
    assert b"".join(answer.streaming_content) == PDF
    answer.close()


def test_a_file_whose_seal_is_broken_is_not_given_out_and_the_case_page_says_so(
    bring, desk, dispute
):
    bring("合同.pdf", PDF)
    paper = Attachment.objects.get()
    path = Path(paper.file.path)
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    answer = desk.get(reverse("attachment", args=[paper.pk]), follow=True)
    assert answer.redirect_chain == [(dispute.get_absolute_url(), 302)]
    page = answer.content.decode()
    assert "合同.pdf" in page
    assert "damaged or changed since it was kept" in page
