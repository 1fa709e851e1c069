"""Materials as rows of their own, versions and all; the later phases of a plan; the road of later materials."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0007_redactions_never_change"),
        ("interpretation", "0002_plans_never_change"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(
            "drop trigger plan_never_changes on interpretation_interpretationplan", migrations.RunSQL.noop
        ),  # 0005 makes it anew
        migrations.AddField(
            model_name="interpretationplan",
            name="form_of_digest",
            field=models.PositiveSmallIntegerField(db_default=2, default=2, verbose_name="摘要形式"),
        ),
        migrations.AddField(
            model_name="interpretationplan",
            name="material_sm3s",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=64), default=list, size=None, verbose_name="解读材料 SM3"
            ),
        ),
        migrations.AddField(
            model_name="interpretationplan",
            name="phases",
            field=models.JSONField(default=list, verbose_name="后续阶段"),
        ),
        migrations.CreateModel(
            name="Material",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="编号")),
                ("serial", models.PositiveIntegerField(verbose_name="版次")),
                ("phase", models.PositiveIntegerField(default=1, verbose_name="阶段")),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("questions", "问答"),
                            ("graphic", "图解"),
                            ("briefing", "新闻发布会"),
                            ("expert_article", "专家文章"),
                            ("video", "视频"),
                            ("interview", "媒体专访"),
                        ],
                        max_length=20,
                        verbose_name="形式",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=300, verbose_name="标题")),
                ("text", models.TextField(blank=True, verbose_name="正文")),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="来源、作者")),
                ("link", models.CharField(blank=True, max_length=500, verbose_name="链接")),
                ("is_generated", models.BooleanField(default=False, verbose_name="自动生成，未经修改")),
                ("sm3", models.CharField(max_length=64, verbose_name="SM3")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("made_at", models.DateTimeField(verbose_name="编制时间")),
                ("erased_at", models.DateTimeField(null=True, verbose_name="清除时间")),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="materials",
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
                (
                    "picture",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.blob",
                        verbose_name="图片",
                    ),
                ),
            ],
            options={
                "verbose_name": "解读材料",
            },
        ),
        migrations.CreateModel(
            name="MaterialStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("submitted", "送审"),
                            ("officer", "保密审查"),
                            ("head", "保密机构负责人审查"),
                            ("news", "新闻办审核"),
                            ("published", "公布"),
                            ("returned", "退回"),
                        ],
                        max_length=20,
                        verbose_name="步骤",
                    ),
                ),
                ("sm3", models.CharField(max_length=64, verbose_name="SM3")),
                ("text", models.TextField(blank=True, verbose_name="意见")),
                ("warnings_seen", models.PositiveIntegerField(default=0, verbose_name="已核对的疑点数")),
                ("at", models.DateTimeField(verbose_name="时间")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="办理人",
                    ),
                ),
                (
                    "material",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="interpretation.material",
                        verbose_name="解读材料",
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
                "verbose_name": "后续解读材料经过",
            },
        ),
        migrations.CreateModel(
            name="PlanMaterial",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveIntegerField(verbose_name="次序")),
                (
                    "material",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="places",
                        to="interpretation.material",
                        verbose_name="解读材料",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="places",
                        to="interpretation.interpretationplan",
                        verbose_name="解读方案",
                    ),
                ),
            ],
            options={
                "verbose_name": "方案中的材料",
            },
        ),
        migrations.AddConstraint(
            model_name="material",
            constraint=models.UniqueConstraint(fields=("document", "number", "serial"), name="material_version_once"),
        ),
        migrations.AddConstraint(
            model_name="material",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1), ("phase__gte", 1), ("serial__gte", 1)),
                name="material_counts_from_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="material",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("form__in", ["questions", "graphic", "briefing", "expert_article", "video", "interview"])
                ),
                name="material_form_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="material",
            constraint=models.CheckConstraint(
                condition=models.Q(("link", ""), ("link__regex", "^https?://"), _connector="OR"),
                name="material_link_leads_to_the_web",
            ),
        ),
        migrations.AddConstraint(
            model_name="materialstep",
            constraint=models.UniqueConstraint(fields=("material", "kind"), name="material_step_once"),
        ),
        migrations.AddConstraint(
            model_name="materialstep",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["submitted", "officer", "head", "news", "published", "returned"])),
                name="material_step_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="materialstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "returned"), _negated=True), ("text__regex", "\\S"), _connector="OR"
                ),
                name="material_return_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="planmaterial",
            constraint=models.UniqueConstraint(fields=("plan", "order"), name="plan_material_place_once"),
        ),
        migrations.AddConstraint(
            model_name="planmaterial",
            constraint=models.UniqueConstraint(fields=("plan", "material"), name="plan_material_once"),
        ),
        migrations.AddIndex(
            model_name="interpretationplan",
            index=models.Index(
                condition=models.Q(("phases", []), _negated=True), fields=["document"], name="plan_has_later_phases"
            ),
        ),
    ]
