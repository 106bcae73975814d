"""A few unions on their way in each stage: set up, elected anew, registered, merged, dissolved."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

from niudai.access.actor import CLOCK
from niudai.formation import actions
from niudai.formation.actions import Result
from niudai.formation.models import Formation
from niudai.kernel.paths import STEP
from niudai.office.demo import names
from niudai.organisations.actions.register import enter_facts
from niudai.organisations.models import Employer, Officer, Organisation

Step = Callable[["Setting"], None]
MET: dict[str, Any] = {"has_organs": True, "has_place": True, "has_funds": True}


class Setting:
    """One case and the days its steps fall on, counted back from today."""

    def __init__(self, case: Formation, chance: Random, today: date) -> None:
        self.case, self.chance, self.today = case, chance, today

    def day(self, ago: int) -> date:
        return max(self.today - timedelta(days=ago), self.case.received_on)

    def person(self) -> str:
        return names.person(self.chance, self.chance.choice("MF"))


def requested(setting: Setting) -> None:
    case = setting.case
    for number, side in enumerate(("party", "workers", "union")):
        actions.add_preparer(case, name=setting.person(), side=side, leads=not number, by=CLOCK)
    actions.correct(case, seats=5, audit_seats=3, by=CLOCK)
    setting.case = actions.request(case, requested_on=setting.day(38), by=CLOCK)


def permitted(setting: Setting) -> None:
    number = f"周工〔{setting.today.year}〕{setting.case.pk}号"
    setting.case = actions.permit(
        setting.case, document=number, permitted_on=setting.day(30), by=CLOCK
    )


def listed(setting: Setting) -> None:
    for number in range(6 + 3 + 1):
        seat = "committee" if number < 6 else "audit" if number < 9 else "women"
        name = f"{setting.person()}{'' if number else '甲'}"
        if not setting.case.candidates.filter(name=name, seat=seat).exists():
            actions.add_candidate(setting.case, name=name, seat=seat, by=CLOCK)
    case = actions.propose(setting.case, proposed_on=setting.day(22), by=CLOCK)
    setting.case = actions.consent(case, consented_on=setting.day(20), by=CLOCK)


def elected(setting: Setting) -> None:
    members = setting.case.members or 60
    chosen = [each.pk for each in setting.case.candidates.filter(seat="committee")]
    chosen = chosen[: setting.case.seats]
    results = []
    for place, each in enumerate(setting.case.candidates.order_by("pk")):
        wins = each.seat != "committee" or each.pk in chosen
        votes = max(members - 2 - place, members // 2 + 1)
        results.append(
            Result(each.pk, votes if wins else 2, wins,
                   "chair" if each.pk == chosen[0] else "member")
        )  # fmt: skip
    setting.case = actions.elect(
        setting.case, meeting="members", entitled=members, present=members - 1, results=results,
        elected_on=setting.day(12), by=CLOCK,
    )  # fmt: skip


def reported(setting: Setting) -> None:
    setting.case = actions.report(setting.case, reported_on=setting.day(10), by=CLOCK)


def approved(setting: Setting) -> None:
    number = f"周工〔{setting.today.year}〕{setting.case.pk + 40}号"
    setting.case = actions.approve(
        setting.case, document=number, approved_on=setting.day(3), by=CLOCK
    )


WAY: tuple[Step, ...] = (requested, permitted, listed, elected, reported, approved)


def tell_formations(chance: Random, today: date, *, farthest: int = len(WAY)) -> int:
    """Setting-up cases at every stage, then what happens to standing unions; how many cases.

    `farthest` is how many steps a case goes; only with the last one the number of unions changes.
    """
    bare = Employer.objects.filter(union=None, organisation__kind="village").order_by("pk")
    opened = 0
    for steps, employer in enumerate(bare[: farthest + 1]):
        case = actions.prepare(
            superior=employer.organisation, name=f"{employer.name}工会", employer=employer,
            members=max(employer.workers * 4 // 5, 8), women=employer.workers // 4,
            unit_category="170", received_on=today - timedelta(days=40), by=CLOCK,
        )  # fmt: skip
        setting = Setting(case, chance, today)
        for step in WAY[:steps]:
            step(setting)
        opened += 1
    return opened + standing(chance, today, merge=farthest == len(WAY))


def standing(chance: Random, today: date, *, merge: bool) -> int:
    """Terms, a re-election under way, registrations, a merger asked for and one carried out."""
    unions = list(
        Organisation.objects.active().filter(kind="enterprise", employers__isnull=False)
        .order_by("pk").distinct()[:24]
    )  # fmt: skip
    for union in unions:
        if union.term_until is None:
            give_term(union, chance, today)
    if len(unions) < 8:
        return 0
    actions.prepare_re_election(
        unions[0], members=60, seats=3, received_on=today - timedelta(days=9), by=CLOCK
    )
    first = [each for each in unions[1:] if each.certified_on is None][:2]
    for union in first:
        actions.apply_registration(
            union, subject="first", applied_on=today - timedelta(days=5), by=CLOCK, **MET
        )
    one = unions[6]
    other = next((each for each in unions[7:] if each.parent_id == one.parent_id), unions[7])
    actions.propose_ending(
        one, way="merge", why="两企业合并，人员一并转入", members="move", into=other,
        proposed_on=today - timedelta(days=2), by=CLOCK,
    )  # fmt: skip
    return 2 + len(first) + (merge and merged(unions[8:], today))


def merged(unions: list[Organisation], today: date) -> bool:
    """One merger carried out a while ago, so that the network of a day before differs."""
    for one in unions:
        town = one.path[: 2 * STEP]
        other = next((each for each in unions if each.path.startswith(town) and each != one), None)
        if other is not None:
            day = today - timedelta(days=30)
            case = actions.propose_ending(
                one, way="merge", why="两企业合并", members="move", into=other,
                proposed_on=day - timedelta(days=9), by=CLOCK,
            )  # fmt: skip
            actions.carry_out(case, document="周工〔2026〕31号", decided_on=day, by=CLOCK)
            return True
    return False


def give_term(union: Organisation, chance: Random, today: date) -> None:
    """The committee's term is the chair's; a few are over."""
    chair = Officer.objects.filter(organisation=union, post="chair").first()
    if chair and chair.until:
        founded = chair.since - timedelta(days=chance.randrange(0, 1500))
        enter_facts(
            union, term_from=chair.since, term_until=chair.until, form="single",
            unit_category="170", founded_on=founded, by=CLOCK,
        )  # fmt: skip
