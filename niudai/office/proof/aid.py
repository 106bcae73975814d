"""A household with a file, an application and its waiting payment, written for the proof."""

from datetime import date
from typing import Any

from niudai.assistance.aid.models import AidApplication
from niudai.assistance.hardship.models import HardshipFile, Member
from niudai.casework.moves import show
from niudai.funds.models import Line


def plant_aid(place: Any, today: date) -> dict[str, Any]:
    """One of everything; `place` is where, and knows the mark its names carry."""
    mark, union = place.mark("救"), place.organisation
    file = HardshipFile.objects.create(
        reference=f"{mark}档", organisation=union, received_on=today, stage="active", name=mark,
        category="deep", rule_key=mark, decided_on=today, story=mark, address=mark,
    )  # fmt: skip
    for relation in ("01", "20"):
        Member.objects.create(
            file=file, relation=relation, name=mark, number="320281199003070038", illness=mark,
            born_on=date(today.year - 16, 1, 1),
        )  # fmt: skip
    line = Line.objects.create(
        source=place.money_source, organisation=union, name=mark, number="2", card="6228",
        snapshot=mark, amount_fen=100, item="living", reference=f"{mark}救", origin="aid",
        year=today.year, decided_on=today, decided_by=mark,
    )  # fmt: skip
    case = AidApplication.objects.create(
        reference=f"{mark}救", organisation=union, received_on=today, stage="approved",
        kind="living", file=file, group="deep", name=mark, number="320281199003070038",
        card="6228480000000000123", event=mark, story=mark, asked_fen=100, approved_fen=100,
        level="centre", decided_on=today, year=today.year, source=place.money_source, line=line,
        urgent=True,
    )  # fmt: skip
    for each in (file, case):
        show(each)
    return {"aid_file": file, "aid": case}
