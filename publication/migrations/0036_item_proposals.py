"""Changes of the catalogue of what is published proactively: proposed by one person, decided once by another."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FORWARD = """
create function publication_item_change_is_decided_once() returns trigger language plpgsql as $$
declare
    deciding text[] := array['state', 'decided_by_id', 'decided_at', 'note'];
begin
    if tg_op = 'INSERT' and new.state = 'open' then
        return new;
    end if;
    if tg_op = 'UPDATE' and old.state = 'open' and new.state <> 'open'
       and to_jsonb(new) - deciding = to_jsonb(old) - deciding then
        return new;
    end if;
    raise exception '目录项变更不得修改或删除，须经另一人批准方可执行'
        using errcode = 'integrity_constraint_violation';
end $$;
create trigger item_change_is_decided_once before insert or update or delete on publication_catalogueproposal
    for each row execute function publication_item_change_is_decided_once();
"""
REVERSE = """
drop trigger item_change_is_decided_once on publication_catalogueproposal;
drop function publication_item_change_is_decided_once();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0017_catalogue_editions"),
        ("publication", "0035_a_page_for_each_annual_report"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CatalogueProposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "act",
                    models.CharField(
                        choices=[("add", "增列"), ("revise", "修订"), ("end", "停用")],
                        max_length=10,
                        verbose_name="办理",
                    ),
                ),
                ("code", models.CharField(max_length=20, verbose_name="编号")),
                ("subject", models.CharField(max_length=100, verbose_name="事项")),
                ("content", models.CharField(blank=True, max_length=300, verbose_name="公开内容")),
                ("limit_days", models.PositiveSmallIntegerField(null=True, verbose_name="公开时限")),
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
                ("withdrawal_days", models.PositiveSmallIntegerField(null=True, verbose_name="撤回时限（工作日）")),
                ("basis", models.CharField(max_length=200, verbose_name="依据")),
                ("reason", models.CharField(max_length=300, verbose_name="变更原因")),
                ("at", models.DateTimeField(verbose_name="提出时间")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "待批准"),
                            ("approved", "已批准"),
                            ("refused", "未批准"),
                            ("withdrawn", "已收回"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True, verbose_name="决定时间")),
                ("note", models.TextField(blank=True, verbose_name="决定人意见")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="提出人",
                    ),
                ),
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
                    "item",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.catalogueitem",
                        verbose_name="现行目录项",
                    ),
                ),
            ],
            options={
                "verbose_name": "目录项变更",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("act", "add"), ("item__isnull", True)),
                            models.Q(("act__in", ["revise", "end"]), ("item__isnull", False)),
                            _connector="OR",
                        ),
                        name="item_change_names_its_item",
                    ),
                    models.CheckConstraint(condition=models.Q(("reason__regex", "\\S")), name="item_change_says_why"),
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
                        name="item_change_limit_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", True),
                                ("decided_by__isnull", True),
                                ("note", ""),
                                ("state", "open"),
                            ),
                            models.Q(
                                ("state__in", ["approved", "refused", "withdrawn"]),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="item_change_is_open_or_decided",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["open", "withdrawn"]),
                            models.Q(("decided_by", models.F("by")), _negated=True),
                            _connector="OR",
                        ),
                        name="item_change_is_decided_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), _negated=True), ("note__regex", "\\S"), _connector="OR"
                        ),
                        name="item_refusal_says_why",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")), fields=("code",), name="one_open_change_per_item"
                    ),
                ],
            },
        ),
        migrations.RunSQL(FORWARD, REVERSE),
    ]
