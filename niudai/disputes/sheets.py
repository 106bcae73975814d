"""Mediation bodies and mediators as sheets: row by row, through the actions of the register."""

from collections.abc import Hashable, Iterable
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from niudai.access.permissions import Permission
from niudai.disputes import actions
from niudai.disputes.actions import MediatorFacts
from niudai.disputes.models import MediationBody, Mediator
from niudai.kernel.paths import within
from niudai.kernel.refused import Refused
from niudai.sheets import checks
from niudai.sheets.kinds import Column, Outcome, Run, SheetKind
from niudai.sheets.places import labels, spelled, unit_named
from niudai.sheets.rowwise import Act, RowEngine, Values, image

BODY_FACTS = ("kind", "name", "set_up_on", "address", "phone")
MEDIATOR_FACTS = ("name", "sex", "born_on", "unit", "side", "full_time", "phone", "certificate")
KIND_WORDS = {
    "企业劳动争议调解委员会": "enterprise", "企业调委会": "enterprise", "企业": "enterprise",
    "事业单位调解委员会": "institution", "村调解组织": "village", "社区调解组织": "village",
    "村": "village", "人民调解委员会": "people", "人民调解": "people", "镇调解中心": "town",
    "街道调解中心": "town", "镇": "town", "区域性": "regional", "区域": "regional",
    "行业性": "industry", "行业": "industry", "市级": "city", "市": "city",
}  # fmt: skip
SIDES = {"职工方": "worker", "工会方": "worker", "职工代表": "worker", "企业方": "employer",
         "企业代表": "employer", "中立": "neutral", "专职": "neutral"}  # fmt: skip
SEX = (("M", _("Male")), ("F", _("Female")))
SEXES = {"男": "M", "女": "F", "男性": "M", "女性": "F", "1": "M", "2": "F"}


class BodyEngine(RowEngine):
    """A body at its union, set up or corrected."""

    model = MediationBody

    def keys(self, values: Values) -> Iterable[Hashable]:
        return [(values["unit"], values["name"])]

    def act(self, values: Values) -> Act:
        unit = unit_named(self.run, values["unit"]) if values["unit"] else self.run.organisation
        said = {name: values[name] for name in BODY_FACTS if values[name] is not None}
        body = MediationBody.objects.filter(organisation=unit, name=values["name"]).first()
        if body is None:
            made = actions.set_up_body(organisation=unit, by=self.run.by, **said)
            return Act(Outcome.NEW, made)
        before = image(body, BODY_FACTS)
        kept = {name: getattr(body, name) for name in BODY_FACTS}
        actions.correct_body(body, **kept | said, by=self.run.by)
        body.refresh_from_db()
        same = image(body, BODY_FACTS) == before
        return Act(Outcome.SAME if same else Outcome.CHANGED, body, None if same else before)


class MediatorEngine(RowEngine):
    """A person on the register of a body; found again by body, name and birthday."""

    model = Mediator

    def keys(self, values: Values) -> Iterable[Hashable]:
        return [(values["body"], values["name"], values["born_on"])]

    def act(self, values: Values) -> Act:
        body = body_named(self.run, values["body"])
        said = {name: values[name] for name in MEDIATOR_FACTS if values[name] is not None}
        found = Mediator.objects.filter(body=body, name=said["name"], born_on=said["born_on"])
        person = found.exclude(status=Mediator.Status.LEFT).first()
        if person is None:
            made = actions.add_mediator(
                body, facts=MediatorFacts(**said), since=values["since"], until=values["until"],
                by=self.run.by,
            )  # fmt: skip
            return Act(Outcome.NEW, made)
        before = image(person, MEDIATOR_FACTS)
        facts = replace(on_record(person), **said)
        actions.correct_mediator(person, facts=facts, by=self.run.by)
        person.refresh_from_db()
        same = image(person, MEDIATOR_FACTS) == before
        return Act(Outcome.SAME if same else Outcome.CHANGED, person, None if same else before)


