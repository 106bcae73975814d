"""What must hold for every household, in every fen."""

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from niudai.rulebook.codes import read_codes
from niudai.rulebook.evaluation import evaluate, what_if
from niudai.rulebook.evaluation.facts import yuan
from niudai.rulebook.fixtures import fixture

ON, LINE = date(2026, 6, 30), 100_000
SEVERITY = {"none": 0, "accidental": 1, "relative": 2, "deep": 3}
Z = fixture("Z")

people = st.integers(1, 12)
fen = st.integers(0, 50_000_000)
lines = st.lists(
    st.fixed_dictionaries({
        "item": st.sampled_from([entry.id for entry in read_codes("income_item")]),
        "amount": fen.map(yuan),
    }),
    max_size=8,
)  # fmt: skip


def judged(**facts):
    return evaluate("HARDSHIP-CATEGORY", facts, on=ON, place="CN", rules=Z)


@given(people, fen, fen, st.integers(0, 5_000_000), fen)
def test_more_income_never_makes_the_hardship_graver(heads, income, rigid, more, cost):
    facts = {"people": heads, "rigid": yuan(rigid), "event_cost": yuan(cost)}
    before = judged(**facts, income=yuan(income))
    after = judged(**facts, income=yuan(income + more))
    assert SEVERITY[after.result] <= SEVERITY[before.result]


@given(people, fen, fen, st.integers(0, 5_000_000))
def test_more_rigid_expenditure_never_makes_it_lighter(heads, income, rigid, more):
    facts = {"people": heads, "income": yuan(income)}
    before = judged(**facts, rigid=yuan(rigid))
    after = judged(**facts, rigid=yuan(rigid + more))
    assert SEVERITY[after.result] >= SEVERITY[before.result]


@given(people, lines, st.randoms())
def test_the_order_of_the_lines_does_not_matter(heads, income, random):
    other = list(income)
    random.shuffle(other)
    first, second = judged(people=heads, income=income), judged(people=heads, income=other)
    assert first.result == second.result
    assert first.more["net_year"] == second.more["net_year"]
    assert first.more["net_per_head"] == second.more["net_per_head"]


@given(people, fen, fen)
def test_the_category_is_the_exact_comparison_and_never_the_rounded_one(heads, income, rigid):
    head = Fraction(income - rigid, 12 * heads)
    expected = "deep" if head < LINE else "relative" if head < 2 * LINE else "none"
    found = judged(people=heads, income=yuan(income), rigid=yuan(rigid))
    assert found.result == expected
    shown = Fraction(found.more["net_per_head"]) * 100
    assert abs(shown - head) <= Fraction(1, 2)


@given(people, st.sampled_from([-1, 0, 1]), st.sampled_from([1, 2]))
def test_one_fen_either_side_of_a_line_is_seen_for_any_household(heads, off, multiple):
    income = multiple * LINE * 12 * heads + off
    category = {1: ("deep", "relative"), 2: ("relative", "none")}[multiple][off >= 0]
    assert judged(people=heads, income=yuan(income)).result == category


@given(people, fen, fen)
def test_changing_nothing_changes_nothing(heads, income, rigid):
    facts = {"people": heads, "income": yuan(income), "rigid": yuan(rigid)}
    same = what_if(facts, {}, on=ON, place="CN", rules=Z)
    assert same.same_result and same.turned == []
    assert len(same.differences) == 1
