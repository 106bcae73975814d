"""How far a payment has come moves out of the lines into a narrow table beside them."""

from typing import Any

import django.db.models.deletion
from django.core.management.color import no_style
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from niudai.funds import triggers
from niudai.kernel.room import room_for

MOVED = ("batch", "stage", "final_on", "bank_message")
LINK = models.OneToOneField(
    db_column="id", on_delete=django.db.models.deletion.PROTECT, parent_link=True,
    primary_key=True, related_name="line", serialize=False, to="funds.payment",
)  # fmt: skip


def fill(apps: Any, schema_editor: Any) -> None:
    """Each line has the payment of its own number."""
    payment, connection = apps.get_model("funds", "Payment"), schema_editor.connection
    schema_editor.execute(
        "INSERT INTO funds_payment (id, batch_id, stage, final_on, bank_message) "
        "SELECT id, batch_id, stage, final_on, bank_message FROM funds_line ORDER BY id"
    )
    for statement in connection.ops.sequence_reset_sql(no_style(), [payment]):
        schema_editor.execute(statement)


def unguard(_apps: Any, schema_editor: Any) -> None:
    """SQLite builds the tables anew that point at the lines, and drops their triggers."""
    triggers.remove(schema_editor)


def guard(_apps: Any, schema_editor: Any) -> None:
    triggers.install(schema_editor)


class BecomeAPayment(Operation):
    """The number of a line is the number of its payment: Django changes no bases by itself."""

    reduces_to_sql = False
    reversible = False

    def state_forwards(self, app_label: str, state: Any) -> None:
        line = state.models[app_label, "line"]
        del line.fields["id"]
        for name in MOVED:
            del line.fields[name]
        line.fields = {"payment": LINK.clone(), **line.fields}
        line.bases = (f"{app_label}.payment",)
        state.reload_model(app_label, "line", delay=False)

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        old = from_state.apps.get_model(app_label, "Line")
        new = to_state.apps.get_model(app_label, "Line")
        for name in MOVED:
            schema_editor.remove_field(old, old._meta.get_field(name))
        schema_editor.alter_field(old, old._meta.get_field("id"), new._meta.get_field("payment"))

    def describe(self) -> str:
        return "A line is a payment"


class Migration(migrations.Migration):
    dependencies = [("funds", "0005_purchases")]

    operations = [
        migrations.CreateModel(
            name="Payment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("committed", "Committed"),
                            ("sent", "Sent to the bank"),
                            ("paid", "Paid to the recipient"),
                            ("rejected", "Returned by the bank"),
                            ("released", "Released"),
                            ("reversed", "Paid back"),
                        ],
                        default="committed",
                        max_length=12,
                        verbose_name="stage",
                    ),
                ),
                ("final_on", models.DateField(null=True, verbose_name="paid or returned on")),
                (
                    "bank_message",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="what the bank said"
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        db_index=False, null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments", to="funds.batch",
                    ),
                ),
            ],
        ),
        room_for("funds", "Payment"),
        migrations.RunPython(unguard, guard),
        migrations.RunPython(fill, migrations.RunPython.noop),
        *(
            migrations.RemoveConstraint(model_name="line", name=name)
            for name in (
                "nothing_is_paid_outside_a_batch",
                "a_line_stands_by_its_stage",
                "a_person_once_an_item_and_batch",
            )
        ),
        migrations.RemoveIndex(model_name="line", name="fund_line_waiting"),
        migrations.RemoveIndex(model_name="line", name="fund_line_batch"),
        migrations.RemoveIndex(model_name="line", name="fund_line_person"),
        migrations.RemoveIndex(model_name="line", name="fund_line_card"),
        BecomeAPayment(),
        migrations.AddIndex(
            model_name="line",
            index=models.Index(
                condition=models.Q(("stands", True)),
                fields=["number_lookup", "item", "decided_on", "payment"],
                name="fund_line_person",
            ),
        ),
        migrations.AddIndex(
            model_name="line",
            index=models.Index(
                condition=models.Q(("stands", True)),
                fields=["card_lookup", "number_lookup"],
                name="fund_line_card",
            ),
        ),
        room_for("funds", "Line", needed=False),
        migrations.AddIndex(
            model_name="payment",
            index=models.Index(
                condition=models.Q(("batch__isnull", True)), fields=["id"],
                name="fund_payment_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="payment",
            index=models.Index(
                condition=models.Q(("batch__isnull", False)), fields=["batch"],
                name="fund_payment_batch",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stage__in", ["sent", "paid"]), _negated=True),
                    ("batch__isnull", False),
                    _connector="OR",
                ),
                name="nothing_is_paid_outside_a_batch",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.UniqueConstraint(
                condition=models.Q(("event", "send")), fields=("batch",),
                name="a_batch_is_sent_once",
            ),
        ),
        migrations.RunPython(guard, unguard),
    ]
