"""What people do with money, each as a function with a person in it."""

from niudai.funds.actions.answers import bring_results, enter_results
from niudai.funds.actions.batches import (
    cancel,
    lock,
    open_batch,
    publish,
    put_in,
    put_in_all,
    reconcile,
    send,
    sign,
    take_out,
    unlock,
)
from niudai.funds.actions.checks import draw_calls, record_call
from niudai.funds.actions.goods import give_out, hand_over, not_handed_over
from niudai.funds.actions.lines import commit, release, repay, reverse
from niudai.funds.actions.sources import (
    agree,
    allow,
    audit,
    close,
    correct,
    disallow,
    plan,
    receive,
    settle,
)

__all__ = [
    "agree",
    "allow",
    "audit",
    "bring_results",
    "cancel",
    "close",
    "commit",
    "correct",
    "disallow",
    "draw_calls",
    "enter_results",
    "give_out",
    "hand_over",
    "lock",
    "not_handed_over",
    "open_batch",
    "plan",
    "publish",
    "put_in",
    "put_in_all",
    "receive",
    "reconcile",
    "record_call",
    "release",
    "repay",
    "reverse",
    "send",
    "settle",
    "sign",
    "take_out",
    "unlock",
]
