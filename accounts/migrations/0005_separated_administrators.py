"""R85 (等保 8.1.5): an administrator's role excludes every other role; role groups keep their names."""

from django.db import migrations

FORWARD = """
create function accounts_membership_separated() returns trigger language plpgsql as $$
begin
    perform 1 from accounts_user where id = new.user_id for update;
    if exists (
        select 1
          from accounts_membership held
          join auth_group have on have.id = held.group_id
          join auth_group want on want.id = new.group_id
         where held.user_id = new.user_id and held.id <> new.id and held.group_id <> new.group_id
           and (have.name in ('system_admin', 'security_admin', 'audit_admin')
                or want.name in ('system_admin', 'security_admin', 'audit_admin'))
    ) then
        raise exception '三类管理员相互独立，且不得兼任业务角色'
            using errcode = 'check_violation', constraint = 'membership_administrators_are_separate';
    end if;
    return new;
end $$;

create trigger accounts_membership_separated before insert or update on accounts_membership
    for each row execute function accounts_membership_separated();

create function accounts_role_group_keeps_its_name() returns trigger language plpgsql as $$
begin
    raise exception '角色组不能改名' using errcode = 'check_violation', constraint = 'role_group_keeps_its_name';
end $$;

create trigger accounts_role_group_keeps_its_name before update of name on auth_group
    for each row when (old.name is distinct from new.name)
    execute function accounts_role_group_keeps_its_name();
"""

BACKWARD = """
drop trigger accounts_role_group_keeps_its_name on auth_group;
drop function accounts_role_group_keeps_its_name();
drop trigger accounts_membership_separated on accounts_membership;
drop function accounts_membership_separated();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_roles")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
