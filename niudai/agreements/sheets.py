"""Collective agreements as a sheet: row by row, through the actions of the register."""

from collections.abc import Hashable, Iterable

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from niudai.access.permissions import Permission
from niudai.agreements import actions
from niudai.agreements.actions import AgreementFacts
from niudai.agreements.models import CollectiveAgreement
from niudai.kernel.paths import within
from niudai.kernel.refused import Refused
from niudai.organisations.models import Employer
from niudai.sheets import checks
from niudai.sheets.kinds import Column, Outcome, Run, SheetKind
from niudai.sheets.places import labels, spelled
from niudai.sheets.rowwise import Act, RowEngine, Values, image

Kind = CollectiveAgreement.Kind
Scope = CollectiveAgreement.Scope
FACTS = (
    "name", "kind", "scope", "signed_on", "since", "until", "filed_on", "file_number",
    "employers_covered", "workers_covered",
)  # fmt: skip
KINDS = {
    "集体合同": "general", "综合集体合同": "general", "工资专项集体合同": "wages",
    "工资集体协议": "wages", "工资协议": "wages", "工资专项": "wages",
    "女职工专项集体合同": "women", "女职工专项": "women",
    "劳动安全卫生专项": "safety", "其他专项": "other",
}  # fmt: skip
SCOPES = {"企业": "employer", "单位": "employer", "区域性": "region", "区域": "region",
          "行业性": "industry", "行业": "industry"}  # fmt: skip


class AgreementEngine(RowEngine):
    """An agreement of an employer, found again by employer, kind and day of signing."""

    model = CollectiveAgreement

    def keys(self, values: Values) -> Iterable[Hashable]:
        whom = values["credit_code"] or values["employer"] or values["name"]
        return [(whom, values["kind"], values["signed_on"])]

    def act(self, values: Values) -> Act:
        employer = employer_named(self.run, values)
        said = {name: values[name] for name in FACTS if values[name] is not None}
        if employer is None:
            said.setdefault("scope", Scope.REGION)
        rows = CollectiveAgreement.objects.filter(kind=said["kind"], signed_on=said["signed_on"])
        at = employer.organisation if employer else self.run.organisation
        same = rows.filter(employer=employer) if employer else rows.filter(
            organisation=at, name=said["name"]
        )  # fmt: skip
        known = same.first()
        if known is None:
            facts = AgreementFacts(employer=employer, **said)
            return Act(Outcome.NEW, actions.enter(facts, organisation=at, by=self.run.by))
        before = image(known, FACTS)
        kept = {name: getattr(known, name) for name in FACTS} | said
        if all(getattr(known, name) == value for name, value in kept.items()):
            return Act(Outcome.SAME, known)
        actions.correct(known, AgreementFacts(employer=employer, **kept), by=self.run.by)
        return Act(Outcome.CHANGED, known, before)


def employer_named(run: Run, values: Values) -> Employer | None:
    """The employer of the credit code, else of the name, at or beneath the sheet's union."""
    rows = Employer.objects.filter(within(run.organisation.path, "organisation__path"))
    if values["credit_code"]:
        found = list(rows.filter(credit_code=values["credit_code"]))
    elif values["employer"]:
        found = list(rows.filter(name=values["employer"])[:2])
    else:
        return None
    if len(found) != 1:
        raise Refused(_now("There is no such employer here, or several have this name."))
    return found[0]


AGREEMENTS = SheetKind(
    name="agreements",
    label=_("Collective agreements"),
    permission=Permission.AGREEMENT_EDIT,
    seen_with=Permission.AGREEMENT_VIEW,
    engine=AgreementEngine,
    columns=(
        Column(name="name", label=_("Name of the agreement"), required=True,
               check=checks.text(150), headings=("合同名称", "协议名称", "集体合同名称", "名称"),
               example="江阴示例纺织有限公司工资专项集体合同"),
        Column(name="employer", label=_("Employer"), check=checks.text(120),
               headings=("单位名称", "企业名称", "用人单位", "单位"),
               hint=_("Empty for a region or an industry.")),
        Column(name="credit_code", label=_("Credit code"), check=checks.text(18),
               headings=("统一社会信用代码", "信用代码")),
        Column(name="kind", label=_("Kind"), required=True, check=spelled(Kind.choices, KINDS),
               choices=labels(Kind.choices), headings=("合同类型", "类型", "类别", "协议类型")),
        Column(name="scope", label=_("Scope"), check=spelled(Scope.choices, SCOPES),
               choices=labels(Scope.choices), headings=("覆盖范围", "范围", "层次")),
        Column(name="signed_on", label=_("Signed on"), required=True, check=checks.day,
               headings=("签订日期", "签订时间", "签约日期")),
        Column(name="since", label=_("In force from"), required=True, check=checks.day,
               headings=("生效日期", "起始日期", "有效期起", "开始日期")),
        Column(name="until", label=_("In force until"), required=True, check=checks.day,
               headings=("截止日期", "终止日期", "有效期止", "到期日期")),
        Column(name="filed_on", label=_("Filed on"), check=checks.day,
               headings=("备案日期", "审查日期", "报送日期")),
        Column(name="file_number", label=_("File number"), check=checks.text(60),
               headings=("备案号", "备案编号", "登记号")),
        Column(name="employers_covered", label=_("Employers covered"), check=checks.whole(100_000),
               headings=("覆盖企业数", "覆盖单位数")),
        Column(name="workers_covered", label=_("Workers covered"), check=checks.whole(2_000_000),
               headings=("覆盖职工数", "覆盖人数", "职工人数")),
    ),
)  # fmt: skip
