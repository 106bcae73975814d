"""A small federation made for the proof: places, people in every post, one of everything.

It is built inside a transaction that is rolled back. Rows are written directly and not by
actions: an action would hold the head of the log, and with it everybody who is working.
"""

import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.files.base import ContentFile
from django.utils import timezone

from niudai.access.models import Appointment, User
from niudai.access.permissions import Role
from niudai.agreements.models import CollectiveAgreement
from niudai.audit.models import Entry
from niudai.casework.models import Attachment, LetterTemplate
from niudai.casework.moves import show
from niudai.disputes.models import (
    Agreement,
    AgreementItem,
    Claim,
    Dispute,
    MediationBody,
    Mediator,
    Party,
    Referral,
    Tip,
)
from niudai.formation.models import Ending, Formation, Registration
from niudai.kernel.paths import child
from niudai.membership.models import (
    Engagement,
    Joining,
    Membership,
    MembershipTransfer,
    Merge,
    Pair,
    Person,
)
from niudai.notices.models import Notice
from niudai.office.proof.aid import plant_aid
from niudai.office.proof.help import plant_help
from niudai.office.proof.households import plant_household
from niudai.office.proof.kept import plant_kept
from niudai.office.proof.money import plant_money
from niudai.organisations.actions.appointments import SEATS
from niudai.organisations.models import Division, Employer, Officer, Organisation, ServiceSite
from niudai.rulebook.entered import frame_of
from niudai.rulebook.models import EnteredRule, Suspension
from niudai.rulebook.rules import from_files
from niudai.sheets.models import Export, Import, Line

K = Organisation.Kind
MARK = "核验"  # begins every name that must not be seen from elsewhere
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(slots=True)
class Place:
    """An organisation with one of everything in it. Each `marks` stands in names of one kind."""

    organisation: Organisation
    code: str = field(default_factory=lambda: secrets.token_hex(4))
    planted: dict[str, Any] = field(default_factory=dict)

    @property
    def path(self) -> str:
        return str(self.organisation.path)

    def mark(self, kind: str) -> str:
        """The unmistakable part of a name: 核验案1f3a, 核验企1f3a …"""
        return f"{MARK}{kind}{self.code}"

    def __getattr__(self, name: str) -> Any:
        try:
            return self.planted[name]
        except KeyError:
            raise AttributeError(name) from None


@dataclass(frozen=True, slots=True)
class Seat:
    """Someone in a post, and the places around them: relation → place."""

    appointment: Appointment
    around: dict[str, Place]
    message: Notice
    table: Export

    @property
    def label(self) -> str:
        return f"{self.appointment.role} at a {self.appointment.organisation.kind}"


@dataclass(slots=True)
class World:
    """Two federations; in the first two towns, a village in each and an enterprise below one."""

    places: dict[str, Place]

    # seat → own, beneath, neighbour, above
    AROUND = {
        "federation": ("federation", "town", "other_federation", None),
        "town": ("town", "village", "other_town", "federation"),
        "village": ("village", "enterprise", "other_village", "town"),
    }

    def seat(self, role: Role, level: str) -> Seat:
        names = dict(zip(("own", "beneath", "neighbour", "above"), self.AROUND[level], strict=True))
        around = {relation: self.places[name] for relation, name in names.items() if name}
        appointment = appointed(role, around["own"])
        return Seat(appointment, around, message_for(appointment), table_of(appointment))


def levels(role: Role) -> list[str]:
    """The levels of this world on which the role can be held."""
    return [level for level in World.AROUND if level in SEATS.get(role, ())]


