"""What the worker and the desks hear of a hardship file.

Called by the actions inside their transaction. A text message says that there is something to
read and never what: that somebody is poor or ill is nobody else's business.
"""

from django.conf import settings
from django.utils.translation import gettext as _

from niudai.assistance.hardship.models import HardshipFile
from niudai.casework.responsible import tell_responsible
from niudai.notices.telling import in_house_language, tell_contact


@in_house_language
def received(file: HardshipFile) -> None:
    """The worker gets the code; whoever checks first learns that something waits."""
    tell_worker(
        file, _("Your code"),
        _("We have what you sent to the union. Code: %(code)s. With it and this phone number you "
          "see how it stands. Tell it to nobody.") % {"code": file.code},
    )  # fmt: skip
    tell_turn(file, _("An application to be checked"))


@in_house_language
def objected(file: HardshipFile) -> None:
    tell_turn(file, _("Somebody objects to a file that is public"))


@in_house_language
def answered(file: HardshipFile) -> None:
    """Returned, refused or decided: the words stand behind code and phone."""
    tell_worker(
        file, _("There is an answer"),
        _("There is an answer to what you sent to the union. Read it with your code and this "
          "phone number."),
    )  # fmt: skip


@in_house_language
def code_again(file: HardshipFile) -> None:
    tell_worker(
        file, _("Your code"),
        _("The code of your application %(number)s is %(code)s. Tell it to nobody.")
        % {"number": file.reference, "code": file.code},
    )  # fmt: skip


@in_house_language
def wrote(file: HardshipFile) -> None:
    """Never the words: a screen is read by who passes."""
    tell_responsible(
        file.item, subject=_("Message: %(number)s") % {"number": file.reference},
        body=_("The worker wrote to you about this file."),
    )  # fmt: skip


def tell_worker(file: HardshipFile, subject: str, body: str) -> None:
    tell_contact(
        organisation=file.organisation, name=file.name, phone=file.worker.phone,
        subject=subject, body=body, url=f"{settings.SITE_URL.rstrip('/')}/",
    )  # fmt: skip


@in_house_language
def turn(file: HardshipFile) -> None:
    """The next level learns that it is its turn."""
    tell_turn(file, _("A hardship file waits for you"))


def tell_turn(file: HardshipFile, subject: str) -> None:
    tell_responsible(
        file.item, subject=subject,
        body=_("%(case)s, %(place)s: %(stage)s.")
        % {"case": file.reference, "place": file.organisation, "stage": file.get_stage_display()},
    )  # fmt: skip
