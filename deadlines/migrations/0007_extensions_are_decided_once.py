"""A request for more time is decided once and stays, its words may be erased (R12); days of a region are ended once."""

from django.db import migrations

FORWARD = """
create function deadlines_extension_is_decided_once() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.state = 'asked' and new.state <> 'asked'
       and (to_jsonb(new) - 'state' - 'decided_by_id' - 'decided_at' - 'answer')
           = (to_jsonb(old) - 'state' - 'decided_by_id' - 'decided_at' - 'answer') then
        return new;
    end if;
    if tg_op = 'UPDATE' and new.reason in (old.reason, '（已按保密规定清除）')
       and new.answer in (old.answer, '（已按保密规定清除）')
       and (to_jsonb(new) - 'reason' - 'answer') = (to_jsonb(old) - 'reason' - 'answer') then
        return new;
    end if;
    raise exception '延期的申请与批准不得修改或删除' using errcode = 'integrity_constraint_violation';
end $$;

create function deadlines_regional_ends_once() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.ended_at is null and new.ended_at is not null
       and (to_jsonb(new) - 'ended_at' - 'ended_by_id') = (to_jsonb(old) - 'ended_at' - 'ended_by_id') then
        return new;
    end if;
    raise exception '地区节假日不得修改或删除，只能停用' using errcode = 'integrity_constraint_violation';
end $$;

create trigger extension_is_decided_once before update or delete on deadlines_extension
    for each row execute function deadlines_extension_is_decided_once();
create trigger extensions_never_emptied before truncate on deadlines_extension
    for each statement execute function deadlines_extension_is_decided_once();
create trigger regional_ends_once before update or delete on deadlines_regionalholiday
    for each row execute function deadlines_regional_ends_once();
create trigger regional_never_emptied before truncate on deadlines_regionalholiday
    for each statement execute function deadlines_regional_ends_once();
"""

REVERSE = """
drop trigger regional_never_emptied on deadlines_regionalholiday;
drop trigger regional_ends_once on deadlines_regionalholiday;
drop trigger extensions_never_emptied on deadlines_extension;
drop trigger extension_is_decided_once on deadlines_extension;
drop function deadlines_regional_ends_once();
drop function deadlines_extension_is_decided_once();
"""


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0006_extensions")]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
