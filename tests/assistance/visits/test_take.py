"""What goes along on a phone: the way to the door and who should be there, logged, no more."""

import pytest

from niudai.access.permissions import Role
from niudai.audit.models import Entry
from tests.assistance.hardship.conftest import begun
from tests.assistance.visits.conftest import waiting

pytestmark = pytest.mark.django_db


def test_the_list_holds_households_whose_next_step_is_the_visit(visitor, file, village, people):
    begun(village, people, name="甄草稿", number="320281199003070034")
    text = visitor.get("/office/visits/").content.decode()

    assert file.reference in text
    assert "甄草稿" not in text


def test_taken_along_are_names_ages_and_the_address_and_nothing_else(visitor, file):
    answer = visitor.post("/office/visits/take/", {"file": [file.pk]})

    home = answer.json()["homes"][0]
    assert home["address"] == "示例路 1 号"
    assert [each["name"] for each in home["people"]] == ["甄困难", "甄小示", "甄老示"]
    text = answer.content.decode()
    for secret in ("320281", "13800000003", "622848", "cancer", "示例病情", "示例小学"):
        assert secret not in text


def test_each_household_taken_along_stands_in_the_log(visitor, file):
    visitor.post("/office/visits/take/", {"file": [file.pk]})

    assert Entry.objects.get(action="hardship.take_along").subject == file.reference


def test_a_household_elsewhere_is_not_taken(at_desk, neighbour, file):
    elsewhere = at_desk(neighbour, Role.VILLAGE_OFFICER)
    answer = elsewhere.post("/office/visits/take/", {"file": [file.pk]})

    assert answer.json()["homes"] == []
    assert not Entry.objects.filter(action="hardship.take_along").exists()


def test_nobody_takes_a_whole_town_along(visitor, village, people):
    file = waiting(village, people)
    answer = visitor.post("/office/visits/take/", {"file": list(range(file.pk, file.pk + 21))})

    assert answer.status_code == 409
    assert "20" in answer.json()["sentence"]


def test_the_page_of_the_phone_holds_nobody(visitor, file):
    page = visitor.get("/office/visits/phone/").content.decode()

    assert file.name not in page and file.reference not in page
    worker = visitor.get("/office/visits/phone/worker.js")
    assert worker.headers["Content-Type"].startswith("text/javascript")
