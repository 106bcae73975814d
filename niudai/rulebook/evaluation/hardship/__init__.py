"""Hardship: which household, until when, how much aid at most. Reference 1.1, 1.2, 1.5, 1.9."""

from niudai.rulebook.evaluation.hardship.caps import EVALUATORS as CAPS
from niudai.rulebook.evaluation.hardship.category import EVALUATORS as CATEGORY
from niudai.rulebook.evaluation.hardship.filing import EVALUATORS as FILING
from niudai.rulebook.evaluation.hardship.leaving import EVALUATORS as LEAVING

EVALUATORS = {**CATEGORY, **LEAVING, **CAPS, **FILING}
