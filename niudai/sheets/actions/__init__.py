"""What people do with sheets: bring one in, confirm its columns, start, stop, undo; ask for one."""

from niudai.sheets.actions.asking import ask_export, cancel_export, delete_expired, take_export
from niudai.sheets.actions.bringing import bring, choose_sheet, confirm_columns
from niudai.sheets.actions.going import ask_undo, cancel, delete_old_files, start, take_refused

__all__ = [
    "ask_export",
    "ask_undo",
    "bring",
    "cancel",
    "cancel_export",
    "choose_sheet",
    "confirm_columns",
    "delete_expired",
    "delete_old_files",
    "start",
    "take_export",
    "take_refused",
]
