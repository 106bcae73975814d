"""Which award is final, item by item, and which case may be handled simply."""

from typing import Any

from django.utils.translation import gettext as _

from niudai.kernel.refused import Refused
from niudai.rulebook.evaluation.facts import MATTERS, Fact, Item, yuan
from niudai.rulebook.evaluation.question import Evaluator, Outcome, Question

FINAL, NOT_FINAL = "final", "not final"


def final_award(question: Question) -> Outcome:
    """Each item by itself against twelve months of the minimum wage; nothing is summed."""
    items = items_of(question)
    if all(item.matter != "pay" for item in items):
        ceiling = None
    else:
        ceiling = question.number("months") * question.wage("minimum_wage")
    rows = [judged(item, ceiling) for item in items]
    results = {row["result"] for row in rows}
    more: dict[str, Any] = {"items": rows, "documents": len(results)}
    sentences = [row.pop("why") for row in rows]
    if ceiling is not None:
        more["ceiling"] = yuan(ceiling)
        sentences.insert(
            0,
            _("Ceiling: %(months)s × %(wage)s = %(ceiling)s yuan for each item.")
            % {
                "months": question.number("months"),
                "wage": yuan(ceiling // question.number("months")),
                "ceiling": yuan(ceiling),
            },
        )
    if len(results) > 1:
        sentences.append(_("Final and non-final items are written as separate award documents."))
    sentences.append(_("What the award itself says prevails; a person confirms."))
    result = results.pop() if len(results) == 1 else "mixed"
    return Outcome(result, result == FINAL, sentences, more)


def items_of(question: Question) -> tuple[Item, ...]:
    items, amount = question["items"], question["amount"]
    if (items is None) == (amount is None):
        raise Refused(_("Give either “items”, one row a claim, or a single “amount”."))
    if items is not None:
        return tuple(items)
    return (Item(_("claim"), amount, "pay"),)


def judged(item: Item, ceiling: int | None) -> dict[str, Any]:
    """One item with its result and the reason."""
    row: dict[str, Any] = {"name": item.name}
    if item.fen is not None:
        row["amount"] = yuan(item.fen)
    if item.matter == "standard":
        why = _("%(name)s: working time, leave or social insurance by state standard: final.")
        return row | {"result": FINAL, "why": why % row}
    if item.matter == "other" or item.fen is None or ceiling is None:
        why = _("%(name)s: not among the matters that may be final: not final.")
        return row | {"result": NOT_FINAL, "why": why % row}
    if item.fen <= ceiling:
        why = _("%(name)s: %(amount)s yuan does not exceed the ceiling: final.")
        return row | {"result": FINAL, "why": why % row}
    why = _("%(name)s: %(amount)s yuan exceeds the ceiling: not final.")
    return row | {"result": NOT_FINAL, "why": why % row}


def simple_handling(question: Question) -> Outcome:
    """Clear facts, or a small amount, or both parties agree: any one is enough."""
    if question["both_agree"]:
        return Outcome("simple", True, [_("Both parties agree to simple handling.")])
    if question["clear_facts"]:
        return Outcome("simple", True, [_("The facts are clear and little is in dispute.")])
    if question["amount"] is None:
        if question["clear_facts"] is None and question["both_agree"] is None:
            raise Refused(_("Give the amount, or whether facts are clear or both parties agree."))
        return Outcome("ordinary", False, [_("None of the three grounds is given.")])
    average = question.wage("average_annual_wage")
    facts = {"amount": yuan(question["amount"]), "average": yuan(average)}
    if question["amount"] <= average:
        said = _("%(amount)s yuan does not exceed the average annual wage of %(average)s.")
        return Outcome("simple", True, [said % facts])
    said = _("%(amount)s yuan exceeds the average annual wage of %(average)s.")
    return Outcome("ordinary", False, [said % facts])


EVALUATORS = {
    "final_award": Evaluator(
        (
            Fact(
                "items",
                "items",
                "各项请求：name 名称、amount 金额（元）、matter 类别（"
                "pay 劳动报酬、工伤医疗费、经济补偿或赔偿金，standard 劳动标准，other 其他）",
                "the claims: name, amount in yuan, matter (pay: wages, injury costs, "
                "compensation, damages; standard: state labour standards; other)",
                required=False,
                choices=MATTERS,
            ),
            Fact(
                "amount",
                "money",
                "只有一项请求时的金额",
                "the amount, when there is one claim",
                required=False,
            ),
            Fact(
                "minimum_wage",
                "money",
                "当地月最低工资标准；不给出时用未确认的数，只供预览",
                "local monthly minimum wage; without it an unconfirmed one gives a preview",
                required=False,
            ),
        ),
        final_award,
    ),
    "simple_handling": Evaluator(
        (
            Fact("amount", "money", "标的金额", "amount in dispute", required=False),
            Fact(
                "average_annual_wage",
                "money",
                "省上年度职工年平均工资",
                "provincial average annual wage of last year",
                required=False,
            ),
            Fact(
                "clear_facts",
                "yes_no",
                "是否事实清楚、争议不大",
                "whether the facts are clear and little is in dispute",
                required=False,
            ),
            Fact(
                "both_agree",
                "yes_no",
                "双方是否同意简易处理",
                "whether both parties agree",
                required=False,
            ),
        ),
        simple_handling,
    ),
}
