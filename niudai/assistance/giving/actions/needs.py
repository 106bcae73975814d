"""A need: noted, agreed to, offered, taken on by one donor, given, told."""

from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.assistance.giving import procedure as p
from niudai.assistance.giving.covering import betrayals
from niudai.assistance.giving.models import Match, Need, Pledge, Stage
from niudai.assistance.hardship.models import HardshipFile
from niudai.audit.log import record
from niudai.casework.moves import advance, locked, open_case, timely
from niudai.funds.numbering import numbered, said
from niudai.kernel.money import yuan
from niudai.kernel.refused import Refused
from niudai.organisations.models import Organisation
from niudai.rulebook.codes import codes, name_of

EDIT = Permission.GIVING_EDIT
WORD = "需"


@transaction.atomic
def note_need(
    organisation: Organisation,
    *,
    item: str,
    amount_fen: int,
    words: str,
    goods: str = "",
    about: str = "",
    file: HardshipFile | None = None,
    by: Actor,
) -> Need:
    """Write down what a family needs; from a file in force, or free."""
    by.must(EDIT, at=organisation.path)
    if item not in {code.id for code in codes("fund_item", on=timezone.localdate())}:
        raise Refused(_("“%(value)s” is not in the list.") % {"value": item})
    if amount_fen <= 0:
        raise Refused(_("An amount is more than nothing."))
    if file is not None:
        by.must(Permission.HARDSHIP_VIEW, at=file.organisation.path)
        if not file.in_force_on(timezone.localdate()):
            raise Refused(_("%(file)s is no longer in force.") % {"file": file.reference})
    today = timezone.localdate()
    need = Need(
        reference=numbered(organisation, WORD, today), organisation=organisation,
        received_on=today, used_for=item, amount_fen=amount_fen, goods=goods.strip(), file=file,
        words=said(words, _("Say in masked words who needs what.")), about=about.strip(),
    )  # fmt: skip
    refuse_telling(need)
    need.save()
    return open_case(need, by=by, event="note_need", item=item, amount_fen=amount_fen)


def refuse_telling(need: Need) -> None:
    if found := list(betrayals(need.words, need.file)):
        raise Refused(" ".join(found))


@transaction.atomic
def reword(need: Need, *, words: str, by: Actor) -> Need:
    """Other words for the donor, while nobody has taken it on."""
    need = locked(need)
    by.must(EDIT, at=need.organisation.path)
    if need.stage not in {Stage.NOTED, Stage.OPEN}:
        raise Refused(_("It is “%(stage)s”.") % {"stage": need.get_stage_display()})
    need.words = said(words, _("Say in masked words who needs what."))
    refuse_telling(need)
    need.save(update_fields=["words"])
    record("giving.reword", need, by=by)
    return need


@transaction.atomic
def consent(
    need: Need, *, who: str, how: str, public: bool = False, on: date | None = None, by: Actor
) -> Need:
    """The family agrees to be helped by a donor, and apart from that, to be shown publicly."""
    need = locked(need)
    by.must(EDIT, at=need.organisation.path)
    if need.stage != Stage.NOTED:
        raise Refused(_("It is “%(stage)s”.") % {"stage": need.get_stage_display()})
    need.consent_on = timely(need, on)
    need.consent_by = said(who, _("Say who agreed."))
    need.consent_how = said(how, _("Say how they agreed."))
    need.public = public
    need.save(update_fields=["consent_on", "consent_by", "consent_how", "public"])
    record("giving.consent", need, by=by, on=need.consent_on, public=public)
    return need


@transaction.atomic
def offer(need: Need, *, by: Actor) -> Need:
    return advance(need, p.OFFER, by=by)


@transaction.atomic
def reserve(need: Need, pledged: Pledge, *, by: Actor) -> Need:
    """One donor takes the need on. Of two at once one is refused, and so is a pledge too small."""
    need = locked(need)
    p.RESERVE.check(need, by=by)
    by.must(EDIT, at=pledged.path)
    refuse_unfit(need, pledged)
    free = Pledge.objects.filter(
        pk=pledged.pk, withdrawn_on=None, amount_fen__gte=F("reserved_fen") + need.amount_fen
    )
    if not free.update(reserved_fen=F("reserved_fen") + need.amount_fen):
        pledged.refresh_from_db()
        raise Refused(
            _("%(left)s yuan of the pledge are free, %(asked)s are needed.")
            % {"left": yuan(pledged.free_fen), "asked": yuan(need.amount_fen)}
        )
    Match.objects.create(
        need=need, pledge=pledged, amount_fen=need.amount_fen,
        reserved_on=timezone.localdate(), reserved_by=by.name,
    )  # fmt: skip
    return advance(need, p.RESERVE, by=by, amount_fen=need.amount_fen)


