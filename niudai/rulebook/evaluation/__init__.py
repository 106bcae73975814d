"""The rules that are not clocks: facts in, an explained result out."""

from niudai.rulebook.evaluation.facts import Fact
from niudai.rulebook.evaluation.question import DECIDES, PREVIEW, WARNS, Answer
from niudai.rulebook.evaluation.registry import EVALUATORS, evaluate, facts_wanted

__all__ = [
    "DECIDES",
    "EVALUATORS",
    "PREVIEW",
    "WARNS",
    "Answer",
    "Fact",
    "evaluate",
    "facts_wanted",
]
