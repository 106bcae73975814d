"""Which record an address with arguments names: one factory for each page.

An address with arguments that is not here fails the proof.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from niudai.access.permissions import Permission
from niudai.assistance.hardship.statistics import FIGURES as HARDSHIP_FIGURES
from niudai.casework.letters import books
from niudai.disputes.statistics import FIGURES
from niudai.office.proof.world import Place, Seat
from niudai.rulebook.rules import from_files

P = Permission
BENEATH = frozenset({"own", "beneath"})
EVERYWHERE = frozenset({"own", "beneath", "neighbour", "above"})


@dataclass(frozen=True, slots=True)
class Subject:
    """The arguments of an address for a record at a place.

    `inside`: from which relations it is seen. `needs`: what else must be held to see it.
    `acts_with`: what must be held to act there, where that is more than the page asks for.
    `empty_form_names_nothing`: an empty form may be answered as if the page were not there.
    """

    words: Callable[[Place, Seat], dict[str, Any]]
    inside: frozenset[str] = BENEATH
    needs: frozenset[Permission] = frozenset()
    acts_with: frozenset[Permission] = frozenset()
    empty_form_names_nothing: bool = False


def of(name: str, argument: str = "pk") -> Subject:
    """The record planted under this name."""
    return Subject(lambda place, _seat: {argument: getattr(place, name).pk})


def same(**words: Any) -> Subject:
    """The same for everybody: a rule, a template, a figure."""
    return Subject(lambda _place, _seat: words, inside=EVERYWHERE)


def everywhere(name: str) -> Subject:
    """A record planted under this name that everybody may see who may open its page."""
    return Subject(lambda place, _seat: {"pk": getattr(place, name).pk}, inside=EVERYWHERE)


def all_of(subject: Subject, *names: str) -> dict[str, Subject]:
    return dict.fromkeys(names, subject)


def message(place: Place, seat: Seat) -> dict[str, Any]:
    """In one's own place one's own message; elsewhere somebody's."""
    return {"pk": seat.message.pk if place is seat.around["own"] else place.notice.pk}


def table(place: Place, seat: Seat) -> dict[str, Any]:
    """In one's own place one's own table; elsewhere somebody's."""
    return {"pk": seat.table.pk if place is seat.around["own"] else place.table.pk}


