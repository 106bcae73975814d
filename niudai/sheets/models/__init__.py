"""Sheets on their way in and out."""

from niudai.sheets.models.exports import Export
from niudai.sheets.models.imports import Batch, Import, Line, Mapping
from niudai.sheets.models.work import Work

__all__ = ["Batch", "Export", "Import", "Line", "Mapping", "Work"]
