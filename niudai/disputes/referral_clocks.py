"""Which moves of a referral start and stop which rule (reference 9.1, 10.2)."""

from niudai.casework.clock import Clock

WORKER, EMPLOYER = "worker", "employer"

ENDED = frozenset({"close_referral", "perform_award", "lapse"})
ACCEPTANCE_DECIDED = (
    frozenset(
        {"arbitration_accepts", "arbitration_refuses", "arbitration_silent", "withdraw_application"}
    )
    | ENDED
)
ARBITRATION_OVER = (
    frozenset({"arbitration_mediates", "withdraw_application", "award", "sue_for_want_of_award"})
    | ENDED
)
HEARD = ARBITRATION_OVER | {"postpone"}
SETTLED = frozenset({"take_effect", "take_effect_for_others"}) | ENDED
SUIT_OVER = frozenset({"decide_suit", "become_final"}) | ENDED
ENFORCED = frozenset({"ask_enforcement"}) | ENDED


def limitation(rule: str, *, counts_from: str, where: str) -> Clock:
    """Shown from the first day; filing ends it."""
    return Clock(
        rule=rule,
        started_by=frozenset({"advise"}),
        stopped_by=ENDED | {"file"},
        starts_on=counts_from,
        if_true=where,
    )


def window(rule: str, party: str, *, opened_by: str, counts_from: str, used_by: set[str]) -> Clock:
    """A party's own time, from the day that party received the paper."""
    return Clock(
        rule=rule,
        party=party,
        started_by=frozenset({opened_by}),
        stopped_by=SETTLED | used_by,
        starts_on=counts_from,
    )


ARBITRATION = (
    Clock(
        rule="ARB-CORRECT",
        started_by=frozenset({"file"}),
        stopped_by=ACCEPTANCE_DECIDED | {"tell_correction"},
    ),
    Clock(
        rule="ARB-ACCEPT",
        started_by=frozenset({"file"}),
        paused_by=frozenset({"tell_correction"}),
        # The time until the papers were complete does not count (ARB §46(2)).
        restarted_by=frozenset({"complete_correction"}),
        stopped_by=ACCEPTANCE_DECIDED,
        if_true="single",
    ),
    Clock(
        rule="COL-ACCEPT",
        started_by=frozenset({"file"}),
        paused_by=frozenset({"tell_correction"}),
        restarted_by=frozenset({"complete_correction"}),
        stopped_by=ACCEPTANCE_DECIDED,
        if_true="collective",
    ),
    Clock(
        rule="COL-NOTICE",
        started_by=frozenset({"arbitration_accepts"}),
        stopped_by=ARBITRATION_OVER | {"give_combined_notice"},
        if_true="collective",
    ),
    Clock(
        rule="ARB-SERVE",
        started_by=frozenset({"arbitration_accepts"}),
        stopped_by=ARBITRATION_OVER | {"serve", "deem_served", "give_combined_notice"},
        if_true="single",
    ),
    Clock(
        rule="ARB-DEEMED-SERVICE",
        started_by=frozenset({"post_notice"}),
        stopped_by=ARBITRATION_OVER | {"deem_served", "serve"},
    ),
    Clock(
        rule="ARB-ANSWER",
        started_by=frozenset({"serve", "deem_served"}),
        stopped_by=ARBITRATION_OVER | {"answer"},
    ),
    Clock(
        rule="ARB-FWD-ANSWER",
        started_by=frozenset({"answer"}),
        stopped_by=ARBITRATION_OVER | {"forward_answer"},
    ),
    Clock(
        rule="ARB-TRIBUNAL",
        started_by=frozenset({"arbitration_accepts"}),
        stopped_by=ARBITRATION_OVER | {"form_tribunal", "give_combined_notice"},
        if_true="single",
    ),
    Clock(
        rule="ARB-CHALLENGE",
        started_by=frozenset({"challenge"}),
        stopped_by=ARBITRATION_OVER | {"decide_challenge"},
    ),
    Clock(
        rule="ARB-ENTRUST-MED",
        started_by=frozenset({"entrust_mediation"}),
        stopped_by=ARBITRATION_OVER | {"end_entrusted_mediation"},
    ),
    Clock(
        rule="ARB-HEARING-NOTICE",
        started_by=frozenset({"set_hearing", "postpone"}),
        stopped_by=HEARD | {"notify_hearing"},
        starts_on="hearing_on",
    ),
    Clock(
        rule="ARB-POSTPONE",
        started_by=frozenset({"set_hearing", "postpone"}),
        stopped_by=HEARD | {"ask_postponement"},
        starts_on="hearing_on",
    ),
    Clock(
        rule="ARB-AWARD",
        started_by=frozenset({"arbitration_accepts"}),
        paused_by=frozenset({"pause"}),
        resumed_by=frozenset({"resume"}),
        restarted_by=frozenset({"restart_award_period"}),
        extended_by=frozenset({"extend_award_period"}),
        stopped_by=ARBITRATION_OVER,
    ),
)

AID = (
    Clock(
        rule="AID-DECIDE",
        started_by=frozenset({"apply_aid"}),
        stopped_by=frozenset({"grant_aid", "refuse_aid"}) | ENDED,
        if_true="asks_union",
    ),
    Clock(
        rule="LAID-DECIDE",
        started_by=frozenset({"apply_aid"}),
        stopped_by=frozenset({"grant_aid", "refuse_aid"}) | ENDED,
        if_true="asks_government",
    ),
    Clock(
        rule="LAID-ASSIGN",
        started_by=frozenset({"grant_aid"}),
        stopped_by=frozenset({"assign_lawyer"}) | ENDED,
        if_true="asks_government",
    ),
)

