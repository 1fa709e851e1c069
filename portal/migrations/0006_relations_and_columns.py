"""What documents do to each other, and the pages of the statutory column."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0005_search_entries"),
    ]

    operations = [
        migrations.CreateModel(
            name="ColumnPage",
            fields=[
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
                        primary_key=True,
                        serialize=False,
                        verbose_name="栏目",
                    ),
                ),
                ("page", models.TextField(verbose_name="网页文本")),
                ("changed_at", models.DateTimeField(verbose_name="更新时间")),
            ],
            options={
                "verbose_name": "专栏页面",
            },
        ),
        migrations.CreateModel(
            name="PublishedRelation",
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
            ],
            options={
                "verbose_name": "文件关联",
            },
        ),
        migrations.AddIndex(
            model_name="publisheddocument",
            index=models.Index(
                condition=models.Q(("number_text", ""), _negated=True),
                fields=["number_text"],
                name="published_number_text",
            ),
        ),
        migrations.AddIndex(
            model_name="publisheddocument",
            index=models.Index(fields=["title"], name="published_title"),
        ),
        migrations.AddConstraint(
            model_name="columnpage",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["guide", "system", "proactive", "annual", "request"])),
                name="column_kind_known",
            ),
        ),
        migrations.AddField(
            model_name="publishedrelation",
            name="document",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="relations",
                to="portal.publisheddocument",
                verbose_name="已公开公文",
            ),
        ),
        migrations.AddIndex(
            model_name="publishedrelation",
            index=models.Index(fields=["number_text"], name="relation_number"),
        ),
        migrations.AddIndex(
            model_name="publishedrelation",
            index=models.Index(fields=["title"], name="relation_title"),
        ),
        migrations.AddConstraint(
            model_name="publishedrelation",
            constraint=models.UniqueConstraint(
                fields=("document", "kind", "number_text", "title"), name="relation_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="publishedrelation",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["repeals", "replaces", "amends", "implements", "forwards"])),
                name="relation_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="publishedrelation",
            constraint=models.CheckConstraint(
                condition=models.Q(("number_text__regex", "\\S"), ("title__regex", "\\S"), _connector="OR"),
                name="relation_names_another",
            ),
        ),
    ]
