from django.db import migrations, models

from niudai.kernel.room import room_for


class Migration(migrations.Migration):
    dependencies = [
        ("aid", "0003_fewer_indexes"),
        ("funds", "0006_payments"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="aidapplication", name="aid_stage"),
        migrations.RemoveIndex(model_name="aidapplication", name="aid_place"),
        migrations.RemoveIndex(model_name="aidapplication", name="aid_household"),
        migrations.RemoveIndex(model_name="aidapplication", name="aid_person"),
        migrations.AddField(
            model_name="aidapplication",
            name="phase",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Case(
                    models.When(
                        stage__in=("approved", "approved_urgent", "scheduled"),
                        then=models.Value("approved"),
                    ),
                    default=models.F("stage"),
                ),
                output_field=models.CharField(max_length=20),
            ),
        ),
        migrations.AddIndex(
            model_name="aidapplication",
            index=models.Index(
                fields=["organisation", "received_on", "id", "kind", "year", "phase"],
                name="aid_place",
            ),
        ),
        migrations.AddIndex(
            model_name="aidapplication",
            index=models.Index(fields=["phase", "received_on", "id"], name="aid_phase"),
        ),
        migrations.AddIndex(
            model_name="aidapplication",
            index=models.Index(
                fields=["file", "kind", "decided_on"],
                include=["phase", "id"],
                name="aid_household",
            ),
        ),
        migrations.AddIndex(
            model_name="aidapplication",
            index=models.Index(
                fields=["number_key", "kind", "decided_on"],
                include=["phase", "id"],
                name="aid_person",
            ),
        ),
        room_for("aid", "AidApplication"),
    ]
