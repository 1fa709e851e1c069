"""Entries, seals and seal lines can only be added; a head only moves forward, one entry at a time."""

from django.db import migrations

FORWARD = """
create function audit_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '留痕只能追加，不得修改或删除（%）', tg_table_name using errcode = 'insufficient_privilege';
end $$;

create function audit_head_moves_forward() returns trigger language plpgsql as $$
begin
    if new is distinct from old and (new.chain <> old.chain or new.serial <> old.serial + 1) then
        raise exception '留痕链首只能逐条前移（%）', old.chain using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;

create trigger entry_append_only before update or delete on audit_entry
    for each row execute function audit_refuse_change();
create trigger entry_not_emptied before truncate on audit_entry
    for each statement execute function audit_refuse_change();
create trigger seal_append_only before update or delete on audit_seal
    for each row execute function audit_refuse_change();
create trigger seal_not_emptied before truncate on audit_seal
    for each statement execute function audit_refuse_change();
create trigger sealline_append_only before update or delete on audit_sealline
    for each row execute function audit_refuse_change();
create trigger sealline_not_emptied before truncate on audit_sealline
    for each statement execute function audit_refuse_change();
create trigger chainhead_not_deleted before delete on audit_chainhead
    for each row execute function audit_refuse_change();
create trigger chainhead_not_emptied before truncate on audit_chainhead
    for each statement execute function audit_refuse_change();
create trigger chainhead_moves_forward before update on audit_chainhead
    for each row execute function audit_head_moves_forward();
"""

REVERSE = """
drop trigger entry_append_only on audit_entry;
drop trigger entry_not_emptied on audit_entry;
drop trigger seal_append_only on audit_seal;
drop trigger seal_not_emptied on audit_seal;
drop trigger sealline_append_only on audit_sealline;
drop trigger sealline_not_emptied on audit_sealline;
drop trigger chainhead_not_deleted on audit_chainhead;
drop trigger chainhead_not_emptied on audit_chainhead;
drop trigger chainhead_moves_forward on audit_chainhead;
drop function audit_refuse_change();
drop function audit_head_moves_forward();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_journal")]
    operations = [migrations.RunSQL(FORWARD, REVERSE)]
