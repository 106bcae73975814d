"""The hardship calculator: plain questions, every amount shown, a preview that says so."""

import pytest

from tests.portal.reading import says, text

PAGE = "/calculators/hardship/"
NO_LINE = (
    "We cannot say which category: the minimum-living standard of this place has not been "
    "entered yet."
)
PREVIEW = (
    "This is a preview only: the rules are loaded for reference, and your federation has not "
    "confirmed them. Apply all the same if you need help, or ask 12351."
)
HOME = {"people": "3", "wages": "60000", "medical": "27000"}


def asked(client, **more):
    return client.post(PAGE, {**HOME, **more})


def test_without_a_line_the_sum_is_shown_and_an_example_that_is_called_one(client, city, today):
    page = asked(client)

    assert "916.67" in text(page)
    assert says(page, NO_LINE)
    assert "1000.00" in text(page) and "深度困难" in text(page)
    assert says(page, PREVIEW)


def test_with_the_line_of_the_place_the_category_is_a_preview(client, city, today):
    page = text(asked(client, dibao="1100"))

    assert "33000.00 &lt; 39600.00" in page
    assert "全国口径" in page  # the rule is cited
    relative = text(asked(client, dibao="900"))
    assert "33000.00 ≥ 32400.00" in relative


def test_an_accident_counts_when_the_need_remains_after_all_help(client, city, today):
    accident = {"wages": "90000", "medical": "", "dibao": "1000", "event_cost": "50000"}

    assert "意外致困" not in text(asked(client, **accident)).split("计算过程")[0]
    found = text(asked(client, **accident, still_in_difficulty="on"))
    assert "<b>意外致困</b>" in found


def test_two_dwellings_are_named_as_the_reason(client, city, today):
    page = text(asked(client, dibao="1100", two_dwellings="on"))
    assert "2套以上住宅" in page


def test_what_does_not_fit_is_said_beside_its_field(client, city, today):
    page = client.post(PAGE, {"people": "0", "wages": "-5"})

    assert page.status_code == 200
    assert text(page).count('class="error') == 2


@pytest.mark.parametrize("method", ["get", "post"])
def test_nothing_is_kept_and_no_cache_may_keep_it(client, city, today, method):
    page = client.get(PAGE) if method == "get" else asked(client)

    assert "no-store" in page.headers["Cache-Control"]
    assert not client.session.keys()
    assert "60000" not in page.wsgi_request.get_full_path()
