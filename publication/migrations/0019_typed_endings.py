"""R35: a document that was merged into another one names its successor when it is taken down."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0010_embargo_and_emergency"),
        ("interpretation", "0002_plans_never_change"),
        ("publication", "0018_emergency_cosigns"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="endingproposal",
            name="ending_kind_known",
        ),
        migrations.RemoveConstraint(
            model_name="release",
            name="release_ends_with_reason_and_approver",
        ),
        migrations.AddField(
            model_name="endingproposal",
            name="successor",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="precedes",
                to="publication.indexnumber",
                verbose_name="接续文件",
            ),
        ),
        migrations.AddField(
            model_name="endingproposal",
            name="successor_url",
            field=models.URLField(blank=True, max_length=500, verbose_name="接续文件地址"),
        ),
        migrations.AlterField(
            model_name="endingproposal",
            name="reason_kind",
            field=models.CharField(
                choices=[
                    ("error", "内容有误"),
                    ("not_public", "经复核不宜公开"),
                    ("personal", "含个人信息须处理"),
                    ("revoked", "文件已撤销"),
                    ("merged", "已并入或由其他文件接续"),
                    ("typesetting", "排版或目录信息有误"),
                    ("other", "其他"),
                ],
                max_length=20,
                verbose_name="类别",
            ),
        ),
        migrations.AlterField(
            model_name="release",
            name="reason_kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("error", "内容有误"),
                    ("not_public", "经复核不宜公开"),
                    ("personal", "含个人信息须处理"),
                    ("revoked", "文件已撤销"),
                    ("merged", "已并入或由其他文件接续"),
                    ("typesetting", "排版或目录信息有误"),
                    ("other", "其他"),
                ],
                max_length=20,
                verbose_name="类别",
            ),
        ),
        migrations.AddConstraint(
            model_name="endingproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "reason_kind__in",
                        ["error", "not_public", "personal", "revoked", "merged", "typesetting", "other"],
                    )
                ),
                name="ending_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="endingproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reason_kind", "merged"), _negated=True),
                    models.Q(
                        ("act", "retract"),
                        models.Q(("successor__isnull", False), ("successor_url__regex", "^https?://"), _connector="OR"),
                    ),
                    _connector="OR",
                ),
                name="ending_merged_names_its_successor",
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", "live"),
                        ("approver__isnull", True),
                        ("ended_at__isnull", True),
                        ("ended_by__isnull", True),
                        ("explanation", ""),
                        ("reason", ""),
                        ("reason_kind", ""),
                    ),
                    models.Q(
                        ("state__in", ["replaced", "retracted"]),
                        ("approver__isnull", False),
                        ("ended_at__isnull", False),
                        ("ended_by__isnull", False),
                        ("explanation__regex", "\\S"),
                        ("reason__regex", "\\S"),
                        (
                            "reason_kind__in",
                            ["error", "not_public", "personal", "revoked", "merged", "typesetting", "other"],
                        ),
                    ),
                    _connector="OR",
                ),
                name="release_ends_with_reason_and_approver",
            ),
        ),
    ]
