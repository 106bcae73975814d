"""The database itself keeps the ledger: an entry or a posting is never changed, never removed.

The days of a mistake are corrected by an entry that reverses it. As with the log, PostgreSQL lets
the owner of a table truncate it; the balances beside it and the nightly proof would show that.
"""

from typing import Any

TABLES = ("funds_entry", "funds_posting")
SENTENCE = "The ledger is never changed and never removed: write an entry that reverses it."
FUNCTION = f"""
CREATE FUNCTION funds_ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation'; END
$$
"""
ACTS = (("UPDATE", "changed"), ("DELETE", "removed"))


def name(table: str, verb: str) -> str:
    return f"{table}_is_not_{verb}"


def statement(table: str, act: str, verb: str, *, postgres: bool) -> str:
    body = (
        "FOR EACH ROW EXECUTE FUNCTION funds_ledger_refuse()"
        if postgres
        else f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
    )
    return f"CREATE TRIGGER {name(table, verb)} BEFORE {act} ON {table} {body}"


def install(schema_editor: Any) -> None:
    """Create the triggers in the database the migration runs on."""
    postgres = schema_editor.connection.vendor == "postgresql"
    if postgres:
        schema_editor.execute(FUNCTION)
    for table in TABLES:
        for act, verb in ACTS:
            schema_editor.execute(statement(table, act, verb, postgres=postgres))


def remove(schema_editor: Any) -> None:
    """Drop them again: for rebuilding a table in a later migration, which installs them anew."""
    postgres = schema_editor.connection.vendor == "postgresql"
    for table in TABLES:
        for _act, verb in ACTS:
            on = f" ON {table}" if postgres else ""
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name(table, verb)}{on}")
    if postgres:
        schema_editor.execute("DROP FUNCTION IF EXISTS funds_ledger_refuse()")
