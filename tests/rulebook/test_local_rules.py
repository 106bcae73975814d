"""What a county enters itself: with the number of its paper, and then it decides."""

from datetime import date

import pytest
from django.test import override_settings

from niudai.rulebook.evaluation import evaluate
from niudai.rulebook.instruments import WrongData
from niudai.rulebook.reading import rules_of
from niudai.rulebook.rules import nearest

ON = date(2026, 6, 30)
HOUSEHOLD = {"people": 3, "income": "60000.00", "rigid": "27000.00", "dwellings": 1}

LINE = """
[[rule]]
id = "DIBAO-URBAN"
kind = "parameter"
title_zh = "城镇低保标准（江阴）"
title_en = "Urban minimum-living standard (Jiangyin)"
jurisdiction = "CN-320281"
sources = ["DIBAO"]
document = "澄政发〔2025〕0号"
valid_from = 2025-07-01
parameters = { fen = 100000 }
confidence = "V1"
status = "active"
"""


def confirmed(rule_id: str) -> str:
    """A row of the program as the federation would confirm it for its own county."""
    rule = nearest(rule_id, on=ON, place="CN")
    numbers = ", ".join(
        f"{name} = {str(value).replace(chr(39), chr(34))}"
        if isinstance(value, list | int)
        else f'{name} = "{value}"'
        for name, value in rule.parameters.items()
    )
    evaluator = f'evaluator = "{rule.evaluator}"\n' if rule.evaluator else ""
    return f"""
[[rule]]
id = "{rule.id}"
kind = "{rule.kind}"
title_zh = "{rule.title_zh}"
title_en = "{rule.title_en}"
jurisdiction = "CN-320281"
sources = ["OWN"]
document = "澄总工发〔2026〕0号"
valid_from = 2026-01-01
parameters = {{ {numbers} }}
{evaluator}confidence = "V1"
status = "active"
"""


@pytest.fixture
def county(tmp_path):
    """Put these rows into the folder of local rules and judge the household of I1."""

    def judged(*rows: str):
        (tmp_path / "hardship.toml").write_text("".join(rows), encoding="utf-8")
        with override_settings(NIUDAI_LOCAL_RULES=str(tmp_path)):
            return evaluate("hardship.category", HOUSEHOLD, on=ON)

    return judged


def test_the_line_alone_gives_a_category_but_only_as_a_preview(county):
    found = county(LINE)

    assert (found.result, found.status) == ("deep", "preview")
    assert any("Not confirmed here" in sentence for sentence in found.explanation)
    assert found.more["line"]["status"] == "active"


def test_confirmed_tests_and_line_decide(county):
    names = ["HARDSHIP-CATEGORY", "HARDSHIP-DEEP", "HARDSHIP-RELATIVE", "HARDSHIP-ACCIDENT"]
    found = county(LINE, *map(confirmed, names))

    assert (found.result, found.status, found.decides) == ("deep", "decides", True)
    assert found.basis.endswith("(澄总工发〔2026〕0号)")
    assert found.explanation[0].endswith("916.67 yuan a head and month.")


def test_one_row_that_is_not_confirmed_keeps_it_a_preview(county):
    names = ["HARDSHIP-CATEGORY", "HARDSHIP-DEEP", "HARDSHIP-ACCIDENT"]

    assert county(LINE, *map(confirmed, names)).status == "preview"


def test_a_line_without_the_number_of_its_paper_is_not_taken(tmp_path):
    path = tmp_path / "hardship.toml"
    path.write_text(LINE.replace('document = "澄政发〔2025〕0号"\n', ""), encoding="utf-8")

    with pytest.raises(WrongData, match="number of its paper"):
        rules_of(path)
