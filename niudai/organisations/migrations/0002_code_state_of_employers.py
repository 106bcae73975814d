from django.db import migrations, models

from niudai.kernel.credit_codes import CodeStateField, state_of

MANY = 2_000


def fill(apps, schema_editor):
    """Check the codes that are on record already, once."""
    employers = apps.get_model("organisations", "Employer").objects.exclude(credit_code="")
    rows = employers.only("credit_code", "credit_code_proof").order_by("pk")
    by_state = {}
    for employer in rows.iterator(chunk_size=MANY):
        state = state_of(employer.credit_code, employer.credit_code_proof)
        by_state.setdefault(state, []).append(employer.pk)
    for state, keys in by_state.items():
        for start in range(0, len(keys), MANY):
            employers.filter(pk__in=keys[start : start + MANY]).update(code_state=state)


class Migration(migrations.Migration):

    dependencies = [
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="employer",
            name="code_state",
            field=CodeStateField("credit_code", "credit_code_proof"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="employer",
            index=models.Index(
                condition=models.Q(("code_state", "wrong")),
                fields=["organisation"],
                name="employer_wrong_code",
            ),
        ),
    ]
