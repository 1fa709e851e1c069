"""What somebody was told stays as it was told; rungs are never changed."""

from django.db import migrations

FORWARD = """
create function notices_keep_notice() returns trigger language plpgsql as $$
begin
    if to_jsonb(new) - 'read_at' is distinct from to_jsonb(old) - 'read_at' then
        raise exception '提醒发出后不得更改' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger notices_keep_notice before update on notices_notice
    for each row execute function notices_keep_notice();

create function notices_keep_rung() returns trigger language plpgsql as $$
begin
    raise exception '已告知的一步不得更改' using errcode = 'check_violation';
end $$;
create trigger notices_keep_rung before update on notices_rung
    for each row execute function notices_keep_rung();
"""
BACKWARD = """
drop trigger notices_keep_rung on notices_rung;
drop function notices_keep_rung();
drop trigger notices_keep_notice on notices_notice;
drop function notices_keep_notice();
"""


class Migration(migrations.Migration):
    dependencies = [("notices", "0002_what_a_notice_is_about")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
