"""The ledger: every amount leaves one account and reaches another, and stays written.

A posting names both accounts and one amount, so that debits and credits are equal by its shape.
The database refuses to change or remove entries and postings (see triggers.py) and to let an
account fall below zero; a mistake is answered by an entry that reverses it.
"""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor, beneath, spoken
from niudai.access.permissions import Permission
from niudai.funds.models.line import Line
from niudai.funds.models.source import Source
from niudai.kernel.labels import Labelled


class AccountQuerySet(models.QuerySet["Account"]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.may(Permission.FUND_VIEW):
            return self.none()
        return self.filter(beneath(actor, "source__organisation"))


class Account(Labelled):
    """Where the money of a source stands. What came in is the origin's balance below zero."""

    class Kind(models.TextChoices):
        ORIGIN = "origin", _("Where it came from")
        FREE = "free", _("Free")
        COMMITTED = "committed", _("Committed")
        TRANSIT = "transit", _("With the bank")
        SPENT = "spent", _("Paid out")
        GIVEN_BACK = "given_back", _("Given back")
        CARRIED = "carried", _("Carried over")

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="accounts")
    kind = models.CharField(_("account"), max_length=12, choices=Kind)
    balance_fen = models.BigIntegerField(_("balance"), default=0)

    objects = AccountQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["source", "kind"], name="one_account_of_a_kind"),
            models.CheckConstraint(
                condition=Q(kind="origin") | Q(balance_fen__gte=0),
                name="no_account_falls_below_zero",
            ),
            models.CheckConstraint(
                condition=~Q(kind="origin") | Q(balance_fen__lte=0),
                name="nothing_comes_out_of_nowhere",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.may(Permission.FUND_VIEW):
            return self.none()
        return self.filter(beneath(actor, "source__organisation"))


class Entry(Labelled):
    """One event of the ledger with its postings. Never changed, never removed."""

    class Event(models.TextChoices):
        RECEIVE = "receive", _("Money received")
        COMMIT = "commit", _("Committed")
        RELEASE = "release", _("Released")
        SEND = "send", _("Sent to the bank")
        PAY = "pay", _("Paid to the recipient")
        REJECT = "reject", _("Returned by the bank")
        REVERSE = "reverse", _("Paid back")
        GIVE_BACK = "give_back", _("Given back to the source")
        CARRY_OUT = "carry_out", _("Carried over to another year")
        CARRY_IN = "carry_in", _("Carried over from another year")
        CORRECT = "correct", _("Corrected")

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="entries")
    batch = models.ForeignKey(
        "funds.Batch", on_delete=models.PROTECT, null=True, related_name="entries"
    )
    event = models.CharField(_("event"), max_length=10, choices=Event)
    on = models.DateField(_("day"))
    total_fen = models.BigIntegerField(_("amount"))
    document = models.CharField(_("document"), max_length=120, blank=True)
    reverses = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="reversed_by"
    )
    written_at = models.DateTimeField(auto_now_add=True)
    written_by = models.CharField(_("written by"), max_length=100)
    written_user = models.BigIntegerField(null=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = _("ledger entries")
        constraints = [
            models.CheckConstraint(condition=Q(total_fen__gt=0), name="an_entry_moves_an_amount"),
            models.CheckConstraint(
                condition=Q(event="correct", reverses__isnull=False)
                | (~Q(event="correct") & Q(reverses=None)),
                name="a_correction_names_what_it_reverses",
            ),
            models.UniqueConstraint(
                fields=["batch"], condition=Q(event="send"), name="a_batch_is_sent_once"
            ),
        ]
        indexes = [models.Index(fields=["source", "on", "id"], name="fund_entry_source")]

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def who(self) -> str:
        return spoken(self.written_by)


class Posting(Labelled):
    """An amount that leaves one account and reaches another."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="postings")
    event = models.CharField(max_length=10, choices=Entry.Event)
    line = models.ForeignKey(Line, on_delete=models.PROTECT, null=True, related_name="postings")
    credit = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")  # it leaves
    debit = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")  # it reaches
    amount_fen = models.BigIntegerField(_("amount"))

    objects = models.Manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_fen__gt=0), name="a_posting_moves_an_amount"
            ),
            models.CheckConstraint(
                condition=~Q(credit=F("debit")), name="a_posting_has_two_sides"
            ),
            models.UniqueConstraint(
                fields=["line", "event"], condition=Q(line__isnull=False),
                name="nothing_happens_to_a_line_twice",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.credit} → {self.debit}: {self.amount_fen}"
