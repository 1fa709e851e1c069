"""An office names its leader in charge (分管领导)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0007_absences")]

    operations = [
        migrations.AddField(
            model_name="office",
            name="leader",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="offices_led",
                to=settings.AUTH_USER_MODEL,
                verbose_name="分管领导",
            ),
        ),
    ]
