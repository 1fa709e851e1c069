"""Reports of a month: frozen, one edition after the other, never changed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FORWARD = """
create function oversight_report_stays() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' then
        raise exception '月报生成后不得修改或删除，更正另出一版' using errcode = 'integrity_constraint_violation';
    end if;
    if new.edition > 1 and not exists (
        select 1 from oversight_monthlyreport r
         where r.organ_id = new.organ_id and r.month = new.month and r.edition = new.edition - 1) then
        raise exception '月报的版次须逐版递增' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create trigger report_stays before insert or update or delete on oversight_monthlyreport
    for each row execute function oversight_report_stays();
"""
REVERSE = """
drop trigger report_stays on oversight_monthlyreport;
drop function oversight_report_stays();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("oversight", "0002_selfcheck_invariants"),
        ("accounts", "0006_one_delegate_a_day"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MonthlyReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField(verbose_name="月份")),
                ("edition", models.PositiveIntegerField(default=1, verbose_name="版次")),
                ("definition", models.PositiveIntegerField(verbose_name="口径版本")),
                ("tables", models.JSONField(verbose_name="统计表")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="更正原因")),
                ("made_at", models.DateTimeField(verbose_name="生成时间")),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="生成人",
                    ),
                ),
                (
                    "organ",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.office",
                        verbose_name="机关",
                    ),
                ),
            ],
            options={
                "verbose_name": "月报",
                "constraints": [
                    models.UniqueConstraint(fields=("organ", "month", "edition"), name="report_edition_once"),
                    models.CheckConstraint(condition=models.Q(("month__day", 1)), name="report_of_a_whole_month"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("edition", 1), ("reason", "")),
                            models.Q(("edition__gt", 1), ("made_by__isnull", False), ("reason__regex", "\\S")),
                            _connector="OR",
                        ),
                        name="report_correction_says_why",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FORWARD, REVERSE),
    ]
