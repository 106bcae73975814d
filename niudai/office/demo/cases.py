"""Invented disputes in every stage, on the same actions an officer uses, dated back from today.

Each story goes as far as its name says. Some are left late on purpose: a desk shows that too.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from django.conf import settings
from django.utils import timezone, translation

from niudai.access.actor import Actor
from niudai.access.models import Appointment
from niudai.disputes import actions
from niudai.disputes.actions import referral
from niudai.disputes.actions.agreement import Promise
from niudai.disputes.models import Dispute, MediationBody, Referral
from niudai.disputes.suggestion import suggested
from niudai.office.demo import names
from niudai.office.demo.city import City
from niudai.organisations.models import Employer

MATTERS = (
    ("overtime", "pay", "加班工资", "每周六上班没有计发加班工资，公司认为考勤不完整。"),
    ("wages", "pay", "拖欠工资", "近三个月工资没有发放，负责人多次承诺未兑现。"),
    (
        "compensation",
        "dismissal",
        "解除劳动合同的经济补偿",
        "公司口头通知不用再来上班，没有书面材料。",
    ),
    ("double_pay", "contract", "未签书面合同的二倍工资", "入职八个月没有签订书面劳动合同。"),
    ("leave", "pay", "未休年休假工资", "工作满五年，两年没有安排年休假。"),
    ("injury", "pay", "工伤医疗费", "操作设备时手指受伤，医疗费由本人垫付。"),
)
STORIES = 60
SOURCES = ("walk-in", "walk-in", "portal", "12351", "petition", "patrol")


@dataclass(slots=True)
class Story:
    """One dispute and who works it."""

    dispute: Dispute
    officer: Actor
    chance: Random
    today: date

    def day(self, after: int) -> date:
        """So many days after the application, never after today."""
        return min(self.dispute.received_on + timedelta(days=after), self.today)


def tell_all(city: City, chance: Random, today: date) -> Iterator[str]:
    """The disputes of the two full towns and the city; yields each number as it is done."""
    held = Appointment.objects.select_related("organisation", "user").filter(
        role__in=["town_officer", "rights_officer"]
    )
    officers = {each.organisation.path: each.actor() for each in held}
    paths = tuple(town.path for town in city.towns)
    bodies = [
        body
        for body in city.bodies
        if body.kind == "city"
        or (body.kind in {"town", "village"} and body.organisation.path.startswith(paths))
    ]
    # Most disputes reach the town: its bodies come up more often.
    weighted = [body for body in bodies if body.kind == "town"] * 12 + bodies
    for number in range(STORIES):
        ending, age = ENDINGS[number % len(ENDINGS)]
        body = weighted[chance.randrange(len(weighted))]
        officer = officer_for(body, officers)
        employer = city.employers[number % len(city.employers)]
        story = begin(body, employer, chance, today, age, number, officer)
        ending(story)
        yield story.dispute.reference


def officer_for(body: MediationBody, officers: dict[str, Actor]) -> Actor:
    """The officer at the body's organisation or the nearest one above it, below the city."""
    path = body.organisation.path
    fitting = [officer for scope, officer in officers.items() if path.startswith(scope)]
    return max(fitting, key=lambda officer: len(officer.scope))


def begin(
    body: MediationBody,
    employer: Employer,
    chance: Random,
    today: date,
    age: int,
    number: int,
    officer: Actor,
) -> Story:
    kind, cause, claim, facts = MATTERS[number % len(MATTERS)]
    received_on = today - timedelta(days=age)
    ended_on = received_on - timedelta(days=chance.randrange(3, 60))
    sex = chance.choice("MF")
    workers = 14 if number % 20 == 7 else chance.choice([1, 1, 1, 2, 3])
    applicants = [
        actions.PartyFacts(
            name=names.person(chance, sex), phone=names.phone(chance),
            number=names.identity_number(chance, names.birthday(chance, today), sex),
            is_member=chance.random() < 0.6, is_migrant=chance.random() < 0.4,
            is_representative=True,
        )
        for _ in range(3 if workers > 3 else 1)
    ]  # fmt: skip
    return Story(
        actions.register(
            body=body, received_on=received_on, source=SOURCES[number % len(SOURCES)], cause=cause,
            facts=facts, applicants=applicants, employer=employer,
            respondent=actions.PartyFacts(
                name=employer.name, number=employer.credit_code, contact=employer.contact,
                phone=employer.phone,
            ),
            claims=[
                actions.ClaimFacts(
                    kind=kind, text=claim, amount_fen=chance.randrange(2000, 60000) * 100
                )
            ],
            employment="ended", employment_ended_on=ended_on, knew_on=ended_on,
            workers=workers, common_claim=workers > 3, by=officer,
        ),
        officer, chance, today,
    )  # fmt: skip


