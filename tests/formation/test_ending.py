"""Merging and dissolving: whatever stood at the union stands somewhere afterwards."""

import pytest

from niudai.access.models import Appointment, User
from niudai.agreements.models import CollectiveAgreement
from niudai.casework.models import WorkItem
from niudai.formation import actions
from niudai.formation.models import Ending
from niudai.kernel.refused import Refused
from niudai.membership.models import Membership, Person, Tally
from niudai.organisations.hanging import hanging
from niudai.organisations.history import tree_of
from niudai.organisations.models import Employer, Officer, Organisation, ServiceSite, Span
from tests.factories import BodyFactory, file_dispute
from tests.formation.conftest import TODAY, actor_at, ago, member_of, unit
from tests.membership.conftest import NUMBERS


@pytest.fixture
def other(village, employer):
    """Another mill of the village with its union."""
    union = unit("0001.0001.0001.0077.", "enterprise", "样本织造工会", "320281108200", village)
    Employer.objects.create(
        name="江阴样本织造有限公司", organisation=union, union=union, division_id="320281108200",
        ownership="private", size="small",
    )  # fmt: skip
    return union


@pytest.fixture
def lively(standing, village_officer):
    """A union with everything: members, one kept, a site, a body, a case, an agreement."""
    for number in range(3):
        member_of(standing, f"员示例{number}", village_officer, NUMBERS[number], on=ago(100))
    keep = Person.objects.get(name="员示例2")
    stay = Membership.objects.get(person=keep)
    stay.status, stay.kept_since, stay.reason = "kept", ago(50), "retired"
    stay.save()
    keep.standing = "kept"
    keep.save()
    ServiceSite.objects.create(
        organisation=standing, name="职工之家", kind="point", address="厂内", hours="全天"
    )
    body = BodyFactory(organisation=standing, kind="enterprise")
    file_dispute(body, received_on=ago(4))
    Appointment.objects.create(
        user=User.objects.create(username="gone", name="离示例"), organisation=standing,
        role="village_officer", since=ago(30),
    )  # fmt: skip
    CollectiveAgreement.objects.create(
        organisation=standing, scope="region", kind="wages", name="示例区域工资协议",
        signed_on=ago(30), since=ago(30), until=ago(-300), filed_on=ago(25),
    )  # fmt: skip
    unit(f"{standing.path}0001.", "group", "一车间小组", "320281108200", standing)
    return standing


def proposed(union, by, **facts):
    given = {"way": "merge", "why": "两企业合并", "members": "move"} | facts
    return actions.propose_ending(union, by=by, proposed_on=ago(2), **given)


def test_a_merger_leaves_nothing_hanging_and_everybody_a_member(
    lively, other, village_officer, town_officer
):
    case = proposed(lively, village_officer, into=other)

    case = actions.carry_out(case, document="周工〔2026〕40号", by=town_officer)

    lively.refresh_from_db(), other.refresh_from_db()
    assert (lively.status, lively.merged_into) == ("dissolved", other)
    assert hanging(lively, on=TODAY) == []
    stays = Membership.objects.open().filter(organisation=other)
    assert {(stay.status, stay.person.standing) for stay in stays} == {
        ("active", "active"), ("kept", "kept"),
    }  # fmt: skip
    assert stays.count() == 3
    assert stays.exclude(path=other.path).count() == 0
    assert not Person.objects.filter(organisation=lively).exists()
    assert Membership.objects.filter(organisation=lively, status="moved").count() == 3
    assert {stay.joined_on for stay in stays} == {ago(100)}
    assert other.form == "joint"
    assert Employer.objects.filter(union=other).count() == 2
    assert ServiceSite.objects.get(name="职工之家").organisation == other
    assert Organisation.objects.get(name="一车间小组").parent == other
    dispute = WorkItem.objects.get(kind="disputes.dispute")
    assert (dispute.organisation, dispute.closed_on) == (other, None)
    assert set(dispute.deadlines.values_list("path", flat=True)) == {other.path}
    assert Appointment.objects.get(user__username="gone").until < TODAY
    assert not Officer.objects.filter(organisation=lively).serving(TODAY).exists()
    assert case.placed["members"] == 3
    assert (Tally.objects.get(pk=other.pk).members, Tally.objects.get(pk=other.pk).kept) == (2, 1)
    assert Tally.objects.get(pk=lively.pk).people == 0


