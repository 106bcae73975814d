"""The worked examples of the reference (12.1), from the lines of a file."""

from datetime import date

import pytest
from django.test import override_settings

from niudai.assistance.hardship.models import HardshipFile, Member
from niudai.assistance.hardship.reckoning import facts_of, judged, shown, supposed
from tests.rulebook.test_local_rules import LINE, confirmed

ON = date(2026, 6, 30)
TESTS = ("HARDSHIP-CATEGORY", "HARDSHIP-DEEP", "HARDSHIP-RELATIVE", "HARDSHIP-ACCIDENT",
         "INCOME-ITEMS", "RIGID-ITEMS", "EXCL-DWELLINGS")  # fmt: skip


def own(rule, parameters, kind="list"):
    return f"""
[[rule]]
id = "{rule}"
kind = "{kind}"
title_zh = "本地"
title_en = "own rule"
jurisdiction = "CN-320281"
sources = ["OWN"]
document = "澄总工发〔2026〕0号"
valid_from = 2026-01-01
parameters = {{ {parameters} }}
confidence = "V1"
status = "active"
"""


@pytest.fixture
def county(tmp_path):
    """Rows the county entered; those named by id are the program's own, confirmed."""

    def entered(*rows, without=()):
        named = "".join(confirmed(rule) for rule in TESTS if rule not in without)
        folder = tmp_path / str(len(list(tmp_path.iterdir())))  # a folder is read once
        folder.mkdir()
        (folder / "own.toml").write_text(LINE + named + "".join(rows), encoding="utf-8")
        return override_settings(NIUDAI_LOCAL_RULES=str(folder))

    return entered


@pytest.fixture
def home(village):
    """A household of so many people with one line of income and one of rigid expenditure."""

    def made(income, rigid, people, **declared):
        file = HardshipFile.objects.create(
            reference=f"例困〔2026〕{income}-{rigid}", organisation=village, received_on=ON,
            name="甄困难", declared=declared,
        )  # fmt: skip
        for number in range(people):
            Member.objects.create(file=file, relation="01" if not number else "97", name="甄")
        file.money.create(side="income", item="wage", amount_fen=income * 100)
        if rigid:
            file.money.create(side="rigid", item="medical", amount_fen=rigid * 100)
        return file

    return made


@pytest.mark.parametrize(
    ("name", "income", "rigid", "people", "result", "head"),
    [
        ("I1", 60_000, 27_000, 3, "deep", "916.67"),
        ("I2", 72_000, 12_000, 3, "relative", "1,666.67"),
        ("I3", 63_000, 27_000, 3, "relative", "1,000.00"),
        ("I6", 30_000, 48_000, 3, "deep", "-500.00"),
        ("just below L", 62_999, 27_000, 3, "deep", "999.97"),
        ("not below 2 L", 99_000, 27_000, 3, "none", "2,000.00"),
    ],
)
def test_income_test(county, home, name, income, rigid, people, result, head):
    with county():
        answer = judged(home(income, rigid, people), on=ON)

    assert (answer.result, answer.decides) == (result, True), name
    assert answer.more["net_per_head"].replace("−", "-").replace(",", "") == head.replace(",", "")


def test_i3_a_county_that_writes_not_above_finds_deep(county, home):
    le = own("HARDSHIP-DEEP", 'how = "net", category = "deep", multiple = "1.0", comparator = "le"')
    with county(le, without=("HARDSHIP-DEEP",)):
        assert judged(home(63_000, 27_000, 3), on=ON).result == "deep"


def test_i6_a_negative_amount_is_shown_and_flagged(county, home):
    with county():
        said = shown(home(30_000, 48_000, 3))

    assert said.more["flags"] == ["Rigid expenditure exceeds income: check the evidence."]


def test_i8_exactly_eighty_per_cent_is_not_above(county, home):
    numbers = 'how = "share", category = "accidental", share = "0.80", comparator = "gt"'
    share = own("HARDSHIP-ACCIDENT", numbers)
    with county(share, without=("HARDSHIP-ACCIDENT",)):
        exact = judged(home(84_000, 0, 2, event_cost="67200.00"), on=ON)
        above = judged(home(84_001, 0, 2, event_cost="67200.81"), on=ON)

    assert (exact.result, above.result) == ("none", "accidental")


def test_i9_a_pre_test_refuses_before_any_deduction(county, home):
    pretest = own("HARDSHIP-PRETEST",
                  'comparator = "lt", amount = "DISPOSABLE-INCOME", category = "none"')  # fmt: skip
    line = own("DISPOSABLE-INCOME", "fen = 3900000", kind="parameter")
    with county(pretest, line):
        assert judged(home(150_000, 120_000, 3), on=ON).result == "refused"
    with county():
        assert judged(home(150_001, 120_001, 3), on=ON).result == "deep"


def test_i11_two_dwellings_exclude_and_the_category_is_shown_for_information(county, home):
    with county():
        answer = judged(home(60_000, 27_000, 3, dwellings=2), on=ON)

    assert (answer.result, answer.more["category"]) == ("refused", "deep")


def test_i13_the_rule_of_2016_judges_its_own_time(county, home):
    of_then = LINE.replace("valid_from = 2025-07-01", "valid_from = 2016-01-01")
    with county(of_then.replace("DIBAO-URBAN", "DIBAO-RURAL")):
        near, far = home(16_800, 5_400, 1), home(19_200, 7_800, 1)
        for file in (near, far):
            file.residence = "rural"
        assert judged(near, on=date(2018, 6, 30)).result == "edge"
        assert judged(far, on=date(2018, 6, 30)).result != "edge"


def test_i14_without_a_rule_nothing_is_decided(home):
    answer = judged(home(60_000, 27_000, 3), on=ON)

    assert (answer.result, answer.decides) == ("cannot decide", False)
    assert answer.more["category"] is None


def test_the_reimbursed_part_is_not_deducted_and_able_people_are_counted(home):
    file = home(60_000, 46_000, 3)
    file.money.filter(side="rigid").update(back_fen=3_100_000)
    file.members.filter(relation="97").update(able_unemployed=True)

    facts = facts_of(HardshipFile.objects.get())

    assert facts["rigid"] == [{"item": "medical", "amount": "46000.00", "reimbursed": "31000.00"}]
    assert (facts["people"], facts["able_unemployed"]) == (3, 2)


def test_what_if_says_what_one_change_would_do(county, home):
    with county():
        found = supposed(home(60_000, 27_000, 3), {"people": 2})

    assert found.differences[0].startswith("The result changes from")
