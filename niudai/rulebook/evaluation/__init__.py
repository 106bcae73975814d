"""The rules that are not clocks: facts in, an explained result out."""

from niudai.rulebook.evaluation.facts import Fact
from niudai.rulebook.evaluation.question import DECIDES, PREVIEW, UNSETTLED, WARNS, Answer
from niudai.rulebook.evaluation.registry import EVALUATORS, evaluate, facts_wanted
from niudai.rulebook.evaluation.what_if import Comparison, what_if

__all__ = [
    "DECIDES",
    "EVALUATORS",
    "PREVIEW",
    "UNSETTLED",
    "WARNS",
    "Answer",
    "Comparison",
    "Fact",
    "evaluate",
    "facts_wanted",
    "what_if",
]
