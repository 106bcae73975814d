"""What the papers of a hardship file may name, and what a new template is tried with."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from niudai.assistance.hardship.wording import TEXTS, VERSION

SAMPLE: dict[str, Any] = {
    "reference": "例困〔2026〕0001 号", "today": "2026年9月18日", "received_on": "2026年3月2日",
    "union": "示例村工会", "name": "甄示例", "number": "320281********0023",
    "employer": "江阴示例纺织有限公司", "cause": "患重特大疾病", "story": "示例情况",
    "category": "深度困难", "stage": "在档", "people": 2,
    "household": [
        {"name": "甄示例", "relation": "本人", "status": "在岗", "monthly": "1,000.00"},
        {"name": "甄小示", "relation": "子", "status": "", "monthly": "0.00"},
    ],
    "income": [{"item": "工资性收入", "amount": "12,000.00"}], "income_total": "12,000.00",
    "rigid": [{"item": "医疗", "amount": "3,000.00"}], "rigid_total": "3,000.00",
    "version": VERSION, "texts": {str(kind): "示例文字" for kind in TEXTS},
    "children": ["甄小示"], "visited_on": "2026年3月5日", "surveyors": ["访样本", "陪示例"],
    "conclusion": "情况属实", "posted_on": "2026年3月9日", "ended_on": "2026年3月16日",
    "places": "单位公告栏", "result": "无异议", "reason": "示例理由",
    "decided_on": "2026年3月30日", "entered_on": "2026年4月8日", "valid_until": "2027年4月8日",
    "left_on": "2026年9月1日", "left_why": "脱困", "exit_outcome": "脱困",
    "exit_months": [{"month": "2026-08", "per_head": "1500.00"}], "exit_why": "收入稳定",
    "looked_back_on": "2026年9月10日", "looked_back_way": "电话", "findings": "稳定",
    "fell_back": False, "visited_by": "艾测试", "papers": ["申请书.pdf"],
    "archive_place": "甲柜 1 层", "keep_until": "2036年9月1日",
}  # fmt: skip
# What stands in each blank, for whoever writes a template.
BLANKS = {
    "archive_place": _("place in the archive"),
    "category": _("category of hardship"),
    "cause": _("main cause"),
    "children": _("names of children under fourteen"),
    "conclusion": _("conclusion of the home visit"),
    "decided_on": _("day of the decision"),
    "employer": _("employer"),
    "ended_on": _("last day of the publicity"),
    "entered_on": _("day it was entered on file"),
    "exit_months": _("months of the exit, one by one: month, per_head"),
    "exit_outcome": _("lifted or relieved"),
    "exit_why": _("reason of the exit"),
    "fell_back": _("whether the household fell back"),
    "findings": _("what the look-back found"),
    "household": _("the household, one by one: name, relation, status, monthly"),
    "income": _("income of the year, one by one: item, amount"),
    "income_total": _("income of the year in yuan"),
    "keep_until": _("day until which the file is kept"),
    "left_on": _("day it left the files"),
    "left_why": _("why it left"),
    "looked_back_on": _("day of the look-back"),
    "looked_back_way": _("by phone or at home"),
    "name": _("name of the worker"),
    "number": _("identity number, covered"),
    "papers": _("names of the papers"),
    "people": _("how many live in the household"),
    "places": _("where it was posted"),
    "posted_on": _("first day of the publicity"),
    "reason": _("the last reason or opinion"),
    "received_on": _("day of receipt"),
    "reference": _("number of the file"),
    "result": _("result of the publicity"),
    "rigid": _("rigid expenditure, one by one: item, amount"),
    "rigid_total": _("rigid expenditure of the year in yuan"),
    "stage": _("stage of the file"),
    "story": _("what happened, as the worker says"),
    "surveyors": _("names of the two surveyors"),
    "texts": _("words of the consents: processing, sensitive, check, publicity, guardian, "
               "commitment"),
    "today": _("today's date"),
    "union": _("union that keeps the file"),
    "valid_until": _("day until which it is valid"),
    "version": _("version of the words of the consents"),
    "visited_by": _("who looked back"),
    "visited_on": _("day of the home visit"),
}  # fmt: skip
