"""A union as a legal person: entered by the county federation, changed, renewed, cancelled."""

from datetime import date, timedelta

import pytest

from niudai.formation import actions
from niudai.formation.models import Registration
from niudai.kernel.refused import Refused
from tests.formation.conftest import TODAY, ago

CODE = "81320281MA0TXT125F"
MET = {"has_organs": True, "has_place": True, "has_funds": True}
LATER = TODAY + timedelta(days=1100)


@pytest.fixture
def applied(standing, village_officer):
    return actions.apply_registration(
        standing, subject="first", applied_on=ago(3), by=village_officer, **MET
    )


def test_the_federation_enters_number_and_last_day(applied, standing, city_officer):
    case = actions.register(applied, credit_code=CODE, valid_until=LATER, by=city_officer)
    standing.refresh_from_db()
    assert (case.stage, case.item.closed_on) == ("registered", TODAY)
    assert (standing.credit_code, standing.certified_on) == (CODE, TODAY)
    assert standing.certified_until == LATER


def test_a_town_does_not_keep_the_register(applied, standing, town_officer):
    with pytest.raises(Refused, match="county federation"):
        actions.register(applied, credit_code=CODE, valid_until=LATER, by=town_officer)
    standing.refresh_from_db()
    assert standing.credit_code == ""


@pytest.mark.parametrize("code", ["91350203M0001QAY9B", "91350200776049653A", "8132"])
def test_a_code_that_fails_or_is_no_unions_needs_a_word_on_the_paper(
    applied, standing, city_officer, code
):
    with pytest.raises(Refused, match="paper"):
        actions.register(applied, credit_code=code, valid_until=LATER, by=city_officer)
    assert applied.item.closed_on is None
    if len(code) == 18:
        actions.register(
            applied, credit_code=code, credit_code_proof="见法人证书原件", valid_until=LATER,
            by=city_officer,
        )  # fmt: skip
        standing.refresh_from_db()
        assert (standing.credit_code, standing.credit_code_proof) == (code, "见法人证书原件")


def test_conditions_not_met_object(standing, village_officer, city_officer):
    case = actions.apply_registration(standing, subject="first", by=village_officer)
    with pytest.raises(Refused, match="Not all conditions"):
        actions.register(case, credit_code=CODE, valid_until=LATER, by=city_officer)


def test_the_time_to_decide_warns_only(applied):
    clock = applied.item.deadlines.get(rule_id="UNION-LEGAL-DECIDE")
    assert (clock.natural_end, clock.decides) == (ago(3) + timedelta(days=15), False)


def test_what_is_not_registered_is_not_changed(standing, village_officer):
    with pytest.raises(Refused, match="not registered yet"):
        actions.apply_registration(standing, subject="renew", text="到期", by=village_officer)
    assert not Registration.objects.exists()


def test_renewal_and_cancellation(applied, standing, village_officer, city_officer):
    actions.register(applied, credit_code=CODE, valid_until=LATER, by=city_officer)
    with pytest.raises(Refused, match="registered already"):
        actions.apply_registration(standing, subject="first", by=village_officer, **MET)

    renewal = actions.apply_registration(
        standing, subject="renew", text="证书到期换证", by=village_officer, **MET
    )
    actions.register(renewal, valid_until=date(2035, 1, 1), by=city_officer)
    standing.refresh_from_db()
    assert (standing.credit_code, standing.certified_until) == (CODE, date(2035, 1, 1))

    ended = actions.apply_registration(
        standing, subject="cancel", text="企业注销", by=village_officer
    )
    actions.register(ended, by=city_officer)
    standing.refresh_from_db()
    assert (standing.certified_on, standing.credit_code) == (None, CODE)


def test_one_application_at_a_time(applied, standing, village_officer):
    with pytest.raises(Refused, match="still open"):
        actions.apply_registration(standing, subject="first", by=village_officer, **MET)


def test_refused_and_withdrawn(applied, standing, village_officer, city_officer):
    case = actions.refuse_registration(applied, reason="没有独立经费", by=city_officer)
    assert (case.stage, case.reason) == ("refused", "没有独立经费")
    again = actions.apply_registration(standing, subject="first", by=village_officer, **MET)
    again = actions.withdraw_registration(again, by=village_officer)
    assert again.item.closed_on == TODAY
