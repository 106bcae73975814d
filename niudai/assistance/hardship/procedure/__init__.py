"""Machine 10.1 of the reference as tables: from the application to on file, and what follows."""

from niudai.assistance.hardship.models import HardshipFile, Publicity, Stage
from niudai.assistance.hardship.procedure.filing import FILING_MOVES, dismiss, restart
from niudai.assistance.hardship.procedure.keeping import DESTROY, FALL_DUE, KEEPING_MOVES
from niudai.casework.procedure import Move

FILE_MOVES = (*FILING_MOVES, *KEEPING_MOVES)
# The year falls due by the clock, and what is destroyed goes by a list of several files.
ON_A_PAGE = tuple(move for move in FILE_MOVES if move not in {FALL_DUE, DESTROY})
BACK = {
    Publicity.Round.UNIT: Stage.UNIT_PUBLICITY, Publicity.Round.COUNTY: Stage.COUNTY_PUBLICITY,
}  # fmt: skip


def moves_of(file: HardshipFile) -> tuple[Move, ...]:
    """Every move of this file, those with a way back to the publicity that was objected to."""
    if file.stage != Stage.OBJECTION:
        return ON_A_PAGE
    back = stage_of_publicity(file)
    return (dismiss(back), restart(back), *ON_A_PAGE)


def stage_of_publicity(file: HardshipFile) -> str:
    """Where the file stood when somebody objected: the last round that was posted."""
    last = max(file.publicities.all(), key=lambda each: (each.posted_on, each.pk))
    return BACK[Publicity.Round(last.round)]


__all__ = ["FILE_MOVES", "FILING_MOVES", "moves_of", "stage_of_publicity"]
