"""The referral: guidance and support in arbitration and in court."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor, beneath
from niudai.access.permissions import Permission
from niudai.casework.models import Case, Transfer
from niudai.disputes.models.dispute import Dispute
from niudai.disputes.referral_clocks import REFERRAL_CLOCKS
from niudai.kernel.masking import masked_phone
from niudai.kernel.money import yuan
from niudai.kernel.personal import LookupField, SealedField
from niudai.organisations.models import Employer
from niudai.rulebook.codes import code

if TYPE_CHECKING:
    from niudai.disputes.models.aid import AidApplication
    from niudai.disputes.models.award import Award
    from niudai.disputes.models.court import CourtCase


class ReferralStage(models.TextChoices):
    """Machine 10.2 of the reference."""

    ADVISED = "advised", _("Advised")
    AID_REVIEW = "aid_review", _("Legal aid under review")
    AID_GRANTED = "aid_granted", _("Legal aid granted")
    FILED = "filed", _("Filed with arbitration")
    CORRECTING = "correcting", _("Papers to be corrected")
    ACCEPTED = "arb_accepted", _("Accepted by arbitration")
    REFUSED = "arb_refused", _("Not accepted by arbitration")
    HEARING_SET = "hearing_set", _("Hearing set")
    ARB_MEDIATED = "arb_mediated", _("Settled in arbitration")
    WITHDRAWN = "arb_withdrawn", _("Arbitration application withdrawn")
    AWARDED = "awarded", _("Award made")
    SUE_WINDOW = "sue_window", _("Time to sue is running")
    LITIGATING = "litigating", _("In court")
    JUDGED = "judged", _("Court decision final")
    EFFECTIVE = "effective", _("Award in force")
    PAUSED = "paused", _("Proceedings suspended")
    TRANSFERRED = "transferred", _("On its way to another union")
    CLOSED = "closed", _("Closed")
    ARCHIVED = "archived", _("Archived")


class Who(models.TextChoices):
    """Rights after an award depend on who is the worker, not on who applied."""

    WORKER = "worker", _("Worker")
    EMPLOYER = "employer", _("Employer")


class ReferralQuerySet(models.QuerySet["Referral"]):
    def visible_to(self, actor: Actor) -> Self:
        """Referrals beneath the actor's organisation, and those on their way there."""
        if not actor.may(Permission.DISPUTE_VIEW):
            return self.none()
        if actor.everywhere:
            return self
        arriving = Transfer.objects.arriving_at(actor).filter(
            item__kind=self.model._meta.label_lower, item__case_id=OuterRef("pk")
        )
        return self.filter(beneath(actor) | Exists(arriving))


