"""The pages of the administrator."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from niudai.access.models import Appointment, User
from niudai.access.permissions import Permission, Role
from niudai.audit.models import Entry
from niudai.office.permission_names import permission_name
from tests.access.conftest import sign_in
from tests.factories import BodyFactory, DisputeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(people, as_):
    return as_(people.administrator)


def page(browser, name, *args, **query):
    return browser.get(reverse(name, args=args), query).content.decode()


def test_the_list_shows_everyone_of_the_place_with_role_and_union(desk, people):
    text = page(desk, "accounts")
    for appointment in vars(people).values():
        assert appointment.user.name in text
        assert appointment.organisation.short_name in text


def test_the_list_is_searched_by_name_and_filtered_by_role_and_state(desk, people):
    assert "村样本" not in page(desk, "accounts", q="镇样")
    assert "镇样本" in page(desk, "accounts", q="镇样")
    assert "镇样本" not in page(desk, "accounts", role="auditor")
    assert "审样本" in page(desk, "accounts", role="auditor")
    people.town.until = timezone.localdate() - timedelta(days=1)
    people.town.save()
    assert "镇样本" not in page(desk, "accounts")
    assert "镇样本" in page(desk, "accounts", state="ended")
    User.objects.filter(pk=people.village.user_id).update(is_active=False)
    assert "村样本" in page(desk, "accounts", state="disabled")


def test_an_administrator_of_a_town_sees_the_people_of_the_town_only(people, city, someone, as_):
    browser = as_(someone(Role.ADMINISTRATOR, city.town))
    text = page(browser, "accounts")
    assert "村样本" in text
    assert "邻样本" not in text
    assert browser.get(reverse("account", args=[people.neighbour.user_id])).status_code == 404


def test_an_auditor_reads_accounts_and_changes_nothing(people, as_):
    browser = as_(people.auditor)
    text = page(browser, "account", people.town.user_id)
    assert "镇样本" in text
    assert '<form method="post" action="/office/accounts' not in text
    assert browser.post(reverse("account_disable", args=[people.town.user_id])).status_code == 403


def test_a_new_account_is_made_with_its_first_appointment_and_its_password_shown_once(desk, city):
    done = desk.post(
        reverse("account_new"),
        {
            "username": "xinren", "name": "新样本", "role": "village_officer",
            "organisation": "宗示村", "since": "2026-01-01",
        },
    )  # fmt: skip
    text = done.content.decode()
    password = re.search(r'one-time code">([^<]+)<', text)[1]
    assert "no-store" in done["Cache-Control"]
    user = User.objects.get(username="xinren")
    assert user.appointments.get().organisation == city.village
    assert sign_in(Client(), user, password).status_code == 302
    assert password not in page(desk, "account", user.pk)


def test_when_the_role_is_refused_no_account_is_left_behind(desk):
    answer = desk.post(
        reverse("account_new"),
        {
            "username": "xinren", "name": "新样本", "role": "town_officer",
            "organisation": "宗示村", "since": "2026-01-01",
        },
    )  # fmt: skip
    assert answer.status_code == 200
    assert answer.context["form"].non_field_errors()
    assert not User.objects.filter(username="xinren").exists()
    assert not Entry.objects.filter(action="access.account_created").exists()


@pytest.mark.parametrize("name", ["没有这个工会", ""])
def test_an_organisation_that_is_not_there_is_asked_for_again(desk, name):
    form = desk.post(reverse("account_new"), {"organisation": name}).context["form"]
    assert form.errors["organisation"]


def test_several_organisations_that_fit_are_named(desk):
    form = desk.post(reverse("account_new"), {"organisation": "镇总工会"}).context["form"]
    assert "周例镇总工会、华例镇总工会" in str(form.errors["organisation"])


def test_someone_is_appointed_and_the_appointment_is_ended(desk, people, city):
    user = people.village.user
    made = desk.post(
        reverse("appointment_new", args=[user.pk]),
        {"role": "mediator", "organisation": "周例镇总工会", "since": "2026-01-01"},
    )
    assert made.url == reverse("account", args=[user.pk])
    appointment = Appointment.objects.get(user=user, role="mediator")
    desk.post(
        reverse("appointment_end", args=[appointment.pk]),
        {"until": timezone.localdate().isoformat()},
    )
    appointment.refresh_from_db()
    assert appointment.until == timezone.localdate()


def test_ending_with_open_work_offers_the_hand_over(desk, people, city):
    DisputeFactory(body=BodyFactory(organisation=city.town), holder=people.town)
    answer = desk.post(
        reverse("appointment_end", args=[people.town.pk]),
        {"until": timezone.localdate().isoformat()},
    )
    assert reverse("hand_over", args=[people.town.pk]) in answer.content.decode()
    people.town.refresh_from_db()
    assert people.town.until is None


@pytest.mark.parametrize("name", ["account_password", "account_sign_ins", "account_disable"])
def test_a_button_on_the_page_does_what_it_says(desk, people, name):
    answer = desk.post(reverse(name, args=[people.town.user_id]))
    assert answer.status_code in {200, 302}
    assert Entry.objects.exclude(action="access.signed_in").count() == 1


@pytest.mark.parametrize(
    "name",
    [
        "account_password",
        "account_sign_ins",
        "account_disable",
        "account_enable",
        "account_second_factor",
    ],
)
def test_a_button_is_no_link(desk, people, name):
    assert desk.get(reverse(name, args=[people.town.user_id])).status_code == 405
    assert not Entry.objects.exists()


def test_a_refusal_is_said_on_the_page(desk, people):
    answer = desk.post(reverse("account_disable", args=[people.administrator.user_id]), follow=True)
    assert "note warn" in answer.content.decode()


def test_the_table_of_roles_names_every_role_and_its_permissions(desk):
    text = page(desk, "roles")
    assert text.count("<b>") >= len(Role)
    with translation.override("zh-hans"):
        assert permission_name(Permission.ACCOUNT_EDIT) in text
