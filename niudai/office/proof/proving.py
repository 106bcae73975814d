"""The walk over the whole matrix."""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeAlias
from urllib.parse import quote

from django.db import transaction
from django.urls import NoReverseMatch, reverse

from niudai.access.actor import Actor
from niudai.access.permissions import Role
from niudai.office.proof.asking import Browser, quietly
from niudai.office.proof.judging import Answer, Leak, Question, seen, wrong
from niudai.office.proof.routes import Route, routes
from niudai.office.proof.subjects import SUBJECTS, Subject
from niudai.office.proof.world import (
    MARK,
    Place,
    Seat,
    World,
    appointed,
    build,
    forget_files,
    levels,
    plant,
)

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
STRANGER, UNAPPOINTED = "a stranger", "an account without appointment"
BREATH = 0.2  # seconds between two transactions: whoever works here writes meanwhile
GUESSED = {"int": 0, "slug": "nothing", "str": "nothing", "path": "nothing", "uuid": "0" * 32}
Closed: TypeAlias = set[tuple[str, str]]  # route and method that answered 405 to the stranger
TOKEN = re.compile(r'(csrfmiddlewaretoken" value="|X-CSRFToken": "|"csrf": ")[^"]+')


@dataclass(slots=True)
class Proof:
    """What was asked and what leaked."""

    routes: int = 0
    checks: int = 0
    leaks: list[Leak] = field(default_factory=list)
    closed: Closed = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Someone:
    """Who asks: an officer in a seat, an account without an appointment, or a stranger."""

    label: str
    actor: Actor | None
    seat: Seat | None
    browser: Browser


def prove(
    *labels: str, under: str = "", closed: Closed | None = None,
    tell: Callable[[str], None] = lambda _line: None,
) -> Proof:  # fmt: skip
    """Walk the whole matrix, or the part of the people named and of the stranger before them.

    `under`: only addresses that begin so. `closed`: what an earlier walk of the stranger found
    closed; then the stranger does not walk again. Each person's part is one transaction, and each
    is rolled back.
    """
    found = [route for route in routes() if route.where.startswith(under)]
    proof = Proof(routes=len(found), closed=closed or set())
    proof.leaks += unguarded(found)
    first = () if closed else (STRANGER,)
    with quietly():
        for label, enter in everyone():
            if labels and label not in (*first, *labels):
                continue
            tell(label)
            with transaction.atomic():
                walk(proof, found, enter)
                transaction.set_rollback(True)
            time.sleep(BREATH)
    return proof


def unguarded(found: list[Route]) -> Iterator[Leak]:
    """Addresses nobody answers for, and addresses of which it is not known what they name."""
    for route in found:
        if not route.is_guarded:
            yield Leak(route.where, "ANY", "anyone", "", "names no permission")
        if route.permission and route.arguments and route.name not in SUBJECTS:
            yield Leak(route.where, "ANY", "anyone", "", "is not in the table of subjects")


def everyone() -> Iterator[tuple[str, Callable[[World], Someone]]]:
    yield STRANGER, lambda _world: Someone(STRANGER, None, None, Browser())
    yield UNAPPOINTED, unappointed
    for role in Role:
        for level in levels(role):
            yield f"{role} at a {level}", officer(role, level)


def officer(role: Role, level: str) -> Callable[[World], Someone]:
    def enter(world: World) -> Someone:
        seat = world.seat(role, level)
        return Someone(
            f"{role} at a {level}", seat.appointment.actor(), seat, Browser(seat.appointment.user)
        )

    return enter


def unappointed(world: World) -> Someone:
    appointment = appointed(Role.LEADER, world.places["other_federation"])
    user = appointment.user
    user.name = "无职"
    user.save(update_fields=["name"])
    appointment.delete()
    actor = Actor(name=str(user), scope="", permissions=frozenset(), user_id=user.pk)
    return Someone(UNAPPOINTED, actor, None, Browser(user))


def walk(proof: Proof, found: list[Route], enter: Callable[[World], Someone]) -> None:
    world = build()
    who = enter(world)
    places = list(world.places.values())
    by_code = {place.code: place for place in places}
    try:
        before = alone(found, who, places)
        for place in places:
            if not place.planted:
                plant(place)
        for route in found:
            for address, question in questions(proof, route, who, world):
                answer = who.browser.ask(question.method, address)
                judge(proof, answer, question, who, by_code)
                if who.actor is None and answer.status == 405:
                    proof.closed.add((route.where, question.method))
            compare(proof, route, who, before.get(route.where), by_code)
    finally:
        forget_files(places)


