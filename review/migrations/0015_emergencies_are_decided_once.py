"""R82, R87: an emergency is declared on a document in review, by nobody who made it, and decided once by another.

Whoever may decide differs from whoever declared (a check of the table); here: nothing of it changes otherwise, it is
approved only after every co-sign that it did not wait for was answered, and the document says what its rows say.
"""

from django.db import migrations

FORWARD = """
create function review_emergency_is_decided_once() returns trigger language plpgsql as $$
declare
    deciding text[] := array['state', 'decided_by_id', 'decided_for_id', 'decided_at', 'note'];
    doc documents_document;
begin
    select * into doc from documents_document where id = new.document_id;
    if tg_op = 'INSERT' then
        if new.state <> 'declared' or doc.status <> 'in_review' then
            raise exception '紧急公开只用于办理中的公文（规则82）' using errcode = 'check_violation';
        end if;
        if array_remove(array[new.declared_by_id, new.declared_for_id], null)
           && review_makers(new.document_id, doc.version_id, new.declared_at) then
            raise exception '不得就自己的文件决定紧急公开（规则87）' using errcode = 'check_violation';
        end if;
        return new;
    end if;
    if old.state = 'declared' and new.state <> 'declared'
       and to_jsonb(new) - deciding = to_jsonb(old) - deciding then
        if array_remove(array[new.decided_by_id, new.decided_for_id], null)
           && review_makers(new.document_id, doc.version_id, new.decided_at) then
            raise exception '不得追认自己文件的紧急公开（规则87）' using errcode = 'check_violation';
        end if;
        if new.state = 'ratified' and (doc.status not in ('published', 'retracted') or exists (
            select 1 from review_skippedcosign s where s.emergency_id = new.id and s.verdict = '')) then
            raise exception '跳过的会签须事后全部补齐，方可追认（规则82）' using errcode = 'check_violation';
        end if;
        return new;
    end if;
    if to_jsonb(new) - 'reason' - 'note' = to_jsonb(old) - 'reason' - 'note'
       and review_must_be_classified(old.document_id) then
        return new;
    end if;
    raise exception '紧急公开的决定不得修改' using errcode = 'integrity_constraint_violation';
end $$;

create function review_skipped_is_answered_once() returns trigger language plpgsql as $$
declare
    answering text[] := array['verdict', 'text', 'by_id', 'on_behalf_of_id', 'at'];
    document bigint;
begin
    select e.document_id into document from review_emergency e where e.id = new.emergency_id;
    if old.verdict = '' and new.verdict <> '' and to_jsonb(new) - answering = to_jsonb(old) - answering then
        if array_remove(array[new.by_id, new.on_behalf_of_id], null)
           && review_makers(document, (select version_id from documents_document where id = document), new.at) then
            raise exception '不得办理自己文件的会签（规则87）' using errcode = 'check_violation';
        end if;
        return new;
    end if;
    if to_jsonb(new) - 'text' = to_jsonb(old) - 'text' and review_must_be_classified(document) then
        return new;
    end if;
    raise exception '补会签不得修改' using errcode = 'integrity_constraint_violation';
end $$;

create function review_emergency_is_kept() returns trigger language plpgsql as $$
begin
    raise exception '紧急公开的记录不得删除' using errcode = 'integrity_constraint_violation';
end $$;

create function review_document_says_its_emergency() returns trigger language plpgsql as $$
declare
    said text;
    stands text;
begin
    select emergency into said from documents_document where id = new.id;
    select state into stands from review_emergency where document_id = new.id order by id desc limit 1;
    if said <> coalesce(stands, '') then
        raise exception '公文的紧急公开标记须与决定一致（规则82）' using errcode = 'check_violation';
    end if;
    return null;
end $$;

create trigger emergency_is_decided_once before insert or update on review_emergency
    for each row execute function review_emergency_is_decided_once();
create trigger skipped_is_answered_once before update on review_skippedcosign
    for each row execute function review_skipped_is_answered_once();
create trigger emergency_is_kept before delete on review_emergency
    for each row execute function review_emergency_is_kept();
create trigger skipped_is_kept before delete on review_skippedcosign
    for each row execute function review_emergency_is_kept();
create trigger emergencies_never_vanish before truncate on review_emergency
    for each statement execute function review_emergency_is_kept();
create trigger skipped_never_vanish before truncate on review_skippedcosign
    for each statement execute function review_emergency_is_kept();
create constraint trigger document_says_its_emergency
    after insert or update of emergency on documents_document deferrable initially deferred
    for each row when (new.emergency <> '') execute function review_document_says_its_emergency();
create constraint trigger document_keeps_its_emergency
    after update of emergency on documents_document deferrable initially deferred
    for each row when (old.emergency <> '' and new.emergency = '')
    execute function review_document_says_its_emergency();
"""

REVERSE = """
drop trigger document_keeps_its_emergency on documents_document;
drop trigger document_says_its_emergency on documents_document;
drop trigger skipped_never_vanish on review_skippedcosign;
drop trigger emergencies_never_vanish on review_emergency;
drop trigger skipped_is_kept on review_skippedcosign;
drop trigger emergency_is_kept on review_emergency;
drop trigger skipped_is_answered_once on review_skippedcosign;
drop trigger emergency_is_decided_once on review_emergency;
drop function review_document_says_its_emergency();
drop function review_emergency_is_kept();
drop function review_skipped_is_answered_once();
drop function review_emergency_is_decided_once();
"""


class Migration(migrations.Migration):
    dependencies = [("review", "0014_emergencies")]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
