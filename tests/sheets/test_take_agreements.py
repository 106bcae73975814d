"""Collective agreements come in as a sheet."""

from datetime import date

from niudai.agreements.models import CollectiveAgreement

HEAD = [
    "合同名称", "单位名称", "统一社会信用代码", "合同类型", "签订日期", "生效日期", "截止日期",
    "备案日期", "覆盖职工数",
]  # fmt: skip
CODE = "91320281MA1TEST01T"
PAPER = [
    "示例纺织工资协议", "", CODE, "工资专项集体合同", "2026-01-10", "2026.1.10", "20270109",
    "2026/1/15", 200,
]  # fmt: skip
TWO_YEARS = ["2026-01-10", "2026-01-10", "2028-01-09", ""]


def test_agreements_are_put_on_file_at_the_union_of_the_employer(taken, employer):
    job = taken([
        HEAD,
        PAPER,
        ["无此单位协议", "江阴不存在有限公司", "", "集体合同", *TWO_YEARS, 10],
        ["日期颠倒协议", "", CODE, "女职工专项", "2026-01-10", "2026-01-10", "2025-01-09", "", 10],
        ["周庄镇区域集体合同", "", "", "集体合同", *TWO_YEARS, 900],
    ], kind="agreements")  # fmt: skip

    assert job.counts == {"new": {"": 2}, "refused": {"refused": 2}}
    paper = CollectiveAgreement.objects.get(employer=employer)
    assert (paper.kind, paper.until, paper.organisation) == (
        "wages", date(2027, 1, 9), employer.organisation,
    )  # fmt: skip
    assert CollectiveAgreement.objects.get(employer=None).scope == "region"


def test_the_same_sheet_again_changes_nothing_and_a_filing_day_changes_it(taken, employer):
    unfiled = [*PAPER[:7], "", 200]
    taken([HEAD, unfiled], kind="agreements")
    assert taken([HEAD, unfiled], kind="agreements").counts == {"same": {"": 1}}
    assert taken([HEAD, PAPER], kind="agreements").counts == {"changed": {"": 1}}
    assert CollectiveAgreement.objects.get().filed_on == date(2026, 1, 15)
