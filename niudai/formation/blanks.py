"""What the papers of a union's life may name, and what a new template is tried with."""

from typing import Any

from django.utils.translation import gettext_lazy as _

# What a new template is tried with before it is taken: every blank there is.
SHARED: dict[str, Any] = {
    "reference": "例组〔2026〕0001 号", "today": "2026年9月18日", "received_on": "2026年9月14日",
}  # fmt: skip
CANDIDATE = {"name": "候示例", "votes": 120, "elected": True, "post": "主席"}
FORMATION_SAMPLE: dict[str, Any] = {
    **SHARED,
    "union": "示例公司工会",
    "employer": "示例公司",
    "higher": "示例镇总工会",
    "new": True,
    "form": "基层工会",
    "workers": 180,
    "members": 150,
    "women": 60,
    "preparers": [{"name": "筹示例", "side": "职工方", "leads": True}],
    "seats": 5,
    "audit_seats": 3,
    "committee": [CANDIDATE],
    "audit": [CANDIDATE],
    "women_candidates": [CANDIDATE],
    "elected_on": "2026年9月17日",
    "meeting": "会员大会",
    "entitled": 150,
    "present": 140,
    "requested_on": "2026年9月14日",
    "permit_document": "例工〔2026〕1 号",
    "permitted_on": "2026年9月15日",
    "approval_document": "例工〔2026〕2 号",
    "approved_on": "2026年9月18日",
    "term_years": 3,
    "term_from": "2026年9月17日",
    "term_until": "2029年9月16日",
}
REGISTRATION_SAMPLE: dict[str, Any] = {
    **SHARED, "union": "示例公司工会", "address": "示例路 1 号", "subject": "首次登记",
    "text": "示例",
    "founded_on": "2020年1月1日", "approval_document": "例工〔2020〕1 号", "credit_code": "",
}  # fmt: skip
ENDING_SAMPLE: dict[str, Any] = {
    **SHARED, "union": "示例公司工会", "higher": "示例镇总工会", "way": "合并", "why": "示例",
    "members": "转入合并后的工会", "into": "另一示例公司工会", "document": "例工〔2026〕3 号",
    "decided_on": "2026年9月18日", "placed_members": 150,
}  # fmt: skip

# What stands in each blank, for whoever writes a template.
SHARED_BLANKS = {
    "received_on": _("day of receipt"),
    "reference": _("number of the case"),
    "today": _("day of the letter"),
    "union": _("full name of the union"),
}
FORMATION_BLANKS = {
    **SHARED_BLANKS,
    "approval_document": _("number of the reply to the result"),
    "approved_on": _("day the result was approved"),
    "audit": _("audit committee, one by one: name, votes, elected, post"),
    "audit_seats": _("seats of the audit committee"),
    "committee": _("committee, one by one: name, votes, elected, post"),
    "elected_on": _("day of the election"),
    "employer": _("name of the employer"),
    "entitled": _("how many could vote"),
    "form": _("form of the union"),
    "higher": _("name of the next-higher union"),
    "meeting": _("members' meeting or congress"),
    "members": _("number of members"),
    "new": _("yes, if the union is being set up; no, at a later election"),
    "permit_document": _("number of the reply to the request"),
    "permitted_on": _("day the request was approved"),
    "preparers": _("preparing group, one by one: name, side, leads"),
    "present": _("how many voted"),
    "requested_on": _("day of the request"),
    "seats": _("seats of the committee"),
    "term_from": _("first day of the term"),
    "term_until": _("last day of the term"),
    "term_years": _("years of the term"),
    "women": _("women among the members"),
    "women_candidates": _("women workers' committee, one by one: name, votes, elected, post"),
    "workers": _("number of workers"),
}
REGISTRATION_BLANKS = {
    **SHARED_BLANKS,
    "address": _("address of the union"),
    "approval_document": _("number of the reply to the result"),
    "credit_code": _("unified social credit code"),
    "founded_on": _("day the union was founded"),
    "subject": _("first registration, change or cancellation"),
    "text": _("what changes"),
}
ENDING_BLANKS = {
    **SHARED_BLANKS,
    "decided_on": _("day of the decision"),
    "document": _("number of the decision"),
    "higher": _("name of the next-higher union"),
    "into": _("union it is merged into"),
    "members": _("what becomes of the members"),
    "placed_members": _("how many members were placed"),
    "way": _("merger or dissolution"),
    "why": _("reason"),
}
