"""The figures: each counted over the rows it opens to."""

from datetime import date

import pytest
from django.urls import reverse

from niudai.access.permissions import Role
from niudai.disputes import actions
from niudai.disputes.models import Agreement, AgreementItem, Claim
from niudai.disputes.statistics import (
    FIGURES,
    Asked,
    by_code,
    by_kind,
    by_level,
    success_rate,
)
from niudai.rulebook.evaluation import evaluate
from tests.factories import AppointmentFactory, BodyFactory, DisputeFactory, MediatorFactory

pytestmark = pytest.mark.django_db
SINCE, UNTIL = date(2026, 1, 1), date(2026, 12, 31)


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to("2026-11-22 10:00+08:00")


@pytest.fixture
def body(town):
    return BodyFactory(organisation=town, kind="town")


@pytest.fixture
def asked(officer):
    def ask(**changes):
        return Asked(**{"actor": officer, "since": SINCE, "until": UNTIL, **changes})

    return ask


def settle(dispute, *amounts, paid=0):
    day = date(2026, 9, 20)
    agreement = Agreement.objects.create(
        dispute=dispute, text="支付工资", manner="转账", applicant_signed_on=day,
        respondent_signed_on=day, mediator_signed_on=day, stamped_on=day, originals=3,
        confirms_relationship=False, payment_only=True,
    )  # fmt: skip
    for number, amount in enumerate(amounts):
        kept = number < paid
        AgreementItem.objects.create(
            agreement=agreement, text="支付", amount_fen=amount, due_on=date(2026, 10, 20),
            performed_on=day if kept else None, performed_fen=amount if kept else None,
        )  # fmt: skip


def values(asked, *names):
    return [FIGURES[name].value(asked) for name in names]


def test_every_dispute_received_is_counted_once_by_what_became_of_it(body, asked):
    mediator = MediatorFactory(body=body)
    DisputeFactory(body=body)
    DisputeFactory(body=body, stage="declined", outcome="declined-scope")
    DisputeFactory(body=body, stage="withdrawn", outcome="withdrawn")
    DisputeFactory(body=body, stage="failed", mediator=mediator, outcome="timed-out")
    settle(DisputeFactory(body=body, stage="agreed", mediator=mediator), 100_00)
    DisputeFactory(body=body, received_on=date(2025, 12, 31))
    names = ("received", "accepted", "declined", "settled", "failed", "withdrawn", "open")
    assert values(asked(), *names) == [5, 3, 1, 1, 1, 1, 3]


def test_an_agreement_that_lacks_a_signature_is_not_settled(body, asked):
    dispute = DisputeFactory(body=body, stage="mediating", mediator=MediatorFactory(body=body))
    settle(dispute, 100_00)
    Agreement.objects.update(stamped_on=None)
    assert values(asked(), "settled", "settled-amount") == [0, 0]


def test_amounts_are_summed_over_every_claim_and_promise_even_equal_ones(body, asked):
    dispute = DisputeFactory(body=body, stage="agreed", mediator=MediatorFactory(body=body))
    for _ in range(2):
        Claim.objects.create(dispute=dispute, kind="wages", text="工资", amount_fen=500_00)
    settle(dispute, 300_00, 300_00, 300_00, paid=2)
    assert values(asked(), "claimed", "settled-amount", "performed-amount") == [
        1000_00, 900_00, 600_00,
    ]  # fmt: skip
    assert FIGURES["claimed"].rows(asked()).count() == 1
    assert values(asked(), "performed") == [0]
    AgreementItem.objects.update(performed_on=date(2026, 10, 1), performed_fen=300_00)
    assert values(asked(), "performed", "performed-amount") == [1, 900_00]


def test_collective_cases_and_their_persons_are_counted_apart(body, asked):
    DisputeFactory(body=body, collective=True, workers=12)
    DisputeFactory(body=body, workers=3)
    assert values(asked(), "collective", "collective-persons", "persons") == [1, 12, 15]


def test_240_settled_of_308_accepted_are_77_9_percent(body, asked):
    answer = evaluate("MED-SUCCESS-RATE", {"settled": 240, "accepted": 308}, on=UNTIL)
    assert "77.9" in answer.result
    mediator = MediatorFactory(body=body)
    for number in range(3):
        dispute = DisputeFactory(body=body, stage="agreed", mediator=mediator)
        if number < 2:
            settle(dispute)
    assert "66.7" in success_rate(asked()).result


def test_without_an_accepted_case_there_is_no_rate(asked):
    assert success_rate(asked()).holds is False


def test_a_place_is_counted_with_everything_beneath_it(body, village, neighbour, federation):
    DisputeFactory(body=body)
    DisputeFactory(body=BodyFactory(organisation=village, kind="village"))
    DisputeFactory(body=BodyFactory(organisation=neighbour))
    leader = AppointmentFactory(organisation=federation, role=Role.LEADER).actor()

    def received(place):
        return FIGURES["received"].value(Asked(leader, SINCE, UNTIL, place=place))

    assert [received(place) for place in (None, body.organisation, village, neighbour)] == [
        3, 2, 1, 1,
    ]  # fmt: skip


def test_a_town_counts_nothing_of_its_neighbour(neighbour, asked):
    body = BodyFactory(organisation=neighbour)
    MediatorFactory(body=body)
    DisputeFactory(body=body)
    assert {figure.value(asked()) for figure in FIGURES.values()} == {0}


