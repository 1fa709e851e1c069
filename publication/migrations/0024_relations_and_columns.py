"""Relations that a person confirms, versions of the statutory pages; neither is ever changed or deleted."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FORWARD = """
create function publication_word_stays() returns trigger language plpgsql as $$
begin
    raise exception '文件关联的确认和专栏的历次文稿不得修改或删除' using errcode = 'integrity_constraint_violation';
end $$;
create trigger word_stays before update or delete on publication_relationdecision
    for each row execute function publication_word_stays();
create trigger word_stays before update or delete on publication_columnversion
    for each row execute function publication_word_stays();
"""
REVERSE = """
drop trigger word_stays on publication_columnversion;
drop trigger word_stays on publication_relationdecision;
drop function publication_word_stays();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0007_redactions_never_change"),
        ("publication", "0023_repost_invariants"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ColumnVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("guide", "政府信息公开指南"),
                            ("system", "政府信息公开制度"),
                            ("proactive", "法定主动公开内容"),
                            ("annual", "政府信息公开年报"),
                            ("request", "依申请公开"),
                        ],
                        max_length=10,
                        verbose_name="栏目",
                    ),
                ),
                ("serial", models.PositiveIntegerField(verbose_name="版次")),
                ("text", models.TextField(blank=True, verbose_name="文稿")),
                ("at", models.DateTimeField(verbose_name="时间")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="编辑人",
                    ),
                ),
            ],
            options={
                "verbose_name": "专栏文稿",
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "serial"), name="column_version_once"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["guide", "system", "proactive", "annual", "request"])),
                        name="column_version_kind_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RelationDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("repeals", "废止"),
                            ("replaces", "代替"),
                            ("amends", "修改"),
                            ("implements", "贯彻落实"),
                            ("forwards", "转发"),
                        ],
                        max_length=10,
                        verbose_name="关联",
                    ),
                ),
                ("number_text", models.CharField(blank=True, max_length=60, verbose_name="对方发文字号")),
                ("title", models.CharField(blank=True, max_length=500, verbose_name="对方名称")),
                ("confirmed", models.BooleanField(verbose_name="确认")),
                ("at", models.DateTimeField(verbose_name="时间")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="确认人",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                        verbose_name="公文",
                    ),
                ),
            ],
            options={
                "verbose_name": "文件关联确认",
                "indexes": [models.Index(fields=["document", "-id"], name="relation_decisions")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["repeals", "replaces", "amends", "implements", "forwards"])),
                        name="relation_decision_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number_text__regex", "\\S"), ("title__regex", "\\S"), _connector="OR"),
                        name="relation_decision_names_another",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FORWARD, REVERSE),
    ]
