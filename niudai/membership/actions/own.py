"""What a member does about the own membership, without an account."""

import secrets

from django.db import transaction

from niudai.access.actor import party
from niudai.audit.log import record
from niudai.membership import notices
from niudai.membership.models import Person

DIGITS = 6


@transaction.atomic
def send_once_code(person: Person) -> str:
    """Send a code to the phone on file; whoever reads it there is the member."""
    code = "".join(str(secrets.randbelow(10)) for _ in range(DIGITS))
    record("membership.ask_own", person, by=party("applicant", at=person.path))
    notices.once_code(person, code)
    return code
