"""Every address × every method × every role × every relation, against the oracle."""

import json
from itertools import islice

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.http import Http404, HttpResponse
from django.urls import path

from config.urls import urlpatterns as addresses
from niudai.access.decorators import public, requires
from niudai.access.models import User
from niudai.access.permissions import Permission, Role
from niudai.audit.log import record
from niudai.audit.models import Entry
from niudai.disputes.models import Dispute
from niudai.office.proof import prove, proving
from niudai.office.proof.proving import STRANGER, UNAPPOINTED, everyone
from niudai.office.proof.routes import routes
from niudai.office.proof.subjects import SUBJECTS, of
from niudai.office.proof.world import levels
from niudai.organisations.models import Organisation

# Templates are looked at elsewhere; here it matters who gets which page.
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

EVERYBODY = [label for label, _enter in everyone()]
# Everybody on SQLite; on PostgreSQL a few of them, to see that it answers the same.
PEOPLE = EVERYBODY[:: 5 if connection.vendor == "postgresql" else 1]
ASKED = {STRANGER: 6, UNAPPOINTED: 1}  # questions a route, at least; of an officer two


@pytest.fixture(scope="module")
def closed():
    """What answered 405 to the stranger; walked once for all the officers."""
    return set()


@pytest.mark.slow
@pytest.mark.parametrize("person", PEOPLE)
def test_nobody_sees_or_changes_what_lies_outside_their_place(person, closed):
    proof = prove(person, closed=closed)
    closed |= proof.closed
    assert sorted({str(leak) for leak in proof.leaks}) == []
    assert proof.checks > ASKED.get(person, 2) * proof.routes


def test_every_role_takes_part_in_the_proof():
    assert [role for role in Role if not levels(role)] == []


def test_the_table_of_subjects_names_no_page_that_is_gone():
    assert set(SUBJECTS) - {route.name for route in routes()} == set()


def test_nothing_of_the_proof_is_left_behind():
    prove("town_officer at a town", under="office/disputes/")
    for model in (User, Organisation, Dispute, Entry):
        assert not model.objects.exists()


# --- a guard that was never seen to fail guards nothing --------------------------------------


def page(reply):
    """A page of the office that answers what it is told to."""

    def answered(request, **words):
        return HttpResponse(reply(request, **words) or "")

    return answered


def everything(request):
    return " ".join(Dispute.objects.values_list("facts", flat=True))


def the_number(request):
    return str(Dispute.objects.count())


def any_case(request, pk):
    return "here" if Dispute.objects.filter(pk=pk).exists() else "none"


def a_word(request):
    return "ok"


def a_note(request, pk):
    record("casework.note", Dispute.objects.get(pk=pk), by=request.actor)


def nothing(request, pk):
    raise Http404


def a_fault(request):
    raise ZeroDivisionError


office = requires(Permission.DISPUTE_VIEW)

BROKEN = {
    "a page without a guard": (path("x/", page(a_word), name="x"), "names no permission"),
    "a page of which nobody said what it shows": (
        path("x/<int:pk>/", office(page(any_case)), name="x"),
        "is not in the table of subjects",
    ),
    "a list of everything": (path("x/", office(page(everything)), name="x"), "shows 核验案"),
    "a number that counts the neighbours": (
        path("x/", office(page(the_number)), name="x"),
        "looks different when something happens elsewhere",
    ),
    "a case opened by its number": (
        path("x/<int:pk>/", office(page(any_case)), name="dossier"),
        "for a record outside the place",
    ),
    "an act done before asking where": (
        path("x/<int:pk>/", office(page(a_note)), name="dossier"),
        "wrote to audit_entry",
    ),
    "a page that breaks": (path("x/", office(page(a_fault)), name="x"), "answered 500"),
    "a public page with a case on it": (
        path("x/", public("a mistake")(page(everything)), name="x"),
        "shows 核验案",
    ),
}


# The prover is the same on both databases.
@pytest.mark.parametrize("fault", list(BROKEN)[: 2 if connection.vendor == "postgresql" else None])
def test_the_proof_finds(fault, settings, monkeypatch):
    broken, said = BROKEN[fault]
    settings.ROOT_URLCONF = (broken, *addresses)
    monkeypatch.setitem(SUBJECTS, "dossier", of("dispute"))
    leaks = prove("town_officer at a town", under="x/").leaks
    assert [leak for leak in leaks if said in leak.sentence]


class Addresses:
    """A program of one unguarded page, beside those the records of the world point to."""

    urlpatterns = [
        path("x/", page(a_word), name="x"),
        path("d/<int:pk>/", office(page(nothing)), name="dispute"),
        path("r/<int:pk>/", office(page(nothing)), name="referral"),
        path("u/<slug:kind>/<int:pk>/", office(page(nothing)), name="union_case"),
        path("f/<int:pk>/", office(page(nothing)), name="fund"),
        path("b/<int:pk>/", office(page(nothing)), name="fund_batch"),
        path("h/<int:pk>/", office(page(nothing)), name="hardship_file"),
        path("a/<int:pk>/", office(page(nothing)), name="aid_case"),
        path("v/<int:pk>/", office(page(nothing)), name="reception"),
        path("c/<int:pk>/", office(page(nothing)), name="campaign"),
        path("n/<int:pk>/", office(page(nothing)), name="need"),
    ]


def test_the_command_says_how_much_was_asked_and_fails_when_something_leaks(
    settings, capsys, monkeypatch
):
    settings.ROOT_URLCONF = Addresses
    monkeypatch.setattr(proving, "everyone", lambda: islice(everyone(), 4))
    with pytest.raises(CommandError):
        call_command("prove_access", as_json=True)
    said = json.loads(capsys.readouterr().out)
    assert said["routes"] == len(Addresses.urlpatterns)
    assert said["checks"] > 3 * 4
    assert said["leaks"] > 0
    assert "ANY /x/ as anyone: names no permission" in said["sentences"]
