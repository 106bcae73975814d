"""Articles on a page carry the name of their law, in the language of the reader."""

import pytest
from django.utils import translation

from niudai.disputes.letters import LETTERS
from niudai.disputes.referral_procedure import MOVES as REFERRAL_MOVES
from niudai.disputes.views.moves import PAGES
from niudai.rulebook.in_words import jurisdiction_name
from niudai.rulebook.instruments import WrongData, spelled_out
from niudai.rulebook.rules import all_rules


def in_both(citation):
    with translation.override("zh-hans"):
        chinese = spelled_out(citation)
    with translation.override("en"):
        return chinese, spelled_out(citation)


def test_one_article_several_and_a_run_of_them():
    assert in_both("LMA §29") == (
        "劳动争议调解仲裁法 第29条",
        "Labour Dispute Mediation and Arbitration Law, Article 29",
    )
    assert in_both("CPL §152, §164")[0] == "民事诉讼法 第152条、第164条"
    assert in_both("LMA §48–50")[0] == "劳动争议调解仲裁法 第48条至第50条"
    assert in_both("LMA §48–50")[1].endswith("Articles 48–50")
    assert in_both("ARB §46(2)")[0] == "劳动人事争议仲裁办案规则 第46条第2款"


def test_two_laws_stand_side_by_side():
    chinese, english = in_both("LMA §29; ARB §30")
    assert chinese == "劳动争议调解仲裁法 第29条；劳动人事争议仲裁办案规则 第30条"
    assert english.count("; ") == 1


def test_a_law_nobody_knows_is_an_error_and_not_a_guess():
    with pytest.raises(WrongData):
        spelled_out("XYZ §1")


def test_every_article_a_page_or_a_letter_cites_can_be_spelled_out():
    cited = [page.basis for page in PAGES.values()]
    cited += [move.basis for move in REFERRAL_MOVES] + [one.basis for one in LETTERS.values()]
    for basis in filter(None, cited):
        for said in in_both(basis):
            assert "§" not in said and said, basis


def test_every_jurisdiction_of_the_rules_has_a_name():
    codes = {rule.jurisdiction for rule in all_rules()}
    nameless = {code for code in codes if jurisdiction_name(code) == code}
    assert nameless == set(), "name it in rulebook/in_words.py: a page shows it"