# --- how far each story goes ----------------------------------------------------------------


def registered(story: Story) -> None:
    """Nothing more has happened."""


def asked(story: Story) -> None:
    actions.record_scope(story.dispute, in_scope=True, by=story.officer)


def declined(story: Story) -> None:
    actions.record_scope(
        story.dispute,
        in_scope=False,
        reason="属于社会保险经办机构职责，请到社保中心办理。",
        by=story.officer,
    )
    actions.decline(story.dispute, declined_on=story.day(1), by=story.officer)


def applicant_agreed(story: Story) -> None:
    """Where the body took the dispute up itself, the worker is asked first (ENT §23)."""
    if story.dispute.taken_up:
        actions.record_consent(
            story.dispute, side="applicant", given=True, given_on=story.day(1), proof="电话记录",
            by=story.officer,
        )  # fmt: skip


def refused(story: Story) -> None:
    asked(story)
    applicant_agreed(story)
    actions.record_consent(
        story.dispute,
        side="respondent",
        given=False,
        given_on=story.day(2),
        proof="书面答复",
        by=story.officer,
    )
    actions.refuse(story.dispute, refused_on=story.day(2), by=story.officer)


def accepted(story: Story) -> None:
    asked(story)
    applicant_agreed(story)
    actions.record_consent(
        story.dispute,
        side="respondent",
        given=True,
        given_on=story.day(1),
        proof="书面同意",
        by=story.officer,
    )
    story.dispute = actions.accept(story.dispute, accepted_on=story.day(2), by=story.officer)


def assigned(story: Story) -> None:
    accepted(story)
    with translation.override(settings.LANGUAGE_CODE):
        best = suggested(story.dispute)
    story.dispute = actions.assign(
        story.dispute, mediator=best[0].mediator, reason=best[0].reason,
        assigned_on=story.day(3), by=story.officer,
    )  # fmt: skip


def planned(story: Story) -> None:
    assigned(story)
    when = timezone.make_aware(datetime.combine(story.today + timedelta(days=3), time(9, 30)))
    actions.plan_meeting(story.dispute, planned_at=when, place="调解室", by=story.officer)


def mediating(story: Story) -> None:
    assigned(story)
    story.dispute = actions.hold_meeting(
        story.dispute, held_on=story.day(4), place="调解室", present="双方当事人到场",
        minutes="核对了考勤和工资发放记录，双方愿意继续协商。", identity_checked=True,
        by=story.officer,
    )  # fmt: skip


def failed(story: Story) -> None:
    mediating(story)
    story.dispute = actions.fail(
        story.dispute, reason="双方对金额分歧较大。", failed_on=story.day(9), by=story.officer
    )


def withdrawn(story: Story) -> None:
    accepted(story)
    actions.withdraw(
        story.dispute, reason="双方已自行和解。", withdrawn_on=story.day(5), by=story.officer
    )


def agreed(story: Story, *, due: int = 20) -> None:
    mediating(story)
    claimed = story.dispute.claims.get().amount_fen or 0
    promise = Promise(
        text="支付约定款项", due_on=story.dispute.received_on + timedelta(days=due),
        amount_fen=claimed * 8 // 10,
    )  # fmt: skip
    actions.draft_agreement(
        story.dispute, text="用人单位一次性支付，双方再无其他争议。", manner="转入职工工资卡",
        items=[promise], confirms_relationship=False, payment_only=True, by=story.officer,
    )  # fmt: skip
    signed = story.day(8)
    story.dispute = actions.agree(
        story.dispute, applicant_signed_on=signed, respondent_signed_on=signed,
        mediator_signed_on=signed, stamped_on=signed, originals=3, by=story.officer,
    )  # fmt: skip


def reviewing(story: Story) -> None:
    agreed(story)
    story.dispute = actions.ask_review(
        story.dispute, asked_on=story.day(10), both_signed=True, by=story.officer
    )


