"""What is missing before a move of a union's case, in the sentences the page shows.

A rule whose text was read objects; one that was not only warns (see `warnings`).
"""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from niudai.casework.procedure import Guard
from niudai.formation.models import Candidate, Ending, Formation, Registration
from niudai.formation.models.formation import Stage
from niudai.kernel.identifiers import wrong_credit_code
from niudai.kernel.refused import Refused
from niudai.organisations.models import Organisation
from niudai.rulebook.evaluation import evaluate

Facts = Callable[[Formation], dict[str, Any] | None]
Seat = Candidate.Seat


def answer(case: Formation, rule: str, facts: dict[str, Any]) -> Any:
    return evaluate(rule, facts, on=case.received_on, place=case.place)


def checked(rule: str, facts: Facts) -> Guard:
    """Objects with the rule's own explanation, if the rule may decide and does not hold."""

    def guard(case: Formation) -> str | None:
        given = facts(case)
        if given is None:
            return None
        found = answer(case, rule, given)
        return " ".join(found.explanation) if found.decides and not found.holds else None

    return guard


def standing(case: Formation, seat: str) -> int:
    return case.candidates.filter(seat=seat).count()


def people_of_the_group(case: Formation) -> dict[str, Any] | None:
    new = case.occasion == Formation.Occasion.NEW
    return {"people": case.preparers.count()} if new else None


def size_of_the_committee(case: Formation) -> dict[str, Any] | None:
    return {"members": case.members, "seats": case.seats} if case.seats else None


def size_of_the_audit(case: Formation) -> dict[str, Any] | None:
    return {"seats": case.audit_seats} if case.audit_seats else None


def margin_of_the_committee(case: Formation) -> dict[str, Any] | None:
    number = standing(case, Seat.COMMITTEE)
    return {"seats": case.seats, "candidates": number} if case.seats and number else None


def barred(column: str) -> Facts:
    def facts(case: Formation) -> dict[str, Any] | None:
        return {"applies": True} if case.candidates.filter(**{column: True}).exists() else None

    return facts


def years(case: Formation) -> dict[str, Any]:
    federation = case.kind in {"federation", "town", "zone"}
    return {"years": case.term_years, "federation": federation}


# Each rule beside the facts it wants: read as an objection or as a warning, by its confidence.
CHECKS: tuple[tuple[str, Facts], ...] = (
    ("UNION-PREPARATORY", people_of_the_group),
    ("UNION-TERM", years),
    ("UNION-COMMITTEE-SIZE", size_of_the_committee),
    ("UNION-AUDIT", size_of_the_audit),
    ("UNION-ELECTION-MARGIN", margin_of_the_committee),
    ("UNION-RELATIVE", barred("is_relative")),
    ("UNION-HEAD", barred("is_head")),
    ("UNION-OTHER-BAN", barred("is_barred_otherwise")),
)
group_out_of_size = checked(*CHECKS[0])
term_not_allowed = checked(*CHECKS[1])
committee_out_of_size = checked(*CHECKS[2])
audit_out_of_size = checked(*CHECKS[3])
margin_too_small = checked(*CHECKS[4])
near_relative = checked(*CHECKS[5])
head_of_the_unit = checked(*CHECKS[6])
barred_otherwise = checked(*CHECKS[7])


def warnings(case: Formation) -> list[tuple[str, str]]:
    """(sentence, basis) of every rule that does not hold and may only warn."""
    found = []
    for rule, facts in CHECKS:
        given = facts(case)
        if given is None or (rule == "UNION-PREPARATORY" and case.stage != Stage.PREPARING):
            continue
        said = answer(case, rule, given)
        if not said.holds and not said.decides:
            found.append((f"{said.rule.title}: {' '.join(said.explanation)}", said.basis))
    women = answer(case, "UNION-WOMEN", {"women": case.women})
    if women.holds and case.seats and not standing(case, Seat.WOMEN):
        found.append((" ".join(women.explanation), women.basis))
    return found


