"""R23: what was found and fetched of another body's document cannot be altered afterwards, nor be deleted."""

from django.db import migrations

FORWARD = """
alter table publication_reposttask
    add constraint repost_is_its_digest
        check (data is null or sha256 = encode(sha256(data), 'hex'));

create function publication_repost_stays() returns trigger language plpgsql as $$
declare
    found text[] := array['source_id', 'entry_key', 'title', 'url', 'announced_at', 'found_at', 'due_at'];
    digests text[] := array['fetched_at', 'fetched_by_id', 'sha256', 'sm3', 'text_sm3', 'media'];
    fetched text[] := array['data', 'page', 'text'];
    is_over boolean := new.state in ('declined', 'withdrawn') and new.data is null and new.page = '' and new.text = '';
    was jsonb := to_jsonb(old);
    is_now jsonb := to_jsonb(new);
begin
    if tg_op = 'DELETE' then
        raise exception '转载任务不得删除（规则23）' using errcode = 'integrity_constraint_violation';
    end if;
    if exists (select 1 from unnest(found) name where was->name is distinct from is_now->name) then
        raise exception '转载任务的来源和时限不得改动（规则23）' using errcode = 'integrity_constraint_violation';
    end if;
    if new.state <> 'taken'
       and (exists (select 1 from unnest(digests) name where was->name is distinct from is_now->name)
            or not is_over
               and exists (select 1 from unnest(fetched) name where was->name is distinct from is_now->name)) then
        raise exception '取回的文件只能重新取回，不得改动（规则23）' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;

create trigger repost_stays before update or delete on publication_reposttask
    for each row execute function publication_repost_stays();
"""

REVERSE = """
drop trigger repost_stays on publication_reposttask;
drop function publication_repost_stays();
alter table publication_reposttask drop constraint repost_is_its_digest;
"""


class Migration(migrations.Migration):
    dependencies = [("publication", "0022_reposts")]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
