"""Identity numbers, credit codes, phones: what is wrong with one, in a sentence, or nothing."""

import re
import secrets
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from stdnum.cn import ric, uscc
from stdnum.exceptions import ValidationError

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that is misread aloud or on paper
IDENTITY = re.compile(r"[1-9]\d{16}[\dX]", re.ASCII)  # without it full-width digits would pass
PHONE = re.compile(r"1[3-9]\d{9}|0\d{2,3}-?\d{7,8}", re.ASCII)


def wrong_identity_number(number: str) -> str | None:
    """The library's checks but one: it refuses place codes younger than the person.

    A number takes the code of the day it was given, which may be long after the birth.
    """
    number = ric.compact(number)
    if not IDENTITY.fullmatch(number) or ric.calc_check_digit(number) != number[-1]:
        return _("The identity number is not valid: check its 18 characters.")
    try:
        born_on = ric.get_birth_date(number)
    except ValidationError:
        born_on = date.max
    if born_on > timezone.localdate():
        return _("The identity number holds a birthday that does not exist.")
    return None


def wrong_credit_code(code: str) -> str | None:
    try:
        uscc.validate(code)
    except ValidationError:
        return _("The unified social credit code is not valid: check its 18 characters.")
    return None


def wrong_phone(number: str) -> str | None:
    return None if PHONE.fullmatch(number) else _("The phone number is not valid.")


def new_code() -> str:
    """A code such as `N7KQ-4M2P-8XWD` that a person can read out: 59 random bits."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(12))
    return "-".join(letters[start : start + 4] for start in (0, 4, 8))


def normal_code(text: str) -> str:
    """What a person typed, as `new_code` writes it: case, spaces and dashes do not matter."""
    letters = re.sub(r"[^0-9A-Z]", "", text.upper())
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))
