"""What each reader sees, and what the counter, the county and finance do on their pages."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from niudai.access.permissions import Role
from niudai.assistance.aid import actions
from niudai.assistance.aid.models import AidApplication
from niudai.assistance.hardship.models import Assessment
from niudai.audit.models import Entry
from niudai.funds.models import Batch
from tests.assistance.aid.conftest import (
    TODAY,
    approved,
    asked,
    facts_of,
    paid,
    reviewed,
    taken,
)

pytestmark = pytest.mark.django_db
STORY = "示例病情加重，长期服药"
NUMBER, CARD, CHILD = "320281198801010023", "6228480000000000123", "甄小示"


@pytest.fixture
def told(ceilings, file, hands):
    """Study aid with a story, a child and an opinion that speaks of the illness."""
    child = file.members.get(relation="20")
    case = asked(file, hands, "study", 500_000, student=child, school="secondary", story=STORY)
    return actions.give_opinion(case, opinion="母亲" + STORY, by=hands.unit)


def page(browser, address):
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return answer.text


@pytest.mark.parametrize("role", [Role.LEADER, Role.AUDITOR])
def test_who_only_watches_reads_of_no_illness_child_or_card(told, city, at_desk, role):
    browser = at_desk(city, role)
    for address in (f"/office/aid/{told.pk}/", "/office/aid/", "/office/search/?q=甄困难"):
        text = page(browser, address)
        assert told.name in text
        for covered in (STORY, CHILD, NUMBER, CARD, CARD[-4:]):
            assert covered not in text, address
    assert browser.get(f"/office/aid/{told.pk}/reveal/card/").status_code in {403, 404}


def test_whoever_handles_it_reads_it_and_opens_a_number_with_a_reason(told, town, at_desk):
    browser = at_desk(town, Role.TOWN_OFFICER)
    text = page(browser, f"/office/aid/{told.pk}/")
    assert STORY in text and CHILD in text and NUMBER not in text and CARD not in text

    answer = browser.post(f"/office/aid/{told.pk}/reveal/card/", {"reason": "核对开户行"})
    assert CARD in answer.text


def test_a_neighbour_is_not_told_that_it_exists(told, neighbour, at_desk):
    browser = at_desk(neighbour, Role.TOWN_OFFICER)

    assert browser.get(f"/office/aid/{told.pk}/").status_code == 404
    assert told.name not in page(browser, "/office/aid/")


def test_no_sealed_word_reaches_the_log(told, ceilings):
    said = " ".join(f"{entry.changes} {entry.personal}" for entry in Entry.objects.all())
    assert STORY not in said and CARD not in said and CHILD not in said


def test_the_counter_takes_down_and_asks(file, village, at_desk, ceilings):
    browser = at_desk(village, Role.VILLAGE_OFFICER)
    assert file.name in page(browser, "/office/aid/new/?q=甄困难")
    assert "Living aid" in page(browser, f"/office/aid/new/{file.pk}/")
    address = f"/office/aid/new/{file.pk}/?kind=living"
    assert "Papers seen" in page(browser, address)

    form = {
        "track": "general", "event": "2026年生活困难", "event_on": TODAY.isoformat(),
        "asked_fen": "1200.50", "papers": ["application", "identity", "income", "card"],
        "consented_on": TODAY.isoformat(), "card_name": "甄困难",
    }  # fmt: skip
    answer = browser.post(address, form, follow=True)
    case = AidApplication.objects.get()
    assert (case.asked_fen, case.card, case.stage) == (120_050, CARD, "draft")
    assert "How much at most" in answer.text

    browser.post(f"/office/aid/{case.pk}/move/submit/")
    case.refresh_from_db()
    assert case.stage == "submitted"


def test_what_is_missing_stands_on_the_page(file, hands, village, at_desk):
    case = taken(file, hands, papers=[])

    text = page(at_desk(village, Role.VILLAGE_OFFICER), f"/office/aid/{case.pk}/")
    assert "Still missing: Letter of application" in text


def test_a_correction_keeps_the_card_nobody_typed(file, hands, village, at_desk):
    case = taken(file, hands)
    browser = at_desk(village, Role.VILLAGE_OFFICER)
    form = {
        "track": "general", "event": "更正", "event_on": TODAY.isoformat(), "asked_fen": "800",
        "papers": ["application"], "card": "", "card_name": "甄困难",
    }  # fmt: skip
    browser.post(f"/office/aid/{case.pk}/correct/", form)
    case.refresh_from_db()
    assert (case.event, case.card, case.asked_fen) == ("更正", CARD, 80_000)


def test_the_leader_sees_what_the_decision_rests_on_and_decides(
    ceilings, file, hands, source, city, at_desk
):
    case = reviewed(asked(file, hands, amount=400_000), hands)
    browser = at_desk(city, Role.LEADER)
    text = page(browser, f"/office/aid/{case.pk}/move/approve/")
    assert "12,000.00" in text  # the ceiling
    assert "100,000.00" in text  # free in the source
    answer = browser.post(
        f"/office/aid/{case.pk}/move/approve/",
        {"approved_fen": "4000", "source": source.pk, "level": "vice_chair", "post": "副主席"},
    )
    assert answer.status_code == 302, answer.text
    case.refresh_from_db()
    assert (case.stage, case.approver_post) == ("approved", "副主席")


def test_help_at_once_is_one_page(ceilings, file, source, city, at_desk):
    browser = at_desk(city, Role.LEADER)
    address = f"/office/aid/urgent/{file.pk}/"
    assert "word of mouth" in page(browser, address)
    browser.post(address, {
        "kind": "temporary", "event": "家中失火", "event_on": TODAY.isoformat(),
        "approved_fen": "2000", "oral": "9:10 电话请示", "source": source.pk,
        "consented_on": TODAY.isoformat(),
    })  # fmt: skip
    case = AidApplication.objects.get()
    assert (case.stage, case.approved_fen) == ("approved_urgent", 200_000)
    assert case.reference in page(browser, "/office/aid/overdue/")


def test_finance_makes_one_batch_of_everything_approved(
    ceilings, file, hands, source, city, at_desk
):
    for number in range(3):
        approved(file, hands, source, amount=10_000 + number, event=f"第{number}次")
    # A person stands in a batch once an item: the second and third wait for another.
    browser = at_desk(city, Role.FINANCE_OFFICER)
    text = page(browser, "/office/aid/waiting/")
    assert "300.03" in text
    text = page(browser, f"/office/aid/waiting/{source.pk}/living/")
    assert "Possible double help" in text
    answer = browser.post(f"/office/aid/waiting/{source.pk}/living/", {"name": "十一月"})
    assert "twice for one item" in answer.text
    assert not Batch.objects.exists()


def test_a_batch_just_made_says_how_much_it_holds(ceilings, file, hands, source, city, at_desk):
    approved(file, hands, source)
    browser = at_desk(city, Role.FINANCE_OFFICER)
    address = f"/office/aid/waiting/{source.pk}/living/"
    assert "1 lines were put in." in browser.post(address, {"name": "十一月"}, follow=True).text


def test_the_public_list_names_nobody(ceilings, file, hands, city, at_desk):
    case = reviewed(asked(file, hands, publicity_consent_on=TODAY), hands)
    Assessment.objects.create(
        organisation=city, title="评估", document="评估1号", made_on=TODAY, keep_until=TODAY,
        made_by="某",
    )  # fmt: skip
    actions.publish(case, posted_at="村务公开栏", by=hands.centre)

    text = page(at_desk(city, Role.AUDITOR), "/office/aid/publicity/")
    assert "甄**" in text and "甄困难" not in text and "Living aid" not in text


def test_figures_open_to_their_rows(ceilings, file, hands, source, city, at_desk):
    paid(file, hands, source)
    browser = at_desk(city, Role.AUDITOR)
    text = page(browser, "/office/aid/figures/")
    assert "1,000.00" in text and source.name in text
    rows = page(browser, f"/office/aid/?kind=living&given=on&source={source.pk}")
    assert "1 application" in rows


def test_the_list_costs_the_same_however_long(ceilings, file, hands, city, at_desk):
    browser = at_desk(city, Role.AUDITOR)

    def cost():
        with CaptureQueriesContext(connection) as asked_for:
            page(browser, "/office/aid/")
        return len(asked_for)

    taken(file, hands)
    cost()  # what is asked once and kept
    few = cost()
    for _number in range(5):
        taken(file, hands)
    assert cost() == few


def test_a_study_campaign_asks_for_every_chosen_child(ceilings, file, hands, village, at_desk):
    child = file.members.get(relation="20")
    child.born_on = date(TODAY.year - 17, 5, 1)
    child.save(update_fields=["born_on"])
    browser = at_desk(village, Role.VILLAGE_OFFICER)
    text = page(browser, "/office/aid/campaign/")
    assert CHILD in text and "10,000.00" in text
    form = {
        "event": "2026年金秋助学", "begins_on": TODAY.isoformat(),
        "consented_on": TODAY.isoformat(), "seen": "on",
        f"school_{child.pk}": "secondary", f"amount_{child.pk}": "3000",
    }  # fmt: skip
    assert browser.post("/office/aid/campaign/", form).status_code == 302
    case = AidApplication.objects.get()
    assert (case.stage, case.student, case.asked_fen) == ("submitted", child, 300_000)
    assert "asked already" in page(browser, "/office/aid/campaign/?event=2026年金秋助学")


def test_who_may_not_read_of_children_gets_no_list_of_students(city, at_desk):
    assert at_desk(city, Role.LEADER).get("/office/aid/campaign/").status_code == 403


def test_what_training_led_to_is_kept(ceilings, file, hands, village, at_desk):
    case = taken(file, hands, "training", 0)
    browser = at_desk(village, Role.VILLAGE_OFFICER)
    form = {"what": "employed", "on": TODAY.isoformat(), "detail": "缝纫工", "pay_fen": "4200"}
    browser.post(f"/office/aid/{case.pk}/outcome/", form)
    outcome = case.outcomes.get()
    assert (outcome.what, outcome.pay_fen) == ("employed", 420_000)
    assert "缝纫工" in page(browser, f"/office/aid/{case.pk}/")


def test_facts_of_every_kind_have_a_page(file, hands, village, at_desk):
    browser = at_desk(village, Role.VILLAGE_OFFICER)
    for kind in ("living", "medical", "study", "accidental", "temporary", "training", "jobs",
                 "legal_aid", "base"):  # fmt: skip
        case = actions.take_down(file, **facts_of(kind, 0), by=hands.unit)
        page(browser, f"/office/aid/{case.pk}/")
        page(browser, f"/office/aid/{case.pk}/correct/")
