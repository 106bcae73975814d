"""From here on the database refuses to change or remove an entry of the log."""

from django.db import migrations

from niudai.audit import triggers


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.RunPython(
            lambda _apps, schema_editor: triggers.install(schema_editor),
            lambda _apps, schema_editor: triggers.remove(schema_editor),
        )
    ]