def build() -> World:
    """The organisations alone; what lies in them is planted afterwards."""
    division = Division.objects.get_or_create(
        code=settings.NIUDAI_PLACE,
        defaults={"name": f"{MARK}市", "level": Division.Level.COUNTY},
    )[0]
    federation = organisation(K.FEDERATION, None, division)
    town, other_town = (organisation(K.TOWN, federation, division) for _number in range(2))
    village, other_village = (organisation(K.VILLAGE, town, division) for _number in range(2))
    made = {
        "federation": federation,
        "other_federation": organisation(K.FEDERATION, None, division),
        "town": town,
        "other_town": other_town,
        "village": village,
        "other_village": other_village,
        "enterprise": organisation(K.ENTERPRISE, village, division),
    }
    return World({name: Place(found) for name, found in made.items()})


def organisation(kind: str, parent: Organisation | None, division: Division) -> Organisation:
    siblings = Organisation.objects.filter(parent=parent)
    number = next(
        number
        for number in range(9999, 0, -1)
        if not siblings.filter(path=child(parent.path if parent else "", number)).exists()
    )
    name = f"核查{secrets.token_hex(4)}"
    return Organisation.objects.create(
        kind=kind, parent=parent, division=division, name=f"{name}工会", short_name=name,
        path=child(parent.path if parent else "", number), mark=name[-6:],
    )  # fmt: skip


def appointed(role: Role, place: Place) -> Appointment:
    """Someone with a second factor, in office since long ago."""
    user = User.objects.create(username=f"proof-{secrets.token_hex(6)}", name=place.mark("员"))
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": ""})
    return Appointment.objects.create(
        user=user, organisation=place.organisation, role=role, since=date(2020, 1, 1)
    )


def plant(place: Place) -> None:
    """One of everything, each with a name that is found nowhere else."""
    today, union = timezone.localdate(), place.organisation
    colleague = appointed(Role.LEADER, place)
    employer = Employer.objects.create(
        name=f"{place.mark('企')}有限公司", organisation=union, division=union.division,
        ownership="private", size="small", phone="13800000000",
    )  # fmt: skip
    body = MediationBody.objects.create(
        organisation=union, kind=MediationBody.Kind.TOWN, name=f"核查调解组织{place.code}",
        set_up_on=date(2020, 1, 1),
    )  # fmt: skip
    mediator = Mediator.objects.create(
        body=body, name=place.mark("调"), sex="M", born_on=date(1980, 1, 1),
        since=today - timedelta(days=200), until=today + timedelta(days=500),
    )  # fmt: skip
    place.planted |= {
        "colleague": colleague,
        "employer": employer,
        "body": body,
        "mediator": mediator,
        "officer": Officer.objects.create(
            organisation=union, name=place.mark("委"), post="chair", since=date(2020, 1, 1),
            phone="13800000000",
        ),
        "site": ServiceSite.objects.create(
            organisation=union, name=f"核查站{place.code}", kind="station", address="核查路1号",
            hours="9:00-17:00",
        ),
        "tip": Tip.objects.create(
            organisation=union, employer=place.mark("案"), text=place.mark("案")
        ),
    }  # fmt: skip
    plant_person(place, today)
    place.planted["agreement"] = CollectiveAgreement.objects.create(
        organisation=union, employer=employer, kind="wages", name=place.mark("企"),
        signed_on=today, since=today, until=today,
    )  # fmt: skip
    plant_dispute(place, today)
    plant_referral(place, today)
    plant_union_cases(place, today)
    place.planted |= plant_household(place.organisation, place.mark("困"), today)
    place.planted |= plant_kept(place.organisation, place.mark("困"), today)
    plant_notices(place)
    plant_sheet(place)
    plant_rules(place, today)
    place.planted |= plant_money(place, today)
    place.planted |= plant_aid(place, today)
    place.planted |= plant_help(place, today)
    place.planted["entry"] = entry(place)


