"""Double help: the person, the household, the kind, the event, over every programme."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from niudai.assistance.aid import actions
from niudai.assistance.aid.doubles import doubled, found_for
from niudai.assistance.aid.models import AidApplication
from niudai.funds import actions as money
from niudai.funds.payable import Payable
from niudai.kernel.refused import Refused
from tests.assistance.aid.conftest import approved, asked, taken
from tests.factories import HardshipFileFactory

pytestmark = pytest.mark.django_db
CHILD = "320281201506010017"


def other_programme(source, hands, number=CHILD, item="living", event=""):
    payable = Payable(
        amount_fen=50_000, item=item, reference="捐赠〔2026〕1号", name="甄小示", number=number,
        event=event, card="6228480000000000777", card_name="甄小示",
    )  # fmt: skip
    return money.commit(source, [payable], origin="giving", by=hands.decider)


def test_earlier_aid_of_the_household_is_found(ceilings, file, hands, source):
    earlier = approved(file, hands, source)

    [found] = found_for(taken(file, hands))
    assert found.reference == earlier.reference
    assert found.same == ("person", "kind", "event")
    assert found.may_be_opened(hands.town) and not found.may_be_opened(hands.clerk)


def test_what_another_programme_gave_to_somebody_of_the_household_is_found(file, hands, source):
    other_programme(source, hands)

    [found] = found_for(taken(file, hands))
    assert (found.reference, found.same) == ("捐赠〔2026〕1号", ("household", "kind"))


def test_another_kind_counts_only_for_the_same_event(file, hands, source):
    other_programme(source, hands, item="study", event="别的事")
    assert found_for(taken(file, hands, event="2026火灾")) == []

    other_programme(source, hands, item="medical", event="2026火灾")
    [found] = found_for(taken(file, hands, event="2026火灾"))
    assert found.same == ("household", "event")


def test_a_file_begun_anew_does_not_hide_what_the_old_one_got(ceilings, file, hands, source):
    approved(file, hands, source)
    again = HardshipFileFactory(organisation=file.organisation)

    assert len(found_for(taken(again, hands))) == 1


def test_the_town_answers_before_it_checks(ceilings, file, hands, source):
    approved(file, hands, source)
    case = actions.give_opinion(asked(file, hands), opinion="属实", by=hands.unit)

    with pytest.raises(Refused, match="no double help"):
        actions.check(case, opinion="同意", by=hands.town)
    case = actions.check(case, opinion="同意", doubles_answer="上次为春季", by=hands.town)
    assert case.doubles_answer == "上次为春季"


def test_the_search_costs_the_same_however_much_was_given(ceilings, file, hands, source):
    def cost(case):
        case = AidApplication.objects.get(pk=case.pk)
        with CaptureQueriesContext(connection) as asked_for:
            found_for(case)
        return len(asked_for)

    approved(file, hands, source, amount=10_000)
    few = cost(taken(file, hands))
    for number in range(4):
        approved(file, hands, source, amount=10_000 + number)
    assert cost(taken(file, hands)) == few


def test_a_whole_list_is_searched_at_once(ceilings, file, hands, source):
    def cost():
        with CaptureQueriesContext(connection) as asked_for:
            found = list(doubled(waiting, timezone.localdate(), "320281000000"))
        return found, len(asked_for)

    made = [approved(file, hands, source, amount=10_000 + number) for number in range(2)]
    waiting = AidApplication.objects.counted().order_by("pk")
    found, few = cost()
    assert found == made
    approved(file, hands, source, amount=30_000)
    assert cost()[1] == few
