"""The board shows what is due soonest of all open tasks."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workflow", "0005_found_by_time"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="desktask",
            index=models.Index(
                condition=models.Q(("finished__isnull", True), models.Q(("desk", ""), _negated=True)),
                fields=["due_on", "id"],
                name="task_open_soonest",
            ),
        ),
    ]