def plant_rules(place: Place, today: date) -> None:
    """Rows of the rulebook wait for their second person: the same two for everybody."""
    paper: dict[str, Any] = {
        "rule_id": "DIBAO-URBAN", "jurisdiction": "CN", "valid_from": today, "valid_to": today,
        "document": "核查 1 号", "issuer": "核查机关", "seen_on": today, "entered_by": "核查",
    }  # fmt: skip
    frame = frame_of(from_files().by_name["DIBAO-URBAN"][0])
    place.planted |= {
        "entered_rule": EnteredRule.objects.get_or_create(
            **paper, defaults={"frame": frame, "parameters": {"fen": 1}}
        )[0],
        "suspension": Suspension.objects.get_or_create(**paper)[0],
    }


def plant_person(place: Place, today: date) -> None:
    union = place.organisation
    person = Person.objects.create(
        name=place.mark("人"), organisation=union, path=union.path, standing="active",
        phone="13800000000", health=place.mark("人"),
    )  # fmt: skip
    Membership.objects.create(
        person=person, organisation=union, path=union.path, way="joined", since=today,
        department=place.mark("人"),
    )  # fmt: skip
    other = Person.objects.create(name=place.mark("人"), organisation=union, path=union.path)
    place.planted |= {
        "pair": Pair.objects.create(
            first=person, second=other, path=union.path, ground=Pair.Ground.NAME_BIRTH,
            likelihood=70, found_on=today,
        ),
        "merge": Merge.objects.create(
            kept=person, gone=other, path=union.path, before="{}", merged_by=place.mark("人")
        ),
        "person": person,
        "engagement": Engagement.objects.create(
            person=person, organisation=union, work=place.mark("人"), since=today
        ),
        "member_transfer": MembershipTransfer.objects.create(
            person=person, source=union, target=union, asked_on=today, asked_from_source=True,
            asked_by=place.mark("人"), reason=place.mark("人"),
        ),
        "joining": Joining.objects.create(
            code=f"J-{place.code}", organisation=union, name=place.mark("人"),
            phone="13800000000", number="320281199003074510",
        ),
    }  # fmt: skip


def plant_dispute(place: Place, today: date) -> None:
    dispute = Dispute.objects.create(
        reference=f"{place.mark('案')}号", organisation=place.organisation, body=place.body,
        received_on=today, source="walk-in", cause="pay", facts=place.mark("案"),
        employment=Dispute.Employment.EMPLOYED, holder=place.colleague,
    )  # fmt: skip
    party = Party.objects.create(
        dispute=dispute, side=Party.Side.APPLICANT, name=place.mark("案"), phone="13800000000"
    )
    Party.objects.create(
        dispute=dispute, side=Party.Side.RESPONDENT, name=place.mark("案"), is_employer=True
    )
    claims = [
        Claim.objects.create(dispute=dispute, kind=Claim.Kind.WAGES, text=place.mark("案"))
        for _number in range(2)
    ]
    agreement = Agreement.objects.create(
        dispute=dispute, text=place.mark("案"), manner="转账", confirms_relationship=False,
        payment_only=True,
    )  # fmt: skip
    promise = AgreementItem.objects.create(
        agreement=agreement, text=place.mark("案"), amount_fen=100, due_on=today
    )
    item = show(dispute)
    attachment = Attachment(
        item=item, name=place.mark("案"), content_type="text/plain", extension="txt", size=2,
        sha256="0" * 64, added_by=place.mark("案"),
    )  # fmt: skip
    attachment.file.save("proof.txt", ContentFile(b"ok"), save=True)
    template = LetterTemplate.objects.create(
        organisation=place.organisation, kind="proof", version=1, file=attachment.file.name,
        added_by=place.mark("案"),
    )  # fmt: skip
    place.planted |= {
        "dispute": dispute, "party": party, "claim": claims[0], "promise": promise,
        "attachment": attachment, "template": template,
    }  # fmt: skip


def plant_referral(place: Place, today: date) -> None:
    referral = Referral.objects.create(
        reference=f"{place.mark('案')}仲", organisation=place.organisation, received_on=today,
        dispute=place.dispute, worker_name=place.mark("案"), worker_phone="13800000000",
        employer_name=place.mark("案"), summary=place.mark("案"), consent_on=today,
        holder=place.colleague,
    )  # fmt: skip
    show(referral)
    place.planted["referral"] = referral


