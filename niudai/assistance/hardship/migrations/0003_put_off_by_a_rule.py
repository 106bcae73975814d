"""A paper that puts publicity off stands once, among the suspended rules."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def move(apps, _schema):
    """Papers of before were in force without a second person: they stay so."""
    rested = apps.get_model("rulebook", "Suspension")
    for old in apps.get_model("hardship", "Suspension").objects.order_by("pk"):
        new = rested.objects.create(
            rule_id="HARDSHIP-PUBLICITY", jurisdiction=f"CN-{settings.NIUDAI_PLACE}",
            valid_from=old.since, valid_to=old.until, document=old.document[:60],
            issuer=old.organisation.name, seen_on=old.since, note=old.why, entered_by=old.made_by,
        )  # fmt: skip
        rested.objects.filter(pk=new.pk).update(confirmed_at=new.entered_at)
        old.deferrals.update(paper=new)


class Migration(migrations.Migration):
    dependencies = [("hardship", "0002_keeping"), ("rulebook", "0002_entered_rules")]
    operations = [
        migrations.AddField(
            "deferral", "paper",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", null=True,
                to="rulebook.suspension",
            ),
        ),
        migrations.AddField(
            "deferral", "posted_on",
            models.DateField(blank=True, null=True, verbose_name="made public on"),
        ),
        migrations.RunPython(move, migrations.RunPython.noop),
    ]  # fmt: skip