def missing_size(case: Formation) -> str | None:
    if not case.workers:
        return _("Enter how many people work there.")
    if case.women > case.members:
        return _("There cannot be more women than members.")
    return None


def missing_employer(case: Formation) -> str | None:
    employer = case.employer
    if employer and employer.union_id and employer.union_id != case.union_id:
        return _("%(name)s has a union meanwhile.") % {"name": case.employer}
    return None


def missing_candidates(case: Formation) -> str | None:
    if not case.seats:
        return _("Enter how many seats the committee has.")
    number = standing(case, Seat.COMMITTEE)
    if number < case.seats:
        return _("%(seats)d seats, but %(number)d candidates for the committee.") % {
            "seats": case.seats, "number": number,
        }  # fmt: skip
    return None


def missing_consent(case: Formation) -> str | None:
    if case.consented_on is None:
        return _("The higher union has not yet agreed to the candidates.")
    return None


def missing_proposal(case: Formation) -> str | None:
    return None if case.proposed_on else _("The candidates were not yet sent to the higher union.")


def sent_already(case: Formation) -> str | None:
    return _("This list was sent already.") if case.proposed_on else None


def agreed_already(case: Formation) -> str | None:
    return _("This list was agreed to already.") if case.consented_on else None


def missing_result(case: Formation) -> str | None:
    if case.candidates.filter(votes=None).exists():
        return _("Enter the votes of every candidate.")
    elected = case.candidates.filter(seat=Seat.COMMITTEE, elected=True).count()
    if elected != case.seats:
        return _("%(seats)d seats, but %(elected)d elected to the committee.") % {
            "seats": case.seats, "elected": elected,
        }  # fmt: skip
    return None


def impossible_votes(case: Formation) -> str | None:
    if case.present > case.entitled:
        return _("More ballots were given out than people may vote.")
    if case.candidates.filter(votes__gt=case.present).exists():
        return _("Nobody can have more votes than ballots were given out.")
    return None


def missing_chair(case: Formation) -> str | None:
    elected = case.candidates.filter(seat=Seat.COMMITTEE, elected=True)
    chairs = elected.filter(post=Candidate.Post.CHAIR).count()
    return None if chairs == 1 else _("Name one of those elected as the chair.")


def only_a_re_election(case: Formation) -> str | None:
    if case.occasion != Formation.Occasion.TERM:
        return _("Only a re-election is delayed.")
    return None


# --- legal person ---------------------------------------------------------------------------


def missing_conditions(case: Registration) -> str | None:
    if case.subject == Registration.Subject.CANCEL:
        return None
    if case.has_organs and case.has_place and case.has_funds:
        return None
    return _("Not all conditions are met: own name and organs, a place, assured funding.")


def unproved_code(code: str, proof: str) -> str | None:
    """A code that fails the check, or is none of a union, needs a word on the paper seen."""
    if proof:
        return None
    if wrong := wrong_credit_code(code):
        return _("%(wrong)s If the paper really shows this code, write which paper you saw.") % {
            "wrong": wrong
        }
    if code[:2] not in {"81", "89"}:
        return _("The code of a union begins with 81 or 89. Write which paper you saw.")
    return None


# --- the end --------------------------------------------------------------------------------


def unit_beneath_itself(case: Ending) -> str | None:
    if case.into and case.into.path.startswith(case.organisation.path):
        return _("%(name)s cannot stand beneath itself.") % {"name": case.organisation}
    if case.into and case.into.dissolved_on:
        return _("%(name)s is dissolved.") % {"name": case.into}
    return None


def open_union_cases(case: Ending) -> str | None:
    """Its own re-election or registration must have ended: it makes no sense elsewhere."""
    return open_case_of(case.organisation)


def open_case_of(union: Organisation) -> str | None:
    election = Formation.objects.open().filter(union=union).first()
    waiting = Registration.objects.filter(organisation=union, stage="applied").first()
    if other := election or waiting:
        return _("%(case)s of this union is still open.") % {"case": other.reference}
    return None


def refuse_what_is_missing(sentence: str | None) -> None:
    if sentence:
        raise Refused(sentence)
