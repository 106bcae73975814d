"""A side's name, phone or address is mended; the old words stay in the log and can be erased."""

import pytest
import time_machine
from django.utils import translation

from niudai.audit.models import Entry
from niudai.disputes import actions
from niudai.disputes.models import Dispute
from niudai.kernel.refused import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-09-18 16:00 +0800", tick=False):
        yield


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def worker(dispute):
    return dispute.parties.filter(side="applicant").first()


def employer(dispute):
    return dispute.parties.get(side="respondent")


def correct(party, by, **changes):
    return actions.correct_party(party, reason="登记时记错", **changes, by=by)


def test_a_wrong_phone_is_mended_and_opens_the_case_to_the_right_one(network, register):
    dispute = register()
    correct(worker(dispute), network.town.officer, phone="13800000099")
    found = Dispute.objects.of_party(code=dispute.code, phone="13800000099")
    assert found.get() == dispute
    assert not Dispute.objects.of_party(code=dispute.code, phone="13800000000").exists()


def test_before_and_after_stand_in_the_erasable_part_of_the_log(network, register):
    dispute = register()
    correct(worker(dispute), network.town.officer, phone="13800000099", address="周庄镇示例路 1 号")
    entry = Entry.objects.about(dispute).get(action="disputes.correct_party")
    assert entry.changes == {"side": "applicant", "fields": ["address", "phone"]}
    assert entry.personal["before"] == {"phone": "13800000000", "address": ""}
    assert entry.personal["after"] == {"phone": "13800000099", "address": "周庄镇示例路 1 号"}
    assert entry.personal["reason"] == "登记时记错"


def test_a_mended_name_stands_on_every_desk(network, register):
    dispute = register()
    correct(employer(dispute), network.town.officer, name="江阴范例印染有限公司")
    assert "江阴范例印染有限公司" in dispute.item.title


@pytest.mark.parametrize(
    ("side", "changes", "sentence"),
    [
        ("applicant", {"phone": "13800000000"}, "Nothing is changed"),
        ("applicant", {"name": " "}, "Give the name"),
        ("applicant", {"phone": "1380000"}, "甄示例"),
        ("applicant", {"number": "320281199001011235"}, "甄示例"),
        ("respondent", {"number": "91320281MA00000000"}, "江阴示例纺织有限公司"),
    ],
)
def test_a_correction_that_cannot_be_leaves_all_as_it_was(
    network, register, side, changes, sentence
):
    dispute = register()
    party = dispute.parties.filter(side=side).first()
    entries = Entry.objects.count()
    with pytest.raises(Refused, match=sentence):
        correct(party, network.town.officer, **changes)
    fresh = dispute.parties.get(pk=party.pk)
    assert (fresh.name, fresh.phone, fresh.number) == (party.name, party.phone, party.number)
    assert Entry.objects.count() == entries


def test_a_correction_says_why(network, register):
    dispute = register()
    with pytest.raises(Refused, match="Say why"):
        actions.correct_party(
            worker(dispute), reason=" ", phone="13800000099", by=network.town.officer
        )
    assert worker(dispute).phone == "13800000000"


def test_the_file_of_an_archived_case_is_not_changed(network, register):
    dispute = register()
    Dispute.objects.filter(pk=dispute.pk).update(stage="archived")
    with pytest.raises(Refused, match="archived"):
        correct(worker(dispute), network.town.officer, phone="13800000099")
    assert worker(dispute).phone == "13800000000"


def test_nobody_of_another_town_mends_a_side(network, register, counter):
    dispute = register()
    address = f"{dispute.get_absolute_url()}parties/{worker(dispute).pk}/correct/"
    assert counter(network.next_town).get(address).status_code == 404


def test_the_form_shows_no_number_in_clear_and_an_empty_field_keeps_it(network, register, counter):
    dispute = register()
    address = f"{dispute.get_absolute_url()}parties/{worker(dispute).pk}/correct/"
    page = counter(network.town).get(address)
    assert "13800000000" not in page.content.decode()
    assert "138****0000" in page.content.decode()
    facts = {"name": "甄样本", "reason": "写错", "is_member": "true"}
    assert counter(network.town).post(address, facts).status_code == 302
    fresh = worker(dispute)
    assert (fresh.name, fresh.phone) == ("甄样本", "13800000000")


def test_the_case_page_leads_to_the_form(network, register, counter):
    dispute = register()
    page = counter(network.town).get(dispute.get_absolute_url()).content.decode()
    assert f"parties/{worker(dispute).pk}/correct/" in page


def test_a_correction_of_the_facts_that_changes_nothing_is_refused(network, register):
    dispute = register()
    entries = Entry.objects.count()
    with pytest.raises(Refused, match="Nothing is changed"):
        actions.correct(dispute, reason="核对", facts=dispute.facts, by=network.town.officer)
    with pytest.raises(Refused, match="Nothing is changed"):
        actions.correct(dispute, reason="核对", by=network.town.officer)
    assert Entry.objects.count() == entries


def test_there_are_never_fewer_workers_than_applicants(network, register):
    dispute = register(
        applicants=[actions.PartyFacts(name="甄示例"), actions.PartyFacts(name="施范文")], workers=3
    )
    with pytest.raises(Refused, match="2 applicants"):
        actions.correct(dispute, reason="核对", workers=1, by=network.town.officer)
    dispute.refresh_from_db()
    assert dispute.workers == 3
    actions.correct(dispute, reason="核对", workers=2, by=network.town.officer)
    dispute.refresh_from_db()
    assert dispute.workers == 2
