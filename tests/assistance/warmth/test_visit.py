"""At the door: once, by two witnesses, with pictures."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from niudai.assistance.warmth import actions
from niudai.assistance.warmth.models import Photo, Visit
from niudai.audit.models import Entry
from niudai.kernel.refused import Refused
from tests.assistance.warmth.test_goods import visited

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 64


def picture(content=PNG, name="p.png"):
    return SimpleUploadedFile(name, BytesIO(content).getvalue())


@pytest.fixture
def held(quilts, town, helper):
    return actions.allot(quilts, town, count=5, by=helper)


def test_a_visit_sent_twice_is_kept_once(target, quilts, held, clerk):
    number = uuid4()

    first = visited(target, {quilts.pk: 2}, clerk, client_id=number, photos=[picture()])
    again = visited(target, {quilts.pk: 2}, clerk, client_id=number, photos=[picture()])

    quilts.refresh_from_db()
    assert (first.pk, Visit.objects.count(), quilts.handed) == (again.pk, 1, 2)
    assert Photo.objects.count() == 1


def test_the_number_of_one_visit_opens_no_other(target, running, quilts, held, clerk, employer):
    number = uuid4()
    visited(target, {}, clerk, client_id=number)
    other = actions.add_site(running, employer=employer, by=clerk)

    with pytest.raises(Refused, match="another object"):
        visited(other, {}, clerk, client_id=number)


def test_nobody_is_visited_twice_in_a_campaign(target, held, clerk):
    visited(target, {}, clerk)

    with pytest.raises(Refused, match="Visited"):
        visited(target, {}, clerk)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"second_witness": "村示范"}, "Two different"),
        ({"signed_by": " "}, "who signed"),
        ({"team": ""}, "who went"),
        ({"photos": [picture(b"%PDF-1.4 nothing", "p.pdf")]}, "Only pictures"),
    ],
)
def test_what_is_missing_at_the_door_is_said(target, clerk, facts, sentence):
    with pytest.raises(Refused, match=sentence):
        visited(target, {}, clerk, **facts)

    assert not Visit.objects.exists() and not Photo.objects.exists()


def test_visits_are_entered_while_the_campaign_runs(target, running, clerk, helper):
    actions.finish(running, by=helper)

    with pytest.raises(Refused, match="while it runs"):
        visited(target, {}, clerk)


def test_the_log_names_neither_family_nor_what_was_seen(target, held, clerk):
    visited(target, {}, clerk, words="孩子患白血病")

    entry = Entry.objects.get(action="warmth.visit")
    assert "白血病" not in str([entry.changes, entry.personal])
    assert "甄困难" not in entry.subject