class Referral(Case):
    """A worker's way through arbitration and the courts, with the union at the worker's side.

    It carries a summary only: what was said in mediation stays with the mediation case.
    """

    CLOCKS = REFERRAL_CLOCKS
    CLOSED: ClassVar[frozenset[str]] = frozenset({ReferralStage.CLOSED, ReferralStage.ARCHIVED})
    VIEW = Permission.DISPUTE_VIEW
    DESK = Permission.DISPUTE_REFER
    WRITE = Permission.DISPUTE_REGISTER

    class Pause(models.TextChoices):
        """Why the tribunal lets the case rest (ARB §47)."""

        DEATH = "death", _("A party died; the heirs have not yet said whether they go on")
        INCAPACITY = "incapacity", _("A worker lost capacity and has no representative yet")
        ENDED = "ended", _("The employer came to an end and has no successor yet")
        FORCE = "force", _("A party cannot take part for a cause beyond control")
        OTHER_CASE = "other_case", _("Another case must be decided first")
        APPRAISAL = "appraisal", _("Waiting for the recognition or the grading of a work injury")
        OTHER = "other", _("Another cause")

    class Restart(models.TextChoices):
        """Why the period for the award begins anew (ARB §46(1)–(5))."""

        PARTY = "party", _("A party was added")
        PAPERS = "papers", _("Papers had to be corrected")
        CLAIMS = "claims", _("The claims were changed")
        COUNTERCLAIM = "counterclaim", _("A counter-claim is heard together")
        TRANSFER = "transfer", _("The case came from another commission")

    stage = models.CharField(
        _("stage"), max_length=20, choices=ReferralStage, default=ReferralStage.ADVISED
    )
    dispute = models.ForeignKey(
        Dispute, on_delete=models.PROTECT, null=True, blank=True, related_name="referrals"
    )
    # --- who against whom, about what: a summary ---
    worker_name = models.CharField(_("worker"), max_length=120)
    worker_phone = SealedField(_("phone"), blank=True)
    worker_phone_hash = LookupField("worker_phone")
    workers = models.PositiveIntegerField(_("number of workers"), default=1)
    common_claim = models.BooleanField(_("common claim"), default=False)
    collective_contract = models.BooleanField(
        _("about performing a collective contract"), default=False
    )
    collective = models.BooleanField(_("collective dispute"), default=False)
    representatives = models.PositiveSmallIntegerField(
        _("number of representatives"), null=True, blank=True
    )
    employer = models.ForeignKey(
        Employer, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    employer_name = models.CharField(_("employer"), max_length=120)
    summary = models.TextField(_("summary"))
    claimed_fen = models.BigIntegerField(_("amount claimed"), null=True, blank=True)
    consent_on = models.DateField(_("consent of the worker on"))
    consent_proof = models.CharField(_("proof of consent"), max_length=200, blank=True)
    # --- limitation ---
    wages_claimed = models.BooleanField(_("wages are claimed"), default=False)
    others_claimed = models.BooleanField(_("something other than wages is claimed"), default=True)
    knew_on = models.DateField(_("knew of the harm on"), null=True, blank=True)
    employment_ended_on = models.DateField(_("employment ended on"), null=True, blank=True)
    interrupted_on = models.DateField(_("limitation last interrupted on"), null=True, blank=True)
    # --- arbitration ---
    commission = models.CharField(_("arbitration commission"), max_length=120, blank=True)
    arbitration_number = models.CharField(_("arbitration case number"), max_length=60, blank=True)
    filed_on = models.DateField(_("filed on"), null=True, blank=True)
    arbitration_accepted_on = models.DateField(
        _("accepted by arbitration on"), null=True, blank=True
    )
    arbitrators = models.PositiveSmallIntegerField(
        _("number of arbitrators"), null=True, blank=True
    )
    hearing_on = models.DateField(_("hearing on"), null=True, blank=True)
    paused_from = models.CharField(
        _("stage before the suspension"), max_length=20, choices=ReferralStage, blank=True
    )
    # --- the end ---
    performance_due_on = models.DateField(_("to be performed by"), null=True, blank=True)
    effective_on = models.DateField(_("in force since"), null=True, blank=True)
    enforcement_asked_on = models.DateField(_("enforcement applied for on"), null=True, blank=True)
    recovered_fen = models.BigIntegerField(_("amount recovered"), null=True, blank=True)
    cost_fen = models.BigIntegerField(_("cost"), null=True, blank=True)
    result = models.CharField(_("result"), max_length=30, blank=True)
    result_note = models.TextField(_("note on the result"), blank=True)
    archive_box = models.CharField(_("archive box"), max_length=40, blank=True)
    keep_until = models.DateField(_("kept until"), null=True, blank=True)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(stage__in=["arb_accepted", "hearing_set"])
                | Q(filed_on__isnull=False, arbitration_accepted_on__isnull=False),
                name="an_arbitration_has_its_days",
            ),
            models.CheckConstraint(
                condition=Q(stage="paused", paused_from__gt="") | ~Q(stage="paused"),
                name="a_suspended_referral_knows_where_it_stood",
            ),
            models.CheckConstraint(condition=Q(workers__gte=1), name="a_referral_has_a_worker"),
            models.CheckConstraint(
                condition=Q(wages_claimed=True) | Q(others_claimed=True),
                name="a_referral_has_a_claim",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "-received_on", "-id"]),
            models.Index(fields=["-received_on", "-id"]),
            models.Index(fields=["stage", "-received_on"]),
        ]

    def get_absolute_url(self) -> str:
        return reverse("referral", args=[self.pk])

    @property
    def title(self) -> str:
        facts = {"name": self.worker_name, "count": self.workers, "employer": self.employer_name}
        if self.workers > 1:
            return gettext("%(name)s and others (%(count)d) v %(employer)s") % facts
        return gettext("%(name)s v %(employer)s") % facts

    @property
    def earliest_on(self) -> date:
        """A worker may come when the case is long under way: nothing lies before the harm."""
        days = [self.received_on, self.knew_on, self.employment_ended_on]
        if self.dispute is not None:
            days.append(self.dispute.received_on)
        return min(day for day in days if day is not None)

    @property
    def masked_phone(self) -> str:
        return masked_phone(self.worker_phone)

    @property
    def claimed(self) -> str:
        return "" if self.claimed_fen is None else yuan(self.claimed_fen)

    @property
    def recovered(self) -> str:
        return "" if self.recovered_fen is None else yuan(self.recovered_fen)

    @property
    def cost(self) -> str:
        return "" if self.cost_fen is None else yuan(self.cost_fen)

    @property
    def is_closed(self) -> bool:
        return self.stage in self.CLOSED

    @property
    def result_name(self) -> str:
        """The outcome in words; an old case keeps the word of its day."""
        return code("outcome", self.result).name if self.result else ""

    # --- what belongs to it ---

    @property
    def aid(self) -> "AidApplication | None":
        """The last application for legal aid."""
        return self.aid_applications.last()

    def award(self, *, final: bool) -> "Award | None":
        return next((award for award in self.awards.all() if award.final is final), None)

    def open_court_case(self, kind: str) -> "CourtCase | None":
        """The last suit or revocation not yet decided."""
        return self.court_cases.filter(kind=kind, decided_on=None).last()

    @property
    def suit(self) -> "CourtCase | None":
        return self.court_cases.filter(kind="suit").last()

    # --- facts the clocks ask for (see referral_clocks.py) ---

    @property
    def single(self) -> bool:
        return not self.collective

    @property
    def limitation_runs(self) -> bool:
        """One year from knowing, for all but wages of someone still employed (LMA §27)."""
        return self.others_claimed and not self.filed_on

    @property
    def wage_limitation_runs(self) -> bool:
        """For wages the year begins when the employment ends (LMA §27(4))."""
        return self.wages_claimed and not self.filed_on

    @property
    def asks_union(self) -> bool:
        return bool(self.aid and self.aid.route == "union")

    @property
    def asks_government(self) -> bool:
        return bool(self.aid and self.aid.route == "government")

    def untaken(self, paper: models.Model | None, field: str, *taken_by: str) -> date | None:
        """The day a window counts from; nothing once its right was used."""
        day: date | None = getattr(paper, field, None)
        if day is None or self.taken(day, taken_by):
            return None
        return day

    def taken(self, day: date, taken_by: tuple[str, ...]) -> bool:
        return self.days.filter(event__in=taken_by, happened_on__gte=day).exists()

    @property
    def worker_may_sue_from(self) -> date | None:
        return self.untaken(self.award(final=False), "worker_received_on", "worker_sues")

    @property
    def employer_may_sue_from(self) -> date | None:
        return self.untaken(self.award(final=False), "employer_received_on", "employer_sues")

    @property
    def worker_may_sue_final_from(self) -> date | None:
        return self.untaken(self.award(final=True), "worker_received_on", "worker_sues_final")

    @property
    def employer_may_ask_revocation_from(self) -> date | None:
        taken_by = ("ask_revocation", "worker_sues_final")
        return self.untaken(self.award(final=True), "employer_received_on", *taken_by)

    @property
    def revoked_award(self) -> "Award | None":
        return self.awards.exclude(revoked_on=None).last()

    @property
    def worker_may_sue_after_revocation_from(self) -> date | None:
        field = "worker_received_revocation_on"
        return self.untaken(self.revoked_award, field, "sue_after_revocation")

    @property
    def employer_may_sue_after_revocation_from(self) -> date | None:
        field = "employer_received_revocation_on"
        return self.untaken(self.revoked_award, field, "sue_after_revocation")

    @property
    def bound_workers(self) -> int:
        """For how many the award may take effect, because only others sued (JI1 §17)."""
        first = self.first_suit
        return self.workers - first.workers if first and first.workers else 0

    @property
    def bound_since(self) -> date | None:
        """The day the award took effect for those who did not sue."""
        found = self.days.filter(event="take_effect_for_others").first()
        return found.happened_on if found else None

    @property
    def bound_may_enforce_from(self) -> date | None:
        return self.performance_due_on or self.bound_since

    @property
    def first_suit(self) -> "CourtCase | None":
        return self.court_cases.filter(kind="suit", instance=1).last()

    def may_appeal_from(self, party: str, decision: str) -> date | None:
        first = self.first_suit
        if first is None or first.decision != decision:
            return None
        return self.untaken(first, f"{party}_received_on", f"{party}_appeals")

    @property
    def worker_may_appeal_judgment_from(self) -> date | None:
        return self.may_appeal_from(Who.WORKER, "judgment")

    @property
    def employer_may_appeal_judgment_from(self) -> date | None:
        return self.may_appeal_from(Who.EMPLOYER, "judgment")

    @property
    def worker_may_appeal_ruling_from(self) -> date | None:
        return self.may_appeal_from(Who.WORKER, "ruling")

    @property
    def employer_may_appeal_ruling_from(self) -> date | None:
        return self.may_appeal_from(Who.EMPLOYER, "ruling")

    @property
    def appeal_against_judgment(self) -> bool:
        return bool(self.first_suit and self.first_suit.decision == "judgment")

    @property
    def appeal_against_ruling(self) -> bool:
        return bool(self.first_suit and self.first_suit.decision == "ruling")

    @property
    def ordinary_suit(self) -> bool:
        return bool(self.suit and self.suit.procedure == "ordinary")

    @property
    def summary_suit(self) -> bool:
        return bool(self.suit and self.suit.procedure == "summary")

    @property
    def employer_may_ask_revocation_again_from(self) -> date | None:
        """The worker's suit on the final award was dismissed or withdrawn (JI1 §21)."""
        first = self.first_suit
        if first is None or not first.ended_without_judgment_on_final_award:
            return None
        return self.untaken(first, "employer_received_on", "ask_revocation")

    @property
    def performance_counts_from(self) -> date | None:
        """The last day for performance; without one, the day the decision took force."""
        return self.performance_due_on or self.effective_on
