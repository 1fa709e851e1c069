"""条例15、32、34: letters and their steps never change, and a step follows only what it may follow; words may be erased (R12)."""

from django.db import migrations

FORWARD = """
create function review_consultation_never_changes() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        if exists (select 1 from documents_version v where v.id = new.version_id
                    and v.document_id = new.document_id and v.content_sm3 = new.content_sm3) then
            return new;
        end if;
        raise exception '征求意见须针对本件的稿（规则29）' using errcode = 'check_violation';
    end if;
    if tg_op = 'UPDATE' and new.addressee = '（已按保密规定清除）' and new.matter = '（已按保密规定清除）'
       and to_jsonb(new) - 'addressee' - 'matter' = to_jsonb(old) - 'addressee' - 'matter'
       and review_must_be_classified(old.document_id) then
        return new;
    end if;
    raise exception '征求意见不得修改或删除' using errcode = 'integrity_constraint_violation';
end $$;

create function review_consultation_step_never_changes() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and new.text = '（已按保密规定清除）' and to_jsonb(new) - 'text' = to_jsonb(old) - 'text'
       and exists (select 1 from review_consultation c
                    where c.id = old.consultation_id and review_must_be_classified(c.document_id)) then
        return new;
    end if;
    raise exception '征求意见的经过不得修改或删除' using errcode = 'integrity_constraint_violation';
end $$;

create function review_consultation_step_follows() returns trigger language plpgsql as $$
declare
    con review_consultation;
    before text[];
    due date;
    people bigint[] := array_remove(array[new.by_id, new.on_behalf_of_id], null);
begin
    select * into con from review_consultation where id = new.consultation_id;
    select coalesce(array_agg(kind order by id), '{}') into before
      from review_consultationstep where consultation_id = con.id;
    if (new.kind = 'opened') <> (cardinality(before) = 0) then
        raise exception '征求意见须先提出，且只提出一次' using errcode = 'check_violation';
    end if;
    if before && array['cancelled', 'waived'] then
        raise exception '已撤销或已说明不再征求的，不再办理' using errcode = 'check_violation';
    end if;
    if new.kind = 'waived' and (con.kind <> 'other_agency' or before && array['answered', 'decided']) then
        raise exception '只有涉及其他机关且未答复的，方可说明理由不再征求（规则25）' using errcode = 'check_violation';
    end if;
    if new.kind = 'cancelled' and before && array['answered', 'decided'] then
        raise exception '已有答复或决定的征求意见不得撤销（规则29）' using errcode = 'check_violation';
    end if;
    if new.kind = 'answered' and not 'received' = any(before) then
        raise exception '送达之前不能登记答复' using errcode = 'check_violation';
    end if;
    if new.kind = 'told' and not 'decided' = any(before) then
        raise exception '没有决定，无可告知' using errcode = 'check_violation';
    end if;
    if new.kind = 'decided' then
        select due_on into due from review_consultationstep
         where consultation_id = con.id and kind = 'received' order by id desc limit 1;
        if not before && array['answered', 'decided']
           and (due is null or due >= (new.at at time zone 'Asia/Shanghai')::date) then
            raise exception '答复期限届满之前不得决定（规则71）' using errcode = 'check_violation';
        end if;
        if people && (select review_makers(d.id, d.version_id, new.at) from documents_document d
                       where d.id = con.document_id) then
            raise exception '拟稿人、改稿人不得就自己的文件作出决定（规则87）' using errcode = 'check_violation';
        end if;
    end if;
    return new;
end $$;

create trigger consultation_never_changes before insert or update or delete on review_consultation
    for each row execute function review_consultation_never_changes();
create trigger consultation_step_never_changes before update or delete on review_consultationstep
    for each row execute function review_consultation_step_never_changes();
create trigger consultation_step_follows before insert on review_consultationstep
    for each row execute function review_consultation_step_follows();
create trigger consultations_never_emptied before truncate on review_consultation
    for each statement execute function review_never_vanishes();
create trigger consultation_steps_never_emptied before truncate on review_consultationstep
    for each statement execute function review_never_vanishes();
"""

REVERSE = """
drop trigger consultation_steps_never_emptied on review_consultationstep;
drop trigger consultations_never_emptied on review_consultation;
drop trigger consultation_step_follows on review_consultationstep;
drop trigger consultation_step_never_changes on review_consultationstep;
drop trigger consultation_never_changes on review_consultation;
drop function review_consultation_step_follows();
drop function review_consultation_step_never_changes();
drop function review_consultation_never_changes();
"""


class Migration(migrations.Migration):
    dependencies = [("review", "0006_consultations")]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
