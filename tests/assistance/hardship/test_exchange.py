"""The sheet to the civil-affairs centre and back."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from python_calamine import CalamineWorkbook

from niudai.assistance.hardship import actions
from niudai.assistance.hardship.models import Match, Stage
from niudai.audit.models import Entry
from niudai.kernel.refused import Refused


def answers(*rows):
    text = "编号,姓名,结果,说明\n" + "".join(",".join(row) + "\n" for row in rows)
    return SimpleUploadedFile("核对结果.csv", text.encode("utf-8-sig"))


def test_the_sheet_holds_number_name_and_day_of_every_waiting_household(at_match, people, city):
    made, number = actions.take_match_list(city, by=people.helper)

    rows = CalamineWorkbook.from_filelike(BytesIO(made)).get_sheet_by_index(0).to_python()
    assert (number, len(rows)) == (1, 4)
    assert rows[1][0] == at_match.reference
    assert rows[1][3] == "320281198801010023"
    assert Match.objects.get().outcome == Match.Outcome.ASKED
    entry = Entry.objects.get(action="hardship.take_match_list")
    assert entry.changes["files"] == 1
    assert "320281198801010023" not in str(entry.changes)


def test_who_took_the_authorisation_back_is_not_on_the_sheet(at_match, people, city):
    actions.withdraw_consent(at_match.consents.get(kind="check"), by=people.worker)

    with pytest.raises(Refused, match="No file waits"):
        actions.take_match_list(city, by=people.helper)


def test_wrong_rows_are_named_and_the_others_are_entered(at_match, people, city):
    actions.take_match_list(city, by=people.helper)
    sheet = actions.bring_answers(
        city,
        answers(
            (at_match.reference, "甄困难", "不相符", "名下有车辆一辆"),
            (at_match.reference, "甄老示", "相符", ""),
            ("澄困申〔2026〕9999 号", "无此人", "相符", ""),
        ),
        by=people.helper,
    )

    found = actions.enter_answers(sheet, by=people.helper)

    assert found.entered == 1
    assert [sentence for _code, sentence in found.faults] == [
        "No file with this number waits in your place."
    ]
    at_match.refresh_from_db()
    assert at_match.stage == Stage.DECISION
    match = Match.objects.get()
    assert (match.outcome, match.answer) == (Match.Outcome.DIFFERS, "名下有车辆一辆")
    with pytest.raises(Refused, match="entered already"):
        actions.enter_answers(sheet, by=people.helper)


def test_a_sheet_without_a_heading_is_refused(city, people):
    with pytest.raises(Refused, match="No heading"):
        actions.bring_answers(
            city, SimpleUploadedFile("a.csv", "甲,乙\n1,2\n".encode()), by=people.helper
        )
