"""What the parties and the officers hear of a dispute.

Called by the actions inside their transaction. A message to a party names the case number, the
body and a day, never a person, a fact or a claim: a phone lies open on many tables. Days come
from the running clocks; where none runs, none is named.
"""

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from niudai.casework.models import Case, Deadline
from niudai.casework.responsible import tell_responsible
from niudai.disputes.models import Consent, Dispute, Meeting, Party, Stage
from niudai.notices.telling import in_house_language, tell_contact
from niudai.rulebook.instruments import speaks_chinese

APPLICANT, RESPONDENT = Party.Side.APPLICANT, Party.Side.RESPONDENT


# --- taking in ------------------------------------------------------------------------------


@in_house_language
def received(dispute: Dispute) -> None:
    """The applicant gets number and code; the desk learns of the case and its last day."""
    subject, body = offer() if dispute.taken_up else receipt()
    facts = {
        "number": dispute.reference, "code": dispute.code, "contact": contact(dispute),
        "body": body_name(dispute),
    }  # fmt: skip
    tell_side(dispute, APPLICANT, subject, body % facts, url=site())
    decide_by = last_day(dispute, "MED-ACCEPT")
    text = _("A new application waits for a decision.")
    if decide_by:
        text = _("A new application waits for a decision until %(day)s.") % {"day": decide_by}
    tell_responsible(
        dispute.item, subject=_("New: %(number)s") % {"number": dispute.reference}, body=text
    )


def receipt() -> tuple[str, str]:
    return _("Your application was received"), _(
        "Your application was received: %(number)s. Code: %(code)s. "
        "With the code and this phone number you can follow the case online. %(contact)s"
    )


def offer() -> tuple[str, str]:
    """Nobody applied: the worker is asked (ENT §23)."""
    return _("Do you agree to mediation?"), _(
        "%(body)s offers to mediate your labour dispute (%(number)s). Code: %(code)s. "
        "Mediation is voluntary: please tell us whether you agree. %(contact)s"
    )


@in_house_language
def employer_asked(dispute: Dispute, token: str) -> None:
    """The employer is asked whether it wants mediation, by a link of its own."""
    said = (
        _("%(body)s offers to mediate a labour dispute between a worker and you (%(number)s).")
        if dispute.taken_up
        else _("A worker has asked %(body)s to mediate a labour dispute with you (%(number)s).")
    )
    voluntary = _(
        "Mediation is voluntary. Please answer by the link, which opens until %(day)s. %(contact)s"
    )
    body = joined(said, voluntary) % {
        "body": body_name(dispute),
        "number": dispute.reference,
        "day": link_day(dispute),
        "contact": contact(dispute),
    }
    tell_side(dispute, RESPONDENT, _("Do you agree to mediation?"), body, url=answer_url(token))


@in_house_language
def consent_recorded(consent: Consent) -> None:
    """Whoever decides about acceptance learns what a side said."""
    side = consent.get_side_display()
    text = _("%(side)s agrees to mediation.") if consent.given else _("%(side)s refuses mediation.")
    tell_responsible(
        consent.dispute.item,
        subject=_("Answer: %(number)s") % {"number": consent.dispute.reference},
        body=text % {"side": side},
    )


@in_house_language
def accepted(dispute: Dispute) -> None:
    until = last_day(dispute, "MED-END-ACC")
    body = _("The dispute %(number)s was accepted for mediation by %(body)s.") % {
        "number": dispute.reference, "body": body_name(dispute),
    }  # fmt: skip
    if until:
        more = _("Mediation lasts until %(day)s unless both sides agree to go on.")
        body = joined(body, more % {"day": until})
    tell_both(dispute, _("Accepted for mediation"), joined(body, contact(dispute)))


@in_house_language
def declined(dispute: Dispute) -> None:
    """Not accepted: the written notice, and where the way goes on (ENT §22, §30)."""
    if dispute.in_scope is False:
        body = _(
            "The application %(number)s was not accepted: it is not a labour dispute that may be "
            "mediated. The written notice gives the reason and says who can help."
        )
        onwards = _("If you see it otherwise, you may apply for labour arbitration.")
    else:
        body = _(
            "There will be no mediation in %(number)s: a side does not agree to it. "
            "A written notice is ready for you."
        )
        onwards = _("You may apply for labour arbitration.")
    said, subject = body % {"number": dispute.reference}, _("Not accepted for mediation")
    tell_side(dispute, APPLICANT, subject, joined(said, onwards, *limitation(dispute)))
    if asked(dispute, RESPONDENT):
        tell_side(dispute, RESPONDENT, subject, joined(said, contact(dispute)))


# --- mediation ------------------------------------------------------------------------------


