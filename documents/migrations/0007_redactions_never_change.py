"""A redacted text never changes, belongs to the present version, and is fixed by the signature (design §3; 条例 37)."""

from django.db import migrations

FORWARD = """
alter table documents_signoff disable trigger signoff_never_changes;
update documents_signoff set public_sm3 = content_sm3;
alter table documents_signoff enable trigger signoff_never_changes;

create function documents_redacted_may_be_erased() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and new.content = '{}'::jsonb
       and to_jsonb(new) - 'content' = to_jsonb(old) - 'content' and documents_is_erased(old.document_id)
    then
        return new;
    end if;
    raise exception '区分处理稿不得修改或删除' using errcode = 'integrity_constraint_violation';
end $$;

create function documents_redacted_picture_may_be_erased() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and exists (
        select 1 from documents_redactedtext r where r.id = old.redactedtext_id and documents_is_erased(r.document_id)
    ) then
        return old;
    end if;
    raise exception '区分处理稿的图片不得修改或删除' using errcode = 'integrity_constraint_violation';
end $$;

create trigger redacted_never_changes before update or delete on documents_redactedtext
    for each row execute function documents_redacted_may_be_erased();
create trigger redacted_picture_never_changes before update or delete on documents_redactedtext_pictures
    for each row execute function documents_redacted_picture_may_be_erased();
create trigger redaction_never_changes before update or delete on documents_redaction
    for each row execute function documents_never_changes();
create trigger redacted_never_emptied before truncate on documents_redactedtext
    for each statement execute function documents_never_changes();
create trigger redacted_pictures_never_emptied before truncate on documents_redactedtext_pictures
    for each statement execute function documents_never_changes();
create trigger redactions_never_emptied before truncate on documents_redaction
    for each statement execute function documents_never_changes();

create function documents_public_sm3(doc documents_document) returns text language sql stable as $$
    select coalesce(
        (select r.content_sm3 from documents_redactedtext r where r.id = doc.redacted_id),
        (select v.content_sm3 from documents_version v where v.id = doc.version_id)
    )
$$;

create function documents_public_sha256(doc documents_document) returns text language sql stable as $$
    select coalesce(
        (select r.content_sha256 from documents_redactedtext r where r.id = doc.redacted_id),
        (select v.content_sha256 from documents_version v where v.id = doc.version_id)
    )
$$;

create function documents_check_public_text() returns trigger language plpgsql as $$
declare
    doc documents_document;
    sig documents_signoff;
begin
    select * into doc from documents_document where id = new.id;
    if doc.redacted_id is not null and not exists (
        select 1 from documents_redactedtext r
         where r.id = doc.redacted_id and r.document_id = doc.id and r.version_id = doc.version_id
    ) then
        raise exception '区分处理稿须出自本件的现稿' using errcode = 'check_violation';
    end if;
    if doc.status in ('signed', 'issued', 'published', 'filed', 'retracted') then
        select * into sig from documents_signoff where id = doc.signoff_id;
        if sig.public_sm3 is distinct from documents_public_sm3(doc) then
            raise exception '签发意见未覆盖现公开文本（规则9）' using errcode = 'check_violation';
        end if;
    end if;
    return null;
end $$;

create constraint trigger public_text_is_covered
    after insert or update on documents_document
    deferrable initially deferred
    for each row execute function documents_check_public_text();

create function documents_issued_redaction_is_frozen() returns trigger language plpgsql as $$
begin
    if old.status in ('issued', 'published', 'filed', 'retracted') and new.redacted_id is distinct from old.redacted_id then
        raise exception '已印发的公文公开文本不得更换（规则51）' using errcode = 'check_violation';
    end if;
    return new;
end $$;

create trigger issued_redaction_is_frozen before update of redacted_id on documents_document
    for each row execute function documents_issued_redaction_is_frozen();
"""

REVERSE = """
drop trigger issued_redaction_is_frozen on documents_document;
drop function documents_issued_redaction_is_frozen();
drop trigger public_text_is_covered on documents_document;
drop function documents_check_public_text();
drop function documents_public_sha256(documents_document);
drop function documents_public_sm3(documents_document);
drop trigger redactions_never_emptied on documents_redaction;
drop trigger redacted_pictures_never_emptied on documents_redactedtext_pictures;
drop trigger redacted_never_emptied on documents_redactedtext;
drop trigger redaction_never_changes on documents_redaction;
drop trigger redacted_picture_never_changes on documents_redactedtext_pictures;
drop trigger redacted_never_changes on documents_redactedtext;
drop function documents_redacted_picture_may_be_erased();
drop function documents_redacted_may_be_erased();
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0006_redacted_texts")]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
