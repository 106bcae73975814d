"""A small demo city with somebody in every seat, and one address for every page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from django.urls import reverse

from niudai.access.models import Appointment
from niudai.access.permissions import Permission
from niudai.audit.models import Entry
from niudai.casework.letters import books
from niudai.disputes.models import Dispute, MediationBody, Mediator, Referral
from niudai.disputes.statistics import FIGURES
from niudai.notices.models import Notice
from niudai.office.proof.routes import Route
from niudai.organisations.models import Employer, Officer, Organisation, ServiceSite
from niudai.portal.doors import DOORS
from niudai.portal.joining_questions import JOINING
from niudai.portal.questions import QUESTIONS
from niudai.rulebook.models import EnteredRule
from niudai.rulebook.rules import all_rules
from tests.browser_journeys import households
from tests.browser_journeys.hardship import HARDSHIP
from tests.browser_journeys.help import AT_THE_CENTRE, HELP
from tests.browser_journeys.money import MONEY
from tests.browser_journeys.network import CITY_WIDE, NETWORK

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
# Who looks at a page, in this order, if they may open it.
READERS = (
    "town", "city", "organisation", "admin", "finance", "cashier", "auditor", "mediator", "village",
    "leader", "assistance",
)  # fmt: skip


@dataclass(slots=True)
class City:
    """The federation at work, and browsers that hold something: a draft, a case."""

    town: Organisation
    posts: dict[str, Appointment]
    clients: dict[str, Client] = field(default_factory=dict)
    planted: dict[str, Any] = field(default_factory=dict)

    def reader(self, permission: Permission) -> str:
        return next(name for name in READERS if self.posts[name].actor().may(permission))

    def words(self, name: str) -> list[dict[str, Any]]:
        """The arguments of one address for each look of this page; [{}] for a page without."""
        found = LOOKS[name](self) if name in LOOKS else {}
        return found if isinstance(found, list) else [found]

    def addresses(self, route: Route) -> Iterator[tuple[str, str]]:
        """Who looks, and where."""
        who = HOLDERS.get(route.name) or (
            self.reader(route.permission)
            if route.permission
            else "town"
            if route.own_account_because
            else "nobody"
        )
        for words in self.words(route.name):
            yield who, reverse(route.name, kwargs=words)


# Pages of a browser that holds something.
HOLDERS = {
    **households.HOLDERS,
    **dict.fromkeys(("fund_line_reveal", "aid_batch"), "finance"),
    **dict.fromkeys(("question", "check", "leave_draft", "elsewhere"), "draft"),
    **dict.fromkeys(
        ("mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes"), "leader"
    ),
    **dict.fromkeys(("case", "sent", "case_withdraw", "case_leave"), "worker"),
    **dict.fromkeys(("join_question", "join_check"), "joining"),
    **dict.fromkeys(("joining", "joining_withdraw"), "applicant"),
    **dict.fromkeys(("membership_code",), "asking"),
    **dict.fromkeys(CITY_WIDE, "organisation"),
    **dict.fromkeys(AT_THE_CENTRE, "assistance"),
}


def stages(city: City) -> list[dict[str, int]]:
    """A dispute of the town in each stage there is."""
    found: dict[str, int] = {}
    for dispute in Dispute.objects.filter(organisation__path__startswith=city.town.path):
        found.setdefault(dispute.stage, dispute.pk)
    return [{"pk": pk} for pk in found.values()]


def first(rows: Any, *conditions: Any, **more: Any) -> Any:
    found = rows.filter(*conditions, **more).order_by("pk").first()
    assert found is not None, f"no {rows.model.__name__} in the demo city"
    return found


def here(city: City, model: Any, **more: Any) -> dict[str, int]:
    found = first(model.objects, organisation__path__startswith=city.town.path, **more)
    return {"pk": found.pk}


def mediator(city: City) -> dict[str, int]:
    return {"pk": first(Mediator.objects, body__organisation=city.town, appointment=None).pk}


def body(city: City) -> MediationBody:
    return first(MediationBody.objects, organisation=city.town)


def agreed(city: City) -> Dispute:
    rows = Dispute.objects.filter(organisation__path__startswith=city.town.path)
    return first(rows, stage="agreed")


def claim_of(city: City) -> dict[str, int]:
    dispute = city.planted["dispute"]
    return {"pk": dispute.pk, "claim": dispute.claims.first().pk}


def all_of(look: Callable[[City], Any], *names: str) -> dict[str, Callable[[City], Any]]:
    return dict.fromkeys(names, look)


def planted(name: str) -> Callable[[City], Any]:
    return lambda city: {"pk": city.planted[name].pk}


LOOKS: dict[str, Callable[[City], Any]] = {
    **MONEY,
    **NETWORK,
    **HARDSHIP,
    **HELP,
    **households.HOUSEHOLDS,
    **all_of(
        lambda city: {"pk": city.posts["village"].user_id},
        "account", "appointment_new", "account_password", "account_second_factor",
        "account_sign_ins", "account_disable", "account_enable",
    ),
    **all_of(lambda city: {"pk": city.posts["village"].pk}, "appointment_end", "hand_over"),
    "log_entry": lambda _city: {
        "number": first(Entry.objects, subject_type="disputes.dispute").number
    },
    **all_of(
        lambda city: {"pk": city.town.pk},
        "organisation", "organisation_new", "organisation_edit", "organisation_move",
        "organisation_dissolve", "officer_new", "site_new",
    ),
    **all_of(lambda city: here(city, Officer), "officer_end", "officer_reveal"),
    **all_of(lambda city: here(city, ServiceSite), "site_edit", "site_close"),
    **all_of(
        lambda city: here(city, Employer, union__isnull=False),
        "employer", "employer_edit", "employer_reveal", "employer_union_end",
    ),
    "employer_union": lambda city: here(city, Employer, union=None),
    "attachment": planted("paper"),
    "notice_read": lambda city: {"pk": first(Notice.objects, recipient=city.posts["town"]).pk},
    "delivery_retry": lambda city: {"pk": first(Notice.objects, channel="sms", name="甄示例").pk},
    "rule": lambda _city: [{"rule_id": rule} for rule in ("MED-END-ACC", all_rules()[0].id)]
    + [{"rule_id": "DIBAO-URBAN"}],
    **all_of(lambda _city: {"rule_id": "AID-CAP-MEDICAL"}, "rule_enter", "rule_suspend"),
    **all_of(
        lambda _city: {"pk": first(EnteredRule.objects).pk},
        "rule_entered", "rule_confirm", "rule_withdraw",
    ),
    **all_of(planted("suspension"), "suspension", "suspension_confirm", "suspension_lift"),
    "dispute": stages,
    "dossier": lambda city: [
        here(city, Dispute, stage=stage) for stage in ("registered", "agreed", "failed")
    ],
    **all_of(
        planted("dispute"),
        "dispute_correct", "dispute_note", "dispute_attach", "party_new", "claim_new",
        "dispute_letters",
    ),
    "dispute_refer": lambda city: here(city, Dispute, stage="failed"),
    "dispute_move": lambda city: [
        {"pk": city.planted["dispute"].pk, "move": "consent"},
        {"pk": here(city, Dispute, stage="accepted")["pk"], "move": "assign"},
        {"pk": city.planted["dispute"].pk, "move": "send"},
        {"pk": here(city, Dispute, stage="mediating")["pk"], "move": "meet"},
        {"pk": here(city, Dispute, stage="mediating")["pk"], "move": "draft"},
    ],
    "party_reveal": lambda city: {
        "pk": city.planted["dispute"].pk,
        "party": city.planted["dispute"].parties.first().pk,
        "field": "phone",
    },
    "party_correct": lambda city: {
        "pk": city.planted["dispute"].pk, "party": city.planted["dispute"].parties.first().pk
    },
    **all_of(
        lambda city: {"pk": city.planted["dispute"].pk, "side": "applicant"},
        "dispute_reply", "dispute_messages_settled",
    ),
    "claim_remove": claim_of,
    "perform_item": lambda city: {
        "pk": agreed(city).pk, "item": agreed(city).agreement.items.first().pk
    },
    **all_of(planted("tip"), "tip", "tip_handle", "tip_open"),
    "dispute_figure": lambda _city: {"figure": next(iter(FIGURES))},
    **all_of(
        lambda _city: {"kind": books()[0].letters[0].kind}, "letter_template", "letter_template_new"
    ),
    "letter_template_withdraw": lambda _city: {"pk": 1},
    "referral": lambda _city: [{"pk": pk} for pk in Referral.objects.values_list("pk", flat=True)],
    **all_of(
        planted("referral"),
        "referral_correct", "referral_interruption", "referral_note", "referral_attach",
        "referral_reveal",
    ),
    "referral_move": lambda city: [
        {"pk": city.planted["referral"].pk, "move": move}
        for move in ("apply_aid", "list_items", "award", "receive_award", "decide_suit", "pause")
    ],
    **all_of(
        lambda city: {"pk": body(city).pk}, "body", "body_edit", "body_close", "body_chair"
    ),
    "mediator_new": lambda city: {"body": body(city).pk},
    **all_of(
        mediator,
        "mediator", "mediator_edit", "mediator_suspend", "mediator_reinstate", "mediator_leave",
        "mediator_renew", "mediator_training", "mediator_appraisal",
    ),
    "door": lambda _city: [{"slug": door.slug} for door in DOORS],
    "question": lambda _city: [
        {"slug": question.slug} for question in QUESTIONS if question.slug != "speakers"
    ],
    **all_of(planted("joining"), "joining_admit", "joining_ask", "joining_refuse"),
    **all_of(
        planted("person"),
        "person", "person_edit", "person_join", "person_keep", "person_restore", "person_end",
        "person_dues", "person_membership", "person_transfer", "person_work",
    ),
    "person_reveal": lambda city: {"pk": city.planted["person"].pk, "field": "phone"},
    **all_of(planted("pair"), "pair", "pair_decide"),
    "merge_undo": planted("merge"),
    "work_end": planted("engagement"),
    **all_of(planted("transfer"), "transfer_take", "transfer_refuse", "transfer_back"),
    "join_question": lambda _city: [
        {"slug": question.slug} for question in JOINING if question.slug != "trade"
    ],
    "answer": lambda city: {"token": city.planted["token"]},
}  # fmt: skip
