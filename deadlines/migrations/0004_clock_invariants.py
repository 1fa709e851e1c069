"""What was crossed stays on record as it was; a pause is corrected only while it runs, and ends once."""

from django.db import migrations

FORWARD = """
create function deadlines_crossing_never_changes() returns trigger language plpgsql as $$
begin
    raise exception '时限到达的记录不得修改或删除' using errcode = 'integrity_constraint_violation';
end $$;

create function deadlines_pause_ends_once() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.ended_at is null
       and (to_jsonb(new) - 'started_at' - 'until' - 'ended_at') = (to_jsonb(old) - 'started_at' - 'until' - 'ended_at')
    then
        return new;
    end if;
    raise exception '暂停计时的记录不得修改或删除' using errcode = 'integrity_constraint_violation';
end $$;

create trigger crossing_never_changes before update or delete on deadlines_crossing
    for each row execute function deadlines_crossing_never_changes();
create trigger crossings_never_emptied before truncate on deadlines_crossing
    for each statement execute function deadlines_crossing_never_changes();
create trigger pause_ends_once before update or delete on deadlines_pause
    for each row execute function deadlines_pause_ends_once();
create trigger pauses_never_emptied before truncate on deadlines_pause
    for each statement execute function deadlines_pause_ends_once();
"""

REVERSE = """
drop trigger pauses_never_emptied on deadlines_pause;
drop trigger pause_ends_once on deadlines_pause;
drop trigger crossings_never_emptied on deadlines_crossing;
drop trigger crossing_never_changes on deadlines_crossing;
drop function deadlines_pause_ends_once();
drop function deadlines_crossing_never_changes();
"""


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0003_clocks")]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
