import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    # Apart from the filling: PostgreSQL alters no table whose changes are still to be checked.
    dependencies = [("casework", "0002_where_the_work_lies")]

    operations = [
        migrations.AlterField(
            "workitem",
            "lies_at",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.organisation",
            ),
        ),
        migrations.AddIndex(
            "workitem", models.Index(fields=["lies_at", "closed_on"], name="work_lies_at")
        ),
    ]
