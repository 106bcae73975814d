from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('warmth', '0003_deliveries'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='goods',
            name='document',
        ),
    ]