SUBJECTS: dict[str, Subject] = {
    # accounts, appointments, log
    **all_of(
        Subject(lambda place, _seat: {"pk": place.colleague.user_id}),
        "account", "appointment_new", "account_password", "account_second_factor",
        "account_sign_ins", "account_disable", "account_enable",
    ),
    **all_of(of("colleague"), "appointment_end", "hand_over"),
    "log_entry": Subject(lambda place, _seat: {"number": place.entry.number}),
    # unions, employers, sites
    **all_of(
        of("organisation"),
        "organisation", "organisation_new", "organisation_edit", "organisation_move",
        "organisation_dissolve", "officer_new", "site_new", "union_register",
        "union_register_edit", "re_election_new", "registration_new", "ending_new",
    ),
    # the life of unions
    **all_of(
        Subject(lambda place, _seat: {"kind": "formation", "pk": place.formation.pk}),
        "union_case", "union_case_note", "union_case_attach",
    ),
    "union_case_letters": Subject(
        lambda place, _seat: {"kind": "formation", "pk": place.formation.pk},
        empty_form_names_nothing=True,
    ),
    "union_case_move": Subject(
        lambda place, _seat: {"kind": "formation", "pk": place.formation.pk, "move": "request"}
    ),
    **all_of(of("formation"), "formation_correct", "preparer_new", "candidate_new"),
    "preparer_remove": Subject(
        lambda place, _seat: {"pk": place.formation.pk, "person": place.preparer.pk}
    ),
    "candidate_remove": Subject(
        lambda place, _seat: {"pk": place.formation.pk, "person": place.candidate.pk}
    ),
    **all_of(of("officer"), "officer_end", "officer_reveal"),
    **all_of(of("site"), "site_edit", "site_close"),
    **all_of(
        of("employer"),
        "employer", "employer_edit", "employer_reveal", "employer_union", "employer_union_end",
    ),
    # people and memberships
    **all_of(
        of("person"),
        "person", "person_edit", "person_join", "person_keep", "person_restore", "person_end",
        "person_dues", "person_membership", "person_transfer", "person_work",
    ),
    "person_reveal": Subject(
        lambda place, _seat: {"pk": place.person.pk, "field": "phone"},
        needs=frozenset({P.PERSON_VIEW}),
    ),
    **all_of(of("pair"), "pair", "pair_decide"),
    "merge_undo": of("merge"),
    "work_end": of("engagement"),
    **all_of(of("member_transfer"), "transfer_take", "transfer_refuse", "transfer_back"),
    **all_of(of("joining"), "joining_admit", "joining_ask", "joining_refuse"),
    **all_of(of("agreement"), "agreement", "agreement_edit", "agreement_end"),
    "fault_rows": same(fault="chairs"),
    "fault_ask": of("organisation"),
    # sheets and tables
    **all_of(
        of("sheet_import"),
        "import_page", "import_columns", "import_sheet", "import_start", "import_cancel",
        "import_undo", "import_refused",
    ),
    "sheet_template": same(kind="employers"),
    "export_new": Subject(
        lambda _place, _seat: {"kind": "employers"}, inside=EVERYWHERE,
        needs=frozenset({P.EMPLOYER_VIEW}),
    ),
    **all_of(Subject(table, inside=frozenset({"own"})), "export_cancel", "export_file"),
    # money
    **all_of(
        of("money_source"), "fund", "fund_allow", "fund_attach", "fund_statement",
    ),
    "fund_commit": of("money_source"),
    "fund_disallow": Subject(
        lambda place, _seat: {"pk": place.money_source.pk, "allowance": place.allowance.pk}
    ),
    "fund_move": Subject(
        lambda place, _seat: {"pk": place.money_source.pk, "move": "close"},
        acts_with=frozenset({P.FUND_EDIT}),
    ),
    "fund_entry_correct": of("money_entry", "number"),
    **all_of(
        of("money_batch"),
        "fund_batch", "fund_batch_fill", "fund_batch_attach", "fund_results", "fund_publicity",
    ),
    "fund_bank_file": Subject(
        lambda place, _seat: {"pk": place.money_batch.pk}, empty_form_names_nothing=True
    ),
    "fund_results_try": Subject(
        lambda place, _seat: {"pk": place.money_batch.pk, "file": place.result_file.pk}
    ),
    "fund_batch_move": Subject(
        lambda place, _seat: {"pk": place.money_batch.pk, "move": "lock"},
        acts_with=frozenset({P.FUND_EDIT}),
    ),
    "fund_call": Subject(
        lambda place, _seat: {"pk": place.money_batch.pk, "call": place.call.pk}
    ),
    "fund_line_take_out": Subject(
        lambda place, _seat: {"pk": place.money_batch.pk, "line": place.money_line.pk}
    ),
    "fund_line": of("money_line"),
    "fund_line_act": Subject(
        lambda place, _seat: {"pk": place.money_line.pk, "act": "release"},
        acts_with=frozenset({P.FUND_COMMIT}),
    ),
    "fund_line_reveal": Subject(
        lambda place, _seat: {"pk": place.money_line.pk, "field": "card"},
        needs=frozenset({P.FUND_VIEW}),
    ),
    # families in hardship
    **all_of(
        of("hardship"),
        "hardship_file", "hardship_what_if", "hardship_member_new", "hardship_consent_new",
        "hardship_attach", "hardship_note", "hardship_card_reveal", "hardship_reply", "visit",
    ),
    "hardship_move": Subject(
        lambda place, _seat: {"pk": place.hardship.pk, "move": "withdraw"}
    ),
    "hardship_part": Subject(lambda place, _seat: {"pk": place.hardship.pk, "part": "work"}),
    "hardship_money_new": Subject(
        lambda place, _seat: {"pk": place.hardship.pk, "side": "income"}
    ),
    "hardship_money_remove": Subject(
        lambda place, _seat: {"pk": place.hardship.pk, "line": place.money_of_household.pk}
    ),
    "hardship_consent_withdraw": Subject(
        lambda place, _seat: {"pk": place.hardship.pk, "consent": place.household_consent.pk}
    ),
    **all_of(
        Subject(
            lambda place, _seat: {"pk": place.hardship.pk, "member": place.household_member.pk}
        ),
        "hardship_member_edit", "hardship_member_remove",
    ),
    "hardship_member_reveal": Subject(
        lambda place, _seat: {
            "pk": place.hardship.pk, "member": place.household_member.pk, "field": "number"
        }
    ),
    **all_of(of("left_file"), "hardship_form", "hardship_hand_over",
             "hardship_recovery"),
    "hardship_letters": Subject(
        lambda place, _seat: {"pk": place.left_file.pk}, empty_form_names_nothing=True
    ),
    "hardship_figure": same(figure=next(iter(HARDSHIP_FIGURES))),
    "hardship_spot_check": of("spot_check"),
    "hardship_spot_finding": Subject(
        lambda place, _seat: {"pk": place.spot_check.pk, "line": place.checked_file.pk}
    ),
    **all_of(of("destruction"), "hardship_destruction", "hardship_destroy"),
    "hardship_publicity": of("publicity"),
    "hardship_make_up": of("deferral"),
    "hardship_answers": of("answer_sheet"),
    # aid
    **all_of(of("aid"), "aid_case", "aid_correct", "aid_note", "aid_attach", "aid_outcome"),
    "aid_letters": Subject(
        lambda place, _seat: {"pk": place.aid.pk},
        needs=frozenset({P.AID_VIEW, P.HARDSHIP_SENSITIVE}), empty_form_names_nothing=True,
    ),
    "aid_move": Subject(
        lambda place, _seat: {"pk": place.aid.pk, "move": "confirm"},
        acts_with=frozenset({P.AID_HANDLE}),
    ),
    "aid_reveal": Subject(
        lambda place, _seat: {"pk": place.aid.pk, "field": "card"},
        needs=frozenset({P.AID_VIEW, P.HARDSHIP_SENSITIVE}),
    ),
    **all_of(of("aid_file", "file"), "aid_new", "aid_urgent"),
    "aid_batch": Subject(
        lambda place, _seat: {"source": place.money_source.pk, "item": "living"}
    ),
    # the one-stop desk
    **all_of(
        of("reception"), "reception", "reception_sheet", "reception_correct", "reception_note",
    ),
    "reception_reveal": Subject(
        lambda place, _seat: {"pk": place.reception.pk}, needs=frozenset({P.DESK_VIEW})
    ),
    "reception_move": Subject(
        lambda place, _seat: {"pk": place.reception.pk, "move": "answer"}
    ),
    "reception_route": Subject(
        lambda place, _seat: {"pk": place.reception.pk, "door": "dispute"},
        needs=frozenset({P.DISPUTE_REGISTER}),
    ),
    **all_of(
        of("site"), "desk_queue", "queue_screen", "queue_draw", "queue_call", "site_check",
    ),
    "queue_end": Subject(lambda place, _seat: {"pk": place.ticket.pk, "state": "served"}),
    # warmth
    **all_of(
        of("campaign"),
        "campaign", "campaign_source", "campaign_share", "campaign_goods", "campaign_note",
        "campaign_commit", "targets", "door_list", "target_pick", "target_person", "target_site",
    ),
    "campaign_move": Subject(
        lambda place, _seat: {"pk": place.campaign.pk, "move": "start"}
    ),
    "goods_allot": Subject(
        lambda place, _seat: {"pk": place.campaign.pk, "goods": place.goods.pk}
    ),
    "goods_back": of("allotment"),
    "delivery_commit": Subject(
        lambda place, _seat: {"pk": place.delivery.pk}, needs=frozenset({P.WARMTH_VIEW})
    ),
    "delivery_void": of("delivery"),
    **all_of(of("target"), "target", "target_drop", "target_visit"),
    "visit_void": Subject(
        lambda place, _seat: {"pk": place.target.pk, "visit": place.visit.pk}
    ),
    "visit_photo": of("photo"),
    # giving
    **all_of(
        of("donor"),
        "donor", "donor_edit", "donor_statement", "donor_link", "programme_new", "pledge_new",
    ),
    "donor_reveal": Subject(
        lambda place, _seat: {"pk": place.donor.pk, "field": "phone"},
        needs=frozenset({P.GIVING_VIEW}),
    ),
    "programme_source": of("programme"),
    **all_of(of("pledge"), "pledge_arrive", "pledge_withdraw"),
    **all_of(of("need"), "need", "need_reword", "need_consent", "need_letter", "need_note"),
    "need_move": Subject(lambda place, _seat: {"pk": place.need.pk, "move": "take_back"}),
    "need_bind": Subject(
        lambda place, _seat: {"pk": place.need.pk}, needs=frozenset({P.GIVING_VIEW})
    ),
    # work and messages
    "attachment": Subject(
        lambda place, _seat: {"pk": place.attachment.pk}, needs=frozenset({P.DISPUTE_VIEW})
    ),
    "notice_read": Subject(message, inside=frozenset({"own"})),
    "delivery_retry": of("failed_notice"),
    **all_of(same(rule_id=from_files().rules[0].id), "rule", "rule_enter", "rule_suspend"),
    **all_of(
        everywhere("entered_rule"), "rule_entered", "rule_confirm", "rule_withdraw"
    ),
    **all_of(
        everywhere("suspension"), "suspension", "suspension_confirm", "suspension_lift"
    ),
    # disputes
    **all_of(
        of("dispute"),
        "dispute", "dossier", "dispute_correct", "dispute_note", "dispute_attach", "party_new",
        "claim_new", "dispute_refer",
    ),
    "dispute_move": Subject(
        lambda place, _seat: {"pk": place.dispute.pk, "move": "accept"},
        acts_with=frozenset({P.DISPUTE_ACCEPT}),
    ),
    **all_of(
        Subject(lambda place, _seat: {"pk": place.dispute.pk, "side": "applicant"}),
        "dispute_reply", "dispute_messages_settled",
    ),
    "dispute_letters": Subject(
        lambda place, _seat: {"pk": place.dispute.pk}, empty_form_names_nothing=True
    ),
    "party_reveal": Subject(
        lambda place, _seat: {
            "pk": place.dispute.pk, "party": place.party.pk, "field": "phone"
        },
        needs=frozenset({P.DISPUTE_VIEW}),
    ),
    "party_correct": Subject(
        lambda place, _seat: {"pk": place.dispute.pk, "party": place.party.pk}
    ),
    "claim_remove": Subject(
        lambda place, _seat: {"pk": place.dispute.pk, "claim": place.claim.pk}
    ),
    "perform_item": Subject(
        lambda place, _seat: {"pk": place.dispute.pk, "item": place.promise.pk}
    ),
    **all_of(of("tip"), "tip", "tip_handle", "tip_open"),
    "dispute_figure": same(figure=next(iter(FIGURES))),
    **all_of(same(kind=books()[0].letters[0].kind), "letter_template", "letter_template_new"),
    "letter_template_withdraw": of("template"),
    # arbitration and court
    **all_of(
        of("referral"),
        "referral", "referral_correct", "referral_interruption", "referral_note",
        "referral_attach",
    ),
    "referral_reveal": Subject(
        lambda place, _seat: {"pk": place.referral.pk}, needs=frozenset({P.DISPUTE_VIEW})
    ),
    "referral_move": Subject(
        lambda place, _seat: {"pk": place.referral.pk, "move": "file"}
    ),
    # the register
    **all_of(of("body"), "body", "body_edit", "body_close", "body_chair"),
    "mediator_new": of("body", "body"),
    **all_of(
        of("mediator"),
        "mediator", "mediator_edit", "mediator_suspend", "mediator_reinstate", "mediator_leave",
        "mediator_renew", "mediator_training", "mediator_appraisal",
    ),
}  # fmt: skip
