"""R50: a number is the next one of its series and year, is never deleted, and changes only by becoming void."""

from django.db import migrations

FORWARD = """
create function documents_number_is_next() returns trigger language plpgsql as $$
declare
    last integer;
begin
    perform 1 from documents_numberseries where id = new.series_id for update;
    select coalesce(max(serial), 0) into last from documents_documentnumber
        where series_id = new.series_id and year = new.year;
    if new.serial <> last + 1 or new.void_at is not null then
        raise exception '发文字号须连续编定：应为%号（规则50）', last + 1 using errcode = 'check_violation';
    end if;
    return new;
end $$;

create function documents_number_only_becomes_void() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.void_at is null and new.void_at is not null
       and to_jsonb(new) - 'void_at' - 'void_reason' = to_jsonb(old) - 'void_at' - 'void_reason' then
        return new;
    end if;
    raise exception '发文字号不得修改或删除，只能注明原因作废（规则50）' using errcode = 'check_violation';
end $$;

create trigger number_is_next before insert on documents_documentnumber
    for each row execute function documents_number_is_next();
create trigger number_only_becomes_void before update or delete on documents_documentnumber
    for each row execute function documents_number_only_becomes_void();
create trigger number_never_truncated before truncate on documents_documentnumber
    for each statement execute function documents_never_changes();
"""

REVERSE = """
drop trigger number_never_truncated on documents_documentnumber;
drop trigger number_only_becomes_void on documents_documentnumber;
drop trigger number_is_next on documents_documentnumber;
drop function documents_number_only_becomes_void();
drop function documents_number_is_next();
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_signature_names_what_it_covers")]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
