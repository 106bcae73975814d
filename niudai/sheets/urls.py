"""Addresses of sheets."""

from django.urls import path

from niudai.sheets.views.exports import export_cancel, export_file, export_new, exports
from niudai.sheets.views.imports import (
    import_cancel,
    import_columns,
    import_new,
    import_page,
    import_refused,
    import_sheet,
    import_start,
    import_undo,
    imports,
    sheet_template,
)

urlpatterns = [
    path("imports/", imports, name="imports"),
    path("imports/new/", import_new, name="import_new"),
    path("imports/template/<slug:kind>/", sheet_template, name="sheet_template"),
    path("imports/<int:pk>/", import_page, name="import_page"),
    path("imports/<int:pk>/columns/", import_columns, name="import_columns"),
    path("imports/<int:pk>/sheet/", import_sheet, name="import_sheet"),
    path("imports/<int:pk>/start/", import_start, name="import_start"),
    path("imports/<int:pk>/cancel/", import_cancel, name="import_cancel"),
    path("imports/<int:pk>/undo/", import_undo, name="import_undo"),
    path("imports/<int:pk>/refused/", import_refused, name="import_refused"),
    path("exports/", exports, name="exports"),
    path("exports/new/<slug:kind>/", export_new, name="export_new"),
    path("exports/<int:pk>/cancel/", export_cancel, name="export_cancel"),
    path("exports/<int:pk>/file/", export_file, name="export_file"),
]
