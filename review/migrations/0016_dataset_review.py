"""汇聚审查: reviews of what may be taken from the portal as a whole (R20)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("review", "0015_emergencies_are_decided_once"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DatasetReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "dataset",
                    models.CharField(choices=[("documents", "主动公开公文目录")], max_length=20, verbose_name="数据集"),
                ),
                ("scope", models.CharField(max_length=500, verbose_name="开放范围")),
                ("risks", models.TextField(max_length=2000, verbose_name="汇聚风险分析")),
                ("documents", models.PositiveIntegerField(verbose_name="审查时件数")),
                ("change", models.BigIntegerField(verbose_name="审查时变动次序")),
                ("valid_from", models.DateField(verbose_name="起始日期")),
                ("valid_until", models.DateField(verbose_name="有效期至")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "草拟"),
                            ("proposed", "待批准"),
                            ("approved", "已批准"),
                            ("refused", "未批准"),
                            ("withdrawn", "已收回"),
                        ],
                        default="proposed",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("proposed_at", models.DateTimeField(verbose_name="审查时间")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="决定时间")),
                ("words", models.CharField(blank=True, max_length=500, verbose_name="决定人意见")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="停止时间")),
                ("ended_why", models.CharField(blank=True, max_length=500, verbose_name="停止原因")),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="决定人",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="停止人",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="审查人",
                    ),
                ),
            ],
            options={
                "verbose_name": "汇聚审查",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("dataset__in", ["documents"])), name="dataset_review_knows_its_set"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("risks__regex", "\\S"), ("scope__regex", "\\S")),
                        name="dataset_review_says_what_and_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", "proposed"),
                                ("decided_at__isnull", True),
                                ("decided_by__isnull", True),
                                ("words", ""),
                            ),
                            models.Q(
                                ("state__in", ["approved", "refused", "withdrawn"]),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="dataset_review_is_open_or_decided",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "proposed", "withdrawn"]),
                            models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="dataset_review_is_decided_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), _negated=True), ("words__regex", "\\S"), _connector="OR"
                        ),
                        name="dataset_refusal_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_until__gte", models.F("valid_from"))), name="dataset_review_period"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_by__isnull", True), ("ended_why", "")),
                            models.Q(
                                ("state", "approved"),
                                ("ended_at__isnull", False),
                                ("ended_by__isnull", False),
                                ("ended_why__regex", "\\S"),
                            ),
                            _connector="OR",
                        ),
                        name="dataset_review_ended_with_words",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "proposed")),
                        fields=("dataset",),
                        name="one_proposed_review_per_dataset",
                    ),
                ],
            },
        ),
    ]
