"""The demo city as the journeys find it: every ending once, somebody with a draft and a case."""

from datetime import timedelta
from random import Random
from typing import Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.utils import timezone

from niudai.access.models import Appointment
from niudai.assistance.giving.actions.donors import issue_link
from niudai.assistance.giving.models import Donor
from niudai.assistance.hardship.models import DestructionList, HardshipFile, Recovery
from niudai.casework.attaching import attach
from niudai.disputes import actions
from niudai.disputes.actions import referral as referrals
from niudai.disputes.actions.tips import receive_tip
from niudai.disputes.models import Dispute, MediationBody
from niudai.membership import actions as membership
from niudai.membership.duplicates.merging import merge
from niudai.membership.models import Pair, Person
from niudai.notices.models import Notice
from niudai.office.demo.aid import help_households
from niudai.office.demo.cases import ENDINGS, begin
from niudai.office.demo.city import FULL_TOWNS, build
from niudai.office.demo.desk import receive_visitors
from niudai.office.demo.funds import move_money
from niudai.office.demo.giving import give_and_take
from niudai.office.demo.hardship import tell_hardship
from niudai.office.demo.keeping import tell_keeping
from niudai.office.demo.rules import enter_rules
from niudai.office.demo.warmth import warm_up
from niudai.rulebook.models import Suspension
from tests.browser_journeys.city import BACKEND, READERS, City, first
from tests.browser_journeys.households import plant_households
from tests.browser_journeys.network import plant_network, plant_sheets
from tests.portal.conftest import PHONE, Worker, png
from tests.portal.newcomer import ANSWERS, Newcomer


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
    plant_households(made)
    plant_odds_and_ends(made)
    plant_network(city, chance, today)
    made.planted |= plant_sheets(town, posts["town"].actor())
    move_money(city.federation, chance, today)
    enter_rules(today)
    tell_hardship(city.federation, chance, today)
    tell_keeping(city.federation, today)
    help_households(city.federation, chance, today)
    receive_visitors(chance, today)
    warm_up(city.federation, chance, today)
    give_and_take(city.federation, chance, today)
    donor = next(each for each in Donor.objects.order_by("pk") if each.phone)
    made.planted["gift"] = issue_link(donor, by=posts["assistance"].actor())
    plant_kept(city, today)
    made.planted["suspension"] = Suspension.objects.create(
        rule_id="HARDSHIP-PUBLICITY", jurisdiction="CN-320281", valid_from=today, valid_to=today,
        document="示例文〔2026〕9 号", issuer="演示机关（虚构）", seen_on=today,
        entered_by="帮示例",
    )  # fmt: skip
    give_second_factor(posts["leader"].user)
    return made


def plant_kept(city: Any, today: Any) -> None:
    """Aid that is to be paid back, and a list somebody else approves."""
    gone = first(HardshipFile.objects, left_as="cancelled")
    Recovery.objects.create(file=gone, asked_on=today)
    listed = DestructionList.objects.create(
        organisation=city.federation, document="澄销〔2026〕1 号", listed_on=today, keeper="保示例"
    )
    listed.files.add(gone)


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
