"""The empty sheet of a kind: headings, a sheet that explains them, lists to choose from."""

from pathlib import Path
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from niudai.sheets.kinds import Column, SheetKind
from niudai.sheets.workbooks import WIDTH, sheet_name

ROWS = 5_000  # rows the lists to choose from are attached to
SHORT = 255  # characters Excel allows for a list written into the cell's rule


def write_template(kind: SheetKind, path: Path) -> None:
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    styles = {
        "needed": book.add_format({"bold": True, "bg_color": "#FBEFED", "border": 1}),
        "free": book.add_format({"bold": True, "bg_color": "#F1F1ED", "border": 1}),
        "text": book.add_format({"num_format": "@"}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
    }
    sheet = book.add_worksheet(sheet_name(str(kind.label)))
    explained = book.add_worksheet(_("How to fill in"))
    lists = book.add_worksheet(_("Lists"))
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(kind.columns):
        # As text, so that Excel keeps all digits of a number and the zeros in front.
        sheet.set_column(place, place, WIDTH, styles["text"])
        heading = styles["needed" if column.required else "free"]
        sheet.write_string(0, place, column.headings[0], heading)
        if column.choices:
            offer(sheet, lists, place, list(column.choices()), book)
    explain(explained, kind, styles)
    lists.hide()
    book.close()


def offer(sheet: Any, lists: Any, place: int, words: list[str], book: Any) -> None:
    """The words as a list to choose from; a long one stands on a sheet of its own."""
    for row, word in enumerate(words):
        lists.write_string(row, place, word)
    source: Any = words
    if len(",".join(words)) > SHORT:
        letter = xlsxwriter.utility.xl_col_to_name(place, col_abs=True)
        source = f"='{lists.get_name()}'!{letter}$1:{letter}${len(words)}"
    if words:
        rule = {"validate": "list", "source": source, "error_type": "warning"}
        sheet.data_validation(1, place, ROWS, place, rule)


def explain(sheet: Any, kind: SheetKind, styles: dict[str, Any]) -> None:
    sheet.set_column(0, 1, WIDTH)
    sheet.set_column(2, 3, 48)
    for place, word in enumerate(
        [_("Heading"), _("Needed"), _("What to write"), _("Also read as")]
    ):
        sheet.write_string(0, place, word, styles["free"])
    for row, column in enumerate(kind.columns, start=1):
        for place, text in enumerate(about(column)):
            sheet.write_string(row, place, text, styles["wrap"])


def about(column: Column) -> list[str]:
    hint = str(column.hint)
    if column.choices:
        hint = " ".join(filter(None, [hint, "、".join(list(column.choices())[:30])]))
    if column.example:
        hint = " ".join([hint, _("Example: %(text)s") % {"text": column.example}]).strip()
    others = "、".join(column.headings[1:])
    return [column.headings[0], _("yes") if column.required else "", hint, others]
