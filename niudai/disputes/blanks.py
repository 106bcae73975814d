"""What a letter of a mediation case may name, and what a new template is tried with."""

from typing import Any

from django.utils.translation import gettext_lazy as _

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
