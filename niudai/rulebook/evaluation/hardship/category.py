"""Which category of hardship a household is in, and every amount on the way. Reference 1.1, 1.2."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from niudai.rulebook.codes import name_of, read_codes
from niudai.rulebook.evaluation.facts import Fact, yuan
from niudai.rulebook.evaluation.hardship.household import (
    INCOME,
    RIGID,
    Household,
    household,
    total,
)
from niudai.rulebook.evaluation.hardship.reading import SWITCHES, Amount, Rows, dibao, times
from niudai.rulebook.evaluation.hardship.testing import Tested, before_the_tests, tested
from niudai.rulebook.evaluation.question import Evaluator, Outcome, Question
from niudai.rulebook.instruments import speaks_chinese
from niudai.rulebook.rule import Rule
from niudai.rulebook.rules import Unsettled

NONE, REFUSED, CANNOT = "none", "refused", "cannot decide"
CATEGORIES = "hardship_category"


@dataclass(frozen=True, slots=True)
class Exclusion:
    """One ground that keeps a household out, and whether it is there."""

    rule: Rule
    sentence: str

    @property
    def as_data(self) -> dict[str, Any]:
        return {
            "rule": self.rule.id,
            "key": self.rule.key,
            "sentence": self.sentence,
            "basis": self.rule.basis,
            "status": self.rule.status.value,
            "overridable_by": self.rule.parameters.get("overridable_by"),
        }


def category(question: Question) -> Outcome:
    """Deep, relative, accidental or none: the first test that is met; exclusions come before."""
    rows = Rows(question)
    home = household(rows)
    excluded = exclusions(rows)
    more = home.as_data | {
        "exclusions": [each.as_data for each in excluded],
        "exclusions_not_asked": not_asked(rows),
        "flags": flags(home),
        "tests": [],
        "category": None,
        "category_name": None,
    }
    said = [home.sentence, *more["flags"]]
    reasons = [each.sentence for each in excluded]
    try:
        pretest = first_of_all(rows, home)
        line = dibao(rows)
        done = [tested(rule, home, line.fen, question) for rule in tests(rows)]
    except Unsettled as unsettled:
        cannot = _("Cannot decide: no rule in force. %(why)s") % {"why": unsettled.reason}
        more = more | {"reasons": reasons, "line": None, "rules": rows.as_data}
        return Outcome(CANNOT, False, [cannot, *said, *reasons], more, settled=False)
    return concluded(rows, more, said, reasons, pretest, line, done)


def concluded(
    rows: Rows,
    more: dict[str, Any],
    said: list[str],
    reasons: list[str],
    pretest: Tested | None,
    line: Amount,
    done: list[Tested],
) -> Outcome:
    """The category of the first test met; a failed pre-test or an exclusion refuses."""
    found: str | None = next((test.category for test in done if test.passed), NONE)
    if pretest is not None and not pretest.passed:
        reasons, done, found = [pretest.sentence, *reasons], [], None
    all_tests = [pretest, *done] if pretest else done
    more = more | {
        "line": line.as_data,
        "tests": [test.as_data for test in all_tests],
        "category": found,
        "category_name": name_of(CATEGORIES, found) if found and found != NONE else None,
        "reasons": reasons,
        "rules": rows.as_data,
    }
    sentences = [*said, *(test.sentence for test in all_tests)]
    if reasons:
        refused = [_("Refused: %(reason)s") % {"reason": reason} for reason in reasons]
        return Outcome(REFUSED, False, [*refused, *sentences], more)
    result = found or NONE
    return Outcome(result, result != NONE, sentences, more)


def first_of_all(rows: Rows, home: Household) -> Tested | None:
    """The pre-test of the place, where it has one."""
    rule = rows.find(rows.question.number("pretest"))
    if rule is None:
        return None
    bar = rows.amount(rule.parameters["amount"], "disposable_line")
    return before_the_tests(rule, home, bar.fen)


def tests(rows: Rows) -> list[Rule]:
    """The tests of the place in their order; a test the place has no row for is not put."""
    found = [rows.find(name) for name in rows.question.number("tests")]
    known = [rule for rule in found if rule is not None]
    if not known:
        raise Unsettled(_("No test of hardship is in force here."))
    return known


def flags(home: Household) -> list[str]:
    """What somebody should look at, whatever the category is."""
    if total(home.rigid) > home.gross:
        return [_("Rigid expenditure exceeds income: check the evidence.")]
    return []


def exclusions(rows: Rows) -> list[Exclusion]:
    """Every ground of the place that the facts show; any one keeps the household out."""
    shown = []
    for rule in grounds(rows):
        if sentence := excluded_by(rule, rows.question):
            rows.relied_on(rule)
            shown.append(Exclusion(rule, sentence))
    return shown


def grounds(rows: Rows) -> list[Rule]:
    """The exclusions the place knows."""
    found = [rows.known(name) for name in rows.question.number("exclusions")]
    return [rule for rule in found if rule is not None]


def not_asked(rows: Rows) -> list[str]:
    """Exclusions of the place about which nothing was said: a file must ask them."""
    return [rule.id for rule in grounds(rows) if rows.question[rule.parameters["fact"]] is None]


def excluded_by(rule: Rule, question: Question) -> str:
    """The sentence of one exclusion, or nothing where the facts do not show it."""
    numbers = rule.parameters
    value = question[numbers["fact"]]
    if value is None:
        return ""
    if "at_least" in numbers:
        there = value >= numbers["at_least"]
        shown = str(value)
    elif "times" in numbers:
        other = question[numbers["compared_with"]]
        there = other is not None and value > times(numbers["times"]) * other
        shown = yuan(value)
    else:
        there, shown = bool(value), ""
    if not there:
        return ""
    colon = "：" if speaks_chinese() else ": "
    head = f"{_('exclusion')}{colon}{rule.title}"
    return _("%(ground)s (here %(value)s)") % {"ground": head, "value": shown} if shown else head


def items(table: str) -> tuple[str, ...]:
    """Every item a table holds, in force or not: an old household is judged again."""
    return tuple(dict.fromkeys(entry.id for entry in read_codes(table)))


def optional(name: str, kind: str, zh: str, en: str, **more: Any) -> Fact:
    return Fact(name, kind, zh, en, required=False, **more)


EVENTS = ("public", "illness", "loss")
HOUSEHOLD = (
    Fact("people", "count", "家庭人口", "people in the household"),
    Fact(
        "income",
        "lines",
        "家庭年收入（元）：一个总数，或逐项 item、amount",
        "the household's income in the year: one amount, or rows of item and amount",
        choices=items(INCOME),
    ),
    optional(
        "rigid",
        "lines",
        "年刚性支出（元）：一个总数，或逐项 item、amount、reimbursed（报销）",
        "rigid expenditure in the year: one amount, or rows of item, amount and reimbursed",
        choices=items(RIGID),
    ),
    optional(
        "able_unemployed",
        "count",
        "有劳动能力、法定年龄内、不在学、未就业又无证明的人数",
        "people able to work, of working age, not studying, without work and without proof",
    ),
    optional(
        "minimum_wage",
        "money",
        "当地月最低工资标准，推算收入用；给出时只供预览",
        "local monthly minimum wage, for imputed wages; given here it only previews",
    ),
    optional(
        "disposable_line",
        "money",
        "省上年度居民人均可支配收入，前置条件用；给出时只供预览",
        "the province's disposable income a head of last year, for a pre-test; a preview",
    ),
    optional("savings", "money", "存款", "savings"),
    optional("investments", "money", "投资净资产", "net investments"),
    optional(
        "event",
        "choice",
        "突发事件：public 灾害事故疫情治安，illness 重大疾病，loss 意外重伤或财产毁损",
        "sudden event: public (disaster, accident, epidemic), illness, loss (injury or ruin)",
        choices=EVENTS,
    ),
    optional("event_cost", "money", "事件造成的支出或损失", "cost or loss of the event"),
    optional(
        "event_compensated", "money", "已获赔偿、保险和救助", "compensation, insurance and help"
    ),
    optional(
        "event_casualty",
        "yes_no",
        "是否在所列事件中伤亡",
        "whether somebody was hurt or killed in one of the named events",
    ),
    optional(
        "still_in_difficulty",
        "yes_no",
        "赔偿救助后是否仍暂时困难（由人认定）",
        "whether the need remains after all help, as a person found",
    ),
)
EXCLUSIONS = (
    optional("dwellings", "count", "住宅套数", "dwellings owned"),
    optional("shop", "yes_no", "是否拥有商业店铺", "whether a shop is owned"),
    optional("employs_others", "yes_no", "是否雇佣他人经营", "whether others are employed"),
    optional(
        "private_school",
        "yes_no",
        "子女是否高收费择校或自费留学",
        "whether a child is at a high-fee private school or abroad at own cost",
    ),
    optional("school_fee", "money", "民办学校年收费", "yearly fee of the private school"),
    optional(
        "public_school_fee", "money", "当地同级公办学校年收费", "yearly fee of the public school"
    ),
    optional(
        "own_vehicle",
        "yes_no",
        "是否非受雇佣经常使用机动车辆",
        "whether a motor vehicle is regularly used, other than as a hired driver",
    ),
    optional(
        "own_fault",
        "yes_no",
        "致困原因是否斗殴、酒驾、赌博、吸毒等",
        "whether the cause is fighting, drink-driving, gambling or drugs",
    ),
    optional(
        "refuses_work",
        "yes_no",
        "有劳动能力者是否无正当理由不就业",
        "whether an able-bodied member refuses work without reason",
    ),
    optional(
        "refuses_check",
        "yes_no",
        "是否拒绝家庭经济状况核对",
        "whether the check of the family's finances is refused",
    ),
)

EVALUATORS = {"hardship_category": Evaluator((*HOUSEHOLD, *EXCLUSIONS, *SWITCHES), category)}
