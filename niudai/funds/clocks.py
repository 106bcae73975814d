"""Which moves of a batch start and stop which rule."""

from niudai.casework.clock import Clock

BATCH_CLOCKS = (
    Clock(
        rule="FUND-RECONCILE",
        started_by=frozenset({"send"}),
        stopped_by=frozenset({"reconcile"}),
    ),
)
