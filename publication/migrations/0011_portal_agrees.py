"""Invariant 9: the portal shows of the office's own documents exactly the live releases, byte for byte."""

from django.db import migrations

FORWARD = """
create function publication_portal_agrees(wanted text) returns void language plpgsql as $$
declare
    rel record;
    shown portal_publisheddocument;
begin
    select r.id, c.content_sm3, c.docx_sha256, c.html_sha256, c.pdf_sha256 into rel
      from publication_release r
      join publication_indexnumber i on i.id = r.index_id
      join publication_publiccopy c on c.id = r.copy_id
     where i.text = wanted and r.state = 'live';
    select * into shown from portal_publisheddocument where index = wanted and origin = 'release';
    if rel.id is null then
        if shown.state = 'live' then
            perform publication_refuse('公开门户上的公文没有公开中的发布记录（规则15、16）');
        end if;
        return;
    end if;
    if shown.id is null or shown.state <> 'live' or shown.content_sm3 <> rel.content_sm3 then
        perform publication_refuse('公开中的发布记录没有如实登上公开门户');
    end if;
    if (select coalesce(string_agg(kind || ':' || sha256, ' ' order by kind), '')
          from portal_publishedfile where document_id = shown.id)
       <> 'docx:' || rel.docx_sha256 || ' html:' || rel.html_sha256
          || coalesce(' pdf:' || nullif(rel.pdf_sha256, ''), '') then
        perform publication_refuse('公开门户上的文件不是发布前核验的文件（规则16）');
    end if;
end $$;

create function publication_release_is_shown() returns trigger language plpgsql as $$
begin
    perform publication_portal_agrees(i.text) from publication_indexnumber i where i.id = new.index_id;
    return null;
end $$;

create function publication_shown_is_released() returns trigger language plpgsql as $$
declare
    one jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
begin
    perform publication_portal_agrees(d.index) from portal_publisheddocument d
     where d.id = coalesce((one->>'document_id')::bigint, (one->>'id')::bigint) and d.origin = 'release';
    return null;
end $$;

create function publication_shown_stays() returns trigger language plpgsql as $$
begin
    if old.origin = 'release' then
        raise exception '公开门户上的公文只能撤下，不能删除（规则35）' using errcode = 'integrity_constraint_violation';
    end if;
    return old;
end $$;

create constraint trigger zz_release_is_shown after insert or update on publication_release
    deferrable initially deferred for each row execute function publication_release_is_shown();
create constraint trigger zz_shown_is_released after insert or update on portal_publisheddocument
    deferrable initially deferred for each row execute function publication_shown_is_released();
create constraint trigger zz_shown_is_released after insert or update or delete on portal_publishedfile
    deferrable initially deferred for each row execute function publication_shown_is_released();
create trigger shown_stays before delete on portal_publisheddocument
    for each row execute function publication_shown_stays();
"""

REVERSE = """
drop trigger shown_stays on portal_publisheddocument;
drop trigger zz_shown_is_released on portal_publishedfile;
drop trigger zz_shown_is_released on portal_publisheddocument;
drop trigger zz_release_is_shown on publication_release;
drop function publication_shown_stays();
drop function publication_shown_is_released();
drop function publication_release_is_shown();
drop function publication_portal_agrees(text);
"""


class Migration(migrations.Migration):
    dependencies = [("publication", "0010_chain"), ("portal", "0002_counts_and_bytes")]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
