"""Whether words for a donor give the family away.

Checked against everything the file knows of the household, and against what a number, an address
or a school looks like. It finds what is written there; it does not replace reading the sentence.
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from niudai.assistance.hardship.models import HardshipFile

DIGITS = re.compile(r"\d{5,}")
HOUSE = re.compile(r"\d+\s*(号|室|栋|幢|单元)")
# A school by its name; “上大学” and “小学生” name none.
SCHOOL = re.compile(
    r"[\u4e00-\u9fff]{2,}(?<![上读念考入升在名个位的])"
    r"(小学|中学|大学|学院|幼儿园|学校|职校|技校)(?!生)"
)
# Illnesses as the code table of health names them, and what people say.
ILLNESS = re.compile(
    r"癌|肿瘤|白血病|尿毒症|透析|艾滋|肝炎|精神病|抑郁|精神分裂|瘫痪|脑瘫|肺结核|糖尿病|心脏病|中风"
)
SHORTEST = 2  # characters of a word that would point at somebody


def betrayals(words: str, file: HardshipFile | None = None) -> Iterator[str]:
    """What gives somebody away, each as a sentence."""
    if DIGITS.search(words):
        yield _("A number stands in the words.")
    if HOUSE.search(words):
        yield _("An address stands in the words.")
    if SCHOOL.search(words):
        yield _("A school is named in the words.")
    if ILLNESS.search(words):
        yield _("An illness is named in the words.")
    if file is not None and any(known in words for known in known_of(file)):
        yield _("The words name somebody of the household, an employer, a school or an illness.")


def known_of(file: HardshipFile) -> set[str]:
    """Names, places, schools and illnesses of the file."""
    facts = [file.name, file.address, file.employer_said, file.registered_at]
    if file.employer:
        facts.append(file.employer.name)
    for member in file.members.all():
        facts += [member.name, member.unit, member.illness, member.health]
    return {fact.strip() for fact in facts if fact and len(fact.strip()) >= SHORTEST}
