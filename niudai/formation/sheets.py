"""Unions and employers as sheets: row by row, through the actions of the network."""

from collections.abc import Hashable, Iterable
from typing import Any, ClassVar

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from niudai.access.permissions import Permission
from niudai.kernel.paths import within
from niudai.kernel.refused import Refused
from niudai.organisations import actions
from niudai.organisations.industries import industries, industry_choices
from niudai.organisations.levels import ONE_A_PLACE
from niudai.organisations.models import Employer, Organisation
from niudai.sheets import checks
from niudai.sheets.kinds import Column, Outcome, SheetKind
from niudai.sheets.places import labels, place_named, spelled, unit_named
from niudai.sheets.rowwise import Act, RowEngine, Values, image

UNION_FACTS = ("name", "short_name", "division", "mark", "address", "phone")
EMPLOYER_FACTS = (
    "name", "credit_code", "credit_code_proof", "organisation", "union", "division", "industry",
    "ownership", "size", "workers", "opened_on", "address", "contact", "phone",
)  # fmt: skip
KINDS = {
    "市总工会": "federation", "镇总工会": "town", "街道总工会": "town", "园区工会": "zone",
    "行业工会": "industry", "村工会": "village", "社区工会": "village", "企业工会": "enterprise",
    "基层工会": "enterprise", "工会小组": "group",
}  # fmt: skip
OWNERSHIP = {
    "国有企业": "state", "国企": "state", "集体企业": "collective", "民营": "private",
    "私营企业": "private", "民营企业": "private", "外资": "foreign", "港澳台": "foreign",
    "外商投资": "foreign", "合资": "foreign", "其他": "other",
}  # fmt: skip
SIZE = {"大": "large", "中": "medium", "小": "small", "微": "micro", "大型": "large",
        "中型": "medium", "小型": "small", "微型": "micro"}  # fmt: skip


class UnionEngine(RowEngine):
    """A union under its superior, set up or corrected. The superior may stand in the same file."""

    model = Organisation
    made_along: ClassVar = {"organisations.span": "organisation"}

    def keys(self, values: Values) -> Iterable[Hashable]:
        yield ("beneath", values["parent"], values["name"])
        if values["mark"]:
            yield ("mark", values["mark"])
        if values["kind"] in ONE_A_PLACE:
            if not values["place"]:
                raise Refused(_now("The union of a place needs its place."))
            yield ("place", place_named(self.run, values["place"]).pk, values["kind"])

    def known_as(self, values: Values) -> Iterable[Hashable]:
        return {values["name"], values["short_name"] or values["name"]}

    def stands_on(self, values: Values) -> Iterable[Hashable]:
        return [values["parent"]] if values["parent"] else []

    def act(self, values: Values) -> Act:
        named = values["parent"]
        parent = unit_named(self.run, named) if named else self.run.organisation
        place = place_named(self.run, values["place"]) if values["place"] else None
        said = {
            "name": values["name"], "short_name": values["short_name"] or values["name"][:40],
            "mark": values["mark"] or "", "address": values["address"] or "",
            "phone": values["phone"] or "",
        }  # fmt: skip
        unit = Organisation.objects.active().filter(parent=parent, name=values["name"]).first()
        if unit is None:
            made = actions.set_up(
                parent=parent, kind=values["kind"], division=place, by=self.run.by, **said
            )
            return Act(Outcome.NEW, made)
        before = image(unit, UNION_FACTS)
        # An empty cell says nothing: it does not take away what is on record.
        kept = {name: said[name] if values[name] else getattr(unit, name) for name in said}
        actions.correct(unit, division=place or unit.division, by=self.run.by, **kept)
        unit.refresh_from_db()
        same = image(unit, UNION_FACTS) == before
        return Act(Outcome.SAME if same else Outcome.CHANGED, unit, None if same else before)


class EmployerEngine(RowEngine):
    """An employer under the union that answers for it, found again by code, then by name."""

    model = Employer

    def keys(self, values: Values) -> Iterable[Hashable]:
        yield ("name", values["name"])
        if values["credit_code"]:
            yield ("code", values["credit_code"])

    def act(self, values: Values) -> Act:
        firm = self.on_record(values)
        if firm is None:
            return Act(Outcome.NEW, self.with_union(self.added(values), values))
        before = image(firm, EMPLOYER_FACTS)
        firm = self.with_union(self.corrected(firm, values), values)
        firm.refresh_from_db()
        same = image(firm, EMPLOYER_FACTS) == before
        return Act(Outcome.SAME if same else Outcome.CHANGED, firm, None if same else before)

    def on_record(self, values: Values) -> Employer | None:
        code = values["credit_code"]
        if code and (firm := Employer.objects.filter(credit_code=code).first()):
            return firm
        here = Employer.objects.filter(within(self.run.organisation.path, "organisation__path"))
        firms = here.filter(name=values["name"])
        return (firms.filter(credit_code="") if code else firms).order_by("pk").first()

    def said(self, values: Values) -> dict[str, Any]:
        names = (
            "name", "credit_code", "credit_code_proof", "ownership", "size", "industry", "workers",
            "opened_on", "address", "contact", "phone",
        )  # fmt: skip
        said = {name: values[name] for name in names if values[name] is not None}
        if values["unit"]:
            said["organisation"] = unit_named(self.run, values["unit"])
        if values["place"]:
            said["division"] = place_named(self.run, values["place"])
        return said

    def added(self, values: Values) -> Employer:
        said = self.said(values)
        union = said.setdefault("organisation", self.run.organisation)
        said.setdefault("division", union.division)
        return actions.add_employer(**said, by=self.run.by)

    def corrected(self, firm: Employer, values: Values) -> Employer:
        said = self.said(values)
        if firm.union_id:
            said.pop("organisation", None)  # its own union answers, whatever the sheet says
        kept = {name: getattr(firm, name) for name in EMPLOYER_FACTS if name != "union"}
        return actions.correct_employer(firm, **kept | said, by=self.run.by)

    def with_union(self, firm: Employer, values: Values) -> Employer:
        if not values["union"]:
            return firm
        union = unit_named(self.run, values["union"])
        if firm.union_id == union.pk:
            return firm
        return actions.give_union(firm, union=union, by=self.run.by)


