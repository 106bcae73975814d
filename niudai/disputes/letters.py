"""The letters of a mediation case and the facts that stand in each (ENT §22, §26, §30, §32)."""

from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from niudai.casework.letters import Letter, LetterSet
from niudai.disputes.clocks import LIMITATIONS
from niudai.disputes.models import Agreement, AidApplication, Dispute, Party
from niudai.rulebook.codes import name_of
from niudai.rulebook.rules import nearest

SHIPPED = Path(__file__).parent / "letter_templates"


def letter(kind: str, title: Any, paper: str, basis: str) -> Letter:
    return Letter(kind, title, SHIPPED / f"{kind}.docx", paper, basis)


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


# What a new template is tried with before it is taken: every blank there is.
SAMPLE: dict[str, Any] = {
    "reference": "例调〔2026〕0001 号",
    "body": "示例调解委员会",
    "address": "示例路 1 号",
    "phone": "0510-86000000",
    "today": "2026年9月18日",
    "received_on": "2026年9月14日",
    "accepted_on": "2026年9月16日",
    "end_on": "2026年10月8日",
    "limitation_on": "2027年8月31日",
    "limitation_anew": True,
    "applicants": [{"name": "甄示例", "number": "", "phone": "", "address": "", "contact": ""}],
    "respondent": {"name": "示例公司", "number": "", "phone": "", "address": "", "contact": ""},
    "workers": 1,
    "claims": [{"text": "工资", "amount": "1,000.00"}],
    "claimed": "1,000.00",
    "facts": "示例",
    "cause": "示例",
    "mediator": "贾样本",
    "reason": "",
    "meeting": {"day": "2026年9月18日", "place": "示例", "present": "示例", "minutes": "示例"},
    "agreement": {
        "text": "示例", "manner": "示例", "total": "1,000.00",
        "promises": [{"text": "示例", "amount": "1,000.00", "due": "2026年10月15日"}],
    },
    "originals": [{"number": 1, "keeper": "申请人存"}],
    "papers": [{"number": 1, "name": "示例", "day": "2026年9月14日", "by": "示例"}],
    "aid": {
        "applied_on": "", "route": "", "group": "", "proof": "", "decision": "", "decided_on": "",
        "decided_by": "", "reason": "", "lawyer": "",
    },
}  # fmt: skip

# What stands in each blank, for whoever writes a template.
BLANKS = {
    "accepted_on": _("day of acceptance"),
    "address": _("address of the body"),
    "agreement": _("agreement: text, manner, total, promises (text, amount, due)"),
    "aid": _("legal aid: applied_on, route, group, proof, decision, decided_on, decided_by, "
             "reason, lawyer"),
    "applicants": _("applicants, one by one: name, number, phone, address, contact"),
    "body": _("name of the body"),
    "cause": _("cause of the dispute"),
    "claimed": _("sum of the claims in yuan"),
    "claims": _("claims, one by one: text, amount"),
    "end_on": _("last day of the mediation period"),
    "facts": _("facts and reasons"),
    "limitation_anew": _("yes, if the limitation began anew"),
    "limitation_on": _("last day to apply for arbitration"),
    "mediator": _("name of the mediator"),
    "meeting": _("last meeting: day, place, present, minutes"),
    "originals": _("originals, one by one: number, keeper"),
    "papers": _("papers of the file, one by one: number, name, day, by"),
    "phone": _("phone of the body"),
    "reason": _("reason of the outcome"),
    "received_on": _("day of receipt"),
    "reference": _("number of the case"),
    "respondent": _("the employer: name, number, phone, address, contact"),
    "today": _("day of the letter"),
    "workers": _("number of workers"),
}  # fmt: skip

SET = LetterSet(LETTERS, BLANKS, SAMPLE)
