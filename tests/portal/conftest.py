"""A small city with a portal: one town with two villages, an employer, bodies, an officer."""

import io
import re
import zlib

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from niudai.access.permissions import Role
from niudai.organisations.models import Division, Employer, ServiceSite
from tests.factories import (
    AppointmentFactory,
    BodyFactory,
    DivisionFactory,
    OrganisationFactory,
    UserFactory,
)

TODAY = "2026-09-14 09:31:00+08:00"  # a Monday
PHONE = "13800000001"
IDENTITY = "320281199003070034"


@pytest.fixture
def today():
    with time_machine.travel(TODAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def city(db):
    """The federation and its division."""
    county = DivisionFactory(code="320281000000", name="江阴市", level=Division.Level.COUNTY)
    federation = OrganisationFactory(
        kind="federation",
        name="江阴市总工会",
        short_name="江阴市总工会",
        division=county,
        mark="澄",
    )
    BodyFactory(organisation=federation, kind="city", name="示例市联合调处中心")
    return federation


@pytest.fixture
def town(city):
    place = DivisionFactory(code="320281102000", name="周庄镇", parent=city.division)
    union = OrganisationFactory(
        parent=city, kind="town", name="周庄镇总工会", short_name="周庄镇总工会", division=place,
        mark="澄周",
    )  # fmt: skip
    BodyFactory(organisation=union, kind="town", name="周庄镇示例调解中心")
    return union


@pytest.fixture
def village(town):
    place = DivisionFactory(
        code="320281102201", name="示例村委会", level=Division.Level.VILLAGE, parent=town.division
    )
    union = OrganisationFactory(
        parent=town, kind="village", name="示例村联合工会", short_name="示例村", division=place,
        mark="澄例",
    )  # fmt: skip
    BodyFactory(organisation=union, kind="village", name="示例村调解室")
    return union


@pytest.fixture
def employer(village):
    return Employer.objects.create(
        name="江阴示例纺织有限公司", organisation=village, division=village.division,
        ownership="private", size="small", phone="13900000002",
    )  # fmt: skip


@pytest.fixture
def site(town):
    return ServiceSite.objects.create(
        organisation=town, name="周庄职工服务站", kind="station", address="示例路1号",
        hours="周一至周五 8:30—17:00",
    )  # fmt: skip


@pytest.fixture
def officer(town):
    """A town officer signed in, in a browser of their own."""
    user = UserFactory(username="town", name="艾测试")
    AppointmentFactory(user=user, organisation=town, role=Role.TOWN_OFFICER)
    browser = Client()
    browser.force_login(user)
    browser.actor = user.appointments.get().actor()
    return browser


def png(name="photo.png", content=b""):
    """A real little picture."""
    header = b"\x89PNG\r\n\x1a\n"
    body = zlib.compress(b"\x00\x00" + content)
    return SimpleUploadedFile(name, header + io.BytesIO(body).read(), content_type="image/png")


ANSWERS = {
    "about": {"about": "employer"},
    "claims": {"claims": ["wages", "compensation"]},
    "work": {"employment": "ended", "ended_on": "2026-08-31"},
    "knew": {"knew_on": "2026-08-31"},
    "amounts": {"amount_wages": "12000.50", "since_wages": "2026-06-01", "amount_compensation": ""},
    "employer": {"name": "江阴市另一家厂"},
    "town": {"town": "320281102000"},
    "village": {"village": "320281102201"},
    "others": {"workers": "1", "common_claim": "no"},
    "story": {"story": "六月起没有发工资，八月底让我走人。"},
    "photos": {},
    "you": {"name": "甄示例", "phone": "138 0000 0001"},
    "consent": {"mediation": "on", "processing": "on"},
}


class Worker:
    """Someone with a phone, who reads a page and answers it."""

    def __init__(self, client, **changes):
        self.client = client
        self.answers = {**ANSWERS, **changes}

    def begin(self):
        return self.client.post("/rights/begin/")

    def answer(self, question, **given):
        return self.client.post(f"/rights/{question}/", given or self.answers[question])

    def until(self, last):
        """Answer every question that is asked, the last one named included."""
        response = self.begin()
        while (where := response.headers.get("Location", "")) != "/rights/check/":
            question = re.fullmatch(r"/rights/(\w+)/", where)[1]
            response = self.answer(question)
            assert response.status_code == 302, response.content.decode()
            if question == last:
                return response
        return response

    def send(self):
        self.until("consent")
        return self.client.post("/rights/send/")


@pytest.fixture
def worker(client, village, today):
    return Worker(client)
