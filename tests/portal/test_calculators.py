"""The calculators cite their article and never say more than the rulebook knows."""

from tests.portal.reading import says, text


def test_the_last_day_for_wages_counts_from_the_last_day_at_work(client, city, today):
    page = text(client.get("/calculators/last-day/?what=wages&since=2026-08-31"))

    assert "2027年8月31日 周二" in page
    assert "劳动争议调解仲裁法 第27条第4款" in page
    assert "2026-08-31" in page


def test_a_last_day_on_a_weekend_is_moved_and_says_why(client, city, today):
    page = text(client.get("/calculators/last-day/?what=other&since=2025-08-01"))

    assert "2026年8月3日 周一" in page
    assert "2026-08-01" in page


def test_who_still_works_there_has_no_last_day_for_wages(client, city, today):
    page = client.get("/calculators/last-day/?what=employed")

    assert 'class="h1"' not in text(page)
    assert says(
        page,
        "For wages the limit does not run while you still work there. It begins when you leave.",
    )


def test_without_a_day_the_calculator_asks_for_it(client, city, today):
    page = client.get("/calculators/last-day/?what=wages")
    assert says(page, "The count begins with this day.")

    page = client.get("/calculators/last-day/?what=wages&since=2027-01-01")
    assert says(page, "This day is in the future: enter what has happened.")


def test_overtime_on_a_rest_day_is_paid_double(client, city, today):
    page = client.get("/calculators/overtime/?kind=rest_day&hourly=20&hours=8&paid=160")

    assert "320.00" in text(page)
    assert says(page, "What was paid is too little.")
    assert "江苏省工资支付条例 第20条" in text(page)


def test_a_fraction_of_a_fen_counts_for_the_worker(client, city, today):
    page = text(client.get("/calculators/overtime/?kind=workday&hourly=17.33&hours=0.1&paid=2.61"))

    assert "2.61" in page  # 1.733 yuan is 1.74, one and a half times is 2.61


def test_sick_pay_on_an_unconfirmed_minimum_wage_is_a_hint_only(client, city, today):
    page = client.get("/calculators/sick-pay/?paid=1500")

    assert "2128.00" in text(page)
    assert says(page, "A number in it is not confirmed: take this as a hint, and ask 12351.")


def test_sick_pay_on_a_known_minimum_wage_is_certain(client, city, today):
    page = client.get("/calculators/sick-pay/?paid=2000&minimum_wage=2490")

    assert "1992.00" in text(page)
    assert says(page, "What was paid is enough.")
    assert not says(page, "A number in it is not confirmed: take this as a hint, and ask 12351.")


def test_wrong_amounts_are_refused_beside_their_field(client, city, today):
    page = client.get("/calculators/overtime/?kind=holiday&hourly=-1&hours=8&paid=abc")

    assert page.status_code == 200
    assert text(page).count('class="error') == 2


def test_an_empty_calculator_shows_its_article(client, city, today):
    assert "江苏省工资支付条例 第20条" in text(client.get("/calculators/overtime/"))
    assert client.get("/calculators/last-day/").status_code == 200
