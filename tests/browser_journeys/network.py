"""What the network's own pages look at: cases of unions, sheets, agreements, faults."""

from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

from django.core.files.base import ContentFile

from niudai.agreements.models import CollectiveAgreement
from niudai.formation.models import Candidate, Ending, Formation, Preparer, Registration
from niudai.office.demo.agreements import sign
from niudai.office.demo.formations import tell_formations
from niudai.organisations.models import Organisation
from niudai.sheets import actions
from niudai.sheets.kinds import sheet_kinds
from niudai.sheets.models import Export, Import
from niudai.sheets.performing import perform
from niudai.sheets.working import claim
from tests.sheets.conftest import GOOD, HEAD, book

# Union cases lie all over the city: its officer of organisation looks at them.
CITY_WIDE = (
    "re_election_new", "registration_new", "ending_new", "union_register", "union_register_edit",
    "fault_ask", "union_case", "union_case_note", "union_case_attach", "union_case_letters",
    "union_case_move", "formation_correct", "preparer_new", "candidate_new", "preparer_remove",
    "candidate_remove", "agreement", "agreement_edit", "agreement_end",
)  # fmt: skip


def plant_network(city: Any, chance: Random, today: date) -> None:
    """Union cases in every stage, agreements, a sheet to be confirmed, one dry, one taken."""
    tell_formations(chance, today)
    sign(list(city.employers), chance, today)


def plant_sheets(union: Organisation, by: Any) -> dict[str, Any]:
    """Sheets in three states and a table that waits."""
    bad = [*GOOD[:5], "许多", GOOD[6]]
    ready = brought([HEAD, GOOD], union, by)
    dry = brought([HEAD, GOOD, bad], union, by)
    dry = worked(actions.confirm_columns(dry, columns=dry.columns, by=by))
    table = Export.objects.create(
        kind="employers", organisation=union, appointment_id=by.appointment_id,
        by_name=by.name, state="waiting",
    )  # fmt: skip
    return {"sheet_ready": ready, "sheet_dry": dry, "table": table}


def brought(rows: list[list[Any]], union: Organisation, by: Any) -> Import:
    job = actions.bring(
        ContentFile(book(rows), "名单.xlsx"), kind=sheet_kinds()["employers"],
        organisation=union, by=by,
    )  # fmt: skip
    return worked(job)


def worked(job: Import) -> Import:
    assert claim(job, "here:1:1")
    perform(job)
    return Import.objects.get(pk=job.pk)


def first(rows: Any, **conditions: Any) -> Any:
    found = rows.filter(**conditions).order_by("pk").first()
    assert found is not None, f"no {rows.model.__name__} in the demo city"
    return found


def union_of(_city: Any) -> dict[str, int]:
    return {"pk": first(Organisation.objects, kind="enterprise", status="active").pk}


def cases(_city: Any) -> list[dict[str, Any]]:
    """A case of each kind, and the founding of a union in each stage."""
    stages: dict[str, Formation] = {}
    for case in Formation.objects.order_by("pk"):
        stages.setdefault(case.stage, case)
    rest = [first(Registration.objects), first(Ending.objects)]
    return [address(case) for case in (*stages.values(), *rest)]


def address(case: Any) -> dict[str, Any]:
    return {"kind": case._meta.model_name, "pk": case.pk}


def one_case(_city: Any) -> dict[str, Any]:
    return address(first(Formation.objects))


def of(name: str) -> Callable[[Any], dict[str, int]]:
    return lambda city: {"pk": city.planted[name].pk}


def all_of(look: Callable[[Any], Any], *names: str) -> dict[str, Callable[[Any], Any]]:
    return dict.fromkeys(names, look)


NETWORK: dict[str, Callable[[Any], Any]] = {
    **all_of(
        union_of,
        "re_election_new", "registration_new", "ending_new", "union_register",
        "union_register_edit", "fault_ask",
    ),
    "union_case": cases,
    **all_of(one_case, "union_case_note", "union_case_attach", "union_case_letters"),
    "union_case_move": lambda _city: [
        {**address(first(Formation.objects, stage="preparing")), "move": "request"}
    ],
    **all_of(
        lambda _city: {"pk": first(Formation.objects, stage="preparing").pk},
        "formation_correct", "preparer_new", "candidate_new",
    ),
    "preparer_remove": lambda _city: {
        "pk": first(Preparer.objects).formation_id, "person": first(Preparer.objects).pk
    },
    "candidate_remove": lambda _city: {
        "pk": first(Candidate.objects).formation_id, "person": first(Candidate.objects).pk
    },
    "fault_rows": lambda _city: [{"fault": fault} for fault in ("chairs", "wrong_codes")],
    **all_of(
        lambda _city: {"pk": first(CollectiveAgreement.objects).pk},
        "agreement", "agreement_edit", "agreement_end",
    ),
    "sheet_template": lambda _city: {"kind": "employers"},
    "import_page": lambda city: [
        {"pk": city.planted[name].pk} for name in ("sheet_ready", "sheet_dry")
    ],
    "import_columns": of("sheet_ready"),
    **all_of(
        of("sheet_dry"),
        "import_sheet", "import_start", "import_cancel", "import_undo", "import_refused",
    ),
    "export_new": lambda _city: {"kind": "employers"},
    **all_of(of("table"), "export_cancel", "export_file"),
}  # fmt: skip