def refuse_unfit(need: Need, pledged: Pledge) -> None:
    """The agreement says what its money may be used for."""
    programme = pledged.programme
    if programme is None:
        return
    if programme.items and need.used_for not in programme.items:
        raise Refused(
            _("“%(programme)s” may not be used for %(item)s.")
            % {"programme": programme.name, "item": name_of("fund_item", need.used_for)}
        )
    today = timezone.localdate()
    if not programme.since <= today <= programme.until:
        raise Refused(
            _("“%(programme)s” is to be used from %(since)s to %(until)s.")
            % {"programme": programme.name, "since": programme.since, "until": programme.until}
        )


def standing(need: Need) -> Match:
    match = Match.objects.standing().select_for_update().filter(need=need).first()
    if match is None:
        raise Refused(_("No donor has taken it on."))
    return match


@transaction.atomic
def release(need: Need, *, reason: str, by: Actor) -> Need:
    """The donor steps back: the need looks for another, the pledge is free again."""
    need = advance(need, p.RELEASE, by=by, note=said(reason))
    match = standing(need)
    if match.bound:
        raise Refused(_("Money is bound for it: release the money first."))
    match.released_on, match.released_why = timezone.localdate(), reason.strip()[:200]
    match.save(update_fields=["released_on", "released_why"])
    Pledge.objects.filter(pk=match.pledge_id).update(
        reserved_fen=F("reserved_fen") - match.amount_fen
    )
    return need


@transaction.atomic
def give(
    need: Need, *, amount_fen: int, what: str = "", given_on: date | None = None, by: Actor
) -> Need:
    """Enter what reached the family; never more than has arrived from the donor.

    Money of an agreement is not entered here: it is bound and paid (`bind_gift`).
    """
    need = locked(need)
    p.GIVE.check(need, by=by)
    match = standing(need)
    if match.goes_by_the_funds:
        raise Refused(_("The donor's money lies in a source of funds: bind it, finance pays it."))
    if not 0 < amount_fen <= match.amount_fen:
        raise Refused(_("At most %(most)s yuan were taken on.") % {"most": yuan(match.amount_fen)})
    pledged = Pledge.objects.select_for_update().get(pk=match.pledge_id)
    refuse_not_arrived(pledged, amount_fen)
    match.given_on = timely(need, given_on)
    match.given_fen, match.given_what = amount_fen, what.strip()
    match.save(update_fields=["given_on", "given_fen", "given_what"])
    if amount_fen < match.amount_fen:
        Pledge.objects.filter(pk=pledged.pk).update(
            reserved_fen=F("reserved_fen") - (match.amount_fen - amount_fen)
        )
    return advance(need, p.GIVE, by=by, on=match.given_on, amount_fen=amount_fen)


def refuse_not_arrived(pledged: Pledge, amount_fen: int) -> None:
    """What was given, or is bound to be, counts; the pledge is locked."""
    rows = pledged.matches.standing().select_related("line")
    used = sum(each.given_fen or (each.amount_fen if each.bound else 0) for each in rows)
    if used + amount_fen > pledged.arrived_fen:
        raise Refused(
            _("Only %(left)s yuan of this pledge have arrived and are not given yet.")
            % {"left": yuan(pledged.arrived_fen - used)}
        )


@transaction.atomic
def tell(need: Need, *, by: Actor) -> Need:
    """The donor was thanked and told; the letter lies with the case."""
    need = advance(need, p.TELL, by=by)
    match = standing(need)
    match.told_on = timezone.localdate()
    match.save(update_fields=["told_on"])
    return need


@transaction.atomic
def take_back(need: Need, *, reason: str, by: Actor) -> Need:
    return advance(need, p.TAKE_BACK, by=by, note=said(reason))
