"""紧急公开: who ordered it and why, which co-signs it did not wait for, who decided on it afterwards."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_one_delegate_a_day"),
        ("documents", "0010_embargo_and_emergency"),
        ("review", "0013_topics"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Emergency",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField(verbose_name="紧急公开的理由")),
                ("declared_at", models.DateTimeField(verbose_name="决定时间")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("declared", "紧急公开，待追认"),
                            ("ratified", "紧急公开，已追认"),
                            ("refused", "紧急公开，未获追认"),
                        ],
                        default="declared",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True, verbose_name="追认时间")),
                ("note", models.TextField(blank=True, verbose_name="追认人意见")),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="追认人",
                    ),
                ),
                (
                    "decided_for",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="代谁追认",
                    ),
                ),
                (
                    "declared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="决定人",
                    ),
                ),
                (
                    "declared_for",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="代谁决定",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="emergencies",
                        to="documents.document",
                        verbose_name="公文",
                    ),
                ),
            ],
            options={
                "verbose_name": "紧急公开",
            },
        ),
        migrations.CreateModel(
            name="SkippedCosign",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "desk",
                    models.CharField(
                        choices=[("interpretation_cosign", "解读方案会签"), ("department_cosign", "会签")],
                        max_length=40,
                        verbose_name="环节",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="补会签提请时间")),
                ("verdict", models.CharField(blank=True, max_length=20, verbose_name="补会签结论")),
                ("text", models.TextField(blank=True, verbose_name="补会签意见")),
                ("at", models.DateTimeField(null=True, verbose_name="办理时间")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="办理人",
                    ),
                ),
                (
                    "emergency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="skipped",
                        to="review.emergency",
                        verbose_name="紧急公开",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.office",
                        verbose_name="会签单位",
                    ),
                ),
                (
                    "on_behalf_of",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="代谁办理",
                    ),
                ),
            ],
            options={
                "verbose_name": "补会签",
            },
        ),
        migrations.AddIndex(
            model_name="emergency",
            index=models.Index(
                condition=models.Q(("state", "declared")), fields=["declared_at", "id"], name="emergency_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="emergency",
            constraint=models.CheckConstraint(condition=models.Q(("reason__regex", "\\S")), name="emergency_says_why"),
        ),
        migrations.AddConstraint(
            model_name="emergency",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", "declared"),
                        ("decided_at__isnull", True),
                        ("decided_by__isnull", True),
                        ("decided_for__isnull", True),
                        ("note", ""),
                    ),
                    models.Q(
                        ("state__in", ["ratified", "refused"]),
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="emergency_is_open_or_decided",
            ),
        ),
        migrations.AddConstraint(
            model_name="emergency",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "declared"),
                    models.Q(
                        models.Q(("decided_by", models.F("declared_by")), _negated=True),
                        models.Q(("decided_for", models.F("declared_by")), _negated=True),
                        models.Q(("decided_by", models.F("declared_for")), _negated=True),
                        models.Q(("decided_for", models.F("declared_for")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="emergency_is_decided_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="emergency",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "refused"), _negated=True), ("note__regex", "\\S"), _connector="OR"
                ),
                name="emergency_refusal_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="emergency",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "declared")), fields=("document",), name="one_open_emergency_per_document"
            ),
        ),
        migrations.AddIndex(
            model_name="skippedcosign",
            index=models.Index(condition=models.Q(("verdict", "")), fields=["desk", "office"], name="skipped_open"),
        ),
        migrations.AddConstraint(
            model_name="skippedcosign",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("desk", "department_cosign"), ("office__isnull", False)),
                    models.Q(("desk", "interpretation_cosign"), ("office__isnull", True)),
                    _connector="OR",
                ),
                name="skipped_names_whom",
            ),
        ),
        migrations.AddConstraint(
            model_name="skippedcosign",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("at__isnull", True), ("by__isnull", True), ("text", ""), ("verdict", "")),
                    models.Q(
                        ("at__isnull", False),
                        ("by__isnull", False),
                        models.Q(("verdict", ""), _negated=True),
                        models.Q(
                            ("verdict", "agree"),
                            models.Q(("text__regex", "\\S"), ("verdict", "disagree")),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="skipped_is_open_or_answered",
            ),
        ),
        migrations.AddConstraint(
            model_name="skippedcosign",
            constraint=models.UniqueConstraint(
                fields=("emergency", "desk", "office"), name="skipped_asked_once", nulls_distinct=False
            ),
        ),
    ]
