"""R35: an interpretation that was taken down alone leaves its name and why."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0010_cleanup_results"),
    ]

    operations = [
        migrations.CreateModel(
            name="EndedReading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("serial", models.PositiveIntegerField(verbose_name="次序")),
                ("title", models.CharField(max_length=300, verbose_name="标题")),
                ("published_at", models.DateTimeField(verbose_name="发布时间")),
                ("ended_at", models.DateTimeField(verbose_name="撤下时间")),
                ("ended_kind", models.CharField(max_length=100, verbose_name="撤下类别")),
                ("explanation", models.TextField(verbose_name="对公众的说明")),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ended_readings",
                        to="portal.publisheddocument",
                        verbose_name="已公开公文",
                    ),
                ),
            ],
            options={
                "verbose_name": "已撤下的解读",
                "constraints": [
                    models.UniqueConstraint(fields=("document", "serial"), name="ended_reading_serial_once"),
                    models.CheckConstraint(
                        condition=models.Q(("explanation__regex", "\\S"), ("serial__gte", 1), ("title__regex", "\\S")),
                        name="ended_reading_says_what_and_why",
                    ),
                ],
            },
        ),
    ]
