"""Tasks and runs are counted by time: block ranges, which cost a step next to nothing."""

import django.contrib.postgres.indexes
from django.conf import settings
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0013_led_documents_are_filed"),
        ("review", "0019_plan_comments_never_change"),
        ("workflow", "0004_saved_filters"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="desktask",
            index=django.contrib.postgres.indexes.BrinIndex(
                autosummarize=True, fields=["finished"], name="task_by_end"
            ),
        ),
        migrations.AddIndex(
            model_name="dispatchprocess",
            index=django.contrib.postgres.indexes.BrinIndex(
                autosummarize=True, fields=["created"], name="process_by_creation"
            ),
        ),
    ]
