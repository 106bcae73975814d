"""Which moves of a union's cases start and stop which rule (domain 4.2, 4.3, 9.1)."""

from niudai.casework.clock import Clock

ENDED = frozenset({"approve", "refuse", "give_up"})

FORMATION_CLOCKS = (
    Clock(
        rule="UNION-REPLY",
        started_by=frozenset({"request"}),
        stopped_by=frozenset({"permit", "refuse", "return_request", "give_up"}),
    ),
    Clock(
        rule="UNION-APPROVAL",
        started_by=frozenset({"report"}),
        stopped_by=frozenset({"approve", "order_again", "give_up"}),
    ),
    Clock(
        rule="UNION-TERM-DELAY",
        started_by=frozenset({"delay"}),
        stopped_by=ENDED,
        starts_on="term_ends_on",
    ),
)

REGISTRATION_CLOCKS = (
    Clock(
        rule="UNION-LEGAL-DECIDE",
        started_by=frozenset({"apply_registration"}),
        stopped_by=frozenset({"register", "refuse_registration", "withdraw_registration"}),
    ),
)
