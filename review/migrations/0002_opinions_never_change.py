"""Opinions, returns and their files never change; an opinion may become void once, and words may be erased (R12)."""

from django.db import migrations

FORWARD = """
create function review_opinion_only_becomes_void() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and (
        (old.superseded_at is null and new.superseded_at is not null
         and to_jsonb(new) - 'superseded_at' - 'superseded_why' = to_jsonb(old) - 'superseded_at' - 'superseded_why')
        or (new.text = '（已按保密规定清除）' and to_jsonb(new) - 'text' = to_jsonb(old) - 'text')
    ) then
        return new;
    end if;
    raise exception '意见不得修改或删除' using errcode = 'integrity_constraint_violation';
end $$;

create function review_return_never_changes() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and new.text = '（已按保密规定清除）'
       and to_jsonb(new) - 'text' = to_jsonb(old) - 'text' then
        return new;
    end if;
    raise exception '退回记录不得修改或删除' using errcode = 'integrity_constraint_violation';
end $$;

create trigger opinion_never_changes before update or delete on review_opinion
    for each row execute function review_opinion_only_becomes_void();
create trigger return_never_changes before update or delete on review_return
    for each row execute function review_return_never_changes();

create function review_nobody_judges_their_own() returns trigger language plpgsql as $$
begin
    if new.desk in ('division_check', 'disclosure_check', 'confidentiality_officer', 'confidentiality_head',
                    'confidentiality_leader', 'interpretation_cosign', 'legality_review', 'department_cosign',
                    'office_check', 'sign')
       and exists (
            select 1 from documents_document d join documents_version v on v.id = new.version_id
            where d.id = new.document_id
              and (d.drafter_id in (new.by_id, new.on_behalf_of_id)
                   or v.uploaded_by_id in (new.by_id, new.on_behalf_of_id)
                   or v.uploaded_for_id in (new.by_id, new.on_behalf_of_id))
       ) then
        raise exception '不得办理自己文件的审核、会签和签发（规则87）' using errcode = 'check_violation';
    end if;
    if new.desk in ('division_check', 'disclosure_check', 'confidentiality_officer', 'confidentiality_head',
                    'confidentiality_leader', 'sign')
       and exists (
            select 1 from review_opinion o
            where o.document_id = new.document_id and o.desk <> new.desk
              and o.desk in ('division_check', 'disclosure_check', 'confidentiality_officer',
                             'confidentiality_head', 'confidentiality_leader', 'sign')
              and (o.by_id in (new.by_id, new.on_behalf_of_id) or o.on_behalf_of_id in (new.by_id, new.on_behalf_of_id))
       ) then
        raise exception '核稿、属性审核、保密审查、签发须由不同的人办理（规则15、87）' using errcode = 'check_violation';
    end if;
    return new;
end $$;

create trigger nobody_judges_their_own before insert on review_opinion
    for each row execute function review_nobody_judges_their_own();
"""

REVERSE = """
drop trigger nobody_judges_their_own on review_opinion;
drop function review_nobody_judges_their_own();
drop trigger return_never_changes on review_return;
drop trigger opinion_never_changes on review_opinion;
drop function review_return_never_changes();
drop function review_opinion_only_becomes_void();
"""


class Migration(migrations.Migration):
    dependencies = [("review", "0001_reviews"), ("documents", "0004_numbers_have_no_gaps")]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
