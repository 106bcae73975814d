"""The pages of a union's cases: what they show, what they do, and to whom they are closed."""

import pytest
from django.urls import reverse

from niudai.access.permissions import Role
from niudai.formation import actions
from niudai.formation.letters import ENDING, FORMATION, REGISTRATION, facts
from niudai.formation.models import Ending, Formation, Registration, Stage
from niudai.organisations.models import Organisation
from tests.disputes.papers import docx, upload, words_of
from tests.formation.conftest import TODAY, actor_at, ago, unit

NEW = "/office/union-cases/new/"


@pytest.fixture
def town_desk(at_desk, town):
    return at_desk(town, Role.TOWN_OFFICER)


def page(desk, address, status=200):
    answer = desk.get(address)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def send(desk, address, **facts):
    answer = desk.post(address, facts)
    assert answer.status_code == 302, answer.content.decode()
    return answer.url


def move(desk, case, name, **facts):
    send(desk, f"{case.get_absolute_url()}move/{name}/", **facts)
    case.refresh_from_db()
    return case


def test_a_union_is_set_up_on_the_pages_from_the_list_of_employers_without_one(
    town_desk, village, employer
):
    employer.opened_on = ago(2000)
    employer.save()
    todo = page(town_desk, "/office/union-duties/")
    assert f"/office/union-cases/new/?employer={employer.pk}" in todo
    assert "not confirmed: it only reminds" in todo
    form = page(town_desk, f"{NEW}?employer={employer.pk}")
    assert "江阴示例纺织有限公司工会" in form

    day = TODAY.isoformat()
    address = send(
        town_desk, f"{NEW}?employer={employer.pk}", superior=village.pk, form="single",
        name="江阴示例纺织有限公司工会", workers=210, members=180, women=60, received_on=day,
    )  # fmt: skip
    case = Formation.objects.get()
    assert address == case.get_absolute_url()
    assert employer.name not in page(town_desk, "/office/union-duties/?list=employers")
    shown = page(town_desk, address)
    assert "A preparatory group has 3 to 7 people; here: 0." in shown

    root = f"/office/formations/{case.pk}/"
    for number, side in enumerate(("party", "workers", "union")):
        send(town_desk, f"{root}group/new/", name=f"筹示例{number}", side=side)
    send(
        town_desk, f"{root}correct/", name=case.name, form="single", unit_category="170",
        workers=210, members=180, women=60, term_years=3, seats=3, audit_seats=3,
    )  # fmt: skip
    case = move(town_desk, case, "request", requested_on=day)
    case = move(town_desk, case, "permit", document="周工〔2026〕3号", permitted_on=day)
    for name in ("主示例", "副示例", "委示例", "候示例"):
        send(town_desk, f"{root}candidates/new/", name=name, seat="committee")
    case = move(town_desk, case, "propose", proposed_on=day)
    case = move(town_desk, case, "consent", consented_on=day)
    votes = {}
    for each in case.candidates.all():
        votes[f"votes_{each.pk}"] = 20 if each.name == "候示例" else 150
        votes[f"post_{each.pk}"] = "chair" if each.name == "主示例" else "member"
        if each.name != "候示例":
            votes[f"elected_{each.pk}"] = "on"
    case = move(
        town_desk, case, "elect", elected_on=day, meeting="members", entitled=180, present=170,
        **votes,
    )  # fmt: skip
    case = move(town_desk, case, "report", reported_on=day)
    case = move(town_desk, case, "approve", document="周工〔2026〕9号", approved_on=day)

    assert case.stage == Stage.APPROVED
    assert "主示例" in page(town_desk, case.union.get_absolute_url())
    register = page(town_desk, f"/office/organisations/{case.union.pk}/register/")
    assert "周工〔2026〕9号" in register and case.reference in register


def test_what_is_missing_stands_on_the_page_of_the_move(town_desk, village, employer):
    case = actions.prepare(superior=village, name="示例工会", by=actor(village))
    answer = town_desk.post(
        f"{case.get_absolute_url()}move/request/", {"requested_on": TODAY.isoformat()}
    )
    assert "Enter how many people work there." in answer.content.decode()
    case.refresh_from_db()
    assert case.stage == Stage.PREPARING


def actor(place):
    return actor_at(place.path, Role.VILLAGE_OFFICER)


