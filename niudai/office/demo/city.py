"""The invented federation: two full towns with employers, bodies, mediators, sites, accounts."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

from django.conf import settings
from django.contrib.auth.hashers import make_password

from niudai.access.actor import CLOCK
from niudai.access.models import Appointment, User
from niudai.access.permissions import Role
from niudai.disputes.actions import bodies, mediators
from niudai.disputes.models import MediationBody, Mediator
from niudai.office.demo import names
from niudai.organisations.actions import appointments, employers, officers, sites, units
from niudai.organisations.actions.divisions import load_divisions
from niudai.organisations.actions.federation import set_up_federation
from niudai.organisations.division_file import read_divisions
from niudai.organisations.models import Employer, Organisation

DIVISIONS = Path(settings.BASE_DIR) / "niudai/organisations/data/jiangyin-divisions.csv"
FULL_TOWNS = ("320281108000", "320281107000")  # 周庄镇 and 华士镇
EMPLOYERS_A_TOWN = 20
STANDING_SINCE = date(2019, 1, 1)  # from when the invented network is on record
SKILLS = ("pay", "contract", "dismissal", "conditions", "recognition")


@dataclass(slots=True)
class City:
    """What was built, for the cases to happen in."""

    federation: Organisation
    towns: list[Organisation] = field(default_factory=list)
    villages: list[Organisation] = field(default_factory=list)
    employers: list[Employer] = field(default_factory=list)
    bodies: list[MediationBody] = field(default_factory=list)


def build(chance: Random, today: date) -> City:
    load_divisions(read_divisions(DIVISIONS.read_bytes()), by=CLOCK)
    set_up_federation(settings.NIUDAI_PLACE, standing_since=STANDING_SINCE, by=CLOCK)
    federation = Organisation.objects.get(kind=Organisation.Kind.FEDERATION)
    city = City(federation)
    add_post(city, federation, "city", "江阴市劳动关系联合调处中心", chance, today, count=8)
    add_site(federation, "江阴市职工服务中心", "centre", "澄江街道示例路 12 号")
    for town in Organisation.objects.filter(parent=federation, kind=Organisation.Kind.TOWN):
        full = town.division_id in FULL_TOWNS
        add_post(
            city,
            town,
            "town",
            f"{place_name(town)}劳动争议调解中心",
            chance,
            today,
            count=5 if full else 2,
        )
        add_site(town, f"{place_name(town)}职工服务站", "station", f"{place_name(town)}示例街 8 号")
        if full:
            fill_town(city, town, chance, today)
    add_accounts(city, today)
    return city


def place_name(union: Organisation) -> str:
    return str(union.division)


def fill_town(city: City, town: Organisation, chance: Random, today: date) -> None:
    city.towns.append(town)
    villages = list(Organisation.objects.filter(parent=town, kind=Organisation.Kind.VILLAGE))
    for village in villages:
        add_post(
            city,
            village,
            "village",
            f"{place_name(village).removesuffix('委员会')}调解室",
            chance,
            today,
            count=2,
        )
    city.villages += villages
    for number in range(EMPLOYERS_A_TOWN):
        village = villages[number % len(villages)]
        add_enterprise(city, village, len(city.employers), chance, today)


def add_post(
    city: City,
    union: Organisation,
    kind: str,
    name: str,
    chance: Random,
    today: date,
    *,
    count: int,
) -> MediationBody:
    body = bodies.set_up_body(
        organisation=union, kind=kind, name=name, by=CLOCK,
        set_up_on=today - timedelta(days=chance.randrange(800, 4000)),
        address=f"{place_name(union)}示例路 {chance.randrange(1, 200)} 号",
    )  # fmt: skip
    for number in range(count):
        add_mediator(body, chance, today, chair=number == 0)
    city.bodies.append(body)
    return body


def add_mediator(
    body: MediationBody, chance: Random, today: date, *, chair: bool = False, side: str = "neutral",
    unit: str = "",
) -> Mediator:  # fmt: skip
    sex = chance.choice("MF")
    since = today - timedelta(days=chance.randrange(60, 700))
    facts = mediators.MediatorFacts(
        name=names.person(chance, sex), sex=sex, born_on=names.birthday(chance, today, youngest=28),
        unit=unit or str(body.organisation), side=side, full_time=chance.random() < 0.3,
        skills=chance.sample(SKILLS, k=chance.randrange(1, 4)), phone=names.phone(chance),
    )  # fmt: skip
    mediator = mediators.add_mediator(
        body,
        facts=facts,
        since=since,
        until=since.replace(year=since.year + 3, day=min(since.day, 28)),
        by=CLOCK,
    )
    if chair:
        bodies.choose_chair(body, mediator=mediator, chosen_as="both", by=CLOCK)
    return mediator


def add_enterprise(
    city: City, village: Organisation, number: int, chance: Random, today: date
) -> None:
    name = names.firm(chance, number)
    workers = chance.choice([12, 18, 25, 36, 48, 60, 85, 120])
    employer = employers.add_employer(
        name=name, organisation=village, division=village.division,
        ownership=chance.choice(["private", "private", "private", "foreign", "collective"]),
        size="small" if workers < 50 else "medium", credit_code=names.credit_code(chance),
        industry=chance.choice(["17", "18", "33", "39", "29"]), workers=workers,
        opened_on=today - timedelta(days=chance.randrange(500, 6000)),
        contact=names.person(chance, "M"), phone="0510-86000" + f"{chance.randrange(1000):03d}",
        address=f"{place_name(village)}工业集中区 {number + 1} 号", by=CLOCK,
    )  # fmt: skip
    city.employers.append(employer)
    if number % 4 == 3:  # every fourth has no union yet: a to-do list
        return
    union = units.set_up(
        parent=village,
        kind="enterprise",
        name=f"{name}工会",
        short_name=f"{name[2:-4]}工会",
        founded_on=today - timedelta(days=chance.randrange(420, 1500)),
        by=CLOCK,
    )
    employers.give_union(employer, union=union, by=CLOCK)
    officers.appoint(
        union, name=names.person(chance, chance.choice("MF")), post="chair",
        phone=names.phone(chance), since=today - timedelta(days=400),
        until=today + timedelta(days=chance.randrange(-30, 1400)), by=CLOCK,
    )  # fmt: skip
    if number % 5 == 0:
        add_committee(city, union, name, chance, today)


def add_committee(city: City, union: Organisation, firm: str, chance: Random, today: date) -> None:
    """A committee with equal sides, as ENT §15 wants it."""
    body = bodies.set_up_body(
        organisation=union, kind="enterprise", name=f"{firm[2:-4]}劳动争议调解委员会",
        set_up_on=today - timedelta(days=700), by=CLOCK,
    )  # fmt: skip
    for side in ("worker", "employer", "worker", "employer"):
        add_mediator(body, chance, today, side=side, unit=firm)
    first = body.mediators.filter(side="worker").order_by("pk").first()
    if first:
        bodies.choose_chair(body, mediator=first, chosen_as="union", by=CLOCK)
    city.bodies.append(body)


def add_site(union: Organisation, name: str, kind: str, address: str) -> None:
    sites.add_site(
        union, name=name, kind=kind, address=address, hours="周一至周五 8:30–17:00",
        phone="0510-86000000", by=CLOCK,
    )  # fmt: skip


def add_accounts(city: City, today: date) -> None:
    """One person for each role, and the officers of the second town as neighbours."""
    password = make_password(settings.DEMO_PASSWORD)
    zhouzhuang = next(t for t in city.towns if t.division_id == FULL_TOWNS[0])
    huashi = next(t for t in city.towns if t.division_id == FULL_TOWNS[1])
    village = next(v for v in city.villages if v.parent_id == zhouzhuang.pk)
    posts = (
        ("city", "艾市办", Role.RIGHTS_OFFICER, city.federation),
        ("organisation", "组示例", Role.ORGANISATION_OFFICER, city.federation),
        ("assistance", "帮示例", Role.ASSISTANCE_OFFICER, city.federation),
        ("helper", "扶样本", Role.ASSISTANCE_OFFICER, city.federation),
        ("leader", "林导示", Role.LEADER, city.federation),
        ("vice", "副例言", Role.LEADER, city.federation),
        ("finance", "资示例", Role.FINANCE_OFFICER, city.federation),
        ("cashier", "付样本", Role.FINANCE_OFFICER, city.federation),
        ("accountant", "账示范", Role.FINANCE_OFFICER, city.federation),
        ("auditor", "沈计样", Role.AUDITOR, city.federation),
        ("admin", "管例言", Role.ADMINISTRATOR, city.federation),
        ("town", "艾测试", Role.TOWN_OFFICER, zhouzhuang),
        ("huashi", "华例子", Role.TOWN_OFFICER, huashi),
        ("village", "村示范", Role.VILLAGE_OFFICER, village),
        ("mediator", "贾样本", Role.MEDIATOR, zhouzhuang),
    )
    for username, name, role, union in posts:
        user = User.objects.create(username=username, name=name, password=password)
        appointments.appoint(
            user, role=role, organisation=union, since=today - timedelta(days=365), by=CLOCK
        )
    give_account(zhouzhuang)


def give_account(town: Organisation) -> None:
    """The mediator with an account is the first of the town's body."""
    appointment = Appointment.objects.get(user__username="mediator")
    body = MediationBody.objects.get(organisation=town, kind="town")
    first = body.mediators.order_by("pk").first()
    if first:
        first.appointment, first.name = appointment, appointment.user.name
        first.save()
