"""A survey from a phone: kept once, refused with a sentence, nothing beyond one's place."""

import json
from uuid import uuid4

import pytest

from niudai.access.permissions import Role
from niudai.assistance.hardship import actions
from niudai.assistance.hardship.models import Stage, Survey
from niudai.audit.models import Entry
from tests.assistance.visits.conftest import survey
from tests.portal.conftest import png

pytestmark = pytest.mark.django_db
DRAWN = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
    "+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def sent(visitor, file, **changes):
    return visitor.post("/office/visits/send/", {**survey(offline="1", **changes), "file": file.pk})


def test_a_survey_from_a_phone_moves_the_file_on(visitor, file):
    answer = sent(visitor, file, first_signature=DRAWN, second_signature=DRAWN, on_paper="")

    file.refresh_from_db()
    kept = Survey.objects.get()
    assert answer.json() == {"kept": True}
    assert (file.stage, kept.offline, kept.first_signature) == (Stage.SURVEYED, True, DRAWN)
    assert json.loads(kept.findings)["appliances"] == ["fridge", "washing"]


def test_sent_twice_it_is_kept_once_with_its_photos(visitor, file):
    number = str(uuid4())
    for _again in range(2):
        answer = sent(visitor, file, client_id=number, photos=png("门口.png"))

    assert answer.status_code == 200
    assert Survey.objects.count() == 1
    assert file.item.attachments.filter(kind="survey").count() == 1


def test_sent_again_with_other_words_it_is_not_overwritten(visitor, file):
    number = str(uuid4())
    sent(visitor, file, client_id=number)
    answer = sent(visitor, file, client_id=number, conclusion="后来改了")

    assert answer.status_code == 409
    assert Survey.objects.get().conclusion == "情况属实"


def test_a_file_that_moved_on_is_a_sentence_and_leaves_nothing(visitor, file, people):
    actions.withdraw(file, by=people.worker)
    answer = sent(visitor, file)

    assert answer.status_code == 409
    assert "Withdrawn" in answer.json()["sentence"]
    assert not Survey.objects.exists()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"second_surveyor": "访示例"}, "Two different people visit."),
        ({"on_paper": ""}, "Both sign here"),
        ({"first_signature": "data:image/svg+xml;base64,PHN2Zz4="}, "not a picture"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_kept(visitor, file, change, sentence):
    answer = sent(visitor, file, **change)

    assert answer.status_code == 409
    assert sentence in answer.json()["sentence"]
    assert not Survey.objects.exists()


def test_a_neighbours_officer_sends_nothing_here(file, neighbour, at_desk):
    elsewhere = at_desk(neighbour, Role.VILLAGE_OFFICER)
    answer = sent(elsewhere, file)

    assert answer.status_code == 409
    assert file.name not in answer.json()["sentence"]
    assert not Survey.objects.exists()


def test_a_photo_that_is_none_leaves_no_survey(visitor, file):
    photo = png("门口.png")
    photo.name = "run.exe"
    answer = sent(visitor, file, photos=photo)

    assert answer.status_code == 409
    assert not Survey.objects.exists()


def test_without_a_sign_in_nothing_is_taken(client, file):
    answer = sent(client, file)

    assert answer.status_code == 302
    assert not Survey.objects.exists()


def test_the_form_works_with_a_network_and_without_script(visitor, file):
    page = visitor.get(f"/office/visits/{file.pk}/")
    assert "示例路 1 号" in page.content.decode()
    answer = visitor.post(f"/office/visits/{file.pk}/", survey())

    assert answer.headers["Location"] == file.get_absolute_url()
    assert Survey.objects.get().offline is False
    assert Entry.objects.filter(action="hardship.survey").count() == 1