def test_a_running_agreement_goes_along_with_the_union(
    lively, other, village_officer, town_officer
):
    case = proposed(lively, village_officer, into=other)
    actions.carry_out(case, document="周工〔2026〕40号", by=town_officer)
    assert CollectiveAgreement.objects.get().organisation == other


def test_dissolved_members_are_kept_at_the_higher_union(
    standing, village, village_officer, town_officer, employer
):
    member_of(standing, "员示例", village_officer, NUMBERS[0], on=ago(100))
    case = proposed(
        standing, village_officer, way="dissolve", members="keep", unit_ended=True, why="企业注销"
    )
    actions.carry_out(case, document="周工〔2026〕41号", by=town_officer)

    stay = Membership.objects.open().get()
    assert (stay.organisation, stay.status, stay.kept_since) == (village, "kept", TODAY)
    assert (stay.reason, stay.dues) == ("union_dissolved", "exempt")
    person = Person.objects.get()
    assert (person.organisation, person.path, person.standing) == (village, village.path, "kept")
    employer.refresh_from_db()
    assert (employer.union, employer.organisation) == (None, village)
    standing.refresh_from_db()
    assert (standing.status, standing.merged_into) == ("dissolved", None)


def test_the_tree_of_the_day_before_still_shows_it(standing, other, village_officer, town_officer):
    case = proposed(standing, village_officer, into=other)
    actions.carry_out(case, document="周工〔2026〕40号", by=town_officer)
    before = tree_of(Span.objects.as_of(ago(1)), ago(1))
    now = tree_of(Span.objects.as_of(TODAY), TODAY)
    assert standing.pk in before.by_unit and standing.pk not in now.by_unit


def test_groups_that_cannot_stand_above_stop_the_dissolving_until_it_is_said_where_they_go(
    lively, village_officer, town_officer
):
    case = proposed(lively, village_officer, way="dissolve", members="keep")
    with pytest.raises(Refused, match="say where it goes, or that it ends, too"):
        actions.carry_out(case, document="周工〔2026〕42号", by=town_officer)
    case.refresh_from_db(), lively.refresh_from_db()
    assert (case.stage, case.placed, lively.status) == ("proposed", {}, "active")
    assert Membership.objects.open().filter(organisation=lively).count() == 3


def test_a_group_ends_with_its_union_and_its_members_are_kept_above(
    lively, village, village_officer, town_officer
):
    group = Organisation.objects.get(name="一车间小组")
    member_of(group, "组示例", village_officer, on=ago(90))
    case = proposed(lively, village_officer, way="dissolve", members="keep")

    case = actions.carry_out(
        case, document="周工〔2026〕42号", fates={group.pk: None}, by=town_officer
    )

    group.refresh_from_db(), lively.refresh_from_db()
    assert (group.status, lively.status) == ("dissolved", "dissolved")
    assert (group.dissolved_on, group.parent) == (TODAY, lively)
    stays = Membership.objects.open().filter(organisation=village)
    assert {stay.status for stay in stays} == {"kept"} and stays.count() == 4
    assert (case.placed["ended"], case.placed["members"]) == (1, 4)
    assert hanging(group, on=TODAY) == hanging(lively, on=TODAY) == []


def test_of_two_groups_one_goes_to_a_union_beside_and_one_ends_deepest_first(
    lively, other, village, village_officer, town_officer
):
    going = Organisation.objects.get(name="一车间小组")
    ending = unit(f"{lively.path}0002.", "group", "二车间小组", "320281108200", lively)
    case = proposed(lively, village_officer, way="dissolve", members="keep")

    case = actions.carry_out(
        case, document="周工〔2026〕42号", fates={going.pk: other, ending.pk: None}, by=town_officer
    )

    going.refresh_from_db(), ending.refresh_from_db()
    assert (going.parent, going.status) == (other, "active")
    assert ending.status == "dissolved"
    assert (case.placed["units"], case.placed["ended"]) == (1, 1)