def test_people_are_taken_off_the_list(town_desk, listed):
    candidate = listed.candidates.get(name="候示例")
    send(town_desk, f"/office/formations/{listed.pk}/candidates/{candidate.pk}/remove/")
    assert not listed.candidates.filter(name="候示例").exists()


@pytest.mark.parametrize(
    "letter",
    ["union-request", "union-permit", "union-candidates", "union-ballot", "union-result",
     "union-approval"],
)  # fmt: skip
def test_every_paper_of_a_setting_up_is_filled_in(town_desk, approved, letter):
    address = send(town_desk, f"{approved.get_absolute_url()}letters/", letter=letter)
    assert address.endswith("#papers")
    assert approved.item.attachments.get().letter == letter


def test_a_paper_about_what_has_not_happened_is_not_written(town_desk, requested):
    answer = town_desk.post(
        f"{requested.get_absolute_url()}letters/", {"letter": "union-result"}, follow=True
    )
    assert "The election has not been held yet." in answer.content.decode()
    assert not requested.item.attachments.exists()


def test_the_page_of_the_decision_asks_what_becomes_of_each_unit_beneath(
    at_desk, city, town, standing, village, village_officer
):
    group = unit(f"{standing.path}0001.", "group", "一车间小组", "320281108200", standing)
    case = actions.propose_ending(
        standing, way="dissolve", why="企业注销", members="keep", by=village_officer
    )
    desk = at_desk(town, Role.TOWN_OFFICER)
    shown = page(desk, f"{case.get_absolute_url()}move/carry_out/")
    assert "What becomes of 一车间小组" in shown and "ends in the same act" in shown
    assert f"goes to {village}" not in shown
    move(desk, case, "carry_out", document="周工〔2026〕50号", decided_on=TODAY.isoformat(),
         **{f"unit_{group.pk}": "end"})  # fmt: skip
    group.refresh_from_db()
    assert (case.stage, group.status) == ("carried_out", "dissolved")
    assert "units ended, too 1" in page(desk, case.get_absolute_url())


# --- the office's own wording ---------------------------------------------------------------


def test_an_office_words_the_papers_of_its_unions_itself(at_desk, city, town_desk, approved):
    administrator = at_desk(city, Role.ADMINISTRATOR)
    assert "Union affairs" in page(administrator, reverse("letter_templates"))
    url = reverse("letter_template_new", args=["union-permit"])
    assert "permitted_on" in page(administrator, url)
    answer = administrator.post(url, {"file": upload("批复.docx", docx("新批复 {{ union }}"))})
    assert answer.status_code == 302
    send(town_desk, f"{approved.get_absolute_url()}letters/", letter="union-permit")
    paper = approved.item.attachments.get()
    assert paper.letter_version == "1"
    with paper.file.open("rb") as file:
        assert words_of(file.read()) == f"新批复 {approved.name}"


@pytest.mark.parametrize("fixture", ["approved", "applied", "ending"])
def test_the_case_fills_every_blank_there_is(fixture, request):
    case = request.getfixturevalue(fixture)
    letters = {"approved": FORMATION, "applied": REGISTRATION, "ending": ENDING}[fixture]
    assert set(facts(case)) == set(letters[0].blanks)


@pytest.fixture
def applied(standing, village_officer):
    return actions.apply_registration(
        standing, subject="first", has_organs=True, has_place=True, has_funds=True,
        applied_on=TODAY, by=village_officer,
    )  # fmt: skip


@pytest.fixture
def ending(standing, village_officer):
    return actions.propose_ending(
        standing, way="dissolve", why="示例", members="keep", by=village_officer
    )


def test_a_blank_of_another_paper_is_refused(at_desk, city):
    url = reverse("letter_template_new", args=["union-ended"])
    file = upload("决定.docx", docx("{{ committee }}"))
    answer = at_desk(city, Role.ADMINISTRATOR).post(url, {"file": file})
    assert "cannot be filled in" in answer.content.decode()


