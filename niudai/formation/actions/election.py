"""Candidates, the vote, the report, and the approval that makes the union stand."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.audit.log import record
from niudai.casework.moves import advance, locked, timely
from niudai.formation.actions.deciding import refuse_own_decision, refuse_without
from niudai.formation.actions.setting_up import written_on
from niudai.formation.models import Candidate, Formation
from niudai.formation.procedure import APPROVE, CONSENT, ELECT, ORDER_AGAIN, PROPOSE, REPORT
from niudai.kernel.refused import Refused
from niudai.organisations.actions.employers import give_union
from niudai.organisations.actions.officers import appoint, end_term
from niudai.organisations.actions.register import enter_facts
from niudai.organisations.actions.units import set_up
from niudai.organisations.models import Officer, Organisation
from niudai.rulebook.terms import last_day_of_term

DECIDE = Permission.FORMATION_APPROVE
POSTS = {
    (Candidate.Seat.COMMITTEE, Candidate.Post.CHAIR): Officer.Post.CHAIR,
    (Candidate.Seat.COMMITTEE, Candidate.Post.VICE_CHAIR): Officer.Post.VICE_CHAIR,
    (Candidate.Seat.COMMITTEE, Candidate.Post.MEMBER): Officer.Post.COMMITTEE,
}
OTHER_SEATS = {
    Candidate.Seat.AUDIT: Officer.Post.AUDIT,
    Candidate.Seat.WOMEN: Officer.Post.WOMEN,
}


@dataclass(frozen=True, slots=True)
class Result:
    """How the vote went for one candidate."""

    candidate: int
    votes: int
    elected: bool
    post: str = Candidate.Post.MEMBER


@transaction.atomic
def add_candidate(
    case: Formation,
    *,
    name: str,
    seat: str = Candidate.Seat.COMMITTEE,
    full_time: bool = False,
    is_relative: bool = False,
    is_head: bool = False,
    is_barred_otherwise: bool = False,
    by: Actor,
) -> Candidate:
    """Name a candidate with what was declared. Bans object when the list is sent, not here."""
    case = written_on(case, by=by)
    name = refuse_without(name, _("Name the person."))
    if case.candidates.filter(name=name, seat=seat).exists():
        raise Refused(_("%(name)s stands for this seat already.") % {"name": name})
    candidate = Candidate.objects.create(
        formation=case, name=name, seat=seat, full_time=full_time, is_relative=is_relative,
        is_head=is_head, is_barred_otherwise=is_barred_otherwise,
    )  # fmt: skip
    unsettle(case)
    record("formation.add_candidate", case, by=by, seat=seat, personal={"name": name})
    return candidate


@transaction.atomic
def remove_candidate(candidate: Candidate, *, by: Actor) -> Formation:
    case = written_on(candidate.formation, by=by)
    record("formation.remove_candidate", case, by=by, seat=candidate.seat,
           personal={"name": candidate.name})  # fmt: skip
    candidate.delete()
    unsettle(case)
    return case


def unsettle(case: Formation) -> None:
    """A changed list is sent and agreed to anew."""
    case.proposed_on = case.consented_on = None
    case.save(update_fields=["proposed_on", "consented_on"])


@transaction.atomic
def propose(case: Formation, *, proposed_on: date | None = None, by: Actor) -> Formation:
    """Send the list of candidates to the party organisation and the higher union."""
    case = advance(case, PROPOSE, on=proposed_on, by=by)
    case.proposed_on = timely(case, proposed_on)
    case.save(update_fields=["proposed_on"])
    return case


@transaction.atomic
def consent(case: Formation, *, consented_on: date | None = None, by: Actor) -> Formation:
    """The higher union agrees to the candidates."""
    case = locked(case)
    refuse_own_decision(case.union, by=by)
    case = advance(case, CONSENT, on=consented_on, by=by)
    case.consented_on = timely(case, consented_on)
    case.save(update_fields=["consented_on"])
    return case


@transaction.atomic
def elect(
    case: Formation,
    *,
    meeting: str,
    entitled: int,
    present: int,
    results: list[Result],
    elected_on: date | None = None,
    by: Actor,
) -> Formation:
    """Record the vote: everybody's votes, who is elected, who is the chair."""
    case = locked(case)
    case.elected_on = timely(case, elected_on)
    case.meeting, case.entitled, case.present = meeting, entitled, present
    case.save(update_fields=["elected_on", "meeting", "entitled", "present"])
    for result in results:
        case.candidates.filter(pk=result.candidate).update(
            votes=result.votes, elected=result.elected,
            post=result.post if result.elected else Candidate.Post.MEMBER,
        )  # fmt: skip
    refuse_a_worse_result(case)
    return advance(
        case, ELECT, on=case.elected_on, by=by, meeting=meeting, entitled=entitled, present=present
    )


