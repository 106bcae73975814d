"""Dated code tables: what may be chosen on a day, and what an old case keeps."""

import pytest

from niudai.rulebook.codes import code, codes, mapped, name_of
from niudai.rulebook.instruments import DATA, WrongData
from tests.rulebook.conftest import day

ON = day("2026-11-22")
TABLES = sorted(path.stem for path in (DATA / "codes").glob("*.toml"))


@pytest.mark.parametrize("table", TABLES)
def test_every_table_can_be_read_and_is_named_in_both_languages(table):
    entries = codes(table, on=day("2025-06-01"))
    assert entries
    assert all(entry.name_zh and entry.name_en for entry in entries)
    assert len({entry.id for entry in entries}) == len(entries)


def test_the_statute_names_six_kinds_of_dispute():
    assert len(codes("cause_statute", on=ON)) == 6


def test_the_court_causes_end_with_2025_and_the_new_ones_are_not_guessed():
    leaves = codes("cause_court", on=day("2025-12-31"))
    assert {"追索劳动报酬纠纷", "集体合同纠纷", "工伤保险待遇纠纷"} <= {c.name_zh for c in leaves}
    assert codes("cause_court", on=day("2026-01-01")) == ()


def test_an_old_case_keeps_its_cause():
    assert code("cause_court", "ct-pay").name_zh == "追索劳动报酬纠纷"
    assert name_of("cause_court", "ct-pay") == "Recovery of pay"
    assert name_of("cause_court", "gone") == "gone"


def test_a_cause_maps_to_the_other_classifications():
    pay = code("cause_statute", "pay")
    assert [c.id for c in mapped(pay, "cause_statistics", on=ON)] == ["pay-statistics"]
    assert {c.id for c in mapped(pay, "cause_court", on=day("2025-06-01"))} == {
        "ct-pay",
        "ct-compensation",
    }


def test_every_mapping_leads_somewhere():
    known = {
        c.id
        for table in ("cause_statistics", "cause_court")
        for c in codes(table, on=day("2025-06-01"))
    }
    for cause in codes("cause_statute", on=ON):
        assert set(cause.maps) <= known
        assert mapped(cause, "cause_statistics", on=ON)


MAPPED = {
    "education_older": "education",
    "industry_older": "industry",
    "nation_older": "nation",
    "registration_kind": "registration",
    "unit_category": "ownership",
    "unit_category_newer": "unit_category",
}


@pytest.mark.parametrize(("older", "newer"), MAPPED.items())
def test_every_entry_of_another_classification_leads_to_one_of_ours(older, newer):
    known = {entry.id for entry in codes(newer, on=ON)}
    for entry in codes(older, on=ON):
        assert entry.maps and set(entry.maps) <= known


def test_an_industry_of_the_older_wording_that_was_split_is_chosen_by_a_person():
    assert [c.id for c in mapped(code("industry_older", "17"), "industry", on=ON)] == ["Q", "S"]
    assert [c.id for c in mapped(code("industry_older", "08"), "industry", on=ON)] == ["F"]


def test_the_nations_are_fifty_six_and_what_is_from_memory_says_so():
    nations = codes("nation", on=ON)
    assert len([nation for nation in nations if nation.confidence == "V2"]) == 56
    assert {nation.id for nation in nations if nation.confidence == "M"} == {"97", "98"}


def test_a_level_of_skill_added_in_2022_was_not_to_be_had_before():
    assert "S" not in {entry.id for entry in codes("skill", on=day("2022-03-17"))}
    assert "S" in {entry.id for entry in codes("skill", on=ON)}


def test_a_reason_says_what_becomes_of_the_membership():
    kept = {entry.id for entry in codes("membership_reason", on=ON, stage="kept")}
    assert {"retired", "unemployed", "unit_closed"} <= kept and "died" not in kept


def test_outcomes_are_offered_by_stage():
    ids = [c.id for c in codes("outcome", on=ON, stage="mediation")]
    assert "mediation-failed" in ids and "award-final" not in ids


def test_an_unknown_table_or_code_is_an_error_not_an_empty_list():
    with pytest.raises(WrongData, match="no code table"):
        codes("colours", on=ON)
    with pytest.raises(WrongData, match="no code"):
        code("source", "smoke")