@in_house_language
def assigned(dispute: Dispute) -> None:
    """Both sides learn who mediates, in time to object; the mediator learns of the case."""
    mediator = dispute.mediator
    if mediator is None:
        return
    body = _(
        "%(name)s mediates the dispute %(number)s. If you have a reason against this person, "
        "tell us. %(contact)s"
    ) % {"name": mediator.name, "number": dispute.reference, "contact": contact(dispute)}
    tell_both(dispute, _("Your mediator"), body)
    subject = _("Assigned to you: %(number)s") % {"number": dispute.reference}
    text = _("You mediate the dispute %(number)s.") % {"number": dispute.reference}
    if mediator.appointment:
        tell_responsible(dispute.item, subject=subject, body=text)
    else:
        tell_contact(
            organisation=dispute.organisation, name=mediator.name, phone=mediator.phone,
            subject=subject, body=joined(text, contact(dispute)), reference=dispute.reference,
        )  # fmt: skip


@in_house_language
def meeting_planned(meeting: Meeting, token: str) -> None:
    """Both sides hear time and place: the worker answers by code, the employer by a link."""
    dispute = meeting.dispute
    body = _(
        "A meeting in %(number)s is proposed: %(time)s, %(place)s. "
        "Please say whether you can come. %(contact)s"
    ) % {
        "number": dispute.reference,
        "time": date_format(timezone.localtime(meeting.planned_at), "DATETIME_FORMAT"),
        "place": meeting.place,
        "contact": contact(dispute),
    }
    subject = _("Proposed meeting")
    tell_side(dispute, APPLICANT, subject, body, url=site())
    tell_side(dispute, RESPONDENT, subject, body, url=answer_url(token))


@in_house_language
def meeting_answered(meeting: Meeting, side: str) -> None:
    comes = getattr(meeting, f"{side}_answer") == Meeting.Answer.YES
    text = _("%(side)s will come on %(time)s.") if comes else _("%(side)s cannot come on %(time)s.")
    tell_responsible(
        meeting.dispute.item,
        subject=_("Answer: %(number)s") % {"number": meeting.dispute.reference},
        body=text
        % {
            "side": Party.Side(side).label,
            "time": date_format(timezone.localtime(meeting.planned_at), "DATETIME_FORMAT"),
        },
    )


@in_house_language
def ended(dispute: Dispute) -> None:
    """Without agreement: both sides are told that arbitration is open (ENT §29, §30)."""
    if dispute.stage == Stage.WITHDRAWN:
        tell_withdrawn(dispute)
        return
    said = _("The mediation of %(number)s ended without an agreement.")
    if dispute.outcome == "timed-out":
        said = _("The mediation period of %(number)s ran out: mediation has failed.")
    said = said % {"number": dispute.reference}
    subject, written = _("Mediation has ended"), _("A written notice is ready for you.")
    tell_side(dispute, APPLICANT, subject, joined(said, written, *arbitration(dispute)))
    may = _("Either side may apply for labour arbitration.")
    tell_side(dispute, RESPONDENT, subject, joined(said, written, may, contact(dispute)))
    tell_responsible(
        dispute.item, subject=_("Ended: %(number)s") % {"number": dispute.reference},
        body=joined(said, _("The written notice to both sides is due.")),
    )  # fmt: skip


def tell_withdrawn(dispute: Dispute) -> None:
    subject = _("Application withdrawn")
    said = _("The application %(number)s was withdrawn.") % {"number": dispute.reference}
    still = _("The way to arbitration stays open within the limitation period.")
    tell_side(dispute, APPLICANT, subject, joined(said, still, contact(dispute)))
    if asked(dispute, RESPONDENT):
        tell_side(dispute, RESPONDENT, subject, joined(said, contact(dispute)))
    tell_responsible(
        dispute.item, subject=_("Withdrawn: %(number)s") % {"number": dispute.reference}, body=said
    )


# --- the agreement --------------------------------------------------------------------------


@in_house_language
def agreed(dispute: Dispute) -> None:
    """In force, and until when both sides may make it enforceable together."""
    said = [
        _("The agreement in %(number)s is in force and binds both sides.")
        % {"number": dispute.reference}
    ]
    if day := last_day(dispute, "MED-REVIEW-APPLY"):
        said.append(
            _("Both sides together may ask for arbitration review until %(day)s.") % {"day": day}
        )
    if day := last_day(dispute, "MED-CONFIRM-APPLY"):
        said.append(
            _("Both sides together may ask the court for confirmation until %(day)s.")
            % {"day": day}
        )
    tell_both(dispute, _("Agreement in force"), joined(*said, contact(dispute)))


@in_house_language
def performed(dispute: Dispute) -> None:
    body = _(
        "We recorded that the agreement in %(number)s is fully performed. "
        "If that is not so, tell us."
    ) % {"number": dispute.reference}
    tell_both(dispute, _("Agreement performed"), joined(body, contact(dispute)))


@in_house_language
def defaulted(dispute: Dispute) -> None:
    """Every way onwards for the worker (LMA §15, §16); a last word to the employer."""
    said = _("The agreement in %(number)s was not performed in time.") % {
        "number": dispute.reference
    }
    subject = _("Agreement not performed")
    tell_side(dispute, APPLICANT, subject, joined(said, *ways_onwards(dispute)))
    urged = _("Please perform it now, or tell us why you cannot.")
    tell_side(dispute, RESPONDENT, subject, joined(said, urged, contact(dispute)))


