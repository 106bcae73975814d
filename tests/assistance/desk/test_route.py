"""Passing a matter on within the house: nothing is typed twice, the way back stays."""

from datetime import date

import pytest

from niudai.access.permissions import Role
from niudai.assistance.desk import actions
from niudai.assistance.desk.actions.moving import visitor_of
from niudai.assistance.desk.models import Stage
from niudai.assistance.hardship.models import HardshipFile
from niudai.casework.doors import doors
from niudai.disputes.models import Dispute, Referral
from niudai.kernel.refused import Refused
from niudai.membership.models import Joining
from tests.assistance.desk.conftest import received, somebody
from tests.factories import BodyFactory, HardshipFileFactory


def dispute_facts(town):
    return {
        "body": BodyFactory(organisation=town), "respondent_name": "江阴示例纺织有限公司",
        "respondent_phone": "", "cause": "pay", "facts": "拖欠工资", "employment": "employed",
        "claim": "wages", "amount_fen": 1_200_000,
    }  # fmt: skip


def test_a_dispute_is_registered_with_the_visitor_as_applicant(station, town, clerk):
    case = received(station, clerk, matter="dispute")

    case = actions.route(case, doors()["dispute"], facts=dispute_facts(town), by=clerk)

    dispute = Dispute.objects.get()
    applicant = dispute.parties.get(side="applicant")
    assert (applicant.name, applicant.phone) == ("甄来访", "13800000001")
    assert (case.stage, case.opened_id) == (Stage.ROUTED, dispute.pk)
    standing = doors()["dispute"].standing(case.opened_id, clerk)
    assert (standing.reference, standing.stage) == (dispute.reference, "Registered")


def test_what_became_of_it_is_not_told_to_who_may_not_see_it(station, town, clerk):
    case = received(station, clerk, matter="dispute")
    case = actions.route(case, doors()["dispute"], facts=dispute_facts(town), by=clerk)
    helper = somebody(town.parent, Role.ASSISTANCE_OFFICER)  # sees desks, but no disputes

    assert doors()["dispute"].standing(case.opened_id, helper) is None


def test_an_application_to_join_is_taken_with_name_and_phone(station, town, clerk):
    facts = {"organisation": town, "number": "320281199003074510", "unit_said": "示例厂",
             "trade": "", "migrant": True}  # fmt: skip

    case = actions.route(
        received(station, clerk, matter="joining"), doors()["joining"], facts=facts, by=clerk
    )

    joining = Joining.objects.get()
    assert (joining.name, joining.phone, joining.pk) == ("甄来访", "13800000001", case.opened_id)
    assert doors()["joining"].standing(joining.pk, clerk).stage == "Waiting"


def test_a_hardship_file_is_begun_with_the_visitor_as_worker(station, village, clerk):
    facts = {"organisation": village, "number": "320281199003074510"}

    case = actions.route(received(station, clerk), doors()["hardship"], facts=facts, by=clerk)

    file = HardshipFile.objects.get()
    assert (file.worker.name, file.worker.phone) == ("甄来访", "13800000001")
    assert doors()["hardship"].standing(case.opened_id, clerk).stage == "Draft"


def test_aid_is_asked_for_from_the_file_the_phone_leads_to(station, village, clerk):
    file = HardshipFileFactory(organisation=village)
    case = received(station, clerk, phone="13800000003")
    form = doors()["aid"].form(None, visitor=visitor_of(case), actor=clerk)
    assert list(form.fields["file"].queryset) == [file]

    facts = {"file": file, "kind": "living", "asked_fen": 100_000}
    case = actions.route(case, doors()["aid"], facts=facts, by=clerk)

    assert doors()["aid"].standing(case.opened_id, clerk).reference.startswith("澄周救")


def test_legal_help_opens_a_referral(station, clerk):
    facts = {"employer_name": "示例厂", "summary": "要求仲裁", "claimed_fen": None,
             "knew_on": date(2026, 1, 5)}  # fmt: skip

    case = actions.route(
        received(station, clerk, matter="legal_aid"), doors()["legal_aid"], facts=facts, by=clerk
    )

    assert Referral.objects.get().pk == case.opened_id


def test_what_the_other_side_refuses_leaves_the_record_as_it_was(station, town, clerk):
    case = received(station, clerk, matter="joining")
    facts = {"organisation": town, "number": "1", "unit_said": "", "trade": "", "migrant": False}

    with pytest.raises(Refused, match="identity number"):
        actions.route(case, doors()["joining"], facts=facts, by=clerk)

    case.refresh_from_db()
    assert (case.stage, case.door) == (Stage.RECEIVED, "")


def test_a_door_opens_only_to_who_holds_its_permission(station, town, city, clerk):
    helper = somebody(city, Role.ASSISTANCE_OFFICER)

    with pytest.raises(Refused, match="permission"):
        actions.route(
            received(station, clerk), doors()["dispute"], facts=dispute_facts(town), by=helper
        )