def performed(story: Story) -> None:
    agreed(story)
    item = story.dispute.agreement.items.get()
    actions.perform_item(item, performed_on=story.day(18), proof="银行回单", by=story.officer)
    story.dispute = actions.perform(story.dispute, by=story.officer)


def closed(story: Story) -> None:
    performed(story)
    story.dispute = actions.close(story.dispute, by=story.officer)


def defaulted(story: Story) -> None:
    agreed(story)
    story.dispute = actions.default(
        story.dispute, found_on=story.day(22), note="到期未付款，电话无人接听。", by=story.officer
    )


def confirming(story: Story) -> None:
    agreed(story)
    story.dispute = actions.ask_confirmation(
        story.dispute, asked_on=story.day(10), both_signed=True, by=story.officer
    )


def enforceable(story: Story) -> None:
    reviewing(story)
    story.dispute = actions.tell_enforcement(
        story.dispute, answer="grant_review", answered_on=story.day(13), by=story.officer
    )


def sent(story: Story) -> None:
    """On its way: up the network where there is somebody above."""
    to = MediationBody.objects.reachable_from(story.dispute.organisation).first()
    if to:
        actions.send(
            story.dispute, to=to, reason="用人单位涉及多个镇，请上级受理。", by=story.officer
        )


def archived(story: Story) -> None:
    declined(story)
    story.dispute = actions.close(story.dispute, by=story.officer)
    story.dispute = actions.archive(story.dispute, box=f"{story.today:%Y}-07", by=story.officer)


# --- and on to arbitration and court --------------------------------------------------------


def referred(story: Story) -> Referral:
    failed(story)
    actions.consent_to_referral(
        story.dispute, given_on=story.day(10), proof="签字的同意书", by=story.officer
    )
    return referral.refer(
        story.dispute, summary="调解不成，职工主张已写明的请求，需要申请仲裁。",
        referred_on=story.day(10), by=story.officer,
    )  # fmt: skip


def filed(story: Story) -> Referral:
    return referral.file(
        referred(story), filed_on=story.day(12), commission="江阴市劳动人事争议仲裁委员会",
        receipt="收件回执", by=story.officer,
    )  # fmt: skip


def heard(story: Story) -> Referral:
    """Accepted, and a hearing set that is still to come or has just been."""
    number = f"澄劳人仲案〔{story.today:%Y}〕{story.dispute.pk % 1000:04d}号"
    case = referral.accept(filed(story), accepted_on=story.day(16), number=number, by=story.officer)
    hearing_on = story.dispute.received_on + timedelta(days=34)
    return referral.set_hearing(
        case, hearing_on=hearing_on, told_on=story.day(20), by=story.officer
    )


def awarded(story: Story) -> Referral:
    """The award is there and both sides have it: each has a time of its own."""
    case = heard(story)
    amount = story.dispute.claims.get().amount_fen or 0
    item = referral.Item(claim="支付所请求的款项", matter="pay", amount_fen=amount * 7 // 10)
    case = referral.list_items(case, items=[item], listed_on=story.day(40), by=story.officer)
    final = {each.pk: bool(each.proposed_final) for each in case.award_items.all()}
    case = referral.award(
        case, made_on=story.day(40), final=final, final_number="0007-1号", other_number="0007-2号",
        by=story.officer,
    )  # fmt: skip
    for document in case.awards.all():
        for party, day in (("worker", 43), ("employer", 45)):
            case = referral.receive_award(
                case, final=document.final, party=party, received_on=story.day(day),
                by=story.officer,
            )  # fmt: skip
    return case


ENDINGS: tuple[tuple[Callable[[Story], object], int], ...] = (
    (registered, 0), (registered, 1), (asked, 2), (accepted, 5), (assigned, 6), (planned, 7),
    (mediating, 9), (mediating, 13), (mediating, 14), (registered, 6), (agreed, 14), (agreed, 11),
    (reviewing, 14), (performed, 40), (closed, 60), (failed, 20), (withdrawn, 30), (declined, 12),
    (refused, 25), (defaulted, 45), (sent, 0), (confirming, 16), (enforceable, 17), (archived, 90),
    (referred, 18), (filed, 15), (heard, 28), (awarded, 52),
)  # fmt: skip