def judge(
    proof: Proof, answer: Answer, question: Question, who: Someone, places: dict[str, Place]
) -> None:
    proof.checks += 1
    sentences = [
        *wrong(answer, question, who.actor),
        *seen(answer, places, route=question.route, actor=who.actor),
    ]
    where, method = question.route.where, question.method
    proof.leaks += [Leak(where, method, who.label, question.relation, said) for said in sentences]


def questions(
    proof: Proof, route: Route, who: Someone, world: World
) -> Iterator[tuple[str, Question]]:
    """Every address of a route with every method.

    A method that was closed to a stranger is closed before anybody is known, and no officer asks
    it. HEAD is the page of GET without its text: an officer asks it where nothing may be found. A
    page for everybody is walked by the stranger; an officer only opens it, to see that it shows
    them no more.
    """
    for address, asked in addresses(route, who, world):
        for method in METHODS:
            if who.actor is not None and skipped(proof, route, method, asked.relation):
                continue
            yield address, replace(asked, method=method)


def skipped(proof: Proof, route: Route, method: str, relation: str) -> bool:
    if route.public_because:
        return method != "GET"
    if method == "HEAD" and relation != "neighbour":
        return True
    return (route.where, method) in proof.closed


def addresses(route: Route, who: Someone, world: World) -> Iterator[tuple[str, Question]]:
    """Addresses for the records of every relation, and what may be done with each."""
    subject = SUBJECTS.get(route.name)
    if not route.arguments:
        yield reverse_of(route, {}), Question(route, "GET")
    elif who.seat is None or subject is None:
        yield reverse_of(route, guessed(route)), Question(route, "GET", inside=False)
        if subject is not None:
            stand_in = world.seat(Role.LEADER, "town")
            words = subject.words(world.places["town"], stand_in)
            yield reverse_of(route, words), Question(route, "GET", "elsewhere", inside=False)
    else:
        for relation, place in who.seat.around.items():
            words = subject.words(place, who.seat)
            yield reverse_of(route, words), about(route, subject, relation, who)


def about(route: Route, subject: Subject, relation: str, who: Someone) -> Question:
    held = who.actor.permissions if who.actor else frozenset()
    return Question(
        route, "GET", relation,
        inside=relation in subject.inside and subject.needs <= held,
        may_act=subject.acts_with <= held,
        may_miss=subject.empty_form_names_nothing,
    )  # fmt: skip


def guessed(route: Route) -> dict[str, object]:
    pairs = re.findall(r"<(?:(\w+):)?(\w+)>", route.where)
    return {name: GUESSED.get(kind, "nothing") for kind, name in pairs}


def reverse_of(route: Route, words: dict[str, object]) -> str:
    """The address of this very route: two pages may share a name, as far as the proof goes."""
    try:
        address = reverse(route.name, kwargs=words)
    except NoReverseMatch:
        address = ""
    filled = route.where
    for name, value in words.items():
        filled = re.sub(rf"<(?:\w+:)?{name}>", str(value), filled)
    return address if address == f"/{filled}" else f"/{filled}"


def alone(found: list[Route], who: Someone, places: list[Place]) -> dict[str, str]:
    """Every list of an officer while nothing lies elsewhere: as it must look afterwards too."""
    if who.seat is None or who.actor is None:
        return {}
    for place in places:
        if place.path.startswith(who.actor.scope):
            plant(place)
    return {
        route.where: plain(who.browser.ask("GET", reverse_of(route, {}), f"q={quote(MARK)}"))
        for route in found
        if route.permission and not route.arguments and who.actor.may(route.permission)
    }


def compare(
    proof: Proof, route: Route, who: Someone, before: str | None, places: dict[str, Place]
) -> None:
    """What was planted elsewhere may change no letter and no count of an officer's list."""
    if before is None:
        return
    answer = who.browser.ask("GET", reverse_of(route, {}), f"q={quote(MARK)}")
    judge(proof, answer, Question(route, "GET"), who, places)
    if plain(answer) != before:
        said = "looks different when something happens elsewhere"
        proof.leaks.append(Leak(route.where, "GET", who.label, "", said))


def plain(answer: Answer) -> str:
    """The page without what differs each time it is drawn."""
    return TOKEN.sub(r"\1", answer.text)
