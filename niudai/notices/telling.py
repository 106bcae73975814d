"""Telling someone: rows in the caller's transaction, gone with its rollback.

Nothing is sent here. `deliver_notices` sends what was committed.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from niudai.access.models import Appointment
from niudai.access.permissions import GRANTS, Permission
from niudai.kernel import bulk
from niudai.kernel.paths import ancestors
from niudai.notices.hours import by_day
from niudai.notices.models import Notice
from niudai.organisations.models import Organisation

P = ParamSpec("P")


def in_house_language(tell: Callable[P, None]) -> Callable[P, None]:
    """Words for a recipient are written in the house's language, whatever the writer reads."""

    @wraps(tell)
    def told(*args: P.args, **kwargs: P.kwargs) -> None:
        with translation.override(settings.LANGUAGE_CODE):
            tell(*args, **kwargs)

    return told


def tell_officer(
    appointment: Appointment, *, subject: str, body: str, url: str = "", reference: str = ""
) -> None:
    """Into the person's box at once; by e-mail and WeCom too where the account has an address."""
    tell_officers([appointment], subject=subject, body=body, url=url, reference=reference)


def tell_desk(
    organisation: Organisation,
    permission: Permission,
    *,
    subject: str,
    body: str,
    url: str = "",
    reference: str = "",
) -> None:
    """Everybody responsible there today; with nobody in post, at the nearest place above."""
    tell_officers(
        desk(organisation, permission), subject=subject, body=body, url=url, reference=reference
    )


def desk(organisation: Organisation, permission: Permission) -> list[Appointment]:
    """The appointments in force whose role grants the permission, nearest place only."""
    roles = [role for role, granted in GRANTS.items() if permission in granted]
    held = Appointment.objects.in_force(timezone.localdate()).filter(
        role__in=roles, organisation__path__in=ancestors(organisation.path)
    )
    rows = list(held.select_related("user", "organisation").order_by("-organisation__path", "pk"))
    return [row for row in rows if row.organisation_id == rows[0].organisation_id]


def tell_officers(appointments: Iterable[Appointment], **text: Any) -> None:
    """One message in each box; whoever holds two of the posts gets one e-mail."""
    reached: set[int] = set()
    for appointment in appointments:
        store(Notice.Channel.IN_APP, appointment, delivered_at=timezone.now(), **text)
        if appointment.user_id in reached:
            continue
        reached.add(appointment.user_id)
        if appointment.user.email:
            store(Notice.Channel.EMAIL, appointment, **text)
        if appointment.user.phone:
            store(Notice.Channel.WECOM, appointment, **text)


def tell_contact(
    *,
    organisation: Organisation,
    name: str,
    subject: str,
    body: str,
    phone: str = "",
    email: str = "",
    url: str = "",
    reference: str = "",
) -> None:
    """Someone without an account, by text message and by e-mail, as far as addresses are known.

    A text message never wakes anyone: at night it waits for the morning.
    """
    text: dict[str, Any] = {"subject": subject, "body": body, "url": url, "reference": reference}
    if phone:
        due_at = by_day(timezone.now())
        store(
            Notice.Channel.SMS, organisation=organisation, name=name, phone=phone, due_at=due_at,
            **text,
        )  # fmt: skip
    if email:
        store(Notice.Channel.EMAIL, organisation=organisation, name=name, email=email, **text)


@dataclass(frozen=True, slots=True)
class Text:
    """A text message to somebody without an account, of whom only the address is known."""

    organisation_id: int
    name: str
    phone: str
    subject: str
    body: str
    url: str = ""


def text_contacts(texts: Iterable[Text]) -> None:
    """Text messages to many at once, as `tell_contact` would send them one by one."""
    due_at = by_day(timezone.now())
    bulk.load(
        Notice,
        ["channel", "organisation_id", "name", "phone", "subject", "body", "url", "due_at"],
        ((Notice.Channel.SMS, each.organisation_id, each.name, each.phone, each.subject,
          each.body, each.url, due_at) for each in texts if each.phone),
    )  # fmt: skip


def store(channel: str, recipient: Appointment | None = None, **values: Any) -> Notice:
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A notice is stored in the transaction of the act it tells of.")
    if recipient is not None:
        values["organisation"] = recipient.organisation
    values["subject"] = " ".join(values["subject"].split())[:120]  # no line break in a mail header
    values.setdefault("due_at", timezone.now())
    return Notice.objects.create(channel=channel, recipient=recipient, **values)
