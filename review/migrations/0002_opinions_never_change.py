"""Opinions, returns and their files never change; an opinion may become void once, and words may be erased (R12)."""

from django.db import migrations

FORWARD = """
create function review_must_be_classified(document bigint) returns boolean language sql stable as $$
    select exists (select 1 from review_opinion o where o.document_id = document and o.verdict = 'must_classify')
$$;

create function review_opinion_only_becomes_void() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and (
        (old.superseded_at is null and new.superseded_at is not null
         and to_jsonb(new) - 'superseded_at' - 'superseded_why' = to_jsonb(old) - 'superseded_at' - 'superseded_why')
        or (new.text = '（已按保密规定清除）' and to_jsonb(new) - 'text' = to_jsonb(old) - 'text'
            and review_must_be_classified(old.document_id))
    ) then
        return new;
    end if;
    raise exception '意见不得修改或删除' using errcode = 'integrity_constraint_violation';
end $$;

create function review_return_never_changes() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and new.text = '（已按保密规定清除）'
       and to_jsonb(new) - 'text' = to_jsonb(old) - 'text' and review_must_be_classified(old.document_id) then
        return new;
    end if;
    raise exception '退回记录不得修改或删除' using errcode = 'integrity_constraint_violation';
end $$;

create trigger opinion_never_changes before update or delete on review_opinion
    for each row execute function review_opinion_only_becomes_void();
create trigger return_never_changes before update or delete on review_return
    for each row execute function review_return_never_changes();

create function review_file_may_be_erased() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and new.blob_id is null and new.filename = '（已按保密规定清除）'
       and to_jsonb(new) - 'blob_id' - 'filename' = to_jsonb(old) - 'blob_id' - 'filename'
       and exists (select 1 from review_opinion o
                    where o.id = old.opinion_id and review_must_be_classified(o.document_id)) then
        return new;
    end if;
    raise exception '意见附件不得修改或删除' using errcode = 'integrity_constraint_violation';
end $$;

create function review_never_vanishes() returns trigger language plpgsql as $$
begin
    raise exception '% 的记录不得删除', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;

create function review_erasing_follows_classification() returns trigger language plpgsql as $$
begin
    if not review_must_be_classified(new.document_id) then
        raise exception '未经保密审查认定应当定密的稿件不得清除（规则12）' using errcode = 'integrity_constraint_violation';
    end if;
    if exists (select 1 from documents_document d where d.id = new.document_id and d.status = 'published') then
        raise exception '公开中的稿件须先撤下再清除（规则12）' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;

create trigger file_never_changes before update or delete on review_opinionfile
    for each row execute function review_file_may_be_erased();
create trigger cosign_never_vanishes before delete on review_cosign
    for each row execute function review_never_vanishes();
create trigger round_never_vanishes before delete on review_cosignround
    for each row execute function review_never_vanishes();
create trigger opinions_never_emptied before truncate on review_opinion
    for each statement execute function review_never_vanishes();
create trigger returns_never_emptied before truncate on review_return
    for each statement execute function review_never_vanishes();
create trigger files_never_emptied before truncate on review_opinionfile
    for each statement execute function review_never_vanishes();
create trigger cosigns_never_emptied before truncate on review_cosign
    for each statement execute function review_never_vanishes();
create trigger erasing_follows_classification before update of erased_at on documents_version
    for each row when (new.erased_at is not null) execute function review_erasing_follows_classification();
"""

REVERSE = """
drop trigger erasing_follows_classification on documents_version;
drop trigger cosigns_never_emptied on review_cosign;
drop trigger files_never_emptied on review_opinionfile;
drop trigger returns_never_emptied on review_return;
drop trigger opinions_never_emptied on review_opinion;
drop trigger round_never_vanishes on review_cosignround;
drop trigger cosign_never_vanishes on review_cosign;
drop trigger file_never_changes on review_opinionfile;
drop function review_erasing_follows_classification();
drop function review_never_vanishes();
drop function review_file_may_be_erased();
drop trigger return_never_changes on review_return;
drop trigger opinion_never_changes on review_opinion;
drop function review_return_never_changes();
drop function review_opinion_only_becomes_void();
drop function review_must_be_classified(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("review", "0001_reviews"), ("documents", "0004_numbers_have_no_gaps")]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
