"""What a worker told of a household in need, as facts; and the file made of it."""

import secrets
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.assistance.hardship import actions
from niudai.assistance.hardship.models import Consent, HardshipFile
from niudai.assistance.hardship.worker_access import worker_at
from niudai.casework.attaching import attach
from niudai.kernel.money import exact
from niudai.kernel.refused import Refused
from niudai.portal.answers import day
from niudai.portal.applicant import Applicant
from niudai.portal.forms.hardship import given_as_yuan
from niudai.portal.forms.household import NO, born_on
from niudai.portal.forms.need import SUDDEN, guardian_of
from niudai.portal.models import DraftFile
from niudai.rulebook.codes import name_of
from niudai.rulebook.evaluation import evaluate

AMOUNT = "amount_"
ASSETS = ("shop", "employs_others", "private_school", "own_vehicle", "own_fault", "refuses_work")
Kind = Consent.Kind
SIMPLE = (Kind.PROCESSING, Kind.SENSITIVE, Kind.CHECK, Kind.PUBLICITY, Kind.COMMITMENT)
Person = dict[str, Any]


class Family(Applicant):
    """A reading of one draft. Nothing is looked up about anybody: only about places."""

    @property
    def people(self) -> list[Person]:
        """Who lives with the worker, in the order in which they were told."""
        return list(self.get("household", "people", []))

    @property
    def people_shown(self) -> list[Person]:
        """The same, with the relation in words."""
        return [{**each, "relation": name_of("relation", each["relation"])} for each in self.people]

    @property
    def children(self) -> list[Person]:
        """For whom only a guardian may agree, by the birthday in the number."""
        return [each for each in self.people if needs_guardian(each["number"])]

    @property
    def sudden(self) -> bool:
        causes = [self.get("cause", "cause", ""), *self.get("cause", "others", [])]
        return any(cause in SUDDEN for cause in causes)

    def money(self, question: str) -> dict[str, int]:
        """Item → fen, of what was given."""
        given = self.given.get(question, {})
        return {
            name.removeprefix(AMOUNT): value
            for name, value in given.items()
            if name.startswith(AMOUNT) and value
        }

    @property
    def declared(self) -> dict[str, Any]:
        """Assets, event and exclusions as the rulebook wants them."""
        assets = self.given.get("assets", {})
        facts: dict[str, Any] = {name: assets.get(name) == "yes" for name in ASSETS}
        facts["dwellings"] = int(assets.get("dwellings", 0))
        facts["refuses_check"] = not self.get("consents", "check", True)
        if self.get("income", "no_income"):
            facts["no_income"] = True
        if self.sudden:
            event = self.given.get("event", {})
            facts |= {
                "event": event.get("event") or None,
                "event_cost": given_as_yuan(event.get("amount_cost")),
                "event_compensated": given_as_yuan(event.get("amount_compensated")),
                "event_casualty": event.get("event_casualty") == "yes",
            }
        return facts

    @property
    def facts(self) -> dict[str, Any]:
        """Everything for the rule HARDSHIP-CATEGORY: what a first look needs."""
        declared = {name: value for name, value in self.declared.items() if name != "no_income"}
        return {
            "people": len(self.people) + 1,
            "income": rows(self.money("income")),
            "rigid": rows(self.money("costs")),
            "residence": self.get("home", "residence") or None,
            "able_unemployed": sum(self.could_work) or None,
            **declared,
        }

    @property
    def could_work(self) -> list[bool]:
        everybody = [self.given.get("working", {}), *self.people]
        return [bool(each.get("able_unemployed")) for each in everybody]


def rows(money: dict[str, int]) -> list[dict[str, Any]]:
    return [{"item": item, "amount": exact(fen)} for item, fen in money.items()]


def needs_guardian(number: str) -> bool:
    today = timezone.localdate()
    asked = evaluate("GUARDIAN-CONSENT", {"born_on": born_on(number), "day": today}, on=today)
    return bool(asked.holds)


def with_person(answers: Family, who: str, person: Person) -> list[Person]:
    """The people of the household with one more, or with one told anew."""
    told = {**person, "id": who or secrets.token_hex(4)}
    if not who:
        return [*answers.people, told]
    return [told if each["id"] == who else each for each in answers.people]


def apply(answers: Family, files: list[DraftFile]) -> HardshipFile:
    """Make the file, with consents and photos, and hand it in. In the caller's transaction."""
    organisation = answers.organisation
    if organisation is None:
        raise Refused(_("No union answers for this place yet. Please call 12351."))
    by = worker_at(organisation)
    file = actions.apply(
        organisation=organisation, worker=worker(answers), employer_said=answers.employer_name,
        by=by,
    )  # fmt: skip
    file = actions.correct(file, **form(answers), by=by)
    members = {
        each["id"]: actions.add_member(file, **member(each), by=by) for each in answers.people
    }
    for side, question in (("income", "income"), ("rigid", "costs")):
        for item, fen in answers.money(question).items():
            actions.add_money(file, side=side, item=item, amount_fen=fen, by=by)
    actions.declare(file, **answers.declared, by=by)
    agree(file, answers, members, by=by)
    for kept in files:
        with kept.file.open("rb") as content:
            upload = UploadedFile(content, kept.sealed_name, kept.content_type, kept.size)
            attach(file, upload, by=by, kind="other")
    return actions.submit(file, by=by)


def agree(file: HardshipFile, answers: Family, members: dict[str, Any], *, by: Actor) -> None:
    name = answers.given["you"]["name"]
    given = answers.given["consents"]
    for kind in SIMPLE:
        if given.get(kind):
            actions.give_consent(file, kind=kind, given_by=name, by=by)
    for child in answers.children:
        if given.get(guardian_of(child)):
            actions.give_consent(
                file, kind=Kind.GUARDIAN, given_by=name, member=members[child["id"]], by=by
            )


def worker(answers: Family) -> dict[str, Any]:
    """The worker as the first of the household."""
    you, working, papers = (answers.given[name] for name in ("you", "working", "papers"))
    health = answers.given["health"]
    return {
        "name": you["name"], "number": you["number"], "phone": you["phone"],
        "status": working["status"], "able_unemployed": working["able_unemployed"],
        **{name: papers[name] for name in
           ("nation", "marriage", "registration", "insurance", "politics")},
        "model_worker": papers["model_worker"] or NO,
        **{name: health[name] for name in ("health", "disability", "illness")},
        "unit": answers.employer_name,
    }  # fmt: skip


def member(person: Person) -> dict[str, Any]:
    told = {name: value for name, value in person.items() if name != "id"}
    return {**told, "monthly_fen": told.get("monthly_fen") or 0}


def form(answers: Family) -> dict[str, Any]:
    """The form beside the people."""
    working, home, card = (answers.given[name] for name in ("working", "home", "card"))
    cause = answers.given["cause"]
    return {
        "employer": answers.employer,
        "industry": working["industry"], "work_since": day(working["work_since"]),
        "is_member": working["is_member"] == "yes", "migrant": working["is_migrant"] == "yes",
        "contract_signed_on": day(working["contract_signed_on"]),
        "other_contact": answers.given["you"]["other_contact"],
        **home,
        "zero_employment": not employed(answers),
        "cause": cause["cause"], "other_causes": cause["others"], "story": cause["story"],
        **card,
    }  # fmt: skip


def employed(answers: Family) -> bool:
    everybody = [answers.given["working"], *answers.people]
    return any(each.get("status") in {"working", "migrant"} for each in everybody)
