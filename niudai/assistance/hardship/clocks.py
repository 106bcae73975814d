"""Which moves of a hardship file start and stop which rule (domain 1.3, 1.4, 1.5, 10.1)."""

from niudai.casework.clock import Clock

ENDED = frozenset({"refuse", "refuse_decision", "uphold_objection", "withdraw", "cancel"})

FILE_CLOCKS = (
    Clock(
        rule="HARDSHIP-CHECK",
        started_by=frozenset({"submit", "convert"}),
        stopped_by=frozenset({"survey", "return_for_completion"}) | ENDED,
    ),
    Clock(
        rule="HARDSHIP-PUBLICITY",
        started_by=frozenset({"publish_unit", "publish_county"}),
        stopped_by=frozenset({"end_unit_publicity", "end_county_publicity"}) | ENDED,
        paused_by=frozenset({"object"}),
        resumed_by=frozenset({"dismiss_objection"}),
        restarted_by=frozenset({"restart_publicity"}),
    ),
    Clock(
        rule="HARDSHIP-SYNC",
        started_by=frozenset({"report_change"}),
        stopped_by=frozenset({"copies_in_step", "archive"}),
    ),
    Clock(
        rule="HARDSHIP-REVIEW",
        started_by=frozenset({"enter", "confirm", "change_category"}),
        stopped_by=frozenset({"confirm", "change_category", "lift", "relieve", "cancel"}),
    ),
    Clock(
        rule="HARDSHIP-RETENTION",
        started_by=frozenset({"archive"}),
        stopped_by=frozenset({"destroy"}),
        starts_on="left_on",
    ),
)
