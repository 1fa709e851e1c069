import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("kind", models.CharField(max_length=60, verbose_name="事项")),
                ("key", models.CharField(max_length=120, verbose_name="唯一键")),
                ("payload", models.JSONField(verbose_name="参数")),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="写入时间"),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="已试次数")),
                ("next_at", models.DateTimeField(null=True, verbose_name="下次时间")),
                ("done_at", models.DateTimeField(null=True, verbose_name="完成时间")),
                ("failed_code", models.CharField(blank=True, max_length=40, verbose_name="失败代码")),
                ("stuck", models.BooleanField(default=False, verbose_name="已停止重试")),
            ],
            options={
                "verbose_name": "待发事项",
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at__isnull", True), ("stuck", False)),
                        fields=["next_at", "id"],
                        name="outbox_entry_open",
                    ),
                    models.Index(condition=models.Q(("stuck", True)), fields=["id"], name="outbox_entry_stuck"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "key"), name="outbox_entry_once"),
                    models.CheckConstraint(
                        condition=models.Q(("done_at__isnull", True), ("stuck", False), _connector="OR"),
                        name="outbox_entry_done_is_not_stuck",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stuck", False), models.Q(("failed_code", ""), _negated=True), _connector="OR"
                        ),
                        name="outbox_entry_stuck_names_its_failure",
                    ),
                ],
            },
        ),
    ]
