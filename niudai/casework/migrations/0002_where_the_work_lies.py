import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F


def at_its_own_place(apps, schema_editor):
    apps.get_model("casework", "WorkItem").objects.update(lies_at=F("organisation"))


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_initial"), ("organisations", "0001_initial")]

    operations = [
        migrations.AddField(
            "workitem",
            "lies_at",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.organisation",
            ),
        ),
        migrations.RunPython(at_its_own_place, migrations.RunPython.noop),
    ]
