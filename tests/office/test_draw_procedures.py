"""The page that shows the procedures is drawn from the tables the program runs by."""

from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command

from niudai.disputes import procedure
from niudai.office.management.commands.draw_procedures import PAGE
from niudai.office.procedures import page as drawn


def test_the_page_shows_the_procedures_as_they_are():
    if PAGE.read_text(encoding="utf-8") != drawn():
        pytest.fail("docs/procedures.md and the code differ: run niudai draw-procedures")


def test_the_page_names_every_stage_with_its_move_in_both_languages():
    page = drawn()
    assert 'state "Mediation failed · 调解不成" as failed' in page
    assert "mediating --> failed: fail, time_out" in page
    assert "elected --> reported: report" in page
    assert "group out of size" in page
    assert "| `accept` Accept · 受理 | `registered` | `accepted` | `dispute:accept` |" in page


def test_a_move_that_changes_makes_the_comparison_fail_until_the_page_is_drawn_again(
    tmp_path, monkeypatch
):
    page = tmp_path / "procedures.md"
    call_command("draw_procedures", file=page, verbosity=0)
    moves = tuple(
        replace(move, basis="ENT §99") if move.name == "meet" else move for move in procedure.MOVES
    )
    monkeypatch.setattr(procedure, "MOVES", moves)

    with pytest.raises(CommandError, match="not what the code says"):
        call_command("draw_procedures", file=page, check=True)
    assert "ENT §99" not in page.read_text(encoding="utf-8")

    call_command("draw_procedures", file=page)
    call_command("draw_procedures", file=page, check=True)
