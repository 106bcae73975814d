"""A campaign from the plan to its end."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.assistance.warmth import notices
from niudai.assistance.warmth import procedure as p
from niudai.assistance.warmth.models import Campaign, Purse, Share
from niudai.audit.log import record
from niudai.casework.moves import advance, locked, open_case
from niudai.funds.models import Source
from niudai.funds.numbering import numbered, said
from niudai.kernel.refused import Refused
from niudai.organisations.models import Organisation

EDIT = Permission.WARMTH_EDIT
WORDS = {"warmth": "温", "cool": "凉"}


@transaction.atomic
def plan(
    organisation: Organisation,
    *,
    kind: str,
    name: str,
    since: date,
    until: date,
    words: str = "",
    by: Actor,
) -> Campaign:
    """Put a campaign on record; money, goods and shares are added to it."""
    by.must(EDIT, at=organisation.path)
    if until < since:
        raise Refused(_("The campaign ends before it begins."))
    today = timezone.localdate()
    campaign = Campaign(
        reference=numbered(organisation, WORDS[kind], today), organisation=organisation,
        received_on=today, kind=kind, name=said(name, _("A campaign needs a name.")),
        year=since.year, since=since, until=until, words=words.strip(),
    )  # fmt: skip
    campaign.save()
    return open_case(campaign, by=by, event="plan", kind=kind, until=until)


def open_campaign(campaign: Campaign, *, by: Actor) -> Campaign:
    """The campaign, held, while things may still be planned in it."""
    campaign = locked(campaign)
    by.must(EDIT, at=campaign.organisation.path)
    refuse_over(campaign)
    return campaign


def refuse_over(campaign: Campaign) -> None:
    if campaign.stage in Campaign.CLOSED:
        raise Refused(_("The campaign is “%(stage)s”.") % {"stage": campaign.get_stage_display()})


@transaction.atomic
def name_source(campaign: Campaign, source: Source, *, most_fen: int, by: Actor) -> Purse:
    """The source must allow warmth, or cool, at all."""
    campaign = open_campaign(campaign, by=by)
    by.must(Permission.FUND_VIEW, at=source.organisation.path)
    if most_fen <= 0:
        raise Refused(_("An amount is more than nothing."))
    if not source.allowances.filter(item=campaign.kind).exists():
        raise Refused(_("“%(source)s” may not be used for this.") % {"source": source.name})
    purse, _made = Purse.objects.update_or_create(
        campaign=campaign, source=source, defaults={"most_fen": most_fen}
    )
    record("warmth.name_source", campaign, by=by, source=source.reference, most_fen=most_fen)
    return purse


@transaction.atomic
def set_share(
    campaign: Campaign, organisation: Organisation, *, visits: int, money_fen: int = 0, by: Actor
) -> Share:
    """How much one union may plan; setting it again changes it, never below what is planned."""
    campaign = open_campaign(campaign, by=by)
    if not organisation.path.startswith(campaign.organisation.path):
        raise Refused(
            _("%(place)s does not lie beneath the union whose campaign it is.")
            % {"place": organisation}
        )
    share, made = Share.objects.update_or_create(
        campaign=campaign, organisation=organisation,
        defaults={"visits": visits, "money_fen": money_fen},
    )  # fmt: skip
    record(
        "warmth.set_share", campaign, by=by, to=str(organisation), visits=visits,
        amount_fen=money_fen,
    )  # fmt: skip
    if made:
        notices.share_given(share)
    return share


@transaction.atomic
def start(campaign: Campaign, *, by: Actor) -> Campaign:
    return advance(campaign, p.START, by=by)


@transaction.atomic
def cancel(campaign: Campaign, *, reason: str, by: Actor) -> Campaign:
    return advance(campaign, p.CANCEL, by=by, note=said(reason))


@transaction.atomic
def finish(campaign: Campaign, *, by: Actor) -> Campaign:
    return advance(campaign, p.FINISH, by=by)


@transaction.atomic
def resume(campaign: Campaign, *, reason: str, by: Actor) -> Campaign:
    return advance(campaign, p.RESUME, by=by, note=said(reason))


@transaction.atomic
def close(campaign: Campaign, *, leftovers: str = "", by: Actor) -> Campaign:
    """Received, handed over and left agree, and nothing is under way to anybody."""
    campaign = locked(campaign)
    campaign.leftovers = leftovers.strip()
    campaign.save(update_fields=["leftovers"])
    return advance(campaign, p.CLOSE, by=by)
