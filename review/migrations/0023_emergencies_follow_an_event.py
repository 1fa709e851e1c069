"""R82: the hours of an emergency run from the event, which is not after the declaration."""

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("review", "0022_agencies")]

    operations = [
        migrations.AddField(
            model_name="emergency",
            name="happened_at",
            field=models.DateTimeField(null=True, verbose_name="事件发生时间"),
        ),
        migrations.AddConstraint(
            model_name="emergency",
            constraint=models.CheckConstraint(
                condition=Q(happened_at__isnull=True) | Q(happened_at__lte=F("declared_at")),
                name="emergency_follows_its_event",
            ),
        ),
    ]
