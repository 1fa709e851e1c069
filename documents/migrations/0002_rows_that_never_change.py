"""Versions, attachments, decisions, signatures and blobs never change (R9); erasing a content is the one exception (R12)."""

from django.db import migrations

FORWARD = """
create function documents_never_changes() returns trigger language plpgsql as $$
begin
    raise exception '% 的记录不得修改或删除', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;

create function documents_version_may_be_erased() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.erased_at is null and new.erased_at is not null
       and new.content = '{}'::jsonb and new.blob_id is null
       and (new.document_id, new.serial, new.content_sm3, new.content_sha256, new.file_sm3, new.uploaded_by_id, new.uploaded_at)
           = (old.document_id, old.serial, old.content_sm3, old.content_sha256, old.file_sm3, old.uploaded_by_id, old.uploaded_at)
    then
        return new;
    end if;
    raise exception '稿件不得修改或删除' using errcode = 'integrity_constraint_violation';
end $$;

create function documents_attachment_may_be_erased() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and new.blob_id is null and new.title = '' and new.filename = ''
       and (new.version_id, new.serial, new.file_sm3) = (old.version_id, old.serial, old.file_sm3)
       and exists (select 1 from documents_version v where v.id = old.version_id and v.erased_at is not null)
    then
        return new;
    end if;
    raise exception '附件不得修改或删除' using errcode = 'integrity_constraint_violation';
end $$;

create function documents_decision_reason_may_be_erased() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE'
       and to_jsonb(new) - 'reason' = to_jsonb(old) - 'reason'
       and exists (select 1 from documents_version v where v.document_id = old.document_id and v.erased_at is not null)
    then
        return new;
    end if;
    raise exception '公开属性决定不得修改或删除' using errcode = 'integrity_constraint_violation';
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
    for each row execute function documents_never_changes();
create trigger document_never_vanishes before delete on documents_document
    for each row execute function documents_never_changes();
"""

REVERSE = """
drop trigger document_never_vanishes on documents_document;
drop trigger signoff_never_changes on documents_signoff;
drop trigger decision_never_changes on documents_disclosuredecision;
drop trigger attachment_never_changes on documents_attachment;
drop trigger version_never_changes on documents_version;
drop trigger blob_never_changes on documents_blob;
drop function documents_decision_reason_may_be_erased();
drop function documents_attachment_may_be_erased();
drop function documents_version_may_be_erased();
drop function documents_never_changes();
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_documents")]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
