"""Which moves of a mediation case start and stop which rule (reference 9.1, 10.1)."""

from niudai.casework.clock import Clock

ENDED = frozenset({"agree", "fail", "time_out", "withdraw", "decline", "refuse"})
OVER = frozenset({"withdraw", "close", "refer"})  # a referral carries the limitation on
# Refused or failed mediation and a broken agreement interrupt the period (ENT §31). What had run
# out before the worker came is not revived; whether it was, is for the tribunal.
INTERRUPTED_BY = frozenset({"refuse", "fail", "time_out", "default"})
LIMITATIONS = frozenset({"ARB-LIMIT", "ARB-LIMIT-WAGE"})

CLOCKS = (
    Clock(
        rule="MED-ACCEPT",
        started_by=frozenset({"apply"}),
        stopped_by=frozenset({"accept", "decline", "refuse", "withdraw"}),
    ),
    Clock(
        rule="MED-END-ACC",
        started_by=frozenset({"accept"}),
        stopped_by=frozenset({"agree", "fail", "time_out", "withdraw"}),
        extended_by=frozenset({"extend"}),
    ),
    Clock(rule="MED-END-RCPT", started_by=frozenset({"apply"}), stopped_by=ENDED),
    Clock(
        rule="ARB-LIMIT",
        started_by=frozenset({"apply"}),
        restarted_by=INTERRUPTED_BY,
        restarts_on="broken_on",
        alive_on="received_on",
        stopped_by=OVER,
        starts_on="knew_on",
        if_true="limitation_runs",
    ),
    Clock(
        rule="ARB-LIMIT-WAGE",
        started_by=frozenset({"apply"}),
        restarted_by=INTERRUPTED_BY,
        restarts_on="broken_on",
        alive_on="received_on",
        stopped_by=OVER,
        starts_on="employment_ended_on",
        if_true="wage_limitation_runs",
    ),
    Clock(
        rule="MED-REVIEW-APPLY",
        started_by=frozenset({"agree"}),
        stopped_by=frozenset({"ask_review", "perform", "ask_confirmation"}),
        starts_on="effective_on",
        if_true="reviewable",
    ),
    Clock(
        rule="MED-CONFIRM-APPLY",
        started_by=frozenset({"agree"}),
        stopped_by=frozenset({"ask_confirmation", "perform", "grant_review"}),
        starts_on="effective_on",
        if_true="confirmable",
    ),
    Clock(
        rule="MED-REVIEW-DECIDE",
        started_by=frozenset({"ask_review"}),
        stopped_by=frozenset({"grant_review", "refuse_review"}),
    ),
    Clock(
        rule="MED-CONFIRM-ACCEPT",
        started_by=frozenset({"ask_confirmation"}),
        stopped_by=frozenset(
            {"confirmation_accepted", "grant_confirmation", "refuse_confirmation"}
        ),
    ),
    Clock(
        rule="MED-CONFIRM-DECIDE",
        started_by=frozenset({"confirmation_accepted"}),
        stopped_by=frozenset({"grant_confirmation", "refuse_confirmation"}),
    ),
    Clock(
        rule="PAY-ORDER-ANSWER",
        started_by=frozenset({"ask_payment_order"}),
        stopped_by=frozenset({"payment_order_accepted", "payment_order_refused", "perform"}),
    ),
    Clock(
        rule="PAY-ORDER-ISSUE",
        started_by=frozenset({"payment_order_accepted"}),
        stopped_by=frozenset({"payment_order_served", "payment_order_refused", "perform"}),
    ),
    Clock(
        rule="PAY-ORDER-DEBTOR",
        started_by=frozenset({"payment_order_served"}),
        stopped_by=frozenset({"payment_order_objected", "perform", "close"}),
    ),
    Clock(
        rule="ENF-APPLY",
        started_by=frozenset({"grant_review", "grant_confirmation"}),
        stopped_by=frozenset({"ask_enforcement", "perform", "close"}),
        starts_on="last_due_on",
    ),
    Clock(
        rule="ENF-REFUSED-SUE",
        started_by=frozenset({"refuse_enforcement"}),
        stopped_by=frozenset({"refer", "perform", "close"}),
        if_true="reviewed",
    ),
)
