"""Copies and releases never change: a copy is verified or fails once, a release ends once, both may be erased (R12)."""

from django.db import migrations

FORWARD = """
create function publication_copy_is_judged_once() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.verified_at is null and old.failed_why = '' and old.erased_at is null
       and to_jsonb(new) - 'verified_at' - 'failed_why' = to_jsonb(old) - 'verified_at' - 'failed_why' then
        return new;
    end if;
    if tg_op = 'UPDATE' and old.erased_at is null and new.erased_at is not null and new.elements = '{}'::jsonb
       and to_jsonb(new) - 'erased_at' - 'elements' - 'docx_id' - 'html_id' - 'pdf_id'
           = to_jsonb(old) - 'erased_at' - 'elements' - 'docx_id' - 'html_id' - 'pdf_id'
       and not exists (select 1 from publication_release r where r.copy_id = old.id and r.state = 'live') then
        return new;
    end if;
    raise exception '公开文本不得修改或删除' using errcode = 'integrity_constraint_violation';
end $$;

create function publication_release_ends_once() returns trigger language plpgsql as $$
declare
    ending text[] := array['state', 'ended_at', 'ended_by_id', 'approver_id', 'reason_kind', 'reason', 'explanation'];
    erasing text[] := array['erased_at', 'title', 'summary', 'keywords', 'reason'];
begin
    if tg_op = 'UPDATE' and old.state = 'live' and new.state in ('replaced', 'retracted')
       and to_jsonb(new) - ending = to_jsonb(old) - ending then
        return new;
    end if;
    if tg_op = 'UPDATE' and old.state <> 'live' and old.erased_at is null and new.erased_at is not null
       and new.summary = '' and new.keywords = '{}' and to_jsonb(new) - erasing = to_jsonb(old) - erasing then
        return new;
    end if;
    raise exception '公开发布记录不得修改或删除' using errcode = 'integrity_constraint_violation';
end $$;

create function publication_index_number_stays() returns trigger language plpgsql as $$
begin
    raise exception '索引号不得修改、删除或重用' using errcode = 'integrity_constraint_violation';
end $$;

create function publication_index_counts_up() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and new.year = old.year and new.last = old.last + 1 then
        return new;
    end if;
    raise exception '索引号计数只能逐一递增' using errcode = 'integrity_constraint_violation';
end $$;

create trigger copy_is_judged_once before update or delete on publication_publiccopy
    for each row execute function publication_copy_is_judged_once();
create trigger release_ends_once before update or delete on publication_release
    for each row execute function publication_release_ends_once();
create trigger index_number_stays before update or delete on publication_indexnumber
    for each row execute function publication_index_number_stays();
create trigger index_counts_up before update or delete on publication_indexcounter
    for each row execute function publication_index_counts_up();
create trigger copies_never_vanish before truncate on publication_publiccopy
    for each statement execute function publication_copy_is_judged_once();
create trigger releases_never_vanish before truncate on publication_release
    for each statement execute function publication_release_ends_once();
create trigger index_numbers_never_vanish before truncate on publication_indexnumber
    for each statement execute function publication_index_number_stays();
"""

REVERSE = """
drop trigger index_numbers_never_vanish on publication_indexnumber;
drop trigger releases_never_vanish on publication_release;
drop trigger copies_never_vanish on publication_publiccopy;
drop trigger index_counts_up on publication_indexcounter;
drop trigger index_number_stays on publication_indexnumber;
drop trigger release_ends_once on publication_release;
drop trigger copy_is_judged_once on publication_publiccopy;
drop function publication_index_counts_up();
drop function publication_index_number_stays();
drop function publication_release_ends_once();
drop function publication_copy_is_judged_once();
"""


class Migration(migrations.Migration):
    dependencies = [("publication", "0002_invariants")]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
