"""What one rule is: a number of the law with its article, place, time and confidence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from niudai.rulebook.instruments import Source, cited, speaks_chinese


class Kind(StrEnum):
    DEADLINE = "deadline"
    NUMBER = "number"
    RATIO = "ratio"
    ELIGIBILITY = "eligibility"
    THRESHOLD = "threshold"
    FORMULA = "formula"
    LIST = "list"
    PARAMETER = "parameter"  # an amount other rules read: the minimum wage


class Unit(StrEnum):
    CALENDAR_DAY = "calendar_day"
    WORKING_DAY = "working_day"
    MONTH = "month"
    YEAR = "year"


class Direction(StrEnum):
    FORWARDS = "forwards"
    AT_LEAST_BEFORE = "at_least_before"  # no later than n before the event
    WITHIN_BEFORE = "within_before"  # inside the last n before the event
    OPENS_BEFORE = "opens_before"  # a window that opens n before the event


class Roll(StrEnum):
    """What happens when the last day is a day off."""

    NONE = "none"
    REST_DAYS = "rest_days"
    STATUTORY_ONLY = "statutory_only"


class Role(StrEnum):
    OWN = "own_duty"  # the union or mediator must act
    PARTY = "party_right"  # a party may act
    WATCH = "watch"  # another body must act, we look on


class Status(StrEnum):
    DRAFT = "draft"
    ACTIVE = "active"
    RETIRED = "retired"
    CONFIG = "config"
    REFERENCE = "reference"  # published somewhere and loaded to be read; nobody here confirmed it
    SUPERSEDED = "superseded"  # held in its time, replaced since
    ILLUSTRATIVE = "illustrative"  # an example: it may preview
    UNKNOWN = "unknown"  # there is such a rule here, and nobody has entered it yet


class Confidence(StrEnum):
    V2 = "V2"
    V1 = "V1"
    N = "N"
    M = "M"
    P = "P"


SETTLED_TEXT = frozenset({Confidence.V1, Confidence.V2})
PREVIEWS = frozenset({Status.REFERENCE, Status.SUPERSEDED, Status.ILLUSTRATIVE})
APPLIES = PREVIEWS | {Status.ACTIVE, Status.CONFIG}
EMPTY = frozenset({Status.DRAFT, Status.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Extension:
    """How far a period may be lengthened; `most` is None when the parties may agree any length."""

    most: int | None
    unit: Unit
    by_zh: str
    by_en: str

    @property
    def both_consent(self) -> bool:
        return self.most is None

    @property
    def by(self) -> str:
        return self.by_zh if speaks_chinese() else self.by_en


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of one instrument, in one place, for one span of time.

    `sources` name instrument and articles; `amount` counts in `unit`; `valid_to` is the last day
    on which an event falls under the rule. `parameters` hold the numbers of rules that are not
    clocks. Only an active rule whose text was read decides anything.
    """

    id: str
    kind: Kind
    subject: str
    title_zh: str
    title_en: str
    jurisdiction: str  # "CN", "CN-32", "CN-3202", "CN-320281": the longer, the nearer
    sources: tuple[Source, ...]
    valid_from: date
    confidence: Confidence
    status: Status
    valid_to: date = date.max
    event_zh: str = ""
    event_en: str = ""
    amount: int | None = None
    amount_min: int | None = None
    unit: Unit | None = None
    inclusive: bool = True
    direction: Direction = Direction.FORWARDS
    roll: Roll = Roll.REST_DAYS
    role: Role | None = None
    party_bound: str = ""
    extension: Extension | None = None
    pause: tuple[Source, ...] = ()
    restart: tuple[Source, ...] = ()
    consequence_zh: str = ""
    consequence_en: str = ""
    silence_zh: str = ""
    silence_en: str = ""
    note_zh: str = ""
    note_en: str = ""
    overrides: str = ""  # the rule this row replaces where it is nearer
    evaluator: str = ""
    document: str = ""  # number of the paper a county entered the row from
    paper: str = ""  # that paper with issuer and article, where the county entered the row itself
    entry: int = 0  # which row of the table of entered rules it is; 0: it stands in a file
    parameters: Mapping[str, Any] = field(default_factory=dict, compare=False, hash=False)
    nearer_drafts: tuple["Rule", ...] = field(default=(), compare=False, repr=False)

    @property
    def key(self) -> str:
        """What a case stores: the very row it started with."""
        key = f"{self.id}@{self.jurisdiction}@{self.valid_from.isoformat()}"
        return f"{key}@{self.entry}" if self.entry else key

    @property
    def is_clock(self) -> bool:
        return self.kind is Kind.DEADLINE

    @property
    def decides(self) -> bool:
        """Whether this rule may drive a legal date or result; the others may only alarm."""
        return self.status is Status.ACTIVE and self.confidence in SETTLED_TEXT

    @property
    def applies(self) -> bool:
        return self.status in APPLIES

    @property
    def previews(self) -> bool:
        """Whether it may show what would follow, without anybody having confirmed it here."""
        return self.status in PREVIEWS

    @property
    def empty(self) -> bool:
        """Whether the row only says that a number is still to be entered."""
        return self.status in EMPTY

    @property
    def names(self) -> frozenset[str]:
        """The ids this row answers to."""
        return frozenset(filter(None, (self.id, self.overrides)))

    def in_force(self, on: date) -> bool:
        return self.valid_from <= on <= self.valid_to

    @property
    def ended(self) -> bool:
        """Whether its last day is known."""
        return self.valid_to != date.max

    @property
    def basis(self) -> str:
        """“劳动争议调解仲裁法 第14条”, in the language of the reader."""
        found = self.paper or cited(self.sources)
        if not self.document:
            return found
        return f"{found}（{self.document}）" if speaks_chinese() else f"{found} ({self.document})"

    @property
    def title(self) -> str:
        return self.title_zh if speaks_chinese() else self.title_en

    @property
    def event(self) -> str:
        return self.event_zh if speaks_chinese() else self.event_en

    @property
    def consequence(self) -> str:
        return self.consequence_zh if speaks_chinese() else self.consequence_en

    @property
    def effect_of_silence(self) -> str:
        return self.silence_zh if speaks_chinese() else self.silence_en

    @property
    def note(self) -> str:
        return self.note_zh if speaks_chinese() else self.note_en

    @property
    def warnings(self) -> list[str]:
        """Sentences the reader must see beside anything this rule yields."""
        sentences = [
            _("%(id)s (%(basis)s) exists only in draft; the rule of %(place)s is used instead.")
            % {"id": draft.id, "basis": draft.basis, "place": self.jurisdiction}
            for draft in self.nearer_drafts
        ]
        if self.previews:
            sentences.append(standing(self))
        elif not self.decides:
            sentences.append(
                _("%(id)s has confidence %(mark)s: it may remind, it decides nothing.")
                % {"id": self.id, "mark": self.confidence.value}
            )
        return sentences


def standing(rule: Rule) -> str:
    """Why a rule that was loaded to be read decides nothing here."""
    facts = {"title": rule.title, "basis": rule.basis}
    return {
        Status.REFERENCE: _(
            "“%(title)s” (%(basis)s) is loaded for reference: a preview only, until the "
            "federation confirms it with a document number."
        ),
        Status.SUPERSEDED: _(
            "“%(title)s” (%(basis)s) has been replaced: a preview only, of what held in its time."
        ),
        Status.ILLUSTRATIVE: _(
            "“%(title)s” (%(basis)s) is an example: a preview only, it cannot decide."
        ),
    }[rule.status] % facts
