"""Whether a standing union's committee is as the rules ask, and whether its terms still run."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from niudai.membership.models import Person
from niudai.organisations.models import Employer, Officer, Organisation
from niudai.rulebook.evaluation import evaluate

Post = Officer.Post
IN_COMMITTEE = (Post.CHAIR, Post.VICE_CHAIR, Post.COMMITTEE)


@dataclass(frozen=True, slots=True)
class Committee:
    """Who serves today, and how many the union has."""

    officers: list[Officer]
    members: int
    women: int
    workers: int

    def in_posts(self, *posts: str) -> int:
        """People, not posts: a chair who is also in the committee sits there once."""
        return len({officer.name for officer in self.officers if officer.post in posts})


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule, whether it holds, in a sentence."""

    rule: Any
    holds: bool
    sentence: str


def committee_of(union: Organisation, on: date) -> Committee:
    members = Person.objects.members().filter(organisation=union)
    workers = Employer.objects.filter(union=union).values_list("workers", flat=True)
    return Committee(
        officers=list(Officer.objects.filter(organisation=union).serving(on)),
        members=members.count(),
        women=members.filter(sex=Person.Sex.FEMALE).count(),
        workers=sum(workers),
    )


def findings(union: Organisation, committee: Committee, on: date) -> list[Finding]:
    """What the rules say of the committee; rules that are not confirmed only warn."""
    seats = committee.in_posts(*IN_COMMITTEE)
    audit, women = committee.in_posts(Post.AUDIT), committee.in_posts(Post.WOMEN)
    place = union.division_id
    asked: list[tuple[str, dict[str, int]]] = [
        ("UNION-COMMITTEE", {"members": committee.members}),
        ("UNION-COMMITTEE-SIZE", {"members": committee.members, "seats": seats}),
        ("UNION-AUDIT", {"seats": audit}),
        ("UNION-WOMEN", {"women": committee.women}),
        ("UNION-FULLTIME-CHAIR", {"staff": committee.workers}),
    ]
    there = {"UNION-COMMITTEE": seats, "UNION-WOMEN": women}
    found = []
    for rule, facts in asked:
        said = evaluate(rule, facts, on=on, place=place)
        holds = said.holds
        if rule in there:  # what shall be is there, or need not be
            holds = not said.holds or bool(there[rule])
        if rule == "UNION-FULLTIME-CHAIR":
            holds = said.result != "shall" or any(
                officer.full_time for officer in committee.officers
            )
        found.append(Finding(said.rule, holds, " ".join(said.explanation)))
    return [*found, *terms(union, on)]


def terms(union: Organisation, on: date) -> list[Finding]:
    if union.term_until and union.term_until < on:
        said = _("The term ended on %(day)s.") % {"day": union.term_until}
        rule = evaluate("UNION-TERM", {"years": 3}, on=on, place=union.division_id).rule
        return [Finding(rule, False, said)]
    return []
