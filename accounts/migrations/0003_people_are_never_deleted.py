"""A person leaves a trace on documents for ever: rows of people can be deactivated only."""

from django.db import migrations

FORWARD = """
create function accounts_user_stays() returns trigger language plpgsql as $$
begin
    raise exception '人员只能停用，不能删除' using errcode = 'restrict_violation', constraint = 'user_is_never_deleted';
end $$;

create trigger accounts_user_stays before delete on accounts_user
    for each row execute function accounts_user_stays();
create trigger accounts_user_all_stay before truncate on accounts_user
    for each statement execute function accounts_user_stays();
"""

BACKWARD = """
drop trigger accounts_user_all_stay on accounts_user;
drop trigger accounts_user_stays on accounts_user;
drop function accounts_user_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_office_paths")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
