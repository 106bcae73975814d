"""What is public on the portal: the frozen line, as long as the period runs; an objection."""

import re
from datetime import date, timedelta

import pytest
from django.conf import settings

from niudai.access import limits
from niudai.access.permissions import Role
from niudai.assistance.hardship import actions
from niudai.assistance.hardship.models import HardshipFile, Objection, Stage
from tests.assistance.hardship.conftest import VISIT
from tests.factories import AppointmentFactory, UserFactory
from tests.portal.mother import CHILD, NUMBER, Mother
from tests.portal.reading import says, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def posted(client, city, village, officer, today):
    """Visited, and made public on a Monday."""
    Mother(client).send()
    client.cookies.clear()
    chief = AppointmentFactory(
        user=UserFactory(username="chief"), organisation=city, role=Role.ASSISTANCE_OFFICER
    ).actor()
    actions.record_assessment(
        city, title="评估", document="澄总工发〔2026〕1号", made_on=date(2026, 9, 1), by=chief
    )
    file = actions.accept(HardshipFile.objects.get(), by=officer.actor)
    file = actions.survey(
        file, client_id="8e0c0d3e-7d8f-4f0e-9b1e-0d6c4a1f0001", visited_on=file.received_on,
        **VISIT, by=officer.actor,
    )  # fmt: skip
    return actions.publish_unit(
        file, places="公告栏", telephone="0510-86000000", online=True, by=officer.actor
    )


def line_of(client):
    return re.search(r'href="(/publicity/[^"]{30,})"', text(client.get("/publicity/")))[1]


def test_the_masked_line_is_there_and_nothing_else_of_the_household(client, posted):
    page = client.get("/publicity/?town=320281102000")

    assert "甄*难" in text(page) and "0510-86000000" in text(page)
    for secret in (NUMBER, CHILD, "甄困难", "甄小示", "6228", "示例路", "示例病情", "13800000003"):
        assert secret not in text(page)
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert 'content="noindex' in text(page)


def test_after_its_last_day_it_is_gone_whether_or_not_somebody_ended_it(client, posted, today):
    last = posted.item.deadlines.get(rule_id="HARDSHIP-PUBLICITY").legal_end
    today.move_to(f"{last} 23:30:00+08:00")
    assert "甄*难" in text(client.get("/publicity/"))
    today.move_to(f"{last + timedelta(days=1)} 00:30:00+08:00")

    assert posted.publicities.get().ended_on is None
    assert says(
        client.get("/publicity/"),
        "Nothing is made public here today. What was is gone with its last day.",
    )


def test_the_address_of_a_line_is_another_each_time_and_never_a_number(client, posted):
    first, second = line_of(client), line_of(client)

    assert first != second
    assert client.get(first).status_code == client.get(second).status_code == 200
    assert client.get(f"/publicity/{posted.publicities.get().pk}/").status_code == 404


def test_an_objection_stops_the_clock_and_takes_the_line_down(client, posted):
    page = client.post(
        line_of(client), {"anonymous": "yes", "facts": "他家有两套房子，在镇上出租"}, follow=True
    )

    posted.refresh_from_db()
    assert says(page, "Thank you")
    assert posted.stage == Stage.OBJECTION
    assert posted.item.deadlines.get(rule_id="HARDSHIP-PUBLICITY").paused_on is not None
    assert Objection.objects.get().name == ""
    assert "甄*难" not in text(client.get("/publicity/"))


def test_with_a_name_there_must_be_a_way_to_answer(client, posted):
    given = {"anonymous": "no", "name": "名示例", "facts": "他家有两套房子，在镇上出租"}
    page = client.post(line_of(client), given)
    assert page.status_code == 200 and not Objection.objects.exists()
    client.post(line_of(client), {**given, "contact": "13800000009"})

    kept = Objection.objects.get()
    assert (kept.name, kept.contact, kept.anonymous) == ("名示例", "13800000009", False)


def test_tries_are_limited(client, posted):
    line, given = line_of(client), {"anonymous": "yes", "facts": "他家有两套房子，在镇上出租"}
    for _try in range(settings.TRIES["object"]["address"][0]):
        limits.count("object", address="127.0.0.1")

    assert client.post(line, given).status_code == 429
    assert not Objection.objects.exists()


def test_a_consent_taken_back_takes_the_line_down_at_once(client, posted):
    line = line_of(client)
    Mother(client).client.post("/follow/", {"code": posted.code, "phone": "13800000003"})
    client.post("/file/consents/publicity/")

    assert client.get(line).status_code == 404
    assert "甄*难" not in text(client.get("/publicity/"))
