"""主动公开目录项 with the limits that statutes set for some of them (R22)."""

import django.db.models.deletion
from django.db import migrations, models

ITEMS = [
    {
        "code": "budget",
        "subject": "预算、决算",
        "content": "经批准的部门预算、决算及报表",
        "limit_days": 20,
        "limit_unit": "calendar",
        "counted_from": "批复之日",
        "basis": "预算法第十四条",
    },
    {
        "code": "penalty",
        "subject": "行政处罚决定",
        "content": "具有一定社会影响的行政处罚决定；被依法变更、撤销、确认违法或者确认无效的，三个工作日内撤回并公开说明理由",
        "withdrawal_days": 3,
        "basis": "行政处罚法第四十八条",
    },
]


def seed(apps, schema_editor):
    model = apps.get_model("documents", "CatalogueItem")
    model.objects.bulk_create([model(**row) for row in ITEMS])


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0010_embargo_and_emergency"),
    ]

    operations = [
        migrations.AddField(
            model_name="document",
            name="limit_from",
            field=models.DateField(null=True, verbose_name="公开时限起算日"),
        ),
        migrations.CreateModel(
            name="CatalogueItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20, unique=True, verbose_name="编号")),
                ("subject", models.CharField(max_length=100, verbose_name="事项")),
                ("content", models.CharField(blank=True, max_length=300, verbose_name="公开内容")),
                ("limit_days", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="公开时限")),
                (
                    "limit_unit",
                    models.CharField(
                        blank=True,
                        choices=[("working", "个工作日"), ("calendar", "日")],
                        max_length=10,
                        verbose_name="时限单位",
                    ),
                ),
                ("counted_from", models.CharField(blank=True, max_length=60, verbose_name="起算")),
                (
                    "withdrawal_days",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="撤回时限（工作日）"),
                ),
                ("basis", models.CharField(max_length=200, verbose_name="依据")),
                ("is_active", models.BooleanField(default=True, verbose_name="使用中")),
            ],
            options={
                "verbose_name": "主动公开目录项",
                "ordering": ("code",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("limit_days__isnull", True), ("limit_unit", "")),
                            models.Q(
                                ("counted_from__regex", "\\S"),
                                ("limit_days__gt", 0),
                                ("limit_unit__in", ["working", "calendar"]),
                            ),
                            _connector="OR",
                        ),
                        name="catalogue_limit_is_whole",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="document",
            name="catalogue_item",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.catalogueitem",
                verbose_name="主动公开目录项",
            ),
        ),
        migrations.RunPython(seed, migrations.RunPython.noop),
    ]
