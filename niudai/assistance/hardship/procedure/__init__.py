"""Machine 10.1 of the reference as tables: from the application to on file, and what follows."""

from niudai.assistance.hardship.models import HardshipFile
from niudai.assistance.hardship.procedure.filing import FILING_MOVES, PARTY_SUBMIT, PARTY_WITHDRAW
from niudai.casework.procedure import Move

FILE_MOVES = FILING_MOVES


def moves_of(file: HardshipFile) -> tuple[Move, ...]:
    """Every move, those with a way back as this file would take it."""
    return FILE_MOVES


__all__ = ["FILE_MOVES", "FILING_MOVES", "PARTY_SUBMIT", "PARTY_WITHDRAW", "moves_of"]
