"""Interpretation plans with their material."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("documents", "0001_documents"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="InterpretationPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("serial", models.PositiveIntegerField(verbose_name="版次")),
                (
                    "first_interpreter",
                    models.CharField(blank=True, max_length=100, verbose_name="第一解读人"),
                ),
                ("responsible", models.CharField(blank=True, max_length=200, verbose_name="责任单位")),
                ("background", models.TextField(blank=True, verbose_name="背景依据")),
                ("key_points", models.TextField(blank=True, verbose_name="主要内容与要点")),
                ("terms", models.TextField(blank=True, verbose_name="关键词与执行口径")),
                (
                    "forms",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("questions", "问答"),
                                ("graphic", "图解"),
                                ("briefing", "新闻发布会"),
                                ("expert_article", "专家文章"),
                                ("video", "视频"),
                                ("interview", "媒体专访"),
                            ],
                            max_length=20,
                        ),
                        default=list,
                        size=None,
                        verbose_name="解读形式",
                    ),
                ),
                ("schedule", models.TextField(blank=True, verbose_name="时间安排")),
                (
                    "channels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("portal", "政府网站"),
                                ("gazette", "政府公报"),
                                ("press", "新闻媒体"),
                                ("briefing", "新闻发布会"),
                                ("new_media", "政务新媒体"),
                                ("broadcast", "广播电视"),
                                ("reading_point", "公开查阅点"),
                            ],
                            max_length=20,
                        ),
                        default=list,
                        size=None,
                        verbose_name="渠道",
                    ),
                ),
                ("publicity", models.TextField(blank=True, verbose_name="宣传考虑")),
                ("risks", models.JSONField(default=list, verbose_name="舆情风险评估")),
                ("no_risk_reason", models.TextField(blank=True, verbose_name="无舆情风险的理由")),
                ("material_title", models.CharField(blank=True, max_length=300, verbose_name="解读材料标题")),
                ("material_text", models.TextField(blank=True, verbose_name="解读材料")),
                ("sm3", models.CharField(max_length=64, verbose_name="SM3")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("made_at", models.DateTimeField(verbose_name="编制时间")),
                ("erased_at", models.DateTimeField(null=True, verbose_name="清除时间")),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="documents.document",
                        verbose_name="公文",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="编制人",
                    ),
                ),
                (
                    "made_for",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="代谁编制",
                    ),
                ),
            ],
            options={
                "verbose_name": "解读方案",
                "constraints": [
                    models.UniqueConstraint(fields=("document", "serial"), name="plan_serial_once"),
                    models.CheckConstraint(condition=models.Q(("serial__gte", 1)), name="plan_serial_counts_from_one"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "forms__contained_by",
                                ["questions", "graphic", "briefing", "expert_article", "video", "interview"],
                            )
                        ),
                        name="plan_forms_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "channels__contained_by",
                                [
                                    "portal",
                                    "gazette",
                                    "press",
                                    "briefing",
                                    "new_media",
                                    "broadcast",
                                    "reading_point",
                                ],
                            )
                        ),
                        name="plan_channels_known",
                    ),
                ],
            },
        ),
    ]
