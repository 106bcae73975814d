"""The mediation case."""

from datetime import date
from functools import cached_property
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor, beneath
from niudai.access.permissions import Permission
from niudai.casework.models import Case, Transfer
from niudai.disputes.clocks import CLOCKS
from niudai.disputes.models.bodies import MediationBody, Mediator
from niudai.kernel.identifiers import normal_code
from niudai.kernel.money import yuan
from niudai.kernel.personal import LookupField, SealedField, lookups
from niudai.organisations.models import Employer
from niudai.rulebook.codes import name_of, parent_of


class Stage(models.TextChoices):
    """Machine 10.1 of the reference."""

    REGISTERED = "registered", _("Registered")
    TRANSFERRED = "transferred", _("On its way to another body")
    DECLINED = "declined", _("Not accepted")
    ACCEPTED = "accepted", _("Accepted")
    ASSIGNED = "assigned", _("Assigned")
    MEDIATING = "mediating", _("In mediation")
    AGREED = "agreed", _("Agreement reached")
    FAILED = "failed", _("Mediation failed")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    REVIEWING = "reviewing", _("Under arbitration review")
    CONFIRMING = "confirming", _("Under judicial confirmation")
    ENFORCEABLE = "enforceable", _("Enforceable")
    PERFORMED = "performed", _("Performed")
    DEFAULTED = "defaulted", _("Not performed")
    REFERRED = "referred", _("Referred onwards")
    CLOSED = "closed", _("Closed")
    ARCHIVED = "archived", _("Archived")


class DisputeQuerySet(models.QuerySet["Dispute"]):
    def visible_to(self, actor: Actor) -> Self:
        """Disputes beneath the actor's organisation, and those sent there and not yet accepted."""
        if not actor.may(Permission.DISPUTE_VIEW):
            return self.none()
        arriving = Transfer.objects.arriving_at(actor).filter(
            item__kind=self.model._meta.label_lower, item__case_id=OuterRef("pk")
        )
        if actor.everywhere:
            return self
        return self.filter(beneath(actor) | Exists(arriving))

    def of_party(self, *, code: str, phone: str) -> Self:
        """The dispute whose code and applicant's phone both fit; one alone finds nothing."""
        return self.filter(
            code_hash__in=lookups(normal_code(code)),
            parties__phone_hash__in=lookups(phone),
            parties__side="applicant",
        ).distinct()

    def by_answer_token(self, token: str, on: date) -> Self:
        """The dispute whose employer holds this link: until its last day, or a planned meeting."""
        coming = Q(
            meetings__held_on=None,
            meetings__cancelled_on=None,
            meetings__planned_at__gte=timezone.now(),
        )
        held = self.filter(answer_token_hash__in=lookups(token))
        return held.filter(Q(answer_token_until__gte=on) | coming).distinct()


