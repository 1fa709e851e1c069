"""Pages of the statutory column are approved by another person than wrote them (R35); what stood before stays."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FORWARD = """
create function publication_column_is_decided_once() returns trigger language plpgsql as $$
declare
    deciding text[] := array['state', 'decided_by_id', 'decided_at', 'note'];
begin
    if tg_op = 'INSERT' and new.state = 'open' then
        return new;
    end if;
    if tg_op = 'UPDATE' and old.state = 'open' and new.state <> 'open' and new.decided_by_id is not null
       and new.decided_at is not null and to_jsonb(new) - deciding = to_jsonb(old) - deciding then
        return new;
    end if;
    raise exception '专栏的历次文稿不得修改或删除，须经另一人批准方可公布（规则35）'
        using errcode = 'integrity_constraint_violation';
end $$;
drop trigger word_stays on publication_columnversion;
create trigger column_is_decided_once before insert or update or delete on publication_columnversion
    for each row execute function publication_column_is_decided_once();
"""
REVERSE = """
drop trigger column_is_decided_once on publication_columnversion;
create trigger word_stays before update or delete on publication_columnversion
    for each row execute function publication_word_stays();
drop function publication_column_is_decided_once();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("publication", "0032_proof_of_tombstones"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="columnversion",
            name="decided_at",
            field=models.DateTimeField(null=True, verbose_name="决定时间"),
        ),
        migrations.AddField(
            model_name="columnversion",
            name="decided_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="决定人",
            ),
        ),
        migrations.AddField(
            model_name="columnversion",
            name="note",
            field=models.TextField(blank=True, verbose_name="决定人意见"),
        ),
        migrations.AddField(
            model_name="columnversion",
            name="state",
            field=models.CharField(
                choices=[("open", "待批准"), ("approved", "已批准"), ("refused", "未批准"), ("withdrawn", "已收回")],
                default="approved",
                max_length=10,
                verbose_name="状态",
            ),
        ),
        migrations.AlterField(
            model_name="columnversion",
            name="state",
            field=models.CharField(
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
        migrations.AddConstraint(
            model_name="columnversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at__isnull", True), ("decided_by__isnull", True), ("note", ""), ("state", "open")
                    ),
                    ("state", "approved"),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        ("state__in", ["refused", "withdrawn"]),
                    ),
                    _connector="OR",
                ),
                name="column_version_is_open_or_decided",
            ),
        ),
        migrations.AddConstraint(
            model_name="columnversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "withdrawn"), models.Q(("decided_by", models.F("by")), _negated=True), _connector="OR"
                ),
                name="column_version_is_decided_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="columnversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "refused"), _negated=True), ("note__regex", "\\S"), _connector="OR"
                ),
                name="column_refusal_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="columnversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")), fields=("kind",), name="one_open_version_per_column"
            ),
        ),
        migrations.RunSQL(FORWARD, REVERSE),
    ]