def on_record(person: Mediator) -> MediatorFacts:
    facts: dict[str, Any] = {name: getattr(person, name) for name in MediatorFacts.__slots__}
    return MediatorFacts(**facts)


def body_named(run: Run, word: str) -> MediationBody:
    """The one body of that name at or beneath the sheet's union that still exists."""
    here = MediationBody.objects.active().filter(
        within(run.organisation.path, "organisation__path")
    )
    match list(here.filter(name=word)[:2]):
        case [body]:
            return body
        case []:
            raise Refused(_now("There is no mediation body “%(name)s” here.") % {"name": word})
        case _several:
            raise Refused(_now("Several mediation bodies are called “%(name)s”.") % {"name": word})


BODIES = SheetKind(
    name="bodies",
    label=_("Mediation bodies"),
    permission=Permission.MEDIATOR_EDIT,
    seen_with=Permission.MEDIATOR_VIEW,
    engine=BodyEngine,
    columns=(
        Column(name="name", label=_("Name"), required=True, check=checks.text(120),
               headings=("调解组织名称", "组织名称", "名称", "调委会名称")),
        Column(name="unit", label=_("Union"), check=checks.text(120),
               headings=("所属工会", "所在工会", "设立单位", "单位"),
               hint=_("Empty: the union the sheet is brought in for.")),
        Column(name="kind", label=_("Kind"), required=True,
               check=spelled(MediationBody.Kind.choices, KIND_WORDS),
               choices=labels(MediationBody.Kind.choices),
               headings=("组织类型", "类型", "类别", "性质")),
        Column(name="set_up_on", label=_("Set up on"), required=True, check=checks.day_or_month,
               headings=("成立日期", "设立日期", "成立时间", "组建时间")),
        Column(name="address", label=_("Address"), check=checks.text(200),
               headings=("地址", "办公地址")),
        Column(name="phone", label=_("Phone"), check=checks.phone,
               headings=("电话", "联系电话", "办公电话")),
    ),
)  # fmt: skip

MEDIATORS = SheetKind(
    name="mediators",
    label=_("Mediators"),
    permission=Permission.MEDIATOR_EDIT,
    seen_with=Permission.MEDIATOR_VIEW,
    engine=MediatorEngine,
    columns=(
        Column(name="name", label=_("Name"), required=True, check=checks.name,
               headings=("姓名", "调解员姓名", "调解员")),
        Column(name="body", label=_("Mediation body"), required=True, check=checks.text(120),
               headings=("调解组织", "所属调解组织", "调解组织名称", "所在调解组织")),
        Column(name="sex", label=_("Sex"), required=True,
               check=spelled(SEX, SEXES),
               choices=labels(SEX),
               headings=("性别",)),
        Column(name="born_on", label=_("Born on"), required=True, check=checks.day,
               headings=("出生日期", "出生年月日", "生日")),
        Column(name="unit", label=_("Unit"), check=checks.text(120),
               headings=("工作单位", "单位", "所在单位")),
        Column(name="side", label=_("Stands for"), check=spelled(Mediator.Side.choices, SIDES),
               choices=labels(Mediator.Side.choices), headings=("代表方", "身份", "代表")),
        Column(name="full_time", label=_("Full-time"), check=checks.yes_no,
               headings=("是否专职", "专职")),
        Column(name="phone", label=_("Phone"), check=checks.phone,
               headings=("手机", "联系电话", "电话", "手机号", "联系方式")),
        Column(name="certificate", label=_("Certificate"), check=checks.text(40),
               headings=("证书编号", "调解员证号", "证号")),
        Column(name="since", label=_("From"), required=True, check=checks.day_or_month,
               headings=("任职日期", "聘任日期", "聘期起", "任期起", "起始日期")),
        Column(name="until", label=_("Until"), check=checks.day,
               headings=("聘期止", "任期止", "终止日期", "到期日期")),
    ),
)  # fmt: skip
