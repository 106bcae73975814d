"""Finding a name by a part of it, its pinyin or its initials."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from niudai.kernel.searching import found_by, search_text
from niudai.organisations.models import Organisation
from tests.factories import OrganisationFactory


def finds(query, *texts):
    line = search_text(*texts)
    asked = [condition[1] for condition in found_by(query).children]
    return bool(asked) and [] not in asked and all(word in line for word in asked)


@pytest.mark.parametrize(
    "query", ["甄示例", "示例", "zhenshili", "ZhenShiLi", "zsl", "0117", "澄周调", "zsl 0117"]
)
def test_a_case_is_found_by_part_pinyin_initials_and_number(query):
    assert finds(query, "甄示例 与 江阴示例纺织有限公司", "澄周调〔2026〕0117 号")


@pytest.mark.parametrize("query", ["单例文", "shanliwen", "danliwen", "slw"])
def test_a_surname_is_found_as_it_is_said(query):
    assert finds(query, "单例文")


@pytest.mark.parametrize("query", ["", "   ", "\u3000"])
def test_asking_for_nothing_finds_nothing(query):
    assert not finds(query, "甄示例")


@given(st.text(min_size=1, max_size=20))
def test_every_name_is_found_by_itself(name):
    word = name.lower().split()[:5]
    assert not word or all(part in search_text(name) for part in word)


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["100%", "_", "\\", "'", "100%\x00", "\x00"])
def test_signs_of_the_database_are_letters_like_others(query):
    OrganisationFactory(name="示例甲工会", short_name="示例甲")
    OrganisationFactory(name="满意100%_\\'工会", short_name="乙")
    found = list(Organisation.objects.filter(found_by(query)).values_list("short_name", flat=True))
    assert found in ([], ["乙"])
    assert (found == []) == (query == "\x00")