def test_a_re_election_a_registration_and_an_end_are_opened_from_the_union(
    at_desk, city, town_desk, standing, village
):
    root = f"/office/organisations/{standing.pk}/"
    other = unit("0001.0001.0001.0088.", "enterprise", "样本织造工会", "320281108200", village)
    day = TODAY.isoformat()
    page(town_desk, f"{root}re-election/")
    send(town_desk, f"{root}re-election/", members=180, women=60, seats=3, term_years=3,
         received_on=day)  # fmt: skip
    assert Formation.objects.get(occasion="term").union == standing
    page(town_desk, f"{root}legal-person/")
    address = send(
        town_desk, f"{root}legal-person/", subject="first", has_organs="on", has_place="on",
        has_funds="on", applied_on=day,
    )  # fmt: skip
    page(town_desk, address)
    send(town_desk, f"{address}letters/", letter="union-registration")
    city_desk = at_desk(city, Role.ORGANISATION_OFFICER)
    page(city_desk, f"{address}move/register/")
    send(
        city_desk, f"{address}move/register/", credit_code="81320281ma0txt125f",
        valid_until="2031-01-01", decided_on=day,
    )  # fmt: skip
    standing.refresh_from_db()
    assert standing.credit_code == "81320281MA0TXT125F"
    assert Registration.objects.get().stage == "registered"

    offered = page(town_desk, f"{root}ending/")
    assert "样本织造工会" in offered
    address = send(
        town_desk, f"{root}ending/", way="merge", why="合并", members="move", into=other.name,
        proposed_on=day,
    )  # fmt: skip
    assert "is still open" in page(town_desk, address)
    election = Formation.objects.get(occasion="term")
    actions.give_up(election, reason="合并", by=actor_above(standing))
    send(town_desk, f"{address}move/carry_out/", document="周工〔2026〕50号", decided_on=day)
    ending = Ending.objects.get()
    shown = page(town_desk, ending.get_absolute_url())
    assert "terms ended 7" in shown
    send(town_desk, f"{ending.get_absolute_url()}letters/", letter="union-ended")
    standing.refresh_from_db()
    assert standing.merged_into == other
    assert "Merged into" in page(town_desk, f"{root}register/")


def actor_above(union):
    return actor_at("0001.0001.", Role.TOWN_OFFICER)


def test_the_facts_of_an_older_union_are_entered(at_desk, city, union):
    desk = at_desk(city, Role.ORGANISATION_OFFICER)
    address = f"/office/organisations/{union.pk}/register/edit/"
    page(desk, address)
    answer = desk.post(address, {"term_until": "2027-01-01"})
    assert "Say when the term began." in answer.content.decode()
    send(desk, address, founded_on="2019-05-01", form="single", term_from="2024-01-02",
         term_until="2027-01-01")  # fmt: skip
    union.refresh_from_db()
    assert union.term_until.isoformat() == "2027-01-01"


def test_the_list_is_narrowed(town_desk, requested, standing_registration):
    everything = page(town_desk, "/office/union-cases/")
    assert requested.reference in everything and standing_registration.reference in everything
    some = page(town_desk, "/office/union-cases/?kind=registration")
    assert requested.reference not in some
    found = page(town_desk, "/office/union-cases/?q=示例纺织")
    assert requested.reference in found
    assert "Reply" in everything or "days left" in everything or "late" in everything


@pytest.fixture
def standing_registration(union, village_officer):
    return actions.apply_registration(union, subject="first", by=village_officer)


def test_notes_and_files_lie_with_the_case(town_desk, requested):
    send(town_desk, f"{requested.get_absolute_url()}note/", text="电话联系过")
    assert "电话联系过" in page(town_desk, requested.get_absolute_url())
    page(town_desk, f"{requested.get_absolute_url()}attach/")


def test_a_neighbour_finds_nothing(at_desk, neighbour, requested):
    desk = at_desk(neighbour, Role.TOWN_OFFICER)
    for address in ("", "move/permit/", "letters/", "attach/"):
        page(desk, f"{requested.get_absolute_url()}{address}", status=404)
    assert requested.reference not in page(desk, "/office/union-cases/")


def test_who_only_reads_is_offered_no_move(at_desk, city, requested):
    desk = at_desk(city, Role.AUDITOR)
    shown = page(desk, requested.get_absolute_url())
    assert "Nothing is open to you here." in shown
    page(desk, f"{requested.get_absolute_url()}move/permit/", status=403)


def test_the_network_of_a_day_is_shown(at_desk, city, town, standing):
    desk = at_desk(city)
    assert Organisation.objects.filter(pk=standing.pk).exists()
    shown = page(desk, f"/office/organisations/as-of/?on={ago(10).isoformat()}")
    assert standing.name in shown
    before = page(desk, f"/office/organisations/as-of/?on={ago(11).isoformat()}")
    assert standing.name not in before
    assert "The record begins on" in before
