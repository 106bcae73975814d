"""The database itself keeps the log append-only: an entry is never changed, never removed.

Only `personal` and `salt` may be emptied, which is how personal data are shredded. On PostgreSQL
no trigger forbids TRUNCATE: only the owner of the table may do that, and `niudai audit verify`
finds it, because the head remembers the last number.
"""

from typing import Any

TABLE = "audit_entry"
SEALED = (
    "id", "number", "at", "action", "actor", "user_id", "appointment_id", "path", "subject_type",
    "subject_id", "subject", "changes", "personal_hash", "previous_hash", "hash",
)  # fmt: skip
SENTENCE = "An entry of the log is never changed and never removed."

SQLITE_UPDATE = f"""
CREATE TRIGGER audit_entry_is_not_changed BEFORE UPDATE ON {TABLE}
WHEN {" OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in SEALED)}
  OR (NEW.personal IS NOT OLD.personal AND NEW.personal IS NOT NULL AND NEW.personal <> 'null')
  OR (NEW.salt IS NOT OLD.salt AND NEW.salt <> '')
BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END
"""
SQLITE_DELETE = f"""
CREATE TRIGGER audit_entry_is_not_removed BEFORE DELETE ON {TABLE}
BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END
"""

POSTGRES_FUNCTION = f"""
CREATE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation'; END
$$
"""
POSTGRES_UPDATE = f"""
CREATE TRIGGER audit_entry_is_not_changed BEFORE UPDATE ON {TABLE} FOR EACH ROW
WHEN ({" OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in SEALED)}
  OR (NEW.personal IS DISTINCT FROM OLD.personal
      AND NEW.personal IS NOT NULL AND NEW.personal <> 'null'::jsonb)
  OR (NEW.salt IS DISTINCT FROM OLD.salt AND NEW.salt <> ''))
EXECUTE FUNCTION audit_entry_refuse()
"""
POSTGRES_DELETE = f"""
CREATE TRIGGER audit_entry_is_not_removed BEFORE DELETE ON {TABLE} FOR EACH ROW
EXECUTE FUNCTION audit_entry_refuse()
"""


def install(schema_editor: Any) -> None:
    """Create the triggers in the database the migration runs on."""
    postgres = schema_editor.connection.vendor == "postgresql"
    wanted = (
        (POSTGRES_FUNCTION, POSTGRES_UPDATE, POSTGRES_DELETE)
        if postgres
        else (SQLITE_UPDATE, SQLITE_DELETE)
    )
    for statement in wanted:
        schema_editor.execute(statement)


def remove(schema_editor: Any) -> None:
    """Drop them again: for rebuilding the table in a later migration, which installs them anew."""
    postgres = schema_editor.connection.vendor == "postgresql"
    for name in ("audit_entry_is_not_changed", "audit_entry_is_not_removed"):
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}{f' ON {TABLE}' if postgres else ''}")
    if postgres:
        schema_editor.execute("DROP FUNCTION IF EXISTS audit_entry_refuse()")
