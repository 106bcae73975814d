"""What an identity number says of the person: state, birthday, sex (GB 11643, domain 8.3)."""

from dataclasses import dataclass
from datetime import date

from niudai.kernel.identifiers import wrong_identity_number
from niudai.membership.models import Person

RESIDENT = "resident"
State = Person.NumberState
Sex = Person.Sex


@dataclass(frozen=True, slots=True)
class Identity:
    """The number as it is kept, what is known of it, and what can be read from it."""

    number: str
    state: Person.NumberState
    born_on: date | None = None
    sex: Person.Sex = Person.Sex.UNKNOWN


def identity(number: str, document: str = RESIDENT) -> Identity:
    """Never refuses: a wrong number is kept as wrong, for somebody to ask the person again."""
    number = "".join(number.split()).upper()
    if not number:
        return Identity("", State.MISSING)
    if document != RESIDENT:
        return Identity(number, State.FOREIGN)
    if len(number) == 15 and number.isdigit():
        return Identity(number, State.OLD, day(f"19{number[6:12]}"), sex_of(number[14]))
    if wrong_identity_number(number):
        return Identity(number, State.WRONG)
    return Identity(number, State.VALID, day(number[6:14]), sex_of(number[16]))


def sex_of(digit: str) -> Person.Sex:
    return Sex.MALE if int(digit) % 2 else Sex.FEMALE


def day(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
