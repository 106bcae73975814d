"""Test records in a line. Everyone and everything here is invented."""

from datetime import date
from typing import Any

import factory
from factory.django import DjangoModelFactory

from niudai.access.actor import CLOCK
from niudai.access.models import Appointment, User
from niudai.access.permissions import Role
from niudai.assistance.hardship.models import HardshipFile, Member
from niudai.assistance.hardship.models import Stage as FileStage
from niudai.casework.moves import show
from niudai.disputes import actions
from niudai.disputes.actions import ClaimFacts, PartyFacts
from niudai.disputes.models import Dispute, MediationBody, Mediator, Party, Stage
from niudai.kernel.paths import child
from niudai.organisations.models import Division, Organisation


class DivisionFactory(DjangoModelFactory):
    class Meta:
        model = Division
        django_get_or_create = ("code",)

    code = "320281102000"
    name = "周庄镇"
    level = Division.Level.TOWN


class OrganisationFactory(DjangoModelFactory):
    """A union beneath its parent; without one, the federation."""

    class Meta:
        model = Organisation
        skip_postgeneration_save = True

    parent = None
    kind = factory.LazyAttribute(lambda union: "town" if union.parent else "federation")
    path = factory.LazyAttributeSequence(
        lambda union, number: child(union.parent.path if union.parent else "", number + 1)
    )
    short_name = factory.Sequence(lambda number: f"示例{number}号")
    name = factory.LazyAttribute(lambda union: f"{union.short_name}工会")
    division = factory.SubFactory(DivisionFactory)
    mark = factory.Sequence(lambda number: f"例{number}")


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    username = factory.Sequence(lambda number: f"officer{number}")
    name = "艾测试"


class AppointmentFactory(DjangoModelFactory):
    class Meta:
        model = Appointment

    user = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = Role.TOWN_OFFICER
    since = date(2020, 1, 1)


class BodyFactory(DjangoModelFactory):
    class Meta:
        model = MediationBody

    organisation = factory.SubFactory(OrganisationFactory)
    kind = MediationBody.Kind.TOWN
    name = factory.Sequence(lambda number: f"示例调解组织{number}")
    set_up_on = date(2020, 1, 1)


class MediatorFactory(DjangoModelFactory):
    class Meta:
        model = Mediator

    body = factory.SubFactory(BodyFactory)
    name = factory.Sequence(lambda number: f"贾样本{number}")
    sex = "M"
    born_on = date(1980, 5, 1)
    since = date(2024, 1, 1)
    until = date(2028, 12, 31)


class DisputeFactory(DjangoModelFactory):
    """A dispute that stands at a stage, with its line of work but without clocks."""

    class Meta:
        model = Dispute
        skip_postgeneration_save = True

    reference = factory.Sequence(lambda number: f"例调〔2026〕{number:04d}号")
    body = factory.SubFactory(BodyFactory)
    organisation = factory.LazyAttribute(lambda dispute: dispute.body.organisation)
    received_on = date(2026, 9, 14)
    source = "walk-in"
    cause = "pay"
    facts = "拖欠工资"
    employment = Dispute.Employment.EMPLOYED
    stage = Stage.REGISTERED
    accepted_on = factory.LazyAttribute(
        lambda dispute: None if dispute.stage in {"registered", "declined"} else date(2026, 9, 16)
    )

    @factory.post_generation
    def sides(self, create: bool, extracted: object, **kwargs: object) -> None:
        Party.objects.create(dispute=self, side="applicant", name="甄示例")
        Party.objects.create(
            dispute=self, side="respondent", name="江阴示例纺织有限公司", is_employer=True
        )
        show(self)


class HardshipFileFactory(DjangoModelFactory):
    """The file of a mother and her son, in force, without line of work or clocks.

    The numbers are those of invented people: their check digits fit.
    """

    class Meta:
        model = HardshipFile
        skip_postgeneration_save = True

    reference = factory.Sequence(lambda number: f"例困〔2026〕{number:04d} 号")
    organisation = factory.SubFactory(OrganisationFactory)
    received_on = date(2026, 3, 2)
    stage = FileStage.ACTIVE
    name = "甄困难"
    is_member = True
    category = "deep"
    rule_key = "HARDSHIP-CATEGORY@CN@2020-01-01"
    decided_on = date(2026, 3, 30)
    entered_on = date(2026, 4, 8)
    bank, card, card_name = "江阴示例农村商业银行", "6228480000000000123", "甄困难"

    @factory.post_generation
    def household(self, create: bool, extracted: object, **kwargs: object) -> None:
        Member.objects.create(
            file=self, relation="01", name=self.name, number="320281198801010023",
            born_on=date(1988, 1, 1), sex="2", phone="13800000003", status="working",
            health="癌症/恶性肿瘤", illness="示例病情",
        )  # fmt: skip
        Member.objects.create(
            file=self, relation="20", name="甄小示", number="320281201506010017",
            born_on=date(2015, 6, 1), sex="1", unit="江阴市示例小学",
        )  # fmt: skip


def file_dispute(body: MediationBody, *, received_on: date, **changes: Any) -> Dispute:
    """A dispute registered at the counter of a body, with its clocks running."""
    facts = {
        "source": "walk-in",
        "cause": "pay",
        "facts": "拖欠工资",
        "applicants": [PartyFacts(name="甄示例", phone="13800000001")],
        "respondent": PartyFacts(name="江阴示例纺织有限公司", phone="13900000002"),
        "claims": [ClaimFacts(kind="wages", text="支付拖欠工资", amount_fen=1_200_000)],
    }
    return actions.register(body=body, received_on=received_on, by=CLOCK, **{**facts, **changes})
