"""定时公开: orders to release a document at a moment."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

STATES = [
    ("open", "待公开"),
    ("done", "已公开"),
    ("changed", "已改期"),
    ("cancelled", "已取消"),
    ("refused", "未能公开"),
]


def person(label: str, null: bool = True) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, django.db.models.deletion.PROTECT, null=null, related_name="+", verbose_name=label
    )


class Migration(migrations.Migration):
    dependencies = [
        ("publication", "0015_portal_and_terms"),
        ("documents", "0010_embargo_and_emergency"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Schedule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("release_at", models.DateTimeField(verbose_name="公开时间")),
                ("late_reason", models.CharField(blank=True, max_length=300, verbose_name="晚于法定期限的理由")),
                (
                    "state",
                    models.CharField(choices=STATES, default="open", max_length=10, verbose_name="状态"),
                ),
                ("set_at", models.DateTimeField(verbose_name="安排时间")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="结束时间")),
                ("why", models.CharField(blank=True, max_length=2000, verbose_name="结束原因")),
                ("erased_at", models.DateTimeField(null=True, verbose_name="清除时间")),
                (
                    "document",
                    models.ForeignKey(
                        "documents.document",
                        django.db.models.deletion.PROTECT,
                        related_name="schedules",
                        verbose_name="公文",
                    ),
                ),
                ("ended_by", person("结束人")),
                ("set_by", person("发布员", null=False)),
                ("set_for", person("代谁办理")),
            ],
            options={
                "verbose_name": "定时公开",
                "indexes": [
                    models.Index(fields=["release_at", "id"], condition=Q(state="open"), name="schedule_open"),
                    models.Index(fields=["document", "-id"], name="schedule_of_document"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(state__in=[code for code, _ in STATES]), name="schedule_state_known"
                    ),
                    models.CheckConstraint(
                        condition=Q(state="open") & Q(ended_at__isnull=True, ended_by__isnull=True, why="")
                        | ~Q(state="open") & Q(ended_at__isnull=False),
                        name="schedule_runs_or_ended",
                    ),
                    models.CheckConstraint(condition=Q(release_at__gt=F("set_at")), name="schedule_is_ahead"),
                    models.CheckConstraint(
                        condition=~Q(state__in=["cancelled", "refused"]) | Q(why__regex=r"\S"),
                        name="schedule_called_off_says_why",
                    ),
                    models.UniqueConstraint(
                        fields=["document"], condition=Q(state="open"), name="one_open_schedule_per_document"
                    ),
                ],
            },
        ),
    ]
