"""The papers of a hardship file: every blank is known, and the office may have its own words."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from niudai.access.permissions import Role
from niudai.assistance.hardship.blanks import BLANKS, SAMPLE
from niudai.assistance.hardship.letters import LETTERS, facts
from niudai.casework.letters import books, filled
from niudai.casework.models import LetterTemplate
from niudai.casework.moves import show
from tests.factories import AppointmentFactory, HardshipFileFactory, OrganisationFactory

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.mark.parametrize("kind", LETTERS)
def test_the_shipped_template_is_filled_in_from_the_sample(kind):
    with LETTERS[kind].shipped.open("rb") as source:
        assert filled(source, SAMPLE).startswith(b"PK")


def test_blanks_sample_and_facts_name_the_same(db):
    file = HardshipFileFactory()
    show(file)
    assert facts(file).keys() == SAMPLE.keys() == BLANKS.keys()


def test_no_two_kinds_of_case_have_a_letter_of_the_same_name():
    kinds = [each.kind for book in books() for each in book.letters]
    assert len(kinds) == len(set(kinds)) > 20


def test_the_office_replaces_a_template(db):
    city = OrganisationFactory(kind="federation")
    post = AppointmentFactory(role=Role.ASSISTANCE_OFFICER, organisation=city)
    client = Client(headers={"accept-language": "en"})
    client.force_login(post.user, BACKEND)
    kind = "hardship-application"
    assert kind in client.get(reverse("letter_templates")).content.decode()
    own = SimpleUploadedFile("own.docx", LETTERS[kind].shipped.read_bytes())
    client.post(reverse("letter_template_new", args=[kind]), {"file": own})
    assert LetterTemplate.objects.get().kind == kind
