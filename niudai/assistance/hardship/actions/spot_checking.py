"""The year's sample of files: drawn at random by the share of the rule, worked through by hand."""

import secrets
from datetime import date
from random import Random

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.assistance.hardship.actions.writing import stated
from niudai.assistance.hardship.models import Checked, HardshipFile, SpotCheck
from niudai.audit.log import record
from niudai.kernel.refused import Refused
from niudai.organisations.models import Organisation
from niudai.rulebook.evaluation import evaluate

RULE = "HARDSHIP-SPOTCHECK"


@transaction.atomic
def draw(organisation: Organisation, *, share: str = "", seed: str = "", by: Actor) -> SpotCheck:
    """Draw the sample of this year. A larger share may be asked for, a smaller one may not."""
    by.must(Permission.HARDSHIP_REVIEW, at=organisation.path)
    today = timezone.localdate()
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if SpotCheck.objects.filter(organisation=organisation, year=today.year).exists():
        raise Refused(_("The sample of this year is drawn already."))
    files = in_force(organisation)
    if not files:
        raise Refused(_("No file is in force here."))
    answer = evaluate(RULE, {"files": len(files)}, on=today, place=organisation.division_id)
    if not answer.decides:
        raise Refused(_("No sample: the rules give a preview only. %(why)s") % {
            "why": answer.explanation[-1]
        })  # fmt: skip
    needed = max(int(answer.more["needed"]), asked_for(share, len(files)))
    seed = seed.strip() or secrets.token_hex(8)
    made = SpotCheck.objects.create(
        organisation=organisation, year=today.year, seed=seed, rule_key=answer.rule.key,
        share=share or str(answer.rule.parameters["share"]), files=len(files), drawn_on=today,
        drawn_by=by.name,
    )  # fmt: skip
    chosen = sample(files, needed, seed)
    Checked.objects.bulk_create(Checked(check_of=made, file_id=pk) for pk in chosen)
    record("hardship.draw_sample", made, by=by, seed=seed, of=len(files), files=chosen)
    return made


def in_force(organisation: Organisation) -> list[int]:
    rows = HardshipFile.objects.in_force().filter(organisation__path__startswith=organisation.path)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def asked_for(share: str, files: int) -> int:
    """How many files a share in per cent makes, rounded up."""
    if not share:
        return 0
    if not (share.isdecimal() and share.isascii() and 0 < int(share) <= 100):
        raise Refused(_("Write the share in per cent: 30."))
    return -(-files * int(share) // 100)


def sample(files: list[int], needed: int, seed: str) -> list[int]:
    """The same files for the same seed, for whoever wants to draw them again."""
    return sorted(Random(seed).sample(files, min(needed, len(files))))  # noqa: S311


@transaction.atomic
def enter_finding(
    line: Checked, *, in_order: bool, finding: str = "", on: date | None = None, by: Actor
) -> Checked:
    """What the check of one file found; a fault is told in words."""
    line = Checked.objects.select_for_update().get(pk=line.pk)
    by.must(Permission.HARDSHIP_REVIEW, at=line.file.organisation.path)
    if line.in_order is not None:
        raise Refused(_("The finding is entered already."))
    line.finding = finding.strip() if in_order else stated(finding, _("Say what is not in order."))
    line.in_order, line.checked_on, line.checked_by = in_order, on or timezone.localdate(), by.name
    line.save()
    record("hardship.spot_check", line.file, by=by, in_order=in_order)
    return line
