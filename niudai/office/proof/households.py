"""One household in hardship at a place, with everything that hangs on its file."""

import json
from datetime import date
from typing import Any

from niudai.assistance.hardship.models import AnswerSheet, HardshipFile
from niudai.casework.moves import show
from niudai.organisations.models import Organisation
from niudai.rulebook.models import Suspension


def plant_household(union: Organisation, mark: str, today: date) -> dict[str, Any]:
    file = HardshipFile.objects.create(
        reference=f"{mark}号", organisation=union, received_on=today, name=mark,
        stage="unit_publicity", card="6228480000000000123", card_name=mark,
    )  # fmt: skip
    suspension = Suspension.objects.get_or_create(
        rule_id="HARDSHIP-PUBLICITY", jurisdiction="CN", valid_from=today, valid_to=today,
        document="核查 2 号", issuer="核查机关", seen_on=today, entered_by="核查",
    )[0]  # fmt: skip
    shown = {
        "serial": 1, "name": mark, "unit": mark, "town": mark, "category": "",
        "posted_on": str(today), "until": str(today), "telephone": "0510",
    }  # fmt: skip
    rows = [{"编号": file.reference, "结果": "相符", "说明": "", "row": "2"}]
    planted = {
        "hardship": file,
        "household_member": file.members.create(
            relation="01", name=mark, number="320281198801010023"
        ),
        "money_of_household": file.money.create(
            side="income", item="wage", amount_fen=1, proof=mark
        ),
        "household_consent": file.consents.create(
            kind="processing", version="2026-11", given_by=mark, given_on=today
        ),
        "publicity": file.publicities.create(
            round="unit", posted_on=today, places=mark, shown=shown
        ),
        "deferral": file.deferrals.create(suspension=suspension, round="county", put_off_on=today),
        "answer_sheet": AnswerSheet.objects.create(
            organisation=union, name=mark, rows=json.dumps(rows), brought_by=mark
        ),
    }
    show(file)
    return planted
