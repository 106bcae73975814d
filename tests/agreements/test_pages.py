"""The register through its pages."""

import pytest
from django.urls import reverse

from niudai.access.permissions import Role
from niudai.agreements.models import CollectiveAgreement

pytestmark = pytest.mark.django_db
PAPER = {
    "name": "示例纺织集体合同", "kind": "general", "scope": "employer",
    "employer": "江阴示例纺织有限公司", "signed_on": "2026-01-10", "since": "2026-01-10",
    "until": "2028-01-09", "employers_covered": "1", "workers_covered": "200",
}  # fmt: skip


@pytest.fixture
def desk(at_desk, mill):
    return at_desk(mill, Role.VILLAGE_OFFICER)


def test_a_paper_is_put_on_file_found_and_ended(desk, firm):
    assert desk.post(reverse("agreement_new"), PAPER).status_code == 302
    agreement = CollectiveAgreement.objects.get()
    for query in ({"q": "集体合同"}, {"q": "示例纺织有限"}, {"state": "unfiled"}):
        assert agreement.name in desk.get(reverse("agreements"), query).content.decode()
    assert agreement.name not in desk.get(reverse("agreements"), {"state": "over"}).content.decode()
    ended = {"on": "2026-02-01", "reason": "企业合并"}
    assert desk.post(reverse("agreement_end", args=[agreement.pk]), ended).status_code == 302
    assert "企业合并" in desk.get(agreement.get_absolute_url()).content.decode()


def test_an_employer_of_another_place_is_not_named(desk, firm, yard):
    firm.organisation = firm.union = yard
    firm.save()
    page = desk.post(reverse("agreement_new"), PAPER).content.decode()
    assert "No employer in your place" in page
    assert not CollectiveAgreement.objects.exists()


def test_a_correction_begins_with_what_is_on_file(desk, agreement):
    address = reverse("agreement_edit", args=[agreement.pk])
    assert agreement.file_number in desk.get(address).content.decode()
    facts = PAPER | {"kind": "wages", "name": "更正后的名称"}
    assert desk.post(address, facts).status_code == 302
    assert "更正后的名称" in desk.get(agreement.get_absolute_url()).content.decode()


def test_a_stranger_sees_no_agreement(agreement, at_desk, yard):
    stranger = at_desk(yard, Role.VILLAGE_OFFICER)
    assert stranger.get(agreement.get_absolute_url()).status_code == 404
    assert agreement.name not in stranger.get(reverse("agreements")).content.decode()
