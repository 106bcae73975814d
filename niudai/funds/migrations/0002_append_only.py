"""From here on the database refuses to change or remove what stands in the ledger."""

from django.db import migrations

from niudai.funds import triggers


class Migration(migrations.Migration):
    dependencies = [("funds", "0001_initial")]

    operations = [
        migrations.RunPython(
            lambda _apps, schema_editor: triggers.install(schema_editor),
            lambda _apps, schema_editor: triggers.remove(schema_editor),
        )
    ]