def industry(cell: Any) -> str:
    """A code of GB/T 4754 or the name of the industry."""
    known = {each.name: code for code, each in industries().items()}
    known |= {code: code for code in industries()} | {label: c for c, label in industry_choices()}
    return checks.found_in({w.casefold(): c for w, c in known.items()}, cell, list(known))


UNIONS = SheetKind(
    name="unions",
    label=_("Unions"),
    permission=Permission.ORGANISATION_EDIT,
    seen_with=Permission.ORGANISATION_VIEW,
    engine=UnionEngine,
    columns=(
        Column(name="name", label=_("Full name"), required=True, check=checks.text(120),
               headings=("工会名称", "工会全称", "名称", "单位名称", "组织名称")),
        Column(name="short_name", label=_("Short name"), check=checks.text(40),
               headings=("简称", "工会简称")),
        Column(name="kind", label=_("Kind"), required=True,
               check=spelled(Organisation.Kind.choices, KINDS),
               choices=labels(Organisation.Kind.choices),
               headings=("工会类型", "类型", "类别", "层级", "工会层级")),
        Column(name="parent", label=_("Superior union"), check=checks.text(120),
               headings=("上级工会", "上级工会名称", "所属工会", "隶属"),
               hint=_("Empty: the union the sheet is brought in for.")),
        Column(name="place", label=_("Location"), check=checks.text(60),
               headings=("所在地", "行政区划", "区划代码", "所在镇村", "属地")),
        Column(name="mark", label=_("Mark in case numbers"), check=checks.text(10),
               headings=("案号简称", "字号")),
        Column(name="address", label=_("Address"), check=checks.text(200),
               headings=("地址", "单位地址", "通讯地址")),
        Column(name="phone", label=_("Phone"), check=checks.phone,
               headings=("电话", "联系电话", "办公电话")),
    ),
)  # fmt: skip

EMPLOYERS = SheetKind(
    name="employers",
    label=_("Employers"),
    permission=Permission.EMPLOYER_EDIT,
    seen_with=Permission.EMPLOYER_VIEW,
    engine=EmployerEngine,
    columns=(
        Column(name="name", label=_("Full name"), required=True, check=checks.text(120),
               headings=("单位名称", "企业名称", "用人单位", "名称", "公司名称", "单位全称")),
        Column(name="credit_code", label=_("Credit code"), check=checks.any_credit_code,
               headings=("统一社会信用代码", "信用代码", "社会信用代码", "统一代码")),
        Column(name="credit_code_proof", label=_("Proof of the code"), check=checks.text(200),
               headings=("代码佐证", "证件佐证"),
               hint=_("Which paper was seen, when a code is right although its check fails.")),
        Column(name="unit", label=_("Union that answers for it"), check=checks.text(120),
               headings=("所属工会", "负责工会", "上级工会", "联系工会"),
               hint=_("Empty: the union the sheet is brought in for.")),
        Column(name="union", label=_("Own union"), check=checks.text(120),
               headings=("本单位工会", "建会名称", "企业工会名称")),
        Column(name="place", label=_("Location"), check=checks.text(60),
               headings=("所在地", "行政区划", "区划代码", "所在镇村", "属地")),
        Column(name="industry", label=_("Industry"), check=industry,
               headings=("行业", "行业代码", "所属行业", "国民经济行业")),
        Column(name="ownership", label=_("Ownership"), required=True,
               check=spelled(Employer.Ownership.choices, OWNERSHIP),
               choices=labels(Employer.Ownership.choices),
               headings=("所有制", "经济类型", "单位性质", "企业性质", "所有制形式")),
        Column(name="size", label=_("Size"), required=True,
               check=spelled(Employer.Size.choices, SIZE), choices=labels(Employer.Size.choices),
               headings=("规模", "企业规模", "单位规模")),
        Column(name="workers", label=_("Workers"), check=checks.whole(),
               headings=("职工人数", "职工数", "员工人数", "用工人数", "人数")),
        Column(name="opened_on", label=_("Opened on"), check=checks.day,
               headings=("成立日期", "开业日期", "注册日期")),
        Column(name="address", label=_("Address"), check=checks.text(200),
               headings=("地址", "单位地址", "经营地址", "注册地址")),
        Column(name="contact", label=_("Contact"), check=checks.text(50),
               headings=("联系人", "负责人")),
        Column(name="phone", label=_("Phone"), check=checks.phone,
               headings=("联系电话", "电话", "手机", "联系方式")),
    ),
)  # fmt: skip
