"""How a message leaves the house. A county plugs its gateway in by a class named in the settings.

A class gets the channel's name and has one method, `send`. It returns when the message was taken
over, and raises otherwise: `Undeliverable` when trying again is useless, anything else when not.
"""

import json
import sys
from typing import Any, Protocol
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from niudai.access.models import Appointment
from niudai.kernel.masking import masked_phone
from niudai.notices.models import Notice

TIMEOUT = 10  # seconds for a gateway to answer


class Undeliverable(Exception):
    """No further attempt can help; the sentence is shown on the delivery page."""


class Channel(Protocol):
    """What a class named by SMS_CHANNEL or WECOM_CHANNEL must offer."""

    def __init__(self, name: str) -> None: ...

    def send(self, *, to: str, subject: str, text: str, key: str) -> None:
        """Hand the text over for this phone number. `key` is the same for every repetition."""


class Console:
    """Writes a line instead of sending: for the demo, and until the county has a gateway."""

    def __init__(self, name: str) -> None:
        self.name = name

    def send(self, *, to: str, subject: str, text: str, key: str) -> None:
        # A code or a link in a log would open a case to whoever reads the log.
        shown = f"{subject}: {text}" if settings.DEBUG else subject
        sys.stdout.write(f"[{self.name}] {masked_phone(to)} {shown}\n")
        sys.stdout.flush()


class NoRedirects(HTTPRedirectHandler):
    """A gateway that sends us elsewhere is set up wrongly: the token goes nowhere else."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


class Webhook:
    """POSTs each message as JSON to the county's own gateway: `SMS_WEBHOOK_URL` and `…_TOKEN`.

    {"to": phone, "subject": …, "text": …}, with the token as bearer and an `Idempotency-Key` by
    which the gateway can drop a repetition. Any answer but 2xx is an error.
    """

    def __init__(self, name: str) -> None:
        self.url = getattr(settings, f"{name.upper()}_WEBHOOK_URL")
        self.token = getattr(settings, f"{name.upper()}_WEBHOOK_TOKEN")

    def send(self, *, to: str, subject: str, text: str, key: str) -> None:
        if not self.url.startswith("https://") and not settings.DEBUG:
            raise ValueError("The address of the gateway must begin with https://.")
        body = json.dumps({"to": to, "subject": subject, "text": text}, ensure_ascii=False)
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "Authorization": f"Bearer {self.token}",
            "Idempotency-Key": key,
        }
        request = Request(self.url, data=body.encode(), headers=headers, method="POST")  # noqa: S310
        try:
            build_opener(NoRedirects).open(request, timeout=TIMEOUT).close()
        except HTTPError as refusal:
            refusal.close()
            raise


def send(notice: Notice) -> None:
    """Hand a notice to its channel. Raises when it could not be handed over."""
    refuse_unreachable(notice)
    if notice.channel == Notice.Channel.EMAIL:
        send_mail(notice)
        return
    chosen = import_string(getattr(settings, f"{notice.channel.upper()}_CHANNEL"))
    channel: Channel = chosen(notice.channel)
    channel.send(
        to=notice.number,
        subject=notice.subject,
        text=" ".join(filter(None, (notice.body, address(notice)))),
        key=f"notice-{notice.pk}",
    )


def refuse_unreachable(notice: Notice) -> None:
    serving = Appointment.objects.in_force(timezone.localdate())
    if notice.recipient_id and not serving.filter(pk=notice.recipient_id).exists():
        raise Undeliverable(_("The recipient is no longer in this post."))
    reach = notice.mailbox if notice.channel == Notice.Channel.EMAIL else notice.number
    if not reach:
        raise Undeliverable(_("The recipient has no address on this channel."))


def send_mail(notice: Notice) -> None:
    text = "\n\n".join(filter(None, (notice.body, address(notice))))
    # The same id for every repetition: a mail program shows the message once.
    headers = {"Message-ID": f"<notice-{notice.pk}@{urlsplit(settings.SITE_URL).hostname}>"}
    EmailMessage(notice.subject, text, to=[notice.mailbox], headers=headers).send()


def address(notice: Notice) -> str:
    """The page as a full address: a path of the office begins with a slash."""
    if notice.url.startswith("/"):
        return f"{settings.SITE_URL.rstrip('/')}{notice.url}"
    return notice.url
