"""Which moves of a reception start and stop which rule (domain 1.11: due date, call-back)."""

from niudai.casework.clock import Clock

ANSWERED = frozenset({"answer", "route", "refer"})

RECEPTION_CLOCKS = (
    Clock(
        rule="FIRST-CONTACT",
        started_by=frozenset({"receive"}),
        stopped_by=ANSWERED | {"handle", "withdraw"},
    ),
    Clock(
        rule="PET-CLOSE",
        started_by=frozenset({"receive"}),
        stopped_by=ANSWERED | {"withdraw"},
        if_true="is_petition",
    ),
    Clock(
        rule="CALL-BACK",
        started_by=ANSWERED,
        stopped_by=frozenset({"call_back", "resume", "close"}),
    ),
)
