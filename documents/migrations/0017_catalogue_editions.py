"""A row of the catalogue is revised by a new edition; what documents cite never changes (R22)."""

from django.db import migrations, models

FORWARD = """
create function documents_catalogue_item_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.is_active and not new.is_active
       and to_jsonb(new) - 'is_active' = to_jsonb(old) - 'is_active' then
        return new;
    end if;
    raise exception '主动公开目录项不得修改或删除，须另立新版（规则22）'
        using errcode = 'integrity_constraint_violation';
end $$;
create trigger catalogue_item_stays before update or delete on documents_catalogueitem
    for each row execute function documents_catalogue_item_stays();
"""
REVERSE = """
drop trigger catalogue_item_stays on documents_catalogueitem;
drop function documents_catalogue_item_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0016_numbers_by_year")]

    operations = [
        migrations.AlterField(
            model_name="catalogueitem",
            name="code",
            field=models.CharField(max_length=20, verbose_name="编号"),
        ),
        migrations.AddField(
            model_name="catalogueitem",
            name="edition",
            field=models.PositiveSmallIntegerField(default=1, verbose_name="版次"),
        ),
        migrations.AddConstraint(
            model_name="catalogueitem",
            constraint=models.UniqueConstraint(fields=("code", "edition"), name="catalogue_edition_once"),
        ),
        migrations.AddConstraint(
            model_name="catalogueitem",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_active", True)), fields=("code",), name="one_edition_in_use"
            ),
        ),
        migrations.RunSQL(FORWARD, REVERSE),
    ]
