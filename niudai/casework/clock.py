"""Which moves of a procedure start, stop, pause and restart a rule of the rulebook."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Clock:
    """A rule beside the moves that drive it. It knows no number and no date.

    `starts_on` names a date of the case (`accepted_on`) to count from instead of the day of the
    move; when that date is empty the clock does not start. `party` tells two clocks of one rule
    apart where each party's own receipt opens its own window.
    """

    rule: str
    started_by: frozenset[str]
    stopped_by: frozenset[str] = field(default_factory=frozenset)
    paused_by: frozenset[str] = field(default_factory=frozenset)
    resumed_by: frozenset[str] = field(default_factory=frozenset)
    restarted_by: frozenset[str] = field(default_factory=frozenset)
    extended_by: frozenset[str] = field(default_factory=frozenset)
    starts_on: str = ""
    party: str = ""
    restarts_on: str = ""  # a date of the case that begins it anew, where it knows one
    alive_on: str = ""  # a date of the case: what had run out before it never begins anew
    if_true: str = ""  # a property of the case that must hold for the clock to start
    if_known: bool = False  # the place may not have entered the rule: then it does not start
