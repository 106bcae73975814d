"""Who wants to join, and members on their way from one union to another, in the demo city."""

from datetime import date
from random import Random
from typing import Any

from niudai.access.models import Appointment
from niudai.membership import actions
from niudai.membership.applicant_access import acting, applicant_at
from niudai.membership.models import Joining, MembershipTransfer, Person, Standing
from niudai.office.demo import names
from niudai.organisations.models import Employer, Organisation

TRADES = ("delivery", "ride", "courier")
POSTS = (("细纱车间", "挡车工"), ("机修班", "钳工"), ("仓库", ""), ("食堂", "厨师"))
OLD_UNION = "华士样本造船有限公司"
MOVED = ("换了单位，人已在新单位上班", "居住地和工作地都变了", "随项目部调动")


def tell_joinings(chance: Random, today: date) -> int:
    """Applications in every state and transfers in both directions; how many of both."""
    towns = [
        held.organisation
        for held in Appointment.objects.filter(user__username__in=["town", "huashi"])
        .select_related("organisation")
        .order_by("pk")
    ]
    for town in towns:
        apply_at_units(town, chance, today)
        apply_at_town(town, chance, today)
    if len(towns) == 2:
        move(towns[0], towns[1])
        move(towns[1], towns[0])
    return Joining.objects.count() + MembershipTransfer.objects.count()


def apply_at_units(town: Organisation, chance: Random, today: date) -> None:
    """Workers of firms: three wait, one was refused, one withdrew."""
    firms = Employer.objects.filter(organisation__path__startswith=town.path)
    firms = firms.filter(organisation__status=Organisation.Status.ACTIVE)
    for number, firm in enumerate(firms.select_related("organisation").order_by("pk")[:5]):
        department, position = POSTS[number % len(POSTS)]
        moved = number == 1
        joining = actions.apply(
            organisation=firm.organisation, **somebody(chance, today), unit_said=firm.name,
            department=department, position=position, migrant=number % 2 == 0, is_member=moved,
            comes_from=OLD_UNION if moved else "", by=applicant_at(firm.organisation),
        )  # fmt: skip
        if number == 3:
            officer = desk_of(town).actor()
            actions.refuse_joining(joining, reason="还没有和本单位签订劳动合同", by=officer)
        elif number == 4:
            actions.withdraw_joining(joining, by=acting(joining))


def apply_at_town(town: Organisation, chance: Random, today: date) -> None:
    """Riders and drivers apply to the town, for want of a union of their trade."""
    for trade in TRADES:
        actions.apply(
            organisation=town, **somebody(chance, today), trade=trade, migrant=True,
            by=applicant_at(town),
        )  # fmt: skip


def somebody(chance: Random, today: date) -> dict[str, Any]:
    sex, born_on = chance.choice("MF"), names.birthday(chance, today)
    return {
        "name": names.person(chance, sex),
        "number": names.identity_number(chance, born_on, sex),
        "phone": names.phone(chance),
    }


def move(source: Organisation, target: Organisation) -> None:
    """Two members of the source: one it lets go, one the target asks for."""
    there = Organisation.objects.active().filter(path__startswith=target.path).exclude(pk=target.pk)
    union = there.order_by("path").first()
    rows = Person.objects.filter(
        path__startswith=source.path, standing=Standing.ACTIVE, number_state="valid", counted=True
    )
    members = list(rows.order_by("pk")[:2])
    if union is None or len(members) < 2:
        return
    for number, town in enumerate((source, target)):
        actions.ask_transfer(
            members[number], target=union, reason=MOVED[number], by=desk_of(town).actor()
        )


def desk_of(town: Organisation) -> Appointment:
    held = Appointment.objects.filter(organisation=town, user__username__in=["town", "huashi"])
    return held.select_related("user", "organisation").get()
