"""Counts of every filter are kept as rows change; a file is bound to its digest; a tombstone keeps no text."""

from django.db import migrations

FORWARD = """
create function portal_facets(doc portal_publisheddocument)
returns table (name text, value text) language sql immutable as $$
    select 'total', ''
    union all select 'topic', doc.topic where doc.topic <> ''
    union all select 'genre', doc.genre where doc.genre <> ''
    union all select 'body', doc.issuing_body where doc.issuing_body <> ''
    union all select 'year', extract(year from doc.generated_on)::int::text where doc.generated_on is not null
    union all select 'validity', doc.validity
    union all select 'origin', doc.origin
    union all select 'stage', stage from unnest(doc.stages) stage
$$;

create function portal_count() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into portal_facetcount as held (name, value, count)
        select f.name, f.value, count(*) from added, portal_facets(added::portal_publisheddocument) f
         where added.state = 'live' group by f.name, f.value order by f.name, f.value
        on conflict (name, value) do update set count = held.count + excluded.count;
    elsif tg_op = 'DELETE' then
        update portal_facetcount held set count = held.count - gone.count
          from (select f.name, f.value, count(*) from removed, portal_facets(removed::portal_publisheddocument) f
                 where removed.state = 'live' group by f.name, f.value order by f.name, f.value) gone
         where held.name = gone.name and held.value = gone.value;
    else
        insert into portal_facetcount as held (name, value, count)
        select f.name, f.value, 0 from added, portal_facets(added::portal_publisheddocument) f
         where added.state = 'live' group by f.name, f.value order by f.name, f.value
        on conflict (name, value) do nothing;
        update portal_facetcount held set count = held.count + moved.change
          from (select name, value, sum(change) as change
                  from (select f.name, f.value, 1 as change
                          from added, portal_facets(added::portal_publisheddocument) f where added.state = 'live'
                        union all
                        select f.name, f.value, -1
                          from removed, portal_facets(removed::portal_publisheddocument) f where removed.state = 'live'
                       ) each
                 group by name, value having sum(change) <> 0 order by name, value) moved
         where held.name = moved.name and held.value = moved.value;
    end if;
    return null;
end $$;

create trigger portal_counts_added after insert on portal_publisheddocument
    referencing new table as added for each statement execute function portal_count();
create trigger portal_counts_removed after delete on portal_publisheddocument
    referencing old table as removed for each statement execute function portal_count();
create trigger portal_counts_changed after update on portal_publisheddocument
    referencing old table as removed new table as added for each statement execute function portal_count();

alter table portal_publishedfile
    add constraint published_file_is_its_digest
        check (sha256 = encode(sha256(data), 'hex') and size = length(data) and sm3 ~ '^[0-9a-f]{64}$');

-- R35: of what was retracted nothing but the tombstone is left.
create function portal_tombstone_is_bare() returns trigger language plpgsql as $$
declare
    doc bigint := case tg_table_name when 'portal_publisheddocument' then (to_jsonb(new)->>'id')::bigint
                                     else (to_jsonb(new)->>'document_id')::bigint end;
begin
    if exists (select 1 from portal_publisheddocument d where d.id = doc and d.state = 'retracted')
       and (exists (select 1 from portal_publishedfile f where f.document_id = doc)
            or exists (select 1 from portal_publishedreading r where r.document_id = doc)) then
        raise exception '撤下的公文不得留有文件或解读（规则35）' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger portal_tombstone after insert or update on portal_publisheddocument
    deferrable initially deferred for each row execute function portal_tombstone_is_bare();
create constraint trigger portal_tombstone after insert or update on portal_publishedfile
    deferrable initially deferred for each row execute function portal_tombstone_is_bare();
create constraint trigger portal_tombstone after insert or update on portal_publishedreading
    deferrable initially deferred for each row execute function portal_tombstone_is_bare();
"""

REVERSE = """
drop trigger portal_tombstone on portal_publishedreading;
drop trigger portal_tombstone on portal_publishedfile;
drop trigger portal_tombstone on portal_publisheddocument;
drop function portal_tombstone_is_bare();
alter table portal_publishedfile drop constraint published_file_is_its_digest;
drop trigger portal_counts_changed on portal_publisheddocument;
drop trigger portal_counts_removed on portal_publisheddocument;
drop trigger portal_counts_added on portal_publisheddocument;
drop function portal_count();
drop function portal_facets(portal_publisheddocument);
"""


class Migration(migrations.Migration):
    dependencies = [("portal", "0001_published")]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
