"""Machine 10.1 of the reference as tables: from the application to on file, and what follows."""

from niudai.assistance.hardship.models import HardshipFile, Publicity, Stage
from niudai.assistance.hardship.procedure.filing import FILING_MOVES, dismiss, restart
from niudai.assistance.hardship.procedure.keeping import KEEPING_MOVES
from niudai.casework.procedure import Move

FILE_MOVES = (*FILING_MOVES, *KEEPING_MOVES)
BACK = {
    Publicity.Round.UNIT: Stage.UNIT_PUBLICITY, Publicity.Round.COUNTY: Stage.COUNTY_PUBLICITY,
}  # fmt: skip


def moves_of(file: HardshipFile) -> tuple[Move, ...]:
    """Every move of this file, those with a way back to the publicity that was objected to."""
    if file.stage != Stage.OBJECTION:
        return FILE_MOVES
    back = stage_of_publicity(file)
    return (dismiss(back), restart(back), *FILE_MOVES)


def stage_of_publicity(file: HardshipFile) -> str:
    """Where the file stood when somebody objected: the last round that was posted."""
    last = max(file.publicities.all(), key=lambda each: (each.posted_on, each.pk))
    return BACK[Publicity.Round(last.round)]


__all__ = ["FILE_MOVES", "FILING_MOVES", "moves_of", "stage_of_publicity"]