def test_causes_and_sources_come_with_their_workers(body, asked):
    DisputeFactory(body=body, cause="pay", workers=2)
    DisputeFactory(body=body, cause="pay")
    DisputeFactory(body=body, cause="dismissal")
    assert by_code(asked(), "cause") == [("pay", 2, 3), ("dismissal", 1, 1)]
    assert FIGURES["received"].value(asked(cause="dismissal")) == 1


def test_the_register_is_counted_as_it_stood_on_the_last_day(body, village, asked, officer):
    MediatorFactory(body=body, full_time=True)
    MediatorFactory(body=body, since=date(2026, 6, 1))
    left = MediatorFactory(body=body)
    actions.leave(left, reason="退休", left_on=date(2026, 9, 1), by=officer)
    BodyFactory(organisation=village, kind="village", closed_on=date(2026, 3, 1))
    names = ("bodies", "mediators", "full-time", "part-time")
    assert values(asked(until=date(2026, 2, 1)), *names) == [2, 2, 1, 1]
    assert values(asked(until=date(2026, 8, 1)), *names) == [1, 3, 1, 2]
    assert values(asked(), *names) == [1, 2, 1, 1]


def test_training_counts_people_and_hours_of_the_period(body, asked, officer):
    mediator = MediatorFactory(body=body)
    MediatorFactory(body=body)
    for held_on, hours in ((date(2026, 3, 1), 8), (date(2026, 4, 1), 4), (date(2025, 4, 1), 16)):
        actions.record_training(mediator, held_on=held_on, subject="法律", hours=hours, by=officer)
    assert values(asked(), "trained", "training-hours") == [1, 12]


def test_bodies_and_mediators_by_kind_and_level(body, village, asked):
    small = BodyFactory(organisation=village, kind="village")
    MediatorFactory(body=body, full_time=True)
    MediatorFactory(body=small)
    kinds = {row["kind"]: (row["bodies"], row["full"], row["part"]) for row in by_kind(asked())}
    assert (kinds["town"], kinds["village"], kinds["city"]) == ((1, 1, 0), (1, 0, 1), (0, 0, 0))
    levels = {row["level"]: (row["bodies"], row["mediators"]) for row in by_level(asked())}
    assert levels == {"city": (0, 0), "town": (1, 1), "base": (1, 1)}


def test_the_page_shows_every_figure_and_each_opens_to_as_many_rows(sign_in, town, body):
    mediator = MediatorFactory(body=body)
    settle(DisputeFactory(body=body, stage="agreed", mediator=mediator, collective=True), 100_00)
    DisputeFactory(body=body, received_on=date(2025, 5, 5))
    client = sign_in(Role.TOWN_OFFICER, town)
    page = client.get(reverse("dispute_figures"))
    shown = {row["figure"].id: row["value"] for row in page.context["mediation"]}
    assert shown["received"] == "1" and shown["settled-amount"] == "100.00"
    for name, figure in FIGURES.items():
        rows = client.get(reverse("dispute_figure", args=[name]))
        assert rows.status_code == 200
        if figure.unit in {"cases", "bodies", "people"}:
            assert rows.context["value"] == str(len(rows.context["lines"]))
    wider = client.get(reverse("dispute_figures"), {"since": "2025-01-01", "until": "2026-12-31"})
    assert {r["figure"].id: r["value"] for r in wider.context["mediation"]}["received"] == "2"


def test_the_tables_open_to_their_rows_too(sign_in, town, body, village):
    MediatorFactory(body=body, full_time=True)
    small = BodyFactory(organisation=village, kind="village")
    DisputeFactory(body=small, cause="dismissal")
    DisputeFactory(body=small)
    client = sign_in(Role.TOWN_OFFICER, town)

    def opened(figure, **query):
        page = client.get(reverse("dispute_figure", args=[figure]), query)
        return [line["name"] for line in page.context["lines"]]

    assert opened("bodies", kind="village") == opened("bodies", level="base") == [small.name]
    assert len(opened("full-time", kind="town")) == 1 and opened("full-time", level="base") == []
    assert len(opened("received", cause="dismissal")) == 1
    assert len(opened("received", source="walk-in")) == 2


def test_wrong_dates_and_places_of_others_have_their_sentence_and_widen_nothing(
    sign_in, town, neighbour
):
    DisputeFactory(body=BodyFactory(organisation=neighbour))
    client = sign_in(Role.TOWN_OFFICER, town)
    for query in ({"since": "2026-05-01", "until": "2026-04-01"}, {"place": neighbour.pk},
                  {"since": "gestern"}):  # fmt: skip
        page = client.get(reverse("dispute_figures"), query)
        assert page.context["form"].errors and page.status_code == 200
        assert page.context["mediation"][0]["value"] == "0"
    assert client.get(reverse("dispute_figure", args=["nonsense"])).status_code == 404


def test_who_may_not_see_disputes_sees_no_figures(sign_in, federation):
    client = sign_in(Role.ORGANISATION_OFFICER, federation)
    assert client.get(reverse("dispute_figures")).status_code == 403
    assert client.get(reverse("dispute_figure", args=["received"])).status_code == 403
