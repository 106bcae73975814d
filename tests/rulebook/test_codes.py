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


def test_outcomes_are_offered_by_stage():
    ids = [c.id for c in codes("outcome", on=ON, stage="mediation")]
    assert "mediation-failed" in ids and "award-final" not in ids


def test_an_unknown_table_or_code_is_an_error_not_an_empty_list():
    with pytest.raises(WrongData, match="no code table"):
        codes("colours", on=ON)
    with pytest.raises(WrongData, match="no code"):
        code("source", "smoke")
