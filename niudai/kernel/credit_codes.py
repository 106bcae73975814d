"""What is known of a unified social credit code, kept beside it so that it can be asked for."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from niudai.kernel.identifiers import wrong_credit_code


class CodeState(models.TextChoices):
    MISSING = "missing", _("Missing")
    VALID = "valid", _("Valid")
    WRONG = "wrong", _("Wrong")
    # Real codes exist that fail the check: then the record says what paper shows it.
    SHOWN = "shown", _("Wrong by the check, shown by a paper")


def state_of(code: str, proof: str) -> CodeState:
    if not code:
        return CodeState.MISSING
    if not wrong_credit_code(code):
        return CodeState.VALID
    return CodeState.SHOWN if proof else CodeState.WRONG


class CodeStateField(models.CharField):
    """The state of a code that two other fields hold, kept in step whenever the record is saved."""

    def __init__(self, code: str, proof: str, **kwargs: Any) -> None:
        self.of = (code, proof)
        kwargs.update(max_length=10, choices=CodeState, default=CodeState.MISSING, editable=False)
        super().__init__(**kwargs)

    def deconstruct(self) -> Any:
        name, path, _args, kwargs = super().deconstruct()
        for fixed in ("max_length", "choices", "default", "editable"):
            kwargs.pop(fixed, None)
        return name, path, list(self.of), kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        state = self.text_of(*(getattr(model_instance, name) or "" for name in self.of))
        setattr(model_instance, self.attname, state)
        return state

    def text_of(self, code: str, proof: str) -> str:
        return str(state_of(code, proof))
