"""A county whose rules are entered, with people at every desk: L is 1,000 yuan as in 12.1."""

from dataclasses import dataclass
from datetime import date

from niudai.access.actor import Actor
from niudai.access.permissions import Role
from niudai.assistance.hardship.models import MoneyLine
from niudai.rulebook import actions
from niudai.rulebook.actions import EnteredFacts
from niudai.rulebook.rules import from_files
from tests.factories import AppointmentFactory, HardshipFileFactory, OrganisationFactory

SINCE = date(2016, 1, 1)
ROWS = {
    "DIBAO-URBAN": "CN-320281", "HARDSHIP-CATEGORY": "CN", "HARDSHIP-DEEP": "CN",
    "HARDSHIP-RELATIVE": "CN", "HARDSHIP-ACCIDENT": "CN", "INCOME-ITEMS": "CN",
    "RIGID-ITEMS": "CN", "HARDSHIP-SYNC": "CN", "HARDSHIP-REVIEW": "CN",
    "HARDSHIP-RETENTION": "CN", "HARDSHIP-DESTRUCTION": "CN", "HARDSHIP-SPOTCHECK": "CN-43",
    "HARDSHIP-EXIT": "CN-32",
}  # fmt: skip


@dataclass
class County:
    """Its unions and who sits at which desk."""

    federation: object
    town: object
    village: object
    desks: dict[str, object]

    def hand(self, name: str) -> Actor:
        return self.desks[name].actor()


def county() -> County:
    federation = OrganisationFactory(kind="federation")
    town = OrganisationFactory(kind="town", parent=federation)
    village = OrganisationFactory(kind="village", parent=town)
    posts = {
        "village": (Role.VILLAGE_OFFICER, village), "town": (Role.TOWN_OFFICER, town),
        "clerk": (Role.TOWN_OFFICER, town), "officer": (Role.ASSISTANCE_OFFICER, federation),
        "other": (Role.ASSISTANCE_OFFICER, federation), "leader": (Role.LEADER, federation),
    }  # fmt: skip
    desks = {
        name: AppointmentFactory(role=role, organisation=place)
        for name, (role, place) in posts.items()
    }
    return County(federation, town, village, desks)


def enter_rows(made: County, *, leave_out: tuple[str, ...] = ()) -> None:
    """Every row a file needs, from an invented paper."""
    for rule_id, place in ROWS.items():
        if rule_id in leave_out:
            continue
        rows = [row for row in from_files().by_name[rule_id] if row.jurisdiction == place]
        pattern = max(rows, key=lambda row: row.valid_from)
        numbers = {"fen": 100_000} if rule_id == "DIBAO-URBAN" else dict(pattern.parameters)
        facts = EnteredFacts(
            jurisdiction="CN-320281", valid_from=SINCE, document="示例文〔2026〕1 号",
            issuer="示例机关", seen_on=date(2026, 1, 5), parameters=numbers,
            amount=pattern.amount, unit=pattern.unit.value if pattern.unit else "",
        )  # fmt: skip
        row = actions.enter(pattern, facts, by=made.hand("officer"))
        actions.confirm(row, by=made.hand("leader"))


def file_at(made: County, *, income_fen: int = 1_200_000, **facts):
    """A mother and her son on file, with a year's income; by 12.1 deep with 12,000 yuan."""
    file = HardshipFileFactory(organisation=made.village, **facts)
    MoneyLine.objects.create(file=file, side="income", item="wage", amount_fen=income_fen)
    return file
