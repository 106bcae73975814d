"""Lists page by page: every row once, in order, forwards and back, whatever the address says."""

import pytest
from django.http import QueryDict
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from niudai.kernel.listing import Count, count_of, page_of
from niudai.organisations.models import Division

pytestmark = pytest.mark.django_db


def divisions(names):
    Division.objects.all().delete()
    Division.objects.bulk_create(
        Division(code=f"{number:012d}", name=name, level=level)
        for number, (name, level) in enumerate(names)
    )
    return Division.objects.all()


def walk(rows, order, word, asked=""):
    """All pages from an address on, following the link of that name."""
    pages = [page_of(rows, QueryDict(asked.lstrip("?")), order=order, size=3)]
    while link := getattr(pages[-1], word):
        pages.append(page_of(rows, QueryDict(link.lstrip("?")), order=order, size=3))
        assert len(pages) < 20
    return pages


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    names=st.lists(
        st.tuples(
            st.sampled_from(["周庄", "华士", "a", "B"]), st.sampled_from(["town", "village"])
        ),
        max_size=12,
    ),
    order=st.sampled_from([["name"], ["-name"], ["level", "-name"], ["-level", "name", "-pk"]]),
)
def test_every_row_comes_once_and_in_order_both_ways(db, names, order):
    rows = divisions(names)
    expected = list(rows.order_by(*order, *([] if "-pk" in order else ["pk"])))

    there = walk(rows, order, "following")
    assert [row for page in there for row in page] == expected

    if len(there) > 1:
        back = walk(rows, order, "previous", there[-1].previous)
        assert [row for page in reversed(back) for row in page] == [
            row for page in there[:-1] for row in page
        ]
        assert back[-1].previous == ""


def test_a_row_that_arrives_meanwhile_neither_doubles_nor_hides_another():
    rows = divisions([(f"村{n}", "village") for n in range(5)])
    first = page_of(rows, QueryDict(), order=["name"], size=3)
    Division.objects.create(code="999999999999", name="村0a", level="village")
    second = page_of(rows, QueryDict(first.following[1:]), order=["name"], size=3)
    assert [row.name for row in [*first, *second]] == ["村0", "村1", "村2", "村3", "村4"]


def test_the_neighbouring_pages_keep_the_filter():
    rows = divisions([("村", "village")] * 7)
    page = page_of(rows, QueryDict("level=village&before=x"), order=["name"], size=3)
    assert page.following.startswith("?level=village&after=")
    assert "before" not in page.following


@pytest.mark.parametrize("word", ["x", "bnVsbA", "W10", "WzEsMiwzXQ", "W251bGwsbnVsbF0", "中"])
def test_a_key_nobody_gave_out_opens_the_first_page(word):
    rows = divisions([("村", "village")] * 2)
    for where in ("after", "before"):
        page = page_of(rows, QueryDict(f"{where}={word}"), order=["name"], size=3)
        assert (len(page), page.first) == (2, "")


def test_a_relation_can_give_the_order():
    rows = divisions([("镇", "town"), ("乙镇", "town")])
    for number, parent in enumerate(["000000000001", "000000000000", "000000000001"]):
        Division.objects.create(
            code=f"1{number:011d}", name="村", level="village", parent_id=parent
        )
    villages = rows.filter(level="village").select_related("parent")
    pages = walk(villages, ["parent__name", "code"], "following")
    assert [row.parent.name for page in pages for row in page] == ["乙镇", "乙镇", "镇"]


def test_counting_stops_and_says_over():
    rows = divisions([("村", "village")] * 6)
    assert count_of(rows, limit=6) == Count(6)
    assert count_of(rows, limit=5) == Count(5, more=True)


@pytest.mark.parametrize(
    ("count", "shown"), [(Count(9_999), "9,999"), (Count(10_000, more=True), "over 10,000")]
)
def test_a_count_reads_as_a_number(count, shown):
    with translation.override("en"):
        assert str(count) == shown
