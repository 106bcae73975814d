"""The letters of a mediation case and the facts that stand in each (ENT §22, §26, §30, §32)."""

from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from niudai.casework.letters import Book, Letter
from niudai.disputes.blanks import BLANKS, SAMPLE
from niudai.disputes.clocks import LIMITATIONS
from niudai.disputes.models import Agreement, AidApplication, Dispute, Party
from niudai.rulebook.codes import name_of
from niudai.rulebook.rules import nearest

SHIPPED = Path(__file__).parent / "letter_templates"


def letter(kind: str, title: Any, paper: str, basis: str) -> Letter:
    return Letter(kind, title, SHIPPED / f"{kind}.docx", paper, basis, SAMPLE, BLANKS)


LETTERS = {
    each.kind: each
    for each in (
        letter("acceptance", _("Notice of acceptance"), "notice", "ENT §22"),
        letter("refusal", _("Notice of non-acceptance"), "notice", "ENT §22"),
        letter("minutes", _("Record of mediation"), "minutes", "ENT §32"),
        letter("agreement", _("Mediation agreement, three originals"), "notice", "ENT §26"),
        letter("arbitration", _("End of mediation, right to arbitration"), "notice", "ENT §30"),
        letter("aid", _("Legal aid approval form"), "notice", "JS-TU §23"),
        letter("contents", _("Contents of the file"), "notice", "ENT §32"),
    )
}
BOOK = Book(_("Labour disputes"), tuple(LETTERS.values()))


def lacking(dispute: Dispute, kind: str) -> str | None:
    """What must have happened before this letter can speak of it; nothing when it has."""
    if kind in {"acceptance", "arbitration"} and dispute.accepted_on is None:
        return gettext("The case is not accepted yet: this letter would name no day.")
    if kind == "minutes" and not dispute.meetings.exclude(held_on=None).exists():
        return gettext("No meeting has been held yet: there are no minutes to write.")
    if kind == "agreement" and not Agreement.objects.filter(dispute=dispute).exists():
        return gettext("The agreement is not written yet.")
    return None


def facts(dispute: Dispute, *, on: date | None = None) -> dict[str, Any]:
    """Everything a template of a mediation case may name, in Chinese as letters are."""
    with translation.override(settings.LANGUAGE_CODE):
        return facts_in_chinese(dispute, on or timezone.localdate())


def facts_in_chinese(dispute: Dispute, on: date) -> dict[str, Any]:
    agreement = Agreement.objects.filter(dispute=dispute).first()
    meeting = dispute.meetings.exclude(held_on=None).last()
    return {
        "reference": dispute.reference,
        "body": dispute.body.name if dispute.body else dispute.organisation.name,
        "address": dispute.body.address if dispute.body else "",
        "phone": dispute.body.phone if dispute.body else "",
        "today": chinese(on),
        "received_on": chinese(dispute.received_on),
        "accepted_on": chinese(dispute.accepted_on),
        "end_on": chinese(end_of(dispute, "MED-END-ACC")),
        "limitation_on": limitation(dispute),
        "limitation_anew": begun_anew(dispute),
        "applicants": [person(party) for party in dispute.applicants],
        "respondent": person(dispute.respondent) if dispute.respondent else {},
        "workers": dispute.workers,
        "claims": [{"text": claim.text, "amount": claim.amount} for claim in dispute.claims.all()],
        "claimed": dispute.claimed,
        "facts": dispute.facts,
        "cause": dispute.cause_name,
        "mediator": dispute.mediator.name if dispute.mediator else "",
        "reason": closed(dispute.outcome_reason),
        "meeting": sitting(meeting) if meeting else {},
        "agreement": promised(agreement) if agreement else {},
        "originals": originals(dispute),
        "papers": papers(dispute),
        "aid": aid(dispute),
    }


def chinese(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def closed(text: str) -> str:
    """A sentence with its stop, so that the letter may go on behind it."""
    text = text.strip()
    return text if not text or text[-1] in "。！？.!?" else f"{text}。"


def end_of(dispute: Dispute, rule: str) -> date | None:
    deadline = dispute.item.deadlines.filter(rule_id=rule).last()
    return deadline.legal_end if deadline else None


def limitation(dispute: Dispute) -> str:
    """The last day to apply for arbitration; where wages have a day of their own, both."""
    general, wages = end_of(dispute, "ARB-LIMIT"), end_of(dispute, "ARB-LIMIT-WAGE")
    if general and wages and general != wages:
        return f"{chinese(general)}（劳动报酬请求至{chinese(wages)}）"
    return chinese(general or wages)


def begun_anew(dispute: Dispute) -> bool:
    """Whether a limitation was interrupted: one that had run out before is not revived."""
    limits = dispute.item.deadlines.filter(rule_id__in=LIMITATIONS)
    return any(limit.course.get("restart") for limit in limits)


def person(party: Party) -> dict[str, str]:
    return {
        "name": party.name, "number": party.number, "phone": party.phone,
        "address": party.address, "contact": party.contact,
    }  # fmt: skip


def sitting(meeting: Any) -> dict[str, str]:
    return {
        "day": chinese(meeting.held_on), "place": meeting.place, "present": meeting.present,
        "minutes": meeting.minutes,
    }  # fmt: skip


def promised(agreement: Agreement) -> dict[str, Any]:
    return {
        "text": agreement.text,
        "manner": agreement.manner,
        "promises": [
            {"text": item.text, "amount": item.amount, "due": chinese(item.due_on)}
            for item in agreement.items.all()
        ],
        "total": agreement.settled,
    }


def originals(dispute: Dispute) -> list[dict[str, Any]]:
    """As many copies as the rule wants, each saying who keeps it."""
    wanted = nearest("MED-ORIGINALS", on=dispute.received_on, place=dispute.place)
    keepers = ["申请人存", "被申请人存", "调解组织存"]
    count = int(wanted.parameters["least"])
    return [
        {"number": number + 1, "keeper": keepers[min(number, len(keepers) - 1)]}
        for number in range(count)
    ]


def papers(dispute: Dispute) -> list[dict[str, Any]]:
    """What lies in the file, numbered for its list of contents."""
    return [
        {"number": number, "name": paper.name, "day": chinese(timezone.localdate(paper.added_at)),
         "by": paper.brought_by}
        for number, paper in enumerate(dispute.item.attachments.all(), start=1)
    ]  # fmt: skip


def aid(dispute: Dispute) -> dict[str, str]:
    """The last application for legal aid among the case's referrals; blanks where there is none."""
    found = AidApplication.objects.filter(referral__dispute=dispute).last()
    return {
        "applied_on": chinese(found.applied_on) if found else "",
        "route": str(found.get_route_display()) if found else "",
        "group": name_of("aid_class", found.group) if found else "",
        "proof": found.proof if found else "",
        "decision": str(found.get_decision_display()) if found else "",
        "decided_on": chinese(found.decided_on) if found else "",
        "decided_by": found.decided_by if found else "",
        "reason": found.reason if found else "",
        "lawyer": found.lawyer if found else "",
    }
