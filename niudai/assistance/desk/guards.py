"""What is missing before a move of a reception, in the sentences the page shows."""

from django.utils.translation import gettext as _

from niudai.assistance.desk.models import Reception


def missing_answer(case: Reception) -> str | None:
    return None if case.answer else _("Write down what the visitor was answered.")


def missing_phone(case: Reception) -> str | None:
    """Only who left a number can be called; a letter is answered by letter."""
    if case.phone or case.way == Reception.Way.LETTER:
        return None
    return _("No phone is on record: close it without a call-back.")


def missing_call(case: Reception) -> str | None:
    """Whoever left a phone is called back before the record is closed."""
    if case.satisfaction or not case.phone:
        return None
    return _("Call the visitor back first.")