def plant_union_cases(place: Place, today: date) -> None:
    """A union being set up with its people, an application to the register, a proposed end."""
    union = place.organisation
    formation = Formation.objects.create(
        reference=f"{place.mark('建')}号", organisation=union, received_on=today, occasion="new",
        name=place.mark("建"), kind=K.ENTERPRISE, division=union.division,
    )  # fmt: skip
    registration = Registration.objects.create(
        reference=f"{place.mark('建')}登", organisation=union, received_on=today, subject="first",
        text=place.mark("建"),
    )  # fmt: skip
    ending = Ending.objects.create(
        reference=f"{place.mark('建')}撤", organisation=union, received_on=today, way="dissolve",
        why=place.mark("建"), members="keep",
    )  # fmt: skip
    for case in (formation, registration, ending):
        show(case)
    place.planted |= {
        "formation": formation, "registration": registration, "ending": ending,
        "preparer": formation.preparers.create(name=place.mark("建"), side="workers"),
        "candidate": formation.candidates.create(name=place.mark("建")),
    }  # fmt: skip


def plant_notices(place: Place) -> None:
    now = timezone.now()
    shared = {"organisation": place.organisation, "body": place.mark("案"), "due_at": now}
    place.planted["failed_notice"] = Notice.objects.create(
        channel=Notice.Channel.SMS, name=place.mark("案"), phone="13800000000",
        subject=MARK, failed_at=now, error=MARK, **shared,
    )  # fmt: skip
    place.planted["notice"] = Notice.objects.create(
        channel=Notice.Channel.IN_APP, recipient=place.colleague, subject=place.mark("案"),
        delivered_at=now, **shared,
    )  # fmt: skip


def plant_sheet(place: Place) -> None:
    """A sheet somebody brought in, with a refused row, and a table somebody asked for."""
    sheet = Import.objects.create(
        kind="employers", organisation=place.organisation, file="proof.xlsx", size=1,
        file_name=place.mark("表"), sha256="0" * 64, by_name=place.mark("表"), state="done",
        counts={"refused": {"refused": 1}}, total=1, done=1, headings=[place.mark("表")],
    )  # fmt: skip
    Line.objects.create(
        of=sheet, row=2, outcome="refused", faults=[["A2", "", "refused", place.mark("表")]]
    )
    place.planted |= {"sheet_import": sheet, "table": table_of(place.colleague)}


def table_of(appointment: Appointment) -> Export:
    """A table the person asked for; the file is not there."""
    return Export.objects.create(
        kind="employers", organisation=appointment.organisation, appointment=appointment,
        by_name=str(appointment.user), state="waiting",
    )  # fmt: skip


def message_for(appointment: Appointment) -> Notice:
    """A message in the box of the person in this seat."""
    now = timezone.now()
    return Notice.objects.create(
        channel=Notice.Channel.IN_APP, recipient=appointment, due_at=now, delivered_at=now,
        organisation=appointment.organisation, subject=MARK, body=MARK,
    )  # fmt: skip


def entry(place: Place) -> Entry:
    """An entry of the log beside the chain: it is rolled back before anybody could miss it."""
    return Entry.objects.create(
        number=secrets.randbits(40) + 2**50, at=timezone.now(), action="casework.note",
        actor=place.mark("员"), path=place.path, subject_type="disputes.dispute",
        subject_id=str(place.dispute.pk), subject=place.mark("案"), previous_hash="0" * 64,
        hash="0" * 64,
    )  # fmt: skip


def forget_files(places: list[Place]) -> None:
    """A rollback does not reach the disk."""
    for place in places:
        for kept in filter(None, map(place.planted.get, ("attachment", "photo"))):
            folder = Path(kept.file.path).parent
            kept.file.delete(save=False)
            with suppress(OSError):  # files of somebody's case lie there too
                folder.rmdir()
