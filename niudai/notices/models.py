"""What we tell whom. A notice is stored with the act it tells of and delivered afterwards."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor, beneath
from niudai.access.permissions import Permission
from niudai.kernel.labels import Labelled
from niudai.kernel.masking import masked_name, masked_phone
from niudai.kernel.personal import SealedField


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, actor: Actor) -> Self:
        """The actor's own box; for whoever watches delivery, all notices of the places beneath."""
        if actor.may(Permission.NOTICE_VIEW):
            if actor.everywhere:
                return self
            return self.filter(beneath(actor) | self.in_box(actor))
        return self.own(actor)

    def own(self, actor: Actor) -> Self:
        """What lies in the actor's own box, that of the appointment they act under."""
        return self.filter(self.in_box(actor))

    def in_box(self, actor: Actor) -> Q:
        if actor.appointment_id is None:
            return Q(pk__in=[])
        return Q(channel=Notice.Channel.IN_APP, recipient_id=actor.appointment_id)

    def unread(self) -> Self:
        return self.filter(read_at=None)

    def waiting(self) -> Self:
        """Neither delivered nor given up."""
        return self.filter(delivered_at=None, failed_at=None)

    def failed(self) -> Self:
        return self.exclude(failed_at=None)

    def to_deliver(self, now: datetime, *, abandoned_before: datetime) -> Self:
        """Waiting, due, in nobody's hands; an older claim was left behind by a dead worker."""
        return self.waiting().filter(
            Q(claimed_at=None) | Q(claimed_at__lt=abandoned_before),
            Q(next_attempt_at=None) | Q(next_attempt_at__lte=now),
            due_at__lte=now,
        )


class Notice(Labelled):
    """One message on one channel to one person: an officer in post, or a party of a case."""

    class Channel(models.TextChoices):
        IN_APP = "in_app", _("In the program")
        EMAIL = "email", _("E-mail")
        SMS = "sms", _("Text message")
        WECOM = "wecom", _("WeCom")

    channel = models.CharField(_("channel"), max_length=10, choices=Channel)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    recipient = models.ForeignKey(
        "access.Appointment", on_delete=models.PROTECT, null=True, related_name="+"
    )
    # Someone without an account: the address stands in the notice itself.
    name = models.CharField(_("name"), max_length=120, blank=True)
    phone = SealedField(_("phone"), blank=True)
    email = SealedField(_("e-mail"), blank=True)
    subject = models.CharField(_("subject"), max_length=120)
    # Sealed: a code or an answer link in it opens a case.
    body = SealedField(_("text"))
    url = SealedField(blank=True)
    reference = models.CharField(_("number"), max_length=40, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    error = models.CharField(_("reason"), max_length=300, blank=True)
    read_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(recipient__isnull=False) | ~Q(name=""),
                name="a_notice_is_for_someone",
            ),
            models.CheckConstraint(
                condition=~Q(channel="in_app")
                | Q(recipient__isnull=False, delivered_at__isnull=False),
                name="a_message_in_the_program_is_there_at_once",
            ),
            models.CheckConstraint(
                condition=Q(delivered_at=None) | Q(failed_at=None),
                name="a_notice_is_delivered_or_given_up",
            ),
            models.CheckConstraint(
                condition=Q(failed_at=None) | ~Q(error=""),
                name="a_notice_given_up_says_why",
            ),
            models.CheckConstraint(
                condition=Q(read_at=None) | Q(channel="in_app"),
                name="only_messages_in_the_program_are_read",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(delivered_at=None, failed_at=None),
                name="notice_to_deliver",
            ),
            models.Index(
                fields=["recipient", "-created_at"],
                condition=Q(channel="in_app"),
                name="notice_box",
            ),
            models.Index(fields=["organisation", "failed_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {self.reference or self.subject}"

    @property
    def addressee(self) -> str:
        """Whom the delivery page names: an officer in full, a party by the surname only."""
        return str(self.recipient.user) if self.recipient else masked_name(self.name)

    @property
    def masked_address(self) -> str:
        if self.channel == self.Channel.EMAIL:
            name, _at, host = self.mailbox.partition("@")
            return f"{name[:1]}***@{host}" if host else ""
        return masked_phone(self.number)

    @property
    def mailbox(self) -> str:
        """The e-mail address as it is now."""
        return self.recipient.user.email if self.recipient else self.email

    @property
    def number(self) -> str:
        """The phone as it is now."""
        return self.recipient.user.phone if self.recipient else self.phone
