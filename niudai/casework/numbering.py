"""Case numbers as the office writes them: 澄周调〔2026〕0117 号."""

from django.db import models, transaction

from niudai.casework.models.series import Series


@transaction.atomic
def next_reference(mark: str, word: str, year: int) -> str:
    """The next number of a series; two people at once get two numbers."""
    name = f"{mark}{word}〔{year}〕"
    Series.objects.get_or_create(name=name)
    Series.objects.filter(name=name).update(last=models.F("last") + 1)
    last = Series.objects.values_list("last", flat=True).get(name=name)
    return f"{name}{last:04d} 号"
