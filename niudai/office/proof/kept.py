"""A household that left the files, the sample of a year and a destruction list."""

from datetime import date
from typing import Any

from niudai.assistance.hardship.models import (
    Checked,
    DestructionList,
    HardshipFile,
    Recovery,
    SpotCheck,
)
from niudai.casework.moves import show
from niudai.organisations.models import Organisation


def plant_kept(union: Organisation, mark: str, today: date) -> dict[str, Any]:
    file = HardshipFile.objects.create(
        reference=f"{mark}退", organisation=union, received_on=today, name=mark,
        stage="cancelled", left_on=today, left_as="cancelled",
    )  # fmt: skip
    file.members.create(relation="01", name=mark, number="320281198801010023")
    Recovery.objects.create(file=file, asked_on=today)
    show(file)
    check = SpotCheck.objects.create(
        organisation=union, year=today.year, seed=mark, rule_key="HARDSHIP-SPOTCHECK",
        share="0.30", files=1, drawn_on=today, drawn_by=mark,
    )  # fmt: skip
    listed = DestructionList.objects.create(
        organisation=union, document=mark, listed_on=today, keeper=mark
    )
    listed.files.add(file)
    return {
        "left_file": file,
        "spot_check": check,
        "checked_file": Checked.objects.create(check_of=check, file=file),
        "destruction": listed,
    }
