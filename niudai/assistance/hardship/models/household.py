"""Who lives in the household, and its money line by line (domain 1.2, 1.7)."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from niudai.assistance.hardship.models.file import SELF, HardshipFile
from niudai.kernel.masking import masked, masked_identity, masked_name
from niudai.kernel.personal import LookupField, SealedField
from niudai.membership.models import Person
from niudai.rulebook.codes import name_of


class Member(models.Model):
    """Somebody of the household. Health, school and numbers are sealed."""

    file = models.ForeignKey(HardshipFile, on_delete=models.CASCADE, related_name="members")
    relation = models.CharField(_("relation"), max_length=2)  # code table relation
    name = models.CharField(_("name"), max_length=50)
    number = SealedField(_("identity number"), blank=True)
    number_key = LookupField("number")
    sex = models.CharField(_("sex"), max_length=1, choices=Person.Sex, default=Person.Sex.UNKNOWN)
    born_on = models.DateField(_("born on"), null=True, blank=True)
    phone = SealedField(_("phone"), blank=True)
    phone_key = LookupField("phone")
    nation = models.CharField(_("nation"), max_length=2, blank=True)
    politics = models.CharField(_("political affiliation"), max_length=12, blank=True)
    marriage = models.CharField(_("marital status"), max_length=2, blank=True)
    registration = models.CharField(_("household registration"), max_length=10, blank=True)
    insurance = models.CharField(_("medical insurance"), max_length=20, blank=True)
    model_worker = models.CharField(_("model worker"), max_length=10, blank=True)
    status = models.CharField(_("work status"), max_length=15, blank=True)  # work_status
    monthly_fen = models.BigIntegerField(_("monthly income"), default=0)
    # Able to work, of working age, not studying, without work and without proof (domain 1.2).
    able_unemployed = models.BooleanField(_("able to work, without work"), default=False)
    # Sensitive (PIPL 28): codes of health_form and disability, and what there is to say.
    health = SealedField(_("health"), blank=True)
    disability = SealedField(_("disability"), blank=True)
    illness = SealedField(_("illness"), blank=True)
    # Unit or school; a child's school is sensitive.
    unit = SealedField(_("unit or school"), blank=True)
    education = models.CharField(_("schooling"), max_length=4, blank=True)
    entry_year = models.PositiveSmallIntegerField(_("year of entry"), null=True, blank=True)
    years = models.PositiveSmallIntegerField(_("length in years"), null=True, blank=True)
    remark = SealedField(_("remark"), blank=True)
    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    objects = models.Manager()

    class Meta:
        ordering = ["relation", "pk"]
        verbose_name_plural = _("members of the household")
        constraints = [
            models.UniqueConstraint(
                fields=["file"], condition=Q(relation=SELF), name="one_worker_a_file"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(since=None) | Q(until__gte=F("since")),
                name="a_member_of_a_household_leaves_after_coming",
            ),
        ]
        indexes = [models.Index(fields=["number_key", "file"], name="household_number")]

    def __str__(self) -> str:
        return f"№ {self.pk}"

    @property
    def relation_name(self) -> str:
        return name_of("relation", self.relation)

    @property
    def health_name(self) -> str:
        return name_of("health_form", self.health) if self.health else ""

    @property
    def disability_name(self) -> str:
        return name_of("disability", self.disability) if self.disability else ""

    @property
    def status_name(self) -> str:
        return name_of("work_status", self.status) if self.status else ""

    @property
    def masked_name(self) -> str:
        return masked_name(self.name)

    @property
    def masked_number(self) -> str:
        return masked_identity(self.number)

    @property
    def masked_phone(self) -> str:
        return masked(self.phone, head=3, tail=4)

    def age_on(self, day: date) -> int | None:
        if self.born_on is None:
            return None
        before = (day.month, day.day) < (self.born_on.month, self.born_on.day)
        return day.year - self.born_on.year - before


class MoneyLine(models.Model):
    """One item of a year's income or of its rigid expenditure."""

    class Side(models.TextChoices):
        INCOME = "income", _("Income")
        RIGID = "rigid", _("Rigid expenditure")

    file = models.ForeignKey(HardshipFile, on_delete=models.CASCADE, related_name="money")
    member = models.ForeignKey(
        Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    side = models.CharField(_("side"), max_length=6, choices=Side)
    item = models.CharField(_("item"), max_length=20)  # income_item or rigid_item
    amount_fen = models.BigIntegerField(_("amount in the year"))
    back_fen = models.BigIntegerField(_("reimbursed"), default=0)
    proof = models.CharField(_("proof"), max_length=120, blank=True)

    objects = models.Manager()

    class Meta:
        ordering = ["side", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_fen__gte=0, back_fen__gte=0), name="money_lines_are_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(back_fen__lte=F("amount_fen")), name="no_more_comes_back_than_was_paid"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.amount_fen}"

    @property
    def item_name(self) -> str:
        return name_of(f"{self.side}_item", self.item)


class Consent(models.Model):
    """One consent, given apart from the others, with the version of the words (domain 1.12)."""

    class Kind(models.TextChoices):
        PROCESSING = "processing", _("Handling of personal data")
        SENSITIVE = "sensitive", _("Sensitive personal data")
        CHECK = "check", _("Check of the family's finances")
        PUBLICITY = "publicity", _("Publicity")
        GUARDIAN = "guardian", _("Guardian for a child under fourteen")
        COMMITMENT = "commitment", _("Commitment that the income is true")

    file = models.ForeignKey(HardshipFile, on_delete=models.CASCADE, related_name="consents")
    member = models.ForeignKey(
        Member, on_delete=models.CASCADE, null=True, blank=True, related_name="consents"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    version = models.CharField(_("version of the text"), max_length=20)
    given_by = models.CharField(_("given by"), max_length=50)
    given_on = models.DateField(_("given on"))
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)

    objects = models.Manager()

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["file", "kind"],
                condition=Q(withdrawn_on=None, member=None),
                name="one_standing_consent_a_kind",
            ),
            models.UniqueConstraint(
                fields=["file", "kind", "member"],
                condition=Q(withdrawn_on=None, member__isnull=False),
                name="one_standing_consent_a_kind_and_member",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.given_on}"

    @property
    def member_name(self) -> str:
        return self.member.name if self.member else ""
