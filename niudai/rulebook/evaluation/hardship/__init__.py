"""Hardship: which household, until when, how much aid at most. Reference 1.1, 1.2, 1.5, 1.9."""

from niudai.rulebook.evaluation.hardship import caps, category, filing, leaving

EVALUATORS = {
    **category.EVALUATORS,
    **leaving.EVALUATORS,
    **caps.EVALUATORS,
    **filing.EVALUATORS,
}
