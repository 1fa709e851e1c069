"""Nothing is released before the moment that its document names; an order to release ends once and never changes."""

from django.db import migrations

FORWARD = """
create function publication_release_keeps_the_embargo() returns trigger language plpgsql as $$
begin
    if exists (select 1 from documents_document d where d.id = new.document_id and d.not_before > new.published_at) then
        perform publication_refuse('未到不早于公开的时间，不得公开（规则21）');
    end if;
    return new;
end $$;

create function publication_embargo_is_no_afterthought() returns trigger language plpgsql as $$
begin
    if exists (select 1 from publication_release r
                where r.document_id = new.id and r.state = 'live' and r.published_at < new.not_before) then
        perform publication_refuse('已公开的公文不得再设定不早于公开的时间（规则21）');
    end if;
    return new;
end $$;

create function publication_schedule_ends_once() returns trigger language plpgsql as $$
declare
    ending text[] := array['state', 'ended_at', 'ended_by_id', 'why'];
    erasing text[] := array['erased_at', 'late_reason', 'why'];
begin
    if tg_op = 'UPDATE' and old.state = 'open' and new.state <> 'open'
       and to_jsonb(new) - ending = to_jsonb(old) - ending then
        return new;
    end if;
    if tg_op = 'UPDATE' and old.erased_at is null and new.erased_at is not null
       and to_jsonb(new) - erasing = to_jsonb(old) - erasing then
        return new;
    end if;
    raise exception '定时公开不得修改或删除，只能改期或取消' using errcode = 'integrity_constraint_violation';
end $$;

create trigger release_keeps_the_embargo before insert on publication_release
    for each row execute function publication_release_keeps_the_embargo();
create trigger embargo_is_no_afterthought before update of not_before on documents_document
    for each row when (new.not_before is not null and new.not_before is distinct from old.not_before)
    execute function publication_embargo_is_no_afterthought();
create trigger schedule_ends_once before update or delete on publication_schedule
    for each row execute function publication_schedule_ends_once();
create trigger schedules_never_vanish before truncate on publication_schedule
    for each statement execute function publication_schedule_ends_once();
"""

REVERSE = """
drop trigger schedules_never_vanish on publication_schedule;
drop trigger schedule_ends_once on publication_schedule;
drop trigger embargo_is_no_afterthought on documents_document;
drop trigger release_keeps_the_embargo on publication_release;
drop function publication_schedule_ends_once();
drop function publication_embargo_is_no_afterthought();
drop function publication_release_keeps_the_embargo();
"""


class Migration(migrations.Migration):
    dependencies = [("publication", "0016_schedules")]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
