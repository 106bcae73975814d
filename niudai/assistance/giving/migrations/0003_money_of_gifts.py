
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('funds', '0005_purchases'),
        ('giving', '0002_words'),
    ]

    operations = [
        migrations.AddField(
            model_name='match',
            name='line',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='funds.line'),
        ),
    ]
