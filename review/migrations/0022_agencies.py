"""The agencies that a text concerns are kept with its scan (R25), and go when the content has to be erased (R12)."""

import django.contrib.postgres.fields
from django.db import migrations, models

FORWARD = """
create function review_scan_may_be_erased() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and new.agencies = '{}'
       and to_jsonb(new) - 'agencies' = to_jsonb(old) - 'agencies' and review_must_be_classified(old.document_id) then
        return new;
    end if;
    raise exception '% 的记录不得修改或删除', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;

drop trigger scan_never_changes on review_scan;
create trigger scan_never_changes before update or delete on review_scan
    for each row execute function review_scan_may_be_erased();
"""

REVERSE = """
drop trigger scan_never_changes on review_scan;
create trigger scan_never_changes before update or delete on review_scan
    for each row execute function review_row_never_changes();
drop function review_scan_may_be_erased();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("review", "0021_due_is_counted_again"),
    ]

    operations = [
        migrations.AddField(
            model_name="scan",
            name="agencies",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=60), blank=True, default=list, size=None, verbose_name="涉及机关"
            ),
        ),
        migrations.RunSQL(FORWARD, REVERSE),
    ]