def refuse_a_worse_result(case: Formation) -> None:
    """Nobody is elected past somebody with more votes for the same seat."""
    for seat in Candidate.Seat:
        rows = case.candidates.filter(seat=seat).exclude(votes=None)
        elected = rows.filter(elected=True).order_by("votes").first()
        passed = rows.filter(elected=False).order_by("-votes").first()
        if elected and passed and (passed.votes or 0) > (elected.votes or 0):
            raise Refused(
                _("%(passed)s has more votes than %(elected)s, who is marked as elected.")
                % {"passed": passed.name, "elected": elected.name}
            )


@transaction.atomic
def report(case: Formation, *, reported_on: date | None = None, by: Actor) -> Formation:
    """The result goes to the higher union, whose time to approve begins."""
    case = locked(case)
    case.reported_on = timely(case, reported_on)
    case.save(update_fields=["reported_on"])
    return advance(case, REPORT, on=case.reported_on, by=by)


@transaction.atomic
def order_again(case: Formation, *, reason: str, by: Actor) -> Formation:
    """The result is not approved: the votes are cleared and the election is held again."""
    case = locked(case)
    refuse_own_decision(case.union, by=by)
    note = refuse_without(reason, _("Give the reason."))
    case.candidates.update(votes=None, elected=False, post=Candidate.Post.MEMBER)
    return advance(case, ORDER_AGAIN, by=by, note=note)


@transaction.atomic
def approve(
    case: Formation, *, document: str, approved_on: date | None = None, by: Actor
) -> Formation:
    """Approve the result: the union is set up or its committee replaced, officers are entered.

    1. A new union gets its place in the tree and its employer; a standing one keeps both.
    2. Terms of the committee before end the day before the election.
    3. Everybody elected is entered for the term, which begins with the election.
    """
    case = locked(case)
    refuse_own_decision(case.union, by=by)
    case.approval_document = refuse_without(document, _("Give the number of the document."))
    case.approved_on = timely(case, approved_on)
    first = case.elected_on or case.approved_on
    union = case.union or founded(case, first, by=by)
    case.union = union
    case.save(update_fields=["approval_document", "approved_on", "union"])
    end_terms_before(union, first, by=by)
    last = last_day_of_term(first, case.term_years)
    enter_officers(case, union, first, last, by=by)
    facts = {"form": case.form, "unit_category": case.unit_category, "term_from": first,
             "term_until": last}  # fmt: skip
    if case.occasion == Formation.Occasion.NEW:
        facts["approval_document"] = case.approval_document
    enter_facts(union, by=by, right=DECIDE, **facts)
    return advance(
        case, APPROVE, on=case.approved_on, by=by, document=case.approval_document,
        union=union.name,
    )  # fmt: skip


def founded(case: Formation, on: date, *, by: Actor) -> Organisation:
    """The union takes its place beneath the higher one, and its employer answers to it."""
    union = set_up(
        parent=case.organisation, kind=case.kind, name=case.name, short_name=case.short_name,
        division=case.division, founded_on=on, by=by, right=DECIDE,
    )  # fmt: skip
    if case.employer:
        give_union(case.employer, union=union, by=by, right=DECIDE)
    return union


def end_terms_before(union: Organisation, first: date, *, by: Actor) -> None:
    last = first - timedelta(days=1)
    serving = Officer.objects.filter(Q(until=None) | Q(until__gte=first), organisation=union)
    for officer in serving.filter(since__lte=last):
        end_term(officer, on=last, reason=_("Re-election"), by=by, right=DECIDE)


def enter_officers(
    case: Formation, union: Organisation, first: date, last: date, *, by: Actor
) -> None:
    for one in case.candidates.filter(elected=True):
        seat = Candidate.Seat(one.seat)
        post = POSTS.get((seat, Candidate.Post(one.post))) or OTHER_SEATS[seat]
        appoint(
            union, name=one.name, post=post, since=first, until=last, full_time=one.full_time,
            by=by, right=DECIDE,
        )  # fmt: skip
