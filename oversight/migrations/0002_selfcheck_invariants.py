"""Rules 38 and 87: a confirmed verdict and a closed self-check with its report never change; nothing is taken off a list."""

from django.db import migrations

FORWARD = """
create function oversight_selfcheck_is_frozen() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.state = 'closed'
       or (new.year, new.organ_id, new.due_on, new.opened_by_id, new.opened_at)
          is distinct from (old.year, old.organ_id, old.due_on, old.opened_by_id, old.opened_at) then
        raise exception '已办结的自查不得改动（规则38）' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;

create function oversight_selfcheck_item_is_frozen() returns trigger language plpgsql as $$
declare
    erased text[] := array['reason', 'remark'];
    gone text := '（内容已按保密规定清除）';
begin
    if tg_op = 'UPDATE' and to_jsonb(new) - erased = to_jsonb(old) - erased and documents_is_erased(old.document_id)
       and new.reason in (old.reason, gone) and new.remark in (old.remark, gone) then
        return new;
    end if;
    if tg_op = 'DELETE' or old.confirmed_by_id is not null
       or (new.selfcheck_id, new.document_id, new.attribute, new.ground)
          is distinct from (old.selfcheck_id, old.document_id, old.attribute, old.ground)
       or exists (select 1 from oversight_selfcheck c where c.id = old.selfcheck_id and c.state = 'closed') then
        raise exception '已确认的自查判断不得改动（规则38、87）' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;

create function oversight_selfcheck_is_judged() returns trigger language plpgsql as $$
begin
    if exists (
        select 1 from oversight_selfcheckitem i join documents_document d on d.id = i.document_id
         where i.selfcheck_id = new.id and i.confirmed_by_id is null and d.status = 'filed' and d.proposed_id is null
    ) then
        raise exception '自查须逐件判断并确认后方可办结（规则38）' using errcode = 'check_violation';
    end if;
    return new;
end $$;

create trigger selfcheck_is_frozen before update or delete on oversight_selfcheck
    for each row execute function oversight_selfcheck_is_frozen();
create trigger selfcheck_item_is_frozen before update or delete on oversight_selfcheckitem
    for each row execute function oversight_selfcheck_item_is_frozen();
create trigger selfcheck_is_judged before update on oversight_selfcheck
    for each row when (new.state = 'closed') execute function oversight_selfcheck_is_judged();
"""

REVERSE = """
drop trigger selfcheck_is_judged on oversight_selfcheck;
drop trigger selfcheck_item_is_frozen on oversight_selfcheckitem;
drop trigger selfcheck_is_frozen on oversight_selfcheck;
drop function oversight_selfcheck_is_judged();
drop function oversight_selfcheck_item_is_frozen();
drop function oversight_selfcheck_is_frozen();
"""


class Migration(migrations.Migration):
    dependencies = [("oversight", "0001_selfcheck"), ("documents", "0014_proposed_decision")]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
