"""R20: an aggregation review is decided once, by another; nothing is open on the portal but what one approved."""

from django.db import migrations

FORWARD = """
create function review_dataset_is_decided_once() returns trigger language plpgsql as $$
declare
    deciding text[] := array['state', 'decided_by_id', 'decided_at', 'words', 'valid_from'];
    ending text[] := array['ended_by_id', 'ended_at', 'ended_why'];
begin
    if tg_op = 'INSERT' then
        if new.state = 'proposed' then
            return new;
        end if;
        raise exception '数据集须先审查，再由另一人决定（规则20）' using errcode = 'check_violation';
    end if;
    if old.state = 'proposed' and new.state in ('approved', 'refused', 'withdrawn')
       and to_jsonb(new) - deciding = to_jsonb(old) - deciding and new.valid_from >= old.valid_from then
        if new.state <> 'withdrawn' and review_stand_in(new.proposed_by_id, new.decided_by_id, new.decided_at) then
            raise exception '不得批准由自己代办或代自己办理的人的审查' using errcode = 'check_violation';
        end if;
        if new.state = 'withdrawn' and new.decided_by_id <> new.proposed_by_id then
            raise exception '审查只能由审查人收回' using errcode = 'check_violation';
        end if;
        if new.state = 'approved' and new.valid_from < (new.decided_at at time zone 'Asia/Shanghai')::date then
            raise exception '数据集不得在批准之前开放' using errcode = 'check_violation';
        end if;
        return new;
    end if;
    if old.state = 'approved' and old.ended_at is null and new.ended_at is not null
       and to_jsonb(new) - ending = to_jsonb(old) - ending then
        if exists (select 1 from portal_publisheddataset d where d.name = new.dataset) then
            raise exception '停止开放的数据集须同时从门户撤下（规则20）' using errcode = 'check_violation';
        end if;
        return new;
    end if;
    raise exception '汇聚审查的记录不得修改或删除' using errcode = 'integrity_constraint_violation';
end $$;

create function review_dataset_is_kept() returns trigger language plpgsql as $$
begin
    raise exception '汇聚审查的记录不得修改或删除' using errcode = 'integrity_constraint_violation';
end $$;

create function review_open_dataset_was_approved() returns trigger language plpgsql as $$
begin
    if exists (
        select 1 from review_datasetreview r
         where r.dataset = new.name and r.state = 'approved' and r.ended_at is null
           and (r.scope, r.valid_from, r.valid_until) = (new.note, new.approved_on, new.valid_until)
    ) then
        return new;
    end if;
    raise exception '开放数据集须经汇聚审查并由另一人批准（规则20）' using errcode = 'check_violation';
end $$;

create trigger dataset_is_decided_once before insert or update on review_datasetreview
    for each row execute function review_dataset_is_decided_once();
create trigger dataset_never_vanishes before delete on review_datasetreview
    for each row execute function review_dataset_is_kept();
create trigger datasets_never_emptied before truncate on review_datasetreview
    for each statement execute function review_dataset_is_kept();
create trigger dataset_was_approved before insert or update on portal_publisheddataset
    for each row execute function review_open_dataset_was_approved();
"""

REVERSE = """
drop trigger dataset_was_approved on portal_publisheddataset;
drop trigger datasets_never_emptied on review_datasetreview;
drop trigger dataset_never_vanishes on review_datasetreview;
drop trigger dataset_is_decided_once on review_datasetreview;
drop function review_open_dataset_was_approved();
drop function review_dataset_is_kept();
drop function review_dataset_is_decided_once();
"""


class Migration(migrations.Migration):
    dependencies = [("review", "0016_dataset_review"), ("portal", "0007_datasets")]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
