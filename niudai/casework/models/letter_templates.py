"""The office's own wording of a letter, version by version."""

import secrets
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor, beneath
from niudai.access.permissions import Permission
from niudai.kernel.paths import ancestors


def stored_name(template: "LetterTemplate", filename: str) -> str:
    return f"letter-templates/{template.kind}-{secrets.token_hex(8)}.docx"


class LetterTemplateQuerySet(models.QuerySet["LetterTemplate"]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.may(Permission.LETTER_TEMPLATE_EDIT):
            return self.none()
        return self.filter(beneath(actor))

    def used_at(self, path: str, kind: str) -> Self:
        """Versions an organisation writes with: its own, else the nearest above's, newest first."""
        rows = self.filter(kind=kind, organisation__path__in=ancestors(path), withdrawn_on=None)
        return rows.order_by("-organisation__path", "-version")


class LetterTemplate(models.Model):
    """One version of one letter at one organisation. A letter keeps its version."""

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(_("letter"), max_length=40)
    version = models.PositiveIntegerField(_("version"))
    file = models.FileField(upload_to=stored_name, max_length=200)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.CharField(max_length=100)
    withdrawn_on = models.DateField(null=True)

    objects = LetterTemplateQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "version"], name="one_template_a_version"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"
