"""Messages of a dispute: a side writes, the office answers, and each hears that there is one.

What tells of a message never holds its words: a phone lies open on many tables.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.casework import conversation
from niudai.casework.models import Message
from niudai.casework.moves import locked
from niudai.casework.responsible import tell_responsible
from niudai.disputes.actions.links import issue_answer_link
from niudai.disputes.models import Dispute, Party
from niudai.disputes.notices import answer_url, contact, joined, site, tell_side
from niudai.disputes.party_access import OVER, sides_to_write
from niudai.kernel.refused import Refused
from niudai.notices.telling import in_house_language


@transaction.atomic
def write_message(dispute: Dispute, *, text: str, by: Actor) -> Message:
    """A side writes to whoever handles the case."""
    dispute = open_to_words(dispute)
    message = conversation.receive(dispute, side=by.name, text=text, by=by)
    tell_message(dispute, by.name)
    return message


@transaction.atomic
def reply(dispute: Dispute, *, side: str, text: str, by: Actor) -> Message:
    """The office writes to a side: to the worker by code and phone, to the employer by a link."""
    dispute = open_to_words(dispute)
    if side not in sides_to_write(dispute):
        raise Refused(
            _(
                "The employer can be written to while its link opens: once it was asked, until "
                "the case is accepted, and before a meeting. Now, call or write a letter."
            )
        )
    message = conversation.answer(dispute, side=side, text=text, by=by)
    link = answer_url(issue_answer_link(dispute, by=by)) if side == Party.Side.RESPONDENT else ""
    tell_reply(dispute, side, link)
    return message


def open_to_words(dispute: Dispute) -> Dispute:
    dispute = locked(dispute)
    if dispute.stage in OVER:
        raise Refused(
            _("The case is “%(stage)s”: messages can be read, and no more be written.")
            % {"stage": dispute.get_stage_display()}
        )
    return dispute


@in_house_language
def tell_message(dispute: Dispute, side: str) -> None:
    tell_responsible(
        dispute.item,
        subject=_("Message: %(number)s") % {"number": dispute.reference},
        body=_("%(side)s wrote to you about this case.") % {"side": Party.Side(side).label},
    )


@in_house_language
def tell_reply(dispute: Dispute, side: str, link: str) -> None:
    if side == Party.Side.RESPONDENT:
        said = _("There is a message for you in the matter %(number)s. Read it by the link.")
    else:
        said = _(
            "There is a message for you in your case %(number)s. Read it under “Where is my case” "
            "with your code and this phone number."
        )
    body = joined(said % {"number": dispute.reference}, contact(dispute))
    tell_side(dispute, side, _("A message for you"), body, url=link or site())