class Dispute(Case):
    """One quarrel between workers and an employer that the union was asked to settle."""

    CLOCKS = CLOCKS
    CLOSED: ClassVar[frozenset[str]] = frozenset(
        {Stage.DECLINED, Stage.WITHDRAWN, Stage.REFERRED, Stage.CLOSED, Stage.ARCHIVED}
    )
    VIEW = Permission.DISPUTE_VIEW
    DESK = Permission.DISPUTE_ACCEPT
    WRITE = Permission.DISPUTE_REGISTER

    class Form(models.TextChoices):
        WRITTEN = "written", _("Written")
        ORAL = "oral", _("Oral, recorded on the spot")

    class Employment(models.TextChoices):
        EMPLOYED = "employed", _("Still employed")
        ENDED = "ended", _("Employment ended")
        UNCLEAR = "unclear", _("Not clear")

    stage = models.CharField(_("stage"), max_length=20, choices=Stage, default=Stage.REGISTERED)
    body = models.ForeignKey(MediationBody, on_delete=models.PROTECT, null=True, blank=True)
    source = models.CharField(_("source"), max_length=30)  # code table "sources"
    form = models.CharField(_("form"), max_length=10, choices=Form, default=Form.WRITTEN)
    employer = models.ForeignKey(
        Employer, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    cause = models.CharField(_("cause, by statute"), max_length=30)
    cause_statistics = models.CharField(_("cause, by statistics"), max_length=30, blank=True)
    cause_court = models.CharField(_("cause, by courts"), max_length=30, blank=True)
    in_scope = models.BooleanField(_("a labour dispute"), null=True)
    facts = models.TextField(_("facts and reasons"))
    employment = models.CharField(_("employment"), max_length=10, choices=Employment)
    employment_ended_on = models.DateField(_("employment ended on"), null=True, blank=True)
    knew_on = models.DateField(_("knew of the harm on"), null=True, blank=True)
    workers = models.PositiveIntegerField(_("number of workers"), default=1)
    common_claim = models.BooleanField(_("common claim"), default=False)
    collective = models.BooleanField(_("collective dispute"), default=False)
    confidential = models.BooleanField(_("confidential"), default=False)
    mediator = models.ForeignKey(Mediator, on_delete=models.PROTECT, null=True, blank=True)
    accepted_on = models.DateField(_("accepted on"), null=True, blank=True)
    mediator_reason = models.TextField(_("why this mediator"), blank=True)
    outcome = models.CharField(_("outcome"), max_length=30, blank=True)  # code table "outcomes"
    outcome_reason = models.TextField(_("reason"), blank=True)
    referral_consent_on = models.DateField(_("consent to referral on"), null=True, blank=True)
    archive_box = models.CharField(_("archive box"), max_length=40, blank=True)
    keep_until = models.DateField(_("kept until"), null=True, blank=True)
    # What the worker shows to follow the case: the code itself is never stored in clear.
    code = SealedField(blank=True)
    code_hash = LookupField("code")
    answer_token_hash = models.CharField(max_length=64, blank=True, db_index=True)
    answer_token_until = models.DateField(null=True, blank=True)

    objects = DisputeQuerySet.as_manager()

    class Meta:
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(stage__in=["assigned", "mediating"]) | Q(mediator__isnull=False),
                name="mediation_has_a_mediator",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=["accepted", "assigned", "mediating", "agreed"])
                | Q(accepted_on__isnull=False),
                name="accepted_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(employment="ended") | Q(employment_ended_on=None),
                name="only_ended_employment_has_an_end",
            ),
            models.CheckConstraint(condition=Q(workers__gte=1), name="a_dispute_has_a_worker"),
        ]
        indexes = [
            models.Index(fields=["organisation", "-received_on", "-id"]),
            models.Index(fields=["-received_on", "-id"]),
            models.Index(fields=["stage", "-received_on"]),
            models.Index(fields=["mediator", "stage"]),
        ]

    def get_absolute_url(self) -> str:
        return reverse("dispute", args=[self.pk])

    @cached_property
    def applicants(self) -> list[Any]:
        return [party for party in self.parties.all() if party.side == "applicant"]

    @cached_property
    def respondent(self) -> Any:
        return next((party for party in self.parties.all() if party.side == "respondent"), None)

    @property
    def title(self) -> str:
        """“甄示例 等 3 人 与 江阴示例纺织有限公司”."""
        first = self.applicants[0].name if self.applicants else gettext("anonymous")
        other = self.respondent.name if self.respondent else ""
        if self.workers > 1:
            return gettext("%(name)s and others (%(count)d) v %(employer)s") % {
                "name": first, "count": self.workers, "employer": other,
            }  # fmt: skip
        return gettext("%(name)s v %(employer)s") % {"name": first, "employer": other}

    @property
    def names(self) -> str:
        """Everybody on both sides, each on a line."""
        sides = [*self.applicants, self.respondent] if self.respondent else self.applicants
        return "\n".join(party.name for party in sides)

    @property
    def cause_name(self) -> str:
        return name_of("cause_statute", self.cause)

    @property
    def source_name(self) -> str:
        return name_of("source", self.source)

    @property
    def taken_up(self) -> bool:
        """The body offers to mediate of its own accord: nobody's consent is presumed (ENT §23)."""
        return parent_of("source", self.source) != "applied"

    @property
    def outcome_name(self) -> str:
        return name_of("outcome", self.outcome)

    @property
    def claimed_fen(self) -> int:
        return sum(claim.amount_fen or 0 for claim in self.claims.all())

    @property
    def claimed(self) -> str:
        return yuan(self.claimed_fen)

    # --- facts the clocks ask for (see clocks.py) ---

    @property
    def wages_claimed(self) -> bool:
        return any(claim.kind == "wages" for claim in self.claims.all())

    @property
    def limitation_runs(self) -> bool:
        """One year from knowing, for all but wages of someone still employed (LMA §27)."""
        return any(claim.kind != "wages" for claim in self.claims.all())

    @property
    def wage_limitation_runs(self) -> bool:
        """For wages the year begins when the employment ends (LMA §27(4))."""
        return self.wages_claimed and self.employment_ended_on is not None

    @property
    def effective_on(self) -> date | None:
        agreement = getattr(self, "agreement", None)
        return agreement.effective_on if agreement else None

    @property
    def last_due_on(self) -> object:
        agreement = getattr(self, "agreement", None)
        return agreement.last_due_on if agreement else None

    @property
    def broken_on(self) -> date | None:
        """The first day promised and not kept: a broken agreement interrupts from there (ENT §31).

        Counted from the day it was recorded, the worker would be told a day that is too late.
        """
        agreement = getattr(self, "agreement", None)
        if agreement is None or self.stage != Stage.DEFAULTED:
            return None
        open_items = agreement.items.filter(performed_on=None)
        return min((item.due_on for item in open_items), default=None)

    @property
    def reviewable(self) -> bool:
        """No arbitration review where an employment relationship is confirmed (ARB §75(4))."""
        agreement = getattr(self, "agreement", None)
        return bool(agreement and not agreement.confirms_relationship)

    @property
    def reviewed(self) -> bool:
        """A mediation award: whose enforcement is refused, may sue (JI1 §24)."""
        agreement = getattr(self, "agreement", None)
        return bool(agreement and agreement.enforceable_by == "review")

    @property
    def confirmable(self) -> bool:
        agreement = getattr(self, "agreement", None)
        return bool(agreement and agreement.payment_only)
