"""The sheet of members: what its columns are called, and what each may hold (domain 4.4, 8)."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from niudai.access.permissions import Permission
from niudai.membership.roster.engine import Members
from niudai.sheets import checks
from niudai.sheets.checks import code_of, names_of, one_of, text
from niudai.sheets.kinds import Column, SheetKind, Wrong

SEX = one_of({
    "男": "1", "女": "2", "男性": "1", "女性": "2", "M": "1", "F": "2", "1": "1", "2": "2",
    "未知": "0", "未说明": "0", "0": "0", "9": "0",
})  # fmt: skip
DOCUMENTS = {
    "身份证": "resident", "二代身份证": "resident", "居民二代身份证": "resident",
    "港澳通行证": "hk_macao",
    "台胞证": "taiwan", "港澳居民居住证": "residence", "台湾居民居住证": "residence",
    "外国人居留证": "permanent", "户口本": "household", "军人证": "officer", "其他": "other",
}  # fmt: skip
NATIONS = {
    "汉": "01", "蒙古": "02", "回": "03", "藏": "04", "维吾尔": "05", "维族": "05", "苗": "06",
    "彝": "07", "壮": "08", "布依": "09", "朝鲜": "10", "满": "11", "侗": "12", "瑶": "13",
    "白": "14", "土家": "15", "哈萨克": "17", "傣": "18", "黎": "19", "畲": "22", "水": "25",
    "土": "30", "仫佬": "32", "羌": "33", "毛难族": "36", "仡佬": "37", "锡伯": "38", "57": "97",
    "58": "98",
}  # fmt: skip
POLITICS = {
    "党员": "01", "中国共产党党员": "01", "预备党员": "02", "中国共产党预备党员": "02",
    "团员": "03",
    "中国共产主义青年团团员": "03", "共青团": "03", "民革": "04", "民盟": "05", "民建": "06",
    "民进": "07", "农工党": "08", "致公党": "09", "九三学社": "10", "台盟": "11",
    "无党派民主人士": "12", "无党派": "12", "普通群众": "13", "普通公民": "13", "群众/团员": "13",
}  # fmt: skip
EDUCATION = {
    "研究生": "10", "博士": "10", "硕士": "10", "博士研究生": "10", "硕士研究生": "10",
    "大学本科": "20",
    "本科": "20", "大学": "20", "大学专科": "30", "大专": "30", "专科": "30", "高职": "30",
    "中专": "40", "技校": "40", "职高": "40", "中职": "40", "中技": "40", "技工学校": "40",
    "高中": "60", "普通高中": "60", "初中": "70", "小学": "80", "文盲": "90", "文盲或半文盲": "90",
    "初中及以下": "70", "高中/中专": "60",
}  # fmt: skip
MARRIAGE = {"离异": "40", "丧偶": "30", "未说明": "90", "单身": "10"}
REGISTRATIONS = {
    "非农业": "urban", "非农": "urban", "城镇": "urban", "城镇户口": "urban", "农业": "rural",
    "农村": "rural", "农村户口": "rural", "农转居": "converted", "居民": "resident",
    "居民户口（统一登记）": "resident", "居民户口(统一登记)": "resident",
}  # fmt: skip
SKILLS = {
    "无": "N", "学徒": "A", "初级工": "5", "初级": "5", "五级": "5", "中级工": "4", "中级": "4",
    "四级": "4", "高级工": "3", "高级": "3", "三级": "3", "技师": "2", "二级": "2",
    "高级技师": "1", "一级": "1",
}  # fmt: skip
EMPLOYMENTS = {
    "在岗": "working", "在职在岗": "working", "就业": "working", "内退": "offpost",
    "离岗": "offpost", "已离职": "left", "离退休": "retired", "灵活": "flexible",
}  # fmt: skip
TRADES = {
    "卡车司机": "truck", "网约车": "ride", "快递": "courier", "快递小哥": "courier",
    "外卖": "delivery", "骑手": "delivery", "外卖骑手": "delivery", "外卖员": "delivery",
    "网约送餐员": "delivery", "护工": "care", "家政": "domestic", "保安": "guard",
    "房产中介": "agent",
    "主播": "stream", "其他": "other",
}  # fmt: skip


def trade(cell: Any) -> str:
    """否 and 无 say that the work is of no new form."""
    return "" if checks.plain(cell) in {"否", "无", "不是", "0"} else code_of("trade", TRADES)(cell)


def document_number(cell: Any) -> str:
    """Any document's number; the engine asks more of a resident's identity number."""
    found = checks.digits(cell).upper()
    if not 5 <= len(found) <= 30:
        raise Wrong("wrong_number", _("The number of a document has 5 to 30 characters."))
    return found


def bank_card(cell: Any) -> str:
    found = checks.digits(cell).replace("-", "")
    if not (found.isascii() and found.isdigit() and 12 <= len(found) <= 21):
        raise Wrong("wrong_card", _("The number of a bank card has 12 to 21 digits."))
    return found


MEMBERS = SheetKind(
    name="members",
    label=gettext_lazy("Roster of members"),
    permission=Permission.PERSON_ADMIT,
    seen_with=Permission.PERSON_VIEW,
    engine=Members,
    reasons={
        "wrong_card": gettext_lazy("not the number of a bank card"),
        "differs": gettext_lazy("differs from the identity number"),
        "impossible": gettext_lazy("cannot be"),
        "future": gettext_lazy("lies in the future"),
        "unknown_unit": gettext_lazy("no such unit here"),
        "several_units": gettext_lazy("several units of that name"),
        "dissolved_unit": gettext_lazy("the unit is dissolved"),
        "other_name": gettext_lazy("on file under another name"),
        "over": gettext_lazy("membership ended for good"),
        "joined": gettext_lazy("member again, or for the first time"),
        "merged": gettext_lazy("decided already: kept by another unit"),
    },
    columns=[
        Column(
            name="name", label=gettext_lazy("Name"), required=True, check=checks.name,
            headings=("姓名", "会员姓名", "职工姓名", "人员姓名", "名字"), example="甄示例",
        ),
        Column(
            name="sex", label=gettext_lazy("Sex"), check=SEX, headings=("性别",),
            choices=lambda: ("男", "女"), example="男",
        ),
        Column(
            name="document", label=gettext_lazy("Kind of document"),
            check=code_of("document", DOCUMENTS), choices=names_of("document"),
            headings=("证件类型", "证件种类", "证件类别", "有效证件类型"),
            hint=gettext_lazy("A resident's identity card when left empty."), example="居民身份证",
        ),
        Column(
            name="number", label=gettext_lazy("Number of the document"), required=True,
            check=document_number, example="320281199003074510",
            headings=("证件号码", "身份证号", "身份证号码", "公民身份号码", "居民身份证号码",
                      "身份证",
                      "证件号", "有效证件号码"),
            hint=gettext_lazy("Format the column as text: Excel loses the last digits of numbers."),
        ),
        Column(
            name="nation", label=gettext_lazy("Nation"), check=code_of("nation", NATIONS),
            choices=names_of("nation"), headings=("民族",), example="汉族",
        ),
        Column(
            name="born_on", label=gettext_lazy("Born on"), check=checks.day,
            headings=("出生日期", "出生年月日", "生日"), example="1990-03-07",
            hint=gettext_lazy("Not needed beside an identity number."),
        ),
        Column(
            name="politics", label=gettext_lazy("Political affiliation"),
            check=code_of("politics", POLITICS), choices=names_of("politics"),
            headings=("政治面貌",), example="群众",
        ),
        Column(
            name="education", label=gettext_lazy("Education"), choices=names_of("education"),
            check=code_of("education", EDUCATION), example="大学专科教育",
            headings=("学历", "文化程度", "最高学历", "受教育程度"),
        ),
        Column(
            name="marriage", label=gettext_lazy("Marital status"), choices=names_of("marriage"),
            check=code_of("marriage", MARRIAGE), headings=("婚姻状况", "婚姻", "婚否"),
            example="已婚",
        ),
        Column(
            name="registration", label=gettext_lazy("Household registration"),
            check=code_of("registration", REGISTRATIONS), choices=names_of("registration"),
            headings=("户籍类型", "户口性质", "户口类型", "户籍性质"), example="居民户口",
        ),
        Column(
            name="registered_at", label=gettext_lazy("Registered at"), check=text(60),
            headings=("户籍所在地", "户口所在地", "户籍地", "籍贯"), example="江苏省江阴市",
        ),
        Column(
            name="phone", label=gettext_lazy("Phone"), check=checks.phone, example="13800000001",
            headings=("手机号码", "手机号", "联系电话", "手机", "电话", "移动电话", "联系方式"),
        ),
        Column(
            name="unit", label=gettext_lazy("Union or unit"), check=text(120),
            headings=("工会名称", "所在单位", "单位名称", "入会单位", "所属工会", "工作单位",
                      "所在工会",
                      "基层工会名称", "单位/工会名称", "单位"),
            hint=gettext_lazy("The unit whose sheet it is when left empty."),
            example="江阴示例纺织有限公司工会",
        ),
        Column(
            name="credit_code", label=gettext_lazy("Unified social credit code"),
            check=checks.any_credit_code, example="91320281MA0000001A",
            headings=("统一社会信用代码", "信用代码", "社会信用代码", "单位统一社会信用代码",
                      "入会单位统一社会信用代码"),
            hint=gettext_lazy("Of the employer or the union; it goes before the name."),
        ),
        Column(
            name="department", label=gettext_lazy("Department"), check=text(60),
            headings=("部门", "所在部门", "车间", "科室", "班组"), example="织造车间",
        ),
        Column(
            name="position", label=gettext_lazy("Position"), check=text(60),
            headings=("职务", "岗位", "职位", "工种"), example="挡车工",
        ),
        Column(
            name="joined_on", label=gettext_lazy("Joined the union on"),
            check=checks.day_or_month, example="2015-06",
            headings=("入会时间", "入会日期", "加入工会时间", "入会年月"),
        ),
        Column(
            name="employment", label=gettext_lazy("Employment"), choices=names_of("employment"),
            check=code_of("employment", EMPLOYMENTS), example="在职",
            headings=("就业状况", "就业状态", "在职状态", "人员状态", "在职情况"),
        ),
        Column(
            name="skill", label=gettext_lazy("Skill level"), check=code_of("skill", SKILLS),
            choices=names_of("skill"), headings=("技能等级", "职业技能等级", "技术等级"),
            example="中级工（四级）",
        ),
        Column(
            name="card_number", label=gettext_lazy("Membership card"), check=text(30),
            headings=("会员卡号", "会员证号", "工会卡号", "会员编号"), example="JY00000001",
        ),
        Column(
            name="card", label=gettext_lazy("Bank card"), check=bank_card,
            headings=("银行卡号", "银行账号", "工资卡号"), example="6222000000000000",
        ),
        Column(
            name="address", label=gettext_lazy("Address"), check=text(200),
            headings=("住址", "家庭住址", "现住址", "居住地址", "通讯地址", "家庭地址"),
            example="江阴市示例路1号",
        ),
        Column(
            name="migrant", label=gettext_lazy("Migrant worker"), check=checks.yes_no,
            choices=lambda: ("是", "否"), headings=("是否农民工", "农民工"), example="否",
        ),
        Column(
            name="trade", label=gettext_lazy("New form of work"), check=trade,
            choices=names_of("trade"),
            headings=("新就业形态", "新就业形态类型", "新就业形态劳动者类型", "是否新就业形态"),
        ),
        Column(
            name="dispatched", label=gettext_lazy("Dispatched worker"), check=checks.yes_no,
            choices=lambda: ("是", "否"), headings=("是否劳务派遣", "劳务派遣", "派遣工"),
            example="否",
        ),
    ],
)  # fmt: skip
