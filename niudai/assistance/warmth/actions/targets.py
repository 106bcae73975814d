"""Who is to be visited: households picked from the files, workers, sites."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.assistance.hardship.models import IN_FORCE, HardshipFile
from niudai.assistance.warmth.actions.campaigns import refuse_over
from niudai.assistance.warmth.caps import over_cap
from niudai.assistance.warmth.models import Campaign, Goods, Share, Target
from niudai.audit.log import record
from niudai.funds.numbering import said
from niudai.kernel.identifiers import wrong_identity_number
from niudai.kernel.money import yuan
from niudai.kernel.paths import ancestors
from niudai.kernel.refused import Refused
from niudai.organisations.models import Employer, Organisation
from niudai.rulebook.codes import codes

EDIT = Permission.WARMTH_EDIT
ONCE = "_once_a_campaign"


@transaction.atomic
def pick_households(
    campaign: Campaign,
    files: Sequence[HardshipFile],
    *,
    money_fen: int = 0,
    goods: Goods | None = None,
    count: int = 0,
    by: Actor,
) -> int:
    """Put households in force on the list; how many are new. Those on it already stay as they are.

    Only the files this person may see; a file that is no longer in force is refused.
    """
    refuse_over(campaign)
    chosen = HardshipFile.objects.visible_to(by).filter(pk__in=[file.pk for file in files])
    there = set(campaign.targets.standing().exclude(file=None).values_list("file_id", flat=True))
    added = 0
    for file in chosen.select_related("organisation").prefetch_related("members"):
        by.must(EDIT, at=file.organisation.path)
        if file.stage not in IN_FORCE:
            raise Refused(_("%(file)s is no longer in force.") % {"file": file.reference})
        if file.pk in there:
            continue
        add(
            Target(
                campaign=campaign, organisation=file.organisation, kind=Target.Kind.HOUSEHOLD,
                group=file.category, file=file, name=file.name, number=file.worker.number,
                address=file.address, phone=file.worker.phone, bank=file.bank, card=file.card,
                money_fen=money_fen, goods=goods, count=count if goods else 0,
            ),
            by=by,
        )  # fmt: skip
        added += 1
    return added


@transaction.atomic
def add_person(
    campaign: Campaign,
    organisation: Organisation,
    *,
    name: str,
    group: str,
    why: str,
    number: str = "",
    phone: str = "",
    address: str = "",
    bank: str = "",
    card: str = "",
    money_fen: int = 0,
    goods: Goods | None = None,
    count: int = 0,
    by: Actor,
) -> Target:
    """An injured worker, somebody at the front line, a model: with the reason."""
    refuse_over(campaign)
    number = "".join(number.split()).upper()
    if number and (wrong := wrong_identity_number(number)):
        raise Refused(wrong)
    if group not in {code.id for code in codes("fund_group", on=timezone.localdate())}:
        raise Refused(_("Choose the group from the list."))
    if money_fen and not number:
        raise Refused(_("Money goes by name and number only: give the identity number."))
    target = Target(
        campaign=campaign, organisation=organisation, kind=Target.Kind.PERSON, group=group,
        name=said(name, _("Name the person.")), why=said(why), number=number,
        phone=phone.strip(), address=address.strip(), bank=bank.strip(), card=card.strip(),
        money_fen=money_fen, goods=goods, count=count if goods else 0,
    )  # fmt: skip
    return add(target, by=by)


@transaction.atomic
def add_site(
    campaign: Campaign,
    *,
    employer: Employer,
    site: str = "",
    workers: int = 0,
    goods: Goods | None = None,
    count: int = 0,
    by: Actor,
) -> Target:
    """An enterprise or a building site; goods only, for those who work there."""
    refuse_over(campaign)
    by.must(Permission.EMPLOYER_VIEW, at=employer.organisation.path)
    target = Target(
        campaign=campaign, organisation=employer.organisation, kind=Target.Kind.SITE,
        employer=employer, name=site.strip() or employer.name, address=employer.address,
        workers=workers or employer.workers, group="frontline", goods=goods,
        count=count if goods else 0,
    )  # fmt: skip
    return add(target, by=by)


def add(target: Target, *, by: Actor) -> Target:
    by.must(EDIT, at=target.organisation.path)
    campaign = target.campaign
    if not target.organisation.path.startswith(campaign.organisation.path):
        raise Refused(
            _("%(place)s does not lie beneath the union whose campaign it is.")
            % {"place": target.organisation}
        )
    if target.goods and target.goods.campaign_id != campaign.pk:
        raise Refused(_("These goods belong to another campaign."))
    refuse_beyond_share(target)
    warning = over_cap(campaign, target, timezone.localdate())
    if warning and warning.decides:
        raise Refused(warning.sentence)
    target.added_by, target.added_user = by.name, by.user_id
    try:
        with transaction.atomic():
            target.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(
            _("%(name)s stands in this campaign already.") % {"name": target.name}
        ) from error
    record(
        "warmth.add_target", target, by=by, kind=target.kind, amount_fen=target.money_fen,
        warnings=[warning.sentence] if warning else [],
    )  # fmt: skip
    return target


def refuse_beyond_share(target: Target) -> None:
    """The nearest union above with a share bounds what is planned beneath it."""
    rows = Share.objects.select_for_update().filter(
        campaign=target.campaign, organisation__path__in=ancestors(target.organisation.path)
    )
    share = rows.order_by("-organisation__path").first()
    if share is None:
        return
    planned = target.campaign.targets.standing().filter(
        organisation__path__startswith=share.organisation.path
    )
    if planned.count() >= share.visits:
        raise Refused(
            _("%(union)s has a share of %(visits)d visits, and all are planned.")
            % {"union": share.organisation, "visits": share.visits}
        )
    spent = int(planned.aggregate(total=Sum("money_fen"))["total"] or 0)
    if target.money_fen and spent + target.money_fen > share.money_fen:
        raise Refused(
            _("%(union)s has a share of %(share)s yuan, %(left)s are left.")
            % {
                "union": share.organisation, "share": yuan(share.money_fen),
                "left": yuan(share.money_fen - spent),
            }
        )  # fmt: skip


@transaction.atomic
def drop(target: Target, *, reason: str, by: Actor) -> Target:
    """Take an object off the list before it is visited and before money is bound for it."""
    target = Target.objects.select_for_update().get(pk=target.pk)
    by.must(EDIT, at=target.organisation.path)
    if target.dropped_on or target.visited_on:
        raise Refused(_("It is “%(state)s”.") % {"state": target.state})
    if target.line is not None and target.line.stands:
        raise Refused(_("Money is bound for it: release the money first."))
    target.dropped_on, target.dropped_why = timezone.localdate(), said(reason)[:200]
    target.save(update_fields=["dropped_on", "dropped_why"])
    record("warmth.drop", target, by=by, personal={"reason": target.dropped_why})
    return target
