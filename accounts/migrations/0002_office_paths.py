"""The path of an office is computed by the database, and an office is never its own ancestor."""

from django.db import migrations

FORWARD = """
create function accounts_office_place() returns trigger language plpgsql as $$
declare
    above accounts_office%rowtype;
begin
    if new.parent_id is null then
        new.path := '/' || new.id || '/';
        return new;
    end if;
    perform pg_advisory_xact_lock(hashtext('accounts_office'));
    select * into above from accounts_office where id = new.parent_id;
    if above.path like '%/' || new.id || '/%' then
        raise exception '机构不能是自己的上级' using errcode = 'check_violation', constraint = 'office_not_its_own_ancestor';
    end if;
    if (new.kind, above.kind) not in (('department', 'organ'), ('division', 'organ'), ('division', 'department')) then
        raise exception '机构层级应为机关、司局、处室' using errcode = 'check_violation', constraint = 'office_levels_in_order';
    end if;
    new.path := above.path || new.id || '/';
    return new;
end $$;

create trigger accounts_office_place before insert or update on accounts_office
    for each row execute function accounts_office_place();

create function accounts_office_carry() returns trigger language plpgsql as $$
begin
    update accounts_office set path = '' where parent_id = new.id;
    return null;
end $$;

create trigger accounts_office_carry after update on accounts_office
    for each row when (old.path is distinct from new.path or old.kind is distinct from new.kind)
    execute function accounts_office_carry();
"""

BACKWARD = """
drop trigger accounts_office_carry on accounts_office;
drop trigger accounts_office_place on accounts_office;
drop function accounts_office_carry();
drop function accounts_office_place();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_people_and_offices")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
