"""What a county enters itself: from a paper with a number, confirmed by another person."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from niudai.access.models import actor_of
from niudai.access.permissions import Role
from niudai.audit.models import Entry
from niudai.kernel.refused import Refused
from niudai.rulebook import actions
from niudai.rulebook.actions import EnteredFacts
from niudai.rulebook.entered import edition, one_edition
from niudai.rulebook.evaluation import evaluate
from niudai.rulebook.models import EnteredRule
from niudai.rulebook.rule import Confidence, Status
from niudai.rulebook.rules import Unsettled, from_files, nearest, rule_by_key, versions
from tests.factories import AppointmentFactory, OrganisationFactory

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
ON = date(2026, 9, 30)
PAPER = EnteredFacts(
    jurisdiction="CN-320281", valid_from=date(2026, 7, 1), document="示例文〔2026〕1 号",
    issuer="示例机关", seen_on=date(2026, 7, 2), article="第2条", parameters={"fen": 100_000},
)  # fmt: skip

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return OrganisationFactory(kind="federation")


@pytest.fixture
def posts(city):
    roles = (Role.ASSISTANCE_OFFICER, Role.LEADER, Role.ADMINISTRATOR, Role.TOWN_OFFICER)
    return {role: AppointmentFactory(role=role, organisation=city) for role in roles}


@pytest.fixture
def people(posts):
    return {role: actor_of(post.user, on=date.today()) for role, post in posts.items()}


@pytest.fixture
def officer(people):
    return people[Role.ASSISTANCE_OFFICER]


@pytest.fixture
def leader(people):
    return people[Role.LEADER]


def line():
    """The row of the files that says nobody has entered the standard yet."""
    return next(rule for rule in from_files().rules if rule.id == "DIBAO-URBAN" and rule.empty)


def row_of(rule_id, place="CN"):
    return nearest(rule_id, on=ON, place=place, rules=from_files())


def in_force(facts, officer, leader, pattern=None):
    entered = actions.enter(pattern or line(), facts, by=officer)
    return actions.confirm(entered, by=leader)


def test_a_row_applies_once_another_person_has_confirmed_it(officer, leader):
    row = actions.enter(line(), PAPER, by=officer)
    with pytest.raises(Unsettled, match="nobody has entered"):
        nearest("DIBAO-URBAN", on=ON)

    actions.confirm(row, by=leader)

    rule = nearest("DIBAO-URBAN", on=ON)
    assert (rule.parameters, rule.status, rule.confidence) == (
        {"fen": 100_000}, Status.ACTIVE, Confidence.V1,
    )  # fmt: skip
    assert rule.decides and rule.basis == "示例机关 第2条 (示例文〔2026〕1 号)"
    assert rule.title == "Urban minimum-living standard"
    assert [entry.action for entry in Entry.objects.order_by("number")] == [
        "rulebook.enter", "rulebook.confirm",
    ]  # fmt: skip


def test_whoever_entered_it_does_not_confirm_it(officer):
    row = actions.enter(line(), PAPER, by=officer)
    with pytest.raises(Refused, match="another person"):
        actions.confirm(row, by=officer)
    row.refresh_from_db()
    assert row.state == "waiting" and edition() == ""


def test_the_database_keeps_the_two_people_apart_as_well(officer):
    row = actions.enter(line(), PAPER, by=officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        EnteredRule.objects.filter(pk=row.pk).update(
            confirmed_user=officer.user_id, confirmed_at=row.entered_at
        )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"document": " "}, "number of the document"),
        ({"issuer": ""}, "who issued"),
        ({"seen_on": date(2099, 1, 1)}, "today or earlier"),
        ({"jurisdiction": "CN-33"}, "not the own county"),
        ({"valid_to": date(2026, 1, 1)}, "before the first"),
        ({"parameters": {}}, "do not fit the rule: .*fen"),
        ({"parameters": {"fen": "1000"}}, "cannot stand"),
        ({"parameters": {"fen": 0}}, "cannot stand"),
        ({"parameters": {"fen": 5, "more": 1}}, "do not fit"),
    ],
)
def test_what_cannot_stand_on_a_paper_is_refused(officer, change, said):
    with pytest.raises(Refused, match=said):
        actions.enter(line(), replace(PAPER, **change), by=officer)
    assert not EnteredRule.objects.exists() and not Entry.objects.exists()


@pytest.mark.parametrize("role", [Role.TOWN_OFFICER])
def test_others_do_not_enter_rules(people, role):
    with pytest.raises(Refused, match="permission"):
        actions.enter(line(), PAPER, by=people[role])


@pytest.mark.parametrize(
    ("rule_id", "change"),
    [
        ("HARDSHIP-DEEP", {"comparator": "about"}),
        ("HARDSHIP-DEEP", {"how": "gross"}),
        ("HARDSHIP-DEEP", {"multiple": "-1"}),
        ("HARDSHIP-SPOTCHECK", {"share": "1.5"}),
        ("INCOME-ITEMS", {"counted": ["luck"]}),
    ],
)
def test_numbers_the_arithmetic_does_not_know_are_refused(officer, rule_id, change):
    pattern = row_of(rule_id, "CN-43" if rule_id == "HARDSHIP-SPOTCHECK" else "CN")
    facts = replace(PAPER, parameters={**pattern.parameters, **change})
    with pytest.raises(Refused, match="cannot stand"):
        actions.enter(pattern, facts, by=officer)


def test_a_number_of_the_law_is_not_the_countys_to_enter(officer):
    pattern = row_of("MED-END-ACC")
    with pytest.raises(Refused, match="a county does not enter it"):
        actions.enter(
            pattern, replace(PAPER, parameters={}, amount=99, unit="calendar_day"), by=officer
        )


def test_a_period_needs_its_unit(officer):
    pattern = row_of("HARDSHIP-PUBLICITY", "CN-320281")
    facts = replace(PAPER, parameters=dict(pattern.parameters), amount=7)
    with pytest.raises(Refused, match="unit"):
        actions.enter(pattern, facts, by=officer)


def test_the_countys_row_stands_before_an_example_of_the_same_place(officer, leader):
    pattern = row_of("HARDSHIP-PUBLICITY", "CN-320281")
    facts = replace(PAPER, parameters=dict(pattern.parameters), amount=7, unit="calendar_day")
    in_force(facts, officer, leader, pattern)
    rule = nearest("HARDSHIP-PUBLICITY", on=ON)
    assert (rule.amount, rule.unit.value, rule.decides) == (7, "calendar_day", True)
    assert not nearest("HARDSHIP-PUBLICITY", on=date(2026, 6, 30)).decides


def test_days_that_overlap_are_refused(officer, leader):
    in_force(replace(PAPER, valid_to=date(2027, 6, 30)), officer, leader)
    with pytest.raises(Refused, match="overlap"):
        actions.enter(line(), replace(PAPER, valid_from=date(2027, 6, 30)), by=officer)


def test_two_rows_entered_side_by_side_are_not_both_confirmed(officer, leader):
    first, second = (actions.enter(line(), PAPER, by=officer) for _number in range(2))
    actions.confirm(first, by=leader)
    with pytest.raises(Refused, match="overlap"):
        actions.confirm(second, by=leader)


def test_a_new_year_ends_the_row_before_it(officer, leader):
    old = in_force(PAPER, officer, leader)
    new = replace(PAPER, valid_from=date(2027, 7, 1), parameters={"fen": 105_000})
    in_force(new, officer, leader)
    old.refresh_from_db()
    assert old.valid_to == date(2027, 6, 30)
    amounts = [
        nearest("DIBAO-URBAN", on=day).parameters["fen"]
        for day in (date(2027, 6, 30), date(2027, 7, 1))
    ]
    assert amounts == [100_000, 105_000]


def test_a_row_that_was_withdrawn_applies_no_more_and_is_still_found_by_its_key(officer, leader):
    row = in_force(PAPER, officer, leader)
    key = nearest("DIBAO-URBAN", on=ON).key
    assert key == f"DIBAO-URBAN@CN-320281@2026-07-01@{row.pk}"
    with pytest.raises(Refused, match="why"):
        actions.withdraw(row, reason=" ", by=officer)

    actions.withdraw(row, reason="看错一位数", by=officer)

    with pytest.raises(Unsettled):
        nearest("DIBAO-URBAN", on=ON)
    assert rule_by_key(key).parameters == {"fen": 100_000}
    again = in_force(PAPER, officer, leader)
    assert nearest("DIBAO-URBAN", on=ON).key != key and again.pk != row.pk
    with pytest.raises(Refused, match="anew"):
        actions.confirm(row, by=leader)


def test_another_process_sees_it_at_its_next_request(officer, leader):
    with one_edition():
        assert edition() == ""
        row = actions.enter(line(), PAPER, by=officer)
        row = actions.confirm(row, by=leader)
        assert nearest("DIBAO-URBAN", on=ON).decides  # one's own act is seen at once
    with one_edition():
        assert nearest("DIBAO-URBAN", on=ON).decides


def test_a_request_asks_the_table_once_however_many_rules_it_looks_up(
    officer, leader, django_assert_num_queries
):
    in_force(PAPER, officer, leader)
    nearest("DIBAO-URBAN", on=ON)
    with one_edition(), django_assert_num_queries(1):
        for _number in range(20):
            nearest("DIBAO-URBAN", on=ON)


def test_what_was_rolled_back_is_not_remembered(officer, leader):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        in_force(PAPER, officer, leader)
        assert nearest("DIBAO-URBAN", on=ON).parameters == {"fen": 100_000}
        _never = 1 / 0
    with pytest.raises(Unsettled):
        nearest("DIBAO-URBAN", on=ON)
    in_force(replace(PAPER, parameters={"fen": 90_000}), officer, leader)
    assert nearest("DIBAO-URBAN", on=ON).parameters == {"fen": 90_000}


def test_the_commands_read_files_only_until_they_are_asked(officer, leader, command, refused):
    in_force(PAPER, officer, leader)
    assert "fen" not in str(command("rules", "DIBAO-URBAN")[0]["parameters"])
    rows = command("rules", "DIBAO-URBAN", "--entered")
    assert {"fen": 100_000} in [row["parameters"] for row in rows]


def test_a_household_is_decided_by_rows_the_county_entered(officer, leader):
    for rule_id in (
        "HARDSHIP-CATEGORY", "HARDSHIP-DEEP", "HARDSHIP-RELATIVE", "HARDSHIP-ACCIDENT",
    ):  # fmt: skip
        pattern = row_of(rule_id)
        facts = replace(PAPER, parameters=dict(pattern.parameters))
        in_force(facts, officer, leader, pattern)
    household = {"people": 3, "income": Decimal("60000"), "rigid": Decimal("27000")}
    assert evaluate("HARDSHIP-CATEGORY", household, on=ON).status == "unsettled"
    in_force(PAPER, officer, leader)
    found = evaluate("HARDSHIP-CATEGORY", household, on=ON)
    assert (found.result, found.status) == ("deep", "decides")
    assert found.rule.key in {rule.key for rule in versions("HARDSHIP-CATEGORY")}


# The pages.


@pytest.fixture
def browser(posts):
    def signed_in(role):
        client = Client(headers={"accept-language": "en"})
        client.force_login(posts[role].user, BACKEND)
        return client

    return signed_in


SAID = {
    "document": "示例文〔2026〕1 号", "issuer": "示例机关", "seen_on": "2026-07-02",
    "jurisdiction": "CN-320281", "valid_from": "2026-07-01", "n_fen": "1000.00",
}  # fmt: skip


def test_the_line_is_entered_confirmed_and_read_on_the_pages(browser):
    officer, leader = browser(Role.ASSISTANCE_OFFICER), browser(Role.LEADER)
    assert (
        "/office/rules/DIBAO-URBAN/enter/"
        in officer.get("/office/rules/DIBAO-URBAN/").content.decode()
    )

    answer = officer.post("/office/rules/DIBAO-URBAN/enter/", SAID, follow=True)

    row = EnteredRule.objects.get()
    assert row.parameters == {"fen": 100_000}
    assert "You entered it" in answer.content.decode()
    officer.post(f"/office/rules/entered/{row.pk}/confirm/")
    assert EnteredRule.objects.get().state == "waiting"
    assert "示例文〔2026〕1 号" in leader.get("/office/rules/DIBAO-URBAN/").content.decode()
    leader.post(f"/office/rules/entered/{row.pk}/confirm/")
    text = leader.get("/office/rules/DIBAO-URBAN/").content.decode()
    assert "1,000.00 yuan" in text and "示例机关" in text
    assert "示例文〔2026〕1 号" in leader.get("/office/rules/entered/").content.decode()
    officer.post(f"/office/rules/entered/{row.pk}/withdraw/", {"reason": "看错"})
    assert EnteredRule.objects.get().state == "withdrawn"


def test_a_rule_with_several_forms_is_entered_in_the_chosen_one(browser):
    key = "HARDSHIP-ACCIDENT@CN-3702@2020-01-01"
    address = f"/office/rules/HARDSHIP-ACCIDENT/enter/?like={key}"
    text = browser(Role.ASSISTANCE_OFFICER).get(address).content.decode()
    assert 'name="n_share"' in text and 'name="n_how"' not in text


@pytest.mark.parametrize("rule_id", sorted({rule.id for rule in from_files().rules}))
def test_every_rule_has_a_form_in_which_it_can_be_entered(browser, rule_id):
    for rule in versions(rule_id):
        address = f"/office/rules/{rule_id}/enter/?like={rule.key}"
        assert browser(Role.ASSISTANCE_OFFICER).get(address).status_code == 200


def test_others_see_the_rows_and_no_button(browser):
    town = browser(Role.TOWN_OFFICER)
    assert town.get("/office/rules/entered/").status_code == 200
    assert "/enter/" not in town.get("/office/rules/DIBAO-URBAN/").content.decode()
    assert town.post("/office/rules/DIBAO-URBAN/enter/", SAID).status_code == 403
