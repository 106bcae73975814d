"""The oracle: what each answer must be, and the sentence when it is not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.office.proof.routes import Route
from niudai.office.proof.world import MARK, Place

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
# Kinds of marks (world.Place.mark) and what one must hold to meet them at all.
SEEN_WITH = {
    "案": Permission.DISPUTE_VIEW,
    "企": Permission.EMPLOYER_VIEW,
    "调": Permission.MEDIATOR_VIEW,
    "委": Permission.ORGANISATION_VIEW,
    "员": Permission.WORK_VIEW,
    "人": Permission.PERSON_VIEW,
    "表": Permission.SHEET_VIEW,
    "建": Permission.FORMATION_VIEW,
    "钱": Permission.FUND_VIEW,
    "访": Permission.DESK_VIEW,
    "温": Permission.WARMTH_VIEW,
    "捐": Permission.GIVING_VIEW,
    "密": Permission.HARDSHIP_SENSITIVE,
}
MARKED = re.compile(rf"{MARK}([{''.join(SEEN_WITH)}])([0-9a-f]{{8}})")
FOUND_BY_ANYONE = frozenset({"企"})  # the portal finds an employer by its name


@dataclass(frozen=True, slots=True)
class Leak:
    """One answer that must not be, as a sentence."""

    where: str
    method: str
    who: str
    relation: str
    sentence: str

    def __str__(self) -> str:
        place = f", {self.relation}" if self.relation else ""
        return f"{self.method} /{self.where} as {self.who}{place}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and the tables that were written to meanwhile."""

    status: int
    location: str
    text: str
    written: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, and what the table of subjects says about it."""

    route: Route
    method: str
    relation: str = ""
    inside: bool = True
    may_act: bool = True
    may_miss: bool = False  # an empty form names nothing: 404 is right

    @property
    def is_safe(self) -> bool:
        return self.method in SAFE


def wrong(answer: Answer, question: Question, actor: Actor | None) -> Iterator[str]:
    """Everything that is wrong with an answer. `actor` is None for someone not signed in."""
    route = question.route
    if answer.status >= 500:
        yield f"answered {answer.status}"
    if answer.written and (question.is_safe or not allowed(question, actor)):
        yield f"wrote to {', '.join(sorted(set(answer.written)))}"
    if route.public_because:
        return
    if actor is None:
        yield from wrong_for_strangers(answer)
    elif route.permission is not None:
        yield from wrong_for_officers(answer, question, route.permission, actor)


def allowed(question: Question, actor: Actor | None) -> bool:
    route = question.route
    if route.public_because:
        return True
    if actor is None or not (question.inside and question.may_act):
        return False
    return route.permission is None or actor.may(route.permission)


def wrong_for_strangers(answer: Answer) -> Iterator[str]:
    """Someone not signed in is sent to sign in, whatever the address."""
    to_sign_in = answer.status == 302 and answer.location.startswith("/accounts/login/")
    if not to_sign_in and answer.status != 405:
        yield f"answered {answer.status} to someone not signed in"


def wrong_for_officers(
    answer: Answer, question: Question, permission: Permission, actor: Actor
) -> Iterator[str]:
    if not actor.may(permission):
        if answer.status not in {403, 404, 405}:
            yield f"answered {answer.status} without {permission}"
    elif not question.inside:
        if answer.status not in {404, 405}:
            yield f"answered {answer.status} for a record outside the place"
    elif answer.status in {403, 404} and not (question.may_miss and not question.is_safe):
        yield f"answered {answer.status} to someone who may"


def seen(
    answer: Answer, places: dict[str, Place], *, route: Route, actor: Actor | None
) -> Iterator[str]:
    """Names in an answer that the reader must not meet: of other places, or of other trades.

    `places` by the code their marks end in.
    """
    for kind, code in sorted(set(MARKED.findall(answer.text))):
        place = places.get(code)
        if place is None or (kind in FOUND_BY_ANYONE and route.public_because):
            continue
        inside = actor is not None and bool(actor.scope) and place.path.startswith(actor.scope)
        if not (inside and actor is not None and actor.may(SEEN_WITH[kind])):
            yield f"shows {place.mark(kind)}, which lies elsewhere"