@in_house_language
def enforcement_asked(dispute: Dispute) -> None:
    body = _("We recorded that the court was asked to enforce the agreement in %(number)s.") % {
        "number": dispute.reference
    }
    tell_side(dispute, APPLICANT, _("Enforcement applied for"), joined(body, contact(dispute)))


@in_house_language
def enforcement_refused(dispute: Dispute) -> None:
    """The worker learns until when a suit is open (JI1 §24)."""
    said = _("The court refused to enforce the agreement in %(number)s.") % {
        "number": dispute.reference
    }
    day = last_day(dispute, "ENF-REFUSED-SUE")
    sue = _("You may sue until %(day)s.") % {"day": day} if day else ""
    tell_side(dispute, APPLICANT, _("Enforcement refused"), joined(said, sue, contact(dispute)))


def ways_onwards(dispute: Dispute) -> list[str]:
    if dispute.agreement.enforceable_by:
        day = last_day(dispute, "ENF-APPLY")
        if day:
            text = _("You may ask the court to enforce it until %(day)s.") % {"day": day}
        else:
            text = _("You may ask the court to enforce it.")
        return [text, contact(dispute)]
    order = _(
        "For wages, medical costs of a work injury, severance or damages "
        "you may ask the court for a payment order."
    )
    return [order, *arbitration(dispute)]


# --- from body to body ----------------------------------------------------------------------


@in_house_language
def taken(dispute: Dispute) -> None:
    """The applicant knows who answers now."""
    now = _("Your application %(number)s is now with %(body)s.") % {
        "number": dispute.reference, "body": body_name(dispute),
    }  # fmt: skip
    tell_side(dispute, APPLICANT, _("Who answers for your case"), joined(now, contact(dispute)))


# --- whom, where, until when ----------------------------------------------------------------


def tell_side(dispute: Dispute, side: str, subject: str, body: str, *, url: str = "") -> None:
    """Everyone of a side who can be reached; many workers are reached through representatives."""
    people = [party for party in dispute.parties.all() if party.side == side]
    speakers = [party for party in people if party.is_representative]
    for party in speakers if dispute.collective and speakers else people:
        tell_contact(
            organisation=dispute.organisation, name=party.contact or party.name,
            phone=party.phone, email=party.email, subject=subject, body=body, url=url,
            reference=dispute.reference,
        )  # fmt: skip


def tell_both(dispute: Dispute, subject: str, body: str) -> None:
    for side in Party.Side:
        tell_side(dispute, side, subject, body)


def asked(dispute: Dispute, side: str) -> bool:
    """Whether a side knows of the case at all: it was sent a link, or has answered."""
    answered = dispute.consents.filter(side=side).exists()
    return answered or bool(dispute.answer_token_hash) or dispute.accepted_on is not None


def arbitration(dispute: Dispute) -> list[str]:
    """The right to arbitrate, with the last days of the limitation as far as one runs."""
    return [_("You may apply for labour arbitration."), *limitation(dispute)]


def limitation(dispute: Dispute) -> list[str]:
    """The last days of the limitation as far as one runs, and whom to ask."""
    return [*limits(dispute), contact(dispute)]


def limits(case: Case) -> list[str]:
    general, wages = last_day(case, "ARB-LIMIT"), last_day(case, "ARB-LIMIT-WAGE")
    if general and wages and general != wages:
        return [
            _("By our reckoning the limitation period ends on %(day)s, for wages on %(wages)s.")
            % {"day": general, "wages": wages}
        ]
    if general or wages:
        return [
            _("By our reckoning the limitation period ends on %(day)s.") % {"day": general or wages}
        ]
    return []


def last_day(case: Case, rule: str, party: str = "") -> str:
    """The legal end of a running clock as people write it; empty where it does not run."""
    running = case.item.deadlines.open().filter(rule_id=rule, party=party, paused_on=None).first()
    return day_of(running) if running else ""


def day_of(deadline: Deadline) -> str:
    day = date_format(deadline.legal_end)
    return _("%(day)s (provisional)") % {"day": day} if deadline.provisional else day


def link_day(dispute: Dispute) -> str:
    return date_format(dispute.answer_token_until) if dispute.answer_token_until else ""


def body_name(dispute: Dispute) -> str:
    return str(dispute.body or dispute.organisation)


def contact(dispute: Dispute) -> str:
    """“联系：周庄镇调解组织，电话 0510-86880000。”: whom to call."""
    phone = (dispute.body.phone if dispute.body else "") or dispute.organisation.phone
    return whom_to_call(body_name(dispute), phone)


def whom_to_call(body: str, phone: str) -> str:
    facts = {"body": body, "phone": phone}
    if not phone:
        return _("Contact: %(body)s.") % facts
    return _("Contact: %(body)s, phone %(phone)s.") % facts


def joined(*sentences: str) -> str:
    """Sentences one after the other; Chinese ones without a space between them."""
    glue = "" if speaks_chinese() else " "
    return glue.join(sentence for sentence in sentences if sentence)


def site() -> str:
    return f"{settings.SITE_URL.rstrip('/')}/"


def answer_url(token: str) -> str:
    return f"{site()}answer/{token}/"
