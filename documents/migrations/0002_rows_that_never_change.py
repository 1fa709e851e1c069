"""Versions, attachments, decisions, signatures and blobs never change (R9); erasing a content is the one exception (R12)."""

from django.db import migrations

FORWARD = """
create function documents_never_changes() returns trigger language plpgsql as $$
begin
    raise exception '% 的记录不得修改或删除', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;

create function documents_version_may_be_erased() returns trigger language plpgsql as $$
declare
    erased text[] := array['content', 'blob_id', 'filename', 'hints', 'hidden', 'traits', 'note', 'erased_at'];
begin
    if tg_op = 'UPDATE' and old.erased_at is null and new.erased_at is not null
       and (new.content, new.hints, new.traits, new.hidden) = ('{}'::jsonb, '{}'::jsonb, '{}'::jsonb, '[]'::jsonb)
       and new.blob_id is null and new.filename = '' and new.note = ''
       and to_jsonb(new) - erased = to_jsonb(old) - erased
    then
        return new;
    end if;
    raise exception '稿件不得修改或删除' using errcode = 'integrity_constraint_violation';
end $$;

create function documents_is_erased(document bigint) returns boolean language sql stable as $$
    select exists (select 1 from documents_version v where v.document_id = document and v.erased_at is not null)
$$;

create function documents_attachment_may_be_erased() returns trigger language plpgsql as $$
declare
    erased text[] := array['blob_id', 'title', 'filename'];
begin
    if tg_op = 'UPDATE' and new.blob_id is null and new.title = '' and new.filename = ''
       and to_jsonb(new) - erased = to_jsonb(old) - erased
       and exists (select 1 from documents_version v where v.id = old.version_id and v.erased_at is not null)
    then
        return new;
    end if;
    raise exception '附件不得修改或删除' using errcode = 'integrity_constraint_violation';
end $$;

create function documents_picture_may_be_erased() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and exists (
        select 1 from documents_version v where v.id = old.version_id and v.erased_at is not null
    ) then
        return old;
    end if;
    raise exception '稿件的图片不得修改或删除' using errcode = 'integrity_constraint_violation';
end $$;

create function documents_decision_reason_may_be_erased() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and new.reason = '（内容已按保密规定清除）'
       and to_jsonb(new) - 'reason' = to_jsonb(old) - 'reason' and documents_is_erased(old.document_id)
    then
        return new;
    end if;
    raise exception '公开属性决定不得修改或删除' using errcode = 'integrity_constraint_violation';
end $$;

create function documents_signoff_text_may_be_erased() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and new.text = '（内容已按保密规定清除）'
       and to_jsonb(new) - 'text' = to_jsonb(old) - 'text' and documents_is_erased(old.document_id)
    then
        return new;
    end if;
    raise exception '签发记录不得修改或删除' using errcode = 'integrity_constraint_violation';
end $$;

create trigger blob_never_changes before update on documents_blob
    for each row execute function documents_never_changes();
create trigger version_never_changes before update or delete on documents_version
    for each row execute function documents_version_may_be_erased();
create trigger attachment_never_changes before update or delete on documents_attachment
    for each row execute function documents_attachment_may_be_erased();
create trigger decision_never_changes before update or delete on documents_disclosuredecision
    for each row execute function documents_decision_reason_may_be_erased();
create trigger signoff_never_changes before update or delete on documents_signoff
    for each row execute function documents_signoff_text_may_be_erased();
create trigger picture_never_changes before update or delete on documents_version_pictures
    for each row execute function documents_picture_may_be_erased();
create trigger document_never_vanishes before delete on documents_document
    for each row execute function documents_never_changes();

create trigger blobs_never_emptied before truncate on documents_blob
    for each statement execute function documents_never_changes();
create trigger versions_never_emptied before truncate on documents_version
    for each statement execute function documents_never_changes();
create trigger pictures_never_emptied before truncate on documents_version_pictures
    for each statement execute function documents_never_changes();
create trigger attachments_never_emptied before truncate on documents_attachment
    for each statement execute function documents_never_changes();
create trigger decisions_never_emptied before truncate on documents_disclosuredecision
    for each statement execute function documents_never_changes();
create trigger signoffs_never_emptied before truncate on documents_signoff
    for each statement execute function documents_never_changes();
create trigger documents_never_emptied before truncate on documents_document
    for each statement execute function documents_never_changes();
"""

REVERSE = """
drop trigger documents_never_emptied on documents_document;
drop trigger signoffs_never_emptied on documents_signoff;
drop trigger decisions_never_emptied on documents_disclosuredecision;
drop trigger attachments_never_emptied on documents_attachment;
drop trigger pictures_never_emptied on documents_version_pictures;
drop trigger versions_never_emptied on documents_version;
drop trigger blobs_never_emptied on documents_blob;
drop trigger document_never_vanishes on documents_document;
drop trigger picture_never_changes on documents_version_pictures;
drop trigger signoff_never_changes on documents_signoff;
drop trigger decision_never_changes on documents_disclosuredecision;
drop trigger attachment_never_changes on documents_attachment;
drop trigger version_never_changes on documents_version;
drop trigger blob_never_changes on documents_blob;
drop function documents_signoff_text_may_be_erased();
drop function documents_decision_reason_may_be_erased();
drop function documents_picture_may_be_erased();
drop function documents_attachment_may_be_erased();
drop function documents_is_erased(bigint);
drop function documents_version_may_be_erased();
drop function documents_never_changes();
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_documents")]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
