"""R12: what was typed in urging goes with the content that it may quote; nothing else of a notice changes."""

from django.db import migrations

FORWARD = """
create or replace function notices_keep_notice() returns trigger language plpgsql as $$
begin
    if to_jsonb(new) - array['read_at', 'typed'] is distinct from to_jsonb(old) - array['read_at', 'typed']
       or new.typed not in (old.typed, '') then
        raise exception '提醒发出后不得更改' using errcode = 'check_violation';
    end if;
    return new;
end $$;
"""
BACKWARD = """
create or replace function notices_keep_notice() returns trigger language plpgsql as $$
begin
    if to_jsonb(new) - 'read_at' is distinct from to_jsonb(old) - 'read_at' then
        raise exception '提醒发出后不得更改' using errcode = 'check_violation';
    end if;
    return new;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("notices", "0006_told_and_rung_are_two_things")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