def test_a_village_ends_with_its_enterprise_and_the_groups_beneath(
    lively, village, town, village_officer, town_officer
):
    group = Organisation.objects.get(name="一车间小组")
    case = proposed(village, town_officer, way="dissolve", members="keep", why="撤村")
    city = actor_at(town.parent.path, "organisation_officer", "艾市办")
    case = actions.carry_out(case, document="澄工〔2026〕9号", fates={lively.pk: None}, by=city)
    for gone in (group, lively, village):
        gone.refresh_from_db()
        assert gone.status == "dissolved"
    assert case.placed["ended"] == 2
    then, now = (tree_of(Span.objects.as_of(day), day) for day in (ago(1), TODAY))
    assert lively.pk in then.by_unit and lively.pk not in now.by_unit
    assert set(Membership.objects.open().values_list("organisation", flat=True)) == {town.pk}


def test_nothing_goes_beneath_what_ends(lively, other, village_officer, town_officer):
    group = Organisation.objects.get(name="一车间小组")
    case = proposed(lively, village_officer, way="dissolve", members="keep")
    inner = unit(f"{lively.path}0003.", "enterprise", "内示例工会", "320281108200", lively)
    with pytest.raises(Refused, match="ends itself"):
        actions.carry_out(
            case, document="x", fates={inner.pk: None, group.pk: inner}, by=town_officer
        )
    lively.refresh_from_db()
    assert lively.status == "active"


def test_a_unit_with_an_open_case_of_its_own_does_not_end_along(
    standing, village, town, village_officer, town_officer
):
    actions.prepare_re_election(standing, by=village_officer)
    case = proposed(village, town_officer, way="dissolve", members="keep", why="撤村")
    city = actor_at(town.parent.path, "organisation_officer", "艾市办")
    with pytest.raises(Refused, match="still open"):
        actions.carry_out(case, document="x", fates={standing.pk: None}, by=city)


def test_an_open_re_election_is_ended_first(standing, other, village_officer, town_officer):
    actions.prepare_re_election(standing, by=village_officer)
    case = proposed(standing, village_officer, into=other)
    with pytest.raises(Refused, match="still open"):
        actions.carry_out(case, document="周工〔2026〕43号", by=town_officer)


def test_nobody_ends_their_own_union(town, neighbour, town_officer):
    case = actions.propose_ending(
        town, way="merge", why="撤并镇", members="move", into=neighbour, by=town_officer
    )
    with pytest.raises(Refused, match="higher union decides"):
        actions.carry_out(case, document="x", by=town_officer)
    case.refresh_from_db()
    assert case.stage == "proposed"


def test_a_merger_across_towns_is_decided_above_both(
    standing, neighbour, village_officer, town_officer, city_officer
):
    there = unit("0001.0002.0009.", "enterprise", "华士样本工会", "320281107000", neighbour)
    case = proposed(standing, village_officer, into=there)
    with pytest.raises(Refused, match="permission"):
        actions.carry_out(case, document="x", by=town_officer)
    case = actions.carry_out(case, document="澄工〔2026〕8号", by=city_officer)
    assert case.stage == "carried_out"


def test_members_that_move_need_a_union(standing, village_officer):
    with pytest.raises(Refused, match="to which union"):
        proposed(standing, village_officer)
    with pytest.raises(Refused, match="into itself"):
        proposed(standing, village_officer, into=standing)
    assert not Ending.objects.exists()


def test_a_proposal_may_be_refused_or_withdrawn(standing, other, village_officer, town_officer):
    case = actions.refuse_ending(
        proposed(standing, village_officer, into=other), reason="会员不同意", by=town_officer
    )
    assert case.stage == "refused"
    case = actions.withdraw_ending(proposed(standing, village_officer, into=other), by=town_officer)
    assert (case.stage, case.item.closed_on) == ("withdrawn", TODAY)
    standing.refresh_from_db()
    assert standing.status == "active"


def test_a_stranger_proposes_nothing(standing, neighbour):
    stranger = actor_at(neighbour.path, "town_officer", "华例子")
    with pytest.raises(Refused, match="permission"):
        proposed(standing, stranger, into=neighbour)
