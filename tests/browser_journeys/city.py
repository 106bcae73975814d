"""A small demo city with somebody in every seat, and one address for every page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from niudai.access.models import Appointment
from niudai.access.permissions import Permission
from niudai.audit.models import Entry
from niudai.casework.attaching import attach
from niudai.disputes import actions
from niudai.disputes.actions import referral as referrals
from niudai.disputes.actions.tips import receive_tip
from niudai.disputes.letters import LETTERS
from niudai.disputes.models import Dispute, MediationBody, Mediator, Referral
from niudai.disputes.statistics import FIGURES
from niudai.membership import actions as membership
from niudai.membership.duplicates.merging import merge
from niudai.membership.models import Pair, Person
from niudai.notices.models import Notice
from niudai.office.demo.cases import ENDINGS, begin
from niudai.office.demo.city import FULL_TOWNS, build
from niudai.office.demo.funds import move_money
from niudai.office.proof.routes import Route
from niudai.organisations.models import Employer, Officer, Organisation, ServiceSite
from niudai.portal.doors import DOORS
from niudai.portal.joining_questions import JOINING
from niudai.portal.questions import QUESTIONS
from niudai.rulebook.rules import all_rules
from tests.browser_journeys.money import MONEY
from tests.portal.conftest import PHONE, Worker, png
from tests.portal.newcomer import ANSWERS, Newcomer

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
# Who looks at a page, in this order, if they may open it.
READERS = (
    "town", "city", "organisation", "admin", "finance", "cashier", "auditor", "mediator", "village",
    "leader",
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
    **dict.fromkeys(("question", "check", "leave_draft", "elsewhere"), "draft"),
    **dict.fromkeys(
        ("mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes"), "leader"
    ),
    **dict.fromkeys(("case", "sent", "case_withdraw", "case_leave"), "worker"),
    **dict.fromkeys(("join_question", "join_check"), "joining"),
    **dict.fromkeys(("joining", "joining_withdraw"), "applicant"),
    **dict.fromkeys(("membership_code",), "asking"),
}


def populate() -> City:
    today = timezone.localdate()
    chance = Random(2012)
    city = build(chance, today)
    posts = {
        held.user.username: held
        for held in Appointment.objects.select_related("user", "organisation")
    }
    town = next(union for union in city.towns if union.division_id == FULL_TOWNS[0])
    desk = first(MediationBody.objects, organisation=town)
    for number, (ending, age) in enumerate(dict(ENDINGS).items()):  # each ending once, in the town
        employer, officer = city.employers[number], posts["town"].actor()
        ending(begin(desk, employer, chance, today, age, number, officer))
    made = City(town, posts)
    for name in READERS:
        made.clients[name] = Client()
        made.clients[name].force_login(posts[name].user, BACKEND)
    plant_referrals(made)
    plant_worker(made)
    plant_newcomers(made)
    plant_odds_and_ends(made)
    move_money(city.federation, chance, today)
    give_second_factor(posts["leader"].user)
    return made


def plant_referrals(city: City) -> None:
    """One at its beginning; one with legal aid, an award and a suit."""
    by, today = city.posts["town"].actor(), timezone.localdate()
    facts = {
        "organisation": city.town,
        "received_on": today - timedelta(days=120),
        "worker_name": "甄示例",
        "worker_phone": PHONE,
        "employer_name": "江阴示例纺织有限公司",
        "summary": "主张加班工资和经济补偿，2026 年上半年每周六上班。",
        "claimed_fen": 6_300_000,
        "knew_on": today - timedelta(days=200),
        "consent_proof": "签字的同意书",
    }
    referrals.open_referral(**facts, by=by)
    referral = referrals.open_referral(**facts, by=by)
    lawful = city.posts["city"].actor()

    def ago(days: int) -> Any:
        return today - timedelta(days=days)

    aid = {"route": "union", "group": "migrant", "proof": "居住证"}
    referral = referrals.apply_aid(referral, **aid, applied_on=ago(118), by=by)
    referral = referrals.grant_aid(referral, decided_on=ago(116), by=lawful)
    referral = referrals.file(
        referral,
        filed_on=ago(115),
        commission="江阴市劳动人事争议仲裁委员会",
        receipt="收件回执",
        by=by,
    )
    referral = referrals.accept(
        referral, accepted_on=ago(112), number="澄劳人仲案〔2026〕0101号", by=by
    )
    referral = referrals.set_hearing(referral, hearing_on=ago(80), told_on=ago(90), by=by)
    items = [
        referrals.Item(claim="加班工资", matter="pay", amount_fen=1_800_000),
        referrals.Item(claim="违法解除赔偿金", matter="pay", amount_fen=6_300_000),
    ]
    referrals.list_items(referral, items=items, by=by)
    final = {item.pk: item.proposed_final for item in referral.award_items.all()}
    referral = referrals.award(
        referral,
        made_on=ago(70),
        final=final,
        final_number="0101-1号",
        other_number="0101-2号",
        by=by,
    )
    for award in referral.awards.all():
        for party in ("worker", "employer"):
            referral = referrals.receive_award(
                referral, final=award.final, party=party, received_on=ago(65), by=by
            )
    referral = referrals.sue(
        referral,
        ground="award",
        by_whom="employer",
        court="江阴市人民法院",
        filed_on=ago(60),
        by=by,
    )
    city.planted["referral"] = referral


def plant_worker(city: City) -> None:
    """Somebody who has answered every question, and somebody who has sent the answers."""
    own = {"town": {"town": FULL_TOWNS[0]}, "village": {"village": ""}}
    drafting = Worker(Client(), **own)
    drafting.until("consent")
    sending = Worker(Client(), **own)
    sending.send()
    dispute = Dispute.objects.latest("pk")
    officer = city.posts["town"].actor()
    city.clients |= {"draft": drafting.client, "worker": sending.client, "nobody": Client()}
    attach(dispute, png("工资条.png"), by=officer, kind="evidence")
    city.planted |= {
        "dispute": dispute, "token": actions.issue_answer_link(dispute, by=officer),
        "paper": dispute.item.attachments.last(),
    }  # fmt: skip


def plant_newcomers(city: City) -> None:
    """Somebody who has answered every question of the door to joining; somebody who has sent them;
    somebody who asked about the own membership."""
    own = {
        "employer": {"name": "没有登记的小店"}, "town": {"town": FULL_TOWNS[0]},
        "village": {"village": ""},
    }  # fmt: skip
    drafting, sending = Newcomer(Client(), **own), Newcomer(Client(), **own)
    drafting.fill()
    sending.send()
    asking = Client()
    asking.post("/membership/ask/", ANSWERS["you"])
    plant_members(city)
    city.clients |= {"joining": drafting.client, "applicant": sending.client, "asking": asking}


def plant_members(city: City) -> None:
    """An application that waits; a member with a second job, on the way to another union; a pair of
    records, and two that were made one."""
    by, today = city.posts["town"].actor(), timezone.localdate()
    facts = {"organisation": city.town, "phone": PHONE, "by": by}
    city.planted["joining"] = membership.apply(name="易示例", number="320281198511200021", **facts)
    admitted = membership.apply(name="贾示例", number="320281199003074510", **facts)
    person = membership.admit(admitted, by=by).person
    keys = {"organisation": city.town, "path": city.town.path}
    twins = [Person.objects.create(name="贾示例", **keys) for _number in range(3)]
    found = {"path": city.town.path, "ground": "name_birth", "likelihood": 70, "found_on": today}
    pairs = [Pair.objects.create(first=person, second=other, **found) for other in twins[:2]]
    village = city.posts["village"].organisation
    city.planted |= {
        "person": person, "pair": pairs[0],
        "merge": merge(pairs[1], keep=person, reason="同一个人", by=by),
        "engagement": membership.begin_work(person, organisation=village, work="配送", by=by),
        "transfer": membership.ask_transfer(person, target=village, reason="换了单位", by=by),
    }  # fmt: skip


def plant_odds_and_ends(city: City) -> None:
    city.planted["tip"] = receive_tip(
        employer="江阴样例机械有限公司",
        text="车间里没有防护用品，已经有人受伤。",
        town=FULL_TOWNS[0],
    )
    now = timezone.now()
    for name in READERS:
        Notice.objects.create(
            channel=Notice.Channel.IN_APP, recipient=city.posts[name], organisation=city.town,
            subject="受理期限今天到期", body="请在今天之内决定。", due_at=now, delivered_at=now,
        )  # fmt: skip
    Notice.objects.create(
        channel=Notice.Channel.SMS, name="甄示例", phone=PHONE, organisation=city.town,
        subject="申请已登记", body="已登记。", due_at=now, failed_at=now, error="网关没有应答",
    )  # fmt: skip


def give_second_factor(user: Any) -> None:
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)


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
    "rule": lambda _city: [{"rule_id": rule} for rule in ("MED-END-ACC", all_rules()[0].id)],
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
        lambda _city: {"kind": next(iter(LETTERS))}, "letter_template", "letter_template_new"
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
