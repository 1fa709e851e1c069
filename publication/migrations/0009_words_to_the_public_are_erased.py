"""R12: when a content is erased, the explanations that the public read of its retraction or correction go as well."""

from django.db import migrations

FUNCTIONS = """
create or replace function publication_release_ends_once() returns trigger language plpgsql as $$
declare
    ending text[] := array['state', 'ended_at', 'ended_by_id', 'approver_id', 'reason_kind', 'reason', 'explanation'];
    erasing text[] := array['erased_at', 'title', 'summary', 'keywords', 'reason'%(words)s];
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

create or replace function publication_ending_is_decided_once() returns trigger language plpgsql as $$
declare
    deciding text[] := array['state', 'decided_by_id', 'decided_for_id', 'decided_at', 'note'];
    erasing text[] := array['erased_at', 'reason', 'summary', 'note'%(words)s];
begin
    if tg_op = 'INSERT' then
        if new.state = 'open' and new.erased_at is null
           and exists (select 1 from publication_release r
                        where r.id = new.release_id and r.document_id = new.document_id and r.state = 'live') then
            return new;
        end if;
        raise exception '撤下、更正须针对本件公开中的文本提出（规则35）' using errcode = 'check_violation';
    end if;
    if tg_op = 'UPDATE' and old.state = 'open' and new.state <> 'open'
       and to_jsonb(new) - deciding = to_jsonb(old) - deciding then
        return new;
    end if;
    if tg_op = 'UPDATE' and old.state <> 'open' and old.erased_at is null and new.erased_at is not null
       and new.summary = '' and to_jsonb(new) - erasing = to_jsonb(old) - erasing then
        return new;
    end if;
    raise exception '撤下更正申请不得修改或删除' using errcode = 'integrity_constraint_violation';
end $$;
"""
FORWARD = FUNCTIONS % {"words": ", 'explanation'"}
REVERSE = FUNCTIONS % {"words": ""}


class Migration(migrations.Migration):
    dependencies = [("publication", "0008_consultations")]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
