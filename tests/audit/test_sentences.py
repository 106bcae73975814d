"""The log speaks: every act the program records has its words."""

import ast

from django.apps import apps

from niudai.assistance.aid import procedure as aid
from niudai.assistance.desk import procedure as desk
from niudai.assistance.giving import procedure as giving
from niudai.assistance.hardship.procedure import FILE_MOVES
from niudai.assistance.hardship.procedure.filing import dismiss, restart
from niudai.assistance.warmth import procedure as warmth
from niudai.audit.sentences import KINDS, SENTENCES
from niudai.disputes import procedure, referral_procedure
from niudai.formation import procedure as formation
from niudai.funds import procedure as funds
from tests.architecture.tree import OURS, python, tree

MOVES = {
    "disputes": (*procedure.MOVES, *referral_procedure.MOVES),
    "formation": (
        *formation.FORMATION_MOVES, *formation.REGISTRATION_MOVES, *formation.ENDING_MOVES,
    ),
    "hardship": (*FILE_MOVES, dismiss(""), restart("")),
    "aid": aid.MOVES,  # what follows its payment is told by the payment
    "desk": desk.RECEPTION_MOVES,
    "warmth": warmth.CAMPAIGN_MOVES,
    "giving": giving.NEED_MOVES,
    "funds": (*funds.SOURCE_MOVES, *funds.BATCH_MOVES),
}  # fmt: skip
# Made by the mechanism itself: openings, a change of holder, what a transfer does.
OTHERS = {
    "disputes.apply", "disputes.advise", "disputes.hold", "disputes.take", "disputes.give_back",
    "disputes.resume", "formation.hold", "funds.hold",
    "aid.hold", "desk.hold", "giving.hold", "warmth.hold",
    "hardship.apply", "hardship.hold", "hardship.take_down",
    "membership.joining_admitted", "membership.joining_refused", "membership.joining_withdrawn",
}  # fmt: skip


def recorded():
    """Acts written out in the code: record("…") and note("…")."""
    for path in python(*OURS):
        for call in ast.walk(tree(path)):
            if not isinstance(call, ast.Call) or not call.args:
                continue
            name = getattr(call.func, "id", getattr(call.func, "attr", ""))
            first = call.args[0]
            if name in {"record", "note"} and isinstance(first, ast.Constant):
                yield str(first.value)


def test_every_act_written_in_the_code_has_its_sentence():
    acts = {act for act in recorded() if "." in act}
    assert len(acts) > 40
    assert sorted(acts - set(SENTENCES)) == []


def test_every_move_of_a_procedure_has_its_sentence():
    moves = {f"{slice_}.{move.name}" for slice_, table in MOVES.items() for move in table}
    assert sorted((moves | OTHERS) - set(SENTENCES)) == []


def test_every_kind_of_record_that_somebody_sees_has_a_name():
    # Rows no entry is about: what happens to them is an entry about the person, case or sheet.
    unseen = {
        "access.tries", "audit.entry", "funds.account", "funds.entry", "funds.reconciliation",
        "membership.engagement", "membership.membership", "membership.membershiptransfer",
        "membership.merge", "membership.pair", "membership.tally", "organisations.span",
        "portal.draft", "portal.draftfile", "sheets.batch", "sheets.line", "sheets.mapping",
        "giving.match", "giving.pledge", "giving.programme", "warmth.allotment", "warmth.photo",
        "warmth.share",
    }  # fmt: skip
    kinds = {
        model._meta.label_lower
        for model in apps.get_models()
        if model.__module__.startswith("niudai.")
        and hasattr(model._default_manager.all(), "visible_to")
    }
    assert sorted(kinds - unseen - set(KINDS)) == []


def test_no_sentence_speaks_of_an_act_that_is_gone():
    known = {f"{slice_}.{move.name}" for slice_, table in MOVES.items() for move in table}
    quiet = set(SENTENCES) - known - OTHERS - set(recorded())
    assert sorted(act for act in quiet if not spoken_of(*act.split("."))) == []


def spoken_of(slice_, act):
    """The act is handed to a mechanism that records it: its name stands in the slice's code."""
    return any(
        isinstance(word, ast.Constant) and word.value in {act, f"{slice_}.{act}"}
        for path in python(*OURS)
        if slice_ in path.parts
        for word in ast.walk(tree(path))
    )
