"""The pages of the rulebook, as an officer opens them."""

import pytest
from django.test import Client

from niudai.access.permissions import Role
from niudai.rulebook.rules import all_rules, from_files
from tests.factories import AppointmentFactory

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def officer(db):
    appointment = AppointmentFactory(role=Role.TOWN_OFFICER)
    browser = Client(headers={"accept-language": "en"})
    browser.force_login(appointment.user, BACKEND)
    return browser


def page(browser: Client, address: str, **headers: str) -> str:
    answer = browser.get(address, headers=headers or None)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_stranger_is_asked_to_sign_in(client, db):
    for address in ("/office/rules/", "/office/rules/AWD-SUE/"):
        assert client.get(address).status_code == 302


def test_every_rule_is_on_the_list(officer):
    text = page(officer, "/office/rules/")
    for rule in all_rules():
        assert f">{rule.id}<" in text


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("subject=wages", "WAGE-FILE", "AWD-SUE"),
        ("role=own_duty", "MED-ACCEPT", "AWD-SUE"),
        ("confidence=P", "TRANSFER-ACCEPT", "AWD-SUE"),
        ("status=draft", "JS-CB-REPLY", "AWD-SUE"),
        ("q=limitation", "ARB-LIMIT", "AWD-SUE"),
        ("q=awd-sue", "AWD-SUE", "ARB-LIMIT"),
        ("q=最长+延期", "WAGE-DELAY-MAX", "AWD-SUE"),
        ("subject=wages&role=watch&q=close", "LSI-CLOSE", "WAGE-FILE"),
    ],
)
def test_a_filter_leaves_what_fits(officer, query, shown, hidden):
    text = page(officer, f"/office/rules/?{query}")
    assert f">{shown}<" in text
    assert f">{hidden}<" not in text


def test_a_filter_that_does_not_exist_leaves_the_whole_list(officer):
    assert ">AWD-SUE<" in page(officer, "/office/rules/?subject=nonsense")


def test_nothing_found_is_said(officer):
    assert "No rule fits." in page(officer, "/office/rules/?q=zzzz")


def test_only_the_rows_are_sent_when_only_they_are_asked_for(officer):
    text = page(officer, "/office/rules/?subject=wages", **{"hx-request": "true"})
    assert "WAGE-FILE" in text
    assert "<html" not in text


@pytest.mark.parametrize("rule_id", sorted({rule.id for rule in from_files().rules}))
def test_every_rule_has_a_page_that_explains_it(officer, rule_id):
    text = page(officer, f"/office/rules/{rule_id}/")
    assert rule_id in text
    assert "Confidence" in text


def test_the_page_shows_the_draft_of_the_own_province_beside_the_national_rule(officer):
    text = page(officer, "/office/rules/CB-REPLY/")
    assert "JS-CB-REPLY" in text
    assert "Zhejiang" in text


def test_the_page_shows_which_article_moved(officer):
    assert "still cites article 54" in page(officer, "/office/rules/MED-REVIEW-APPLY/")


def test_a_date_is_tried_with_the_calendar_and_every_step(officer):
    text = page(officer, "/office/rules/MED-END-ACC/?start=2026-09-16")
    for shown in ("2026-10-01", "2026-10-08", "2026-09-30", "National Day", "休", "班"):
        assert shown in text


def test_a_date_is_tried_with_pause_extension_and_restart(officer):
    address = "/office/rules/ARB-AWARD/?start=2026-03-02"
    assert "2026-05-11" in page(
        officer, f"{address}&pause_from=2026-03-10&pause_until=2026-03-19&extended=15"
    )
    assert "2026-05-16" in page(officer, f"{address}&restart=2026-04-01")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("start=never", "Enter a valid date."),
        ("start=", "This field is required."),
        ("start=2026-03-02&extended=99", "at most 15 days"),
        ("start=2026-03-02&pause_from=2026-03-10", "stood still"),
        ("start=2026-03-02&pause_from=2026-03-10&pause_until=2026-03-01", "before it begins"),
        ("start=1999-03-02", "No rule ARB-AWARD"),
    ],
)
def test_a_date_that_cannot_be_tried_is_told_on_the_page(officer, query, said):
    assert said in page(officer, f"/office/rules/ARB-AWARD/?{query}")


def test_the_row_of_the_day_is_tried_and_not_the_one_of_today(officer):
    text = page(officer, "/office/rules/MED-CONFIRM-APPLY/?start=2020-05-06")
    assert "2020-06-05" in text


def test_an_unknown_rule_is_not_found(officer):
    assert officer.get("/office/rules/NOTHING/").status_code == 404
