import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("hardship", "0003_put_off_by_a_rule")]
    operations = [
        migrations.RemoveField("deferral", "suspension"),
        migrations.DeleteModel("Suspension"),
        migrations.RenameField("deferral", "paper", "suspension"),
        migrations.AlterField(
            "deferral", "suspension",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+",
                to="rulebook.suspension",
            ),
        ),
    ]  # fmt: skip
