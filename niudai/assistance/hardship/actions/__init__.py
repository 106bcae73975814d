"""Every write of hardship files, as functions with a person in them."""

from niudai.assistance.hardship.actions.archiving import (
    archive,
    destroy,
    hand_over,
    list_for_destruction,
)
from niudai.assistance.hardship.actions.checking import (
    accept,
    refuse,
    return_for_completion,
    survey,
    withdraw,
)
from niudai.assistance.hardship.actions.consents import give_consent, withdraw_consent
from niudai.assistance.hardship.actions.deciding import approve, enter, refuse_decision
from niudai.assistance.hardship.actions.exchanging import (
    bring_answers,
    enter_answers,
    take_match_list,
)
from niudai.assistance.hardship.actions.household import (
    add_member,
    add_money,
    correct,
    correct_member,
    declare,
    remove_member,
    remove_money,
)
from niudai.assistance.hardship.actions.intake import apply, submit, take_down
from niudai.assistance.hardship.actions.keeping import (
    change_category,
    confirm,
    copies_in_step,
    fall_due,
    report_change,
)
from niudai.assistance.hardship.actions.leaving import (
    cancel,
    keep,
    lift,
    look_back,
    propose_exit,
    relieve,
    settle_recovery,
)
from niudai.assistance.hardship.actions.objecting import (
    dismiss_objection,
    raise_objection,
    restart_publicity,
    uphold_objection,
)
from niudai.assistance.hardship.actions.preparing import (
    make_up,
    record_assessment,
)
from niudai.assistance.hardship.actions.publishing import (
    end_publicity,
    end_run_out,
    pass_unit_publicity,
    publish_county,
    publish_unit,
    put_off_county_publicity,
    put_off_unit_publicity,
)
from niudai.assistance.hardship.actions.reviewing import (
    ask_match,
    match,
    return_to_unit,
    review,
)
from niudai.assistance.hardship.actions.spot_checking import draw, enter_finding
from niudai.assistance.hardship.actions.temporary import convert, open_temporary

__all__ = [
    "accept",
    "add_member",
    "add_money",
    "apply",
    "approve",
    "archive",
    "ask_match",
    "bring_answers",
    "cancel",
    "change_category",
    "confirm",
    "convert",
    "copies_in_step",
    "correct",
    "correct_member",
    "declare",
    "destroy",
    "dismiss_objection",
    "draw",
    "end_publicity",
    "end_run_out",
    "enter",
    "enter_answers",
    "enter_finding",
    "fall_due",
    "give_consent",
    "hand_over",
    "keep",
    "lift",
    "list_for_destruction",
    "look_back",
    "make_up",
    "match",
    "open_temporary",
    "pass_unit_publicity",
    "propose_exit",
    "publish_county",
    "publish_unit",
    "put_off_county_publicity",
    "put_off_unit_publicity",
    "raise_objection",
    "record_assessment",
    "refuse",
    "refuse_decision",
    "relieve",
    "remove_member",
    "remove_money",
    "report_change",
    "restart_publicity",
    "return_for_completion",
    "return_to_unit",
    "review",
    "settle_recovery",
    "submit",
    "survey",
    "take_down",
    "take_match_list",
    "uphold_objection",
    "withdraw",
    "withdraw_consent",
]