AFTER_THE_AWARD = (
    window(
        "AWD-SUE", WORKER, opened_by="receive_award",
        counts_from="worker_may_sue_from", used_by={"worker_sues"},
    ),
    window(
        "AWD-SUE", EMPLOYER, opened_by="receive_award",
        counts_from="employer_may_sue_from", used_by={"employer_sues"},
    ),
    window(
        "AWD-SUE-FINAL", WORKER, opened_by="receive_award",
        counts_from="worker_may_sue_final_from", used_by={"worker_sues_final"},
    ),
    # Once the worker sues, the court decides the whole matter; revocation waits (JI1 §21).
    window(
        "AWD-REVOKE", EMPLOYER, opened_by="receive_award",
        counts_from="employer_may_ask_revocation_from",
        used_by={"ask_revocation", "worker_sues_final"},
    ),
    window(
        "AWD-REVOKED-SUE", WORKER, opened_by="receive_revocation",
        counts_from="worker_may_sue_after_revocation_from",
        used_by={"sue_after_revocation"},
    ),
    window(
        "AWD-REVOKED-SUE", EMPLOYER, opened_by="receive_revocation",
        counts_from="employer_may_sue_after_revocation_from",
        used_by={"sue_after_revocation"},
    ),
)  # fmt: skip


def appeal(rule: str, party: str, against: str) -> Clock:
    return Clock(
        rule=rule,
        party=party,
        started_by=frozenset({"receive_judgment"}),
        stopped_by=frozenset({f"{party}_appeals", "become_final"}) | ENDED,
        starts_on=f"{party}_may_appeal_{against}_from",
    )


COURT = (
    Clock(
        rule="CT-FILE",
        started_by=frozenset(
            {"worker_sues", "some_workers_sue", "employer_sues", "worker_sues_final",
             "sue_after_refusal", "sue_for_want_of_award", "sue_after_revocation",
             "sue_after_refused_enforcement"}
        ),
        stopped_by=SUIT_OVER | {"docket_suit"},
    ),
    Clock(
        rule="CT-SERVE",
        started_by=frozenset({"docket_suit"}),
        stopped_by=SUIT_OVER | {"serve_complaint"},
    ),
    Clock(
        rule="CT-ANSWER",
        started_by=frozenset({"serve_complaint"}),
        stopped_by=SUIT_OVER | {"answer_complaint"},
    ),
    Clock(
        rule="CT-FIRST",
        started_by=frozenset({"docket_suit", "remand"}),
        extended_by=frozenset({"extend_suit"}),
        stopped_by=SUIT_OVER,
        if_true="ordinary_suit",
    ),
    Clock(
        rule="CT-FIRST-SUM",
        started_by=frozenset({"docket_suit"}),
        extended_by=frozenset({"extend_suit"}),
        stopped_by=SUIT_OVER,
        if_true="summary_suit",
    ),
    appeal("CT-APPEAL-J", WORKER, "judgment"),
    appeal("CT-APPEAL-J", EMPLOYER, "judgment"),
    appeal("CT-APPEAL-R", WORKER, "ruling"),
    appeal("CT-APPEAL-R", EMPLOYER, "ruling"),
    Clock(
        rule="AWD-REVOKE-AFTER",
        party=EMPLOYER,
        started_by=frozenset({"receive_judgment"}),
        stopped_by=frozenset({"ask_revocation"}) | ENDED,
        starts_on="employer_may_ask_revocation_again_from",
    ),
    Clock(
        rule="CT-SECOND-J",
        started_by=frozenset({"docket_appeal"}),
        stopped_by=frozenset({"decide_appeal", "remand"}) | ENDED,
        if_true="appeal_against_judgment",
    ),
    Clock(
        rule="CT-SECOND-R",
        started_by=frozenset({"docket_appeal"}),
        stopped_by=frozenset({"decide_appeal", "remand"}) | ENDED,
        if_true="appeal_against_ruling",
    ),
    Clock(
        rule="ENF-APPLY",
        started_by=frozenset(
            {"take_effect", "become_final", "decide_appeal", "arbitration_mediates",
             "uphold_award"}
        ),
        stopped_by=ENFORCED | {"sue_after_refused_enforcement"},
        starts_on="performance_counts_from",
    ),
    # Those who did not sue enforce the award while the suit of the others goes on (JI1 §17).
    Clock(
        rule="ENF-APPLY",
        party=WORKER,
        started_by=frozenset({"take_effect_for_others"}),
        stopped_by=frozenset({"ask_enforcement_for_others"}) | ENDED,
        starts_on="bound_may_enforce_from",
    ),
    Clock(
        rule="ENF-REFUSED-SUE",
        started_by=frozenset({"refuse_enforcement"}),
        stopped_by=frozenset({"sue_after_refused_enforcement"}) | ENDED,
    ),
)  # fmt: skip

REFERRAL_CLOCKS = (
    limitation("ARB-LIMIT", counts_from="knew_on", where="limitation_runs"),
    limitation("ARB-LIMIT-WAGE", counts_from="employment_ended_on", where="wage_limitation_runs"),
    *AID,
    *ARBITRATION,
    *AFTER_THE_AWARD,
    *COURT,
)
