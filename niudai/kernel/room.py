"""Room for a second version of a row beside the first.

PostgreSQL changes a row without touching its indexes when no indexed column changes and the new
version finds room in the same page: many rows at once cost a fifth.
"""

from typing import Any

from django.db.migrations import RunPython

HALF = 50  # per cent of a page that is filled at first


def room_for(app: str, model: str, *, needed: bool = True) -> RunPython:
    """The operation of a migration; it concerns pages that are written from then on.

    Where it is not `needed` any more the pages are filled again.
    """

    def leave(apps: Any, schema_editor: Any) -> None:
        fill(apps, schema_editor, f"SET (fillfactor = {HALF})")

    def take_back(apps: Any, schema_editor: Any) -> None:
        fill(apps, schema_editor, "RESET (fillfactor)")

    def fill(apps: Any, schema_editor: Any, how: str) -> None:
        if schema_editor.connection.vendor == "postgresql":
            table = schema_editor.quote_name(apps.get_model(app, model)._meta.db_table)
            schema_editor.execute(f"ALTER TABLE {table} {how}")

    return RunPython(leave, take_back) if needed else RunPython(take_back, leave)
