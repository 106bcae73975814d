"""A fire in the morning: approved on a word, paid the same day, the papers listed as due."""

import pytest
from django.utils import timezone

from niudai.assistance.aid.models import AidApplication
from tests.assistance.hardship.conftest import rules
from tests.browser_journeys.aid import enter_ceilings, funded, paid, treasury
from tests.browser_journeys.people import Desk
from tests.browser_journeys.test_journey_joining import fits
from tests.factories import HardshipFileFactory

__all__ = ["rules"]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_paid_the_same_day_and_the_papers_are_due(
    network, rules, clock, phone, desk, sign_in, tmp_path
):
    enter_ceilings(tmp_path)
    city, today = network["city"].organisation, str(timezone.localdate())
    hands = treasury(city)
    source = funded(city, hands)
    file = HardshipFileFactory(organisation=network["village"].organisation)

    bedside = Desk(phone, sign_in)
    sign_in(phone, hands["leader"])
    phone.goto(f"/office/aid/urgent/{file.pk}/")
    bedside.fills(
        kind="temporary", event="家中失火", event_on=today, approved_fen="2000",
        oral="9:10 电话请示张副主席，同意先行发放", source=str(source.pk), consented_on=today,
    )  # fmt: skip
    case = AidApplication.objects.get()
    assert case.stage == "approved_urgent" and fits(phone)

    office = Desk(desk, sign_in)
    paid(office, case, hands, tmp_path)
    assert (case.stage, str(case.decided_on)) == ("paid", today)
    sign_in(desk, network["village"])
    desk.goto("/office/aid/overdue/")
    office.reads("临时救助：甄困难", "2,000.00", "还有 6 天")
    sign_in(phone, network["village"])
    phone.goto("/office/aid/overdue/")
    assert fits(phone)
