"""R24: a proactive document is filed unpublished only where another agency leads it and releases it."""

from django.db import migrations

CHECK = """
create or replace function documents_check_status() returns trigger language plpgsql as $$
declare
    doc documents_document;
    ver documents_version;
    dec documents_disclosuredecision;
    sig documents_signoff;
begin
    select * into doc from documents_document where id = new.id;
    if doc.id is null or doc.status in ('draft', 'discarded') then
        return null;
    end if;
    select * into ver from documents_version where id = doc.version_id;
    select * into dec from documents_disclosuredecision where id = doc.decision_id;
    if ver.id is null or ver.document_id <> doc.id then
        raise exception '公文离开草稿须有本件的稿（规则1）' using errcode = 'check_violation';
    end if;
    if dec.id is null or dec.document_id <> doc.id then
        raise exception '公文离开草稿须有且只有一个本件的公开属性决定（规则1）' using errcode = 'check_violation';
    end if;
    if doc.status = 'in_review' then
        return null;
    end if;
    select * into sig from documents_signoff where id = doc.signoff_id;
    if sig.id is null or sig.document_id <> doc.id
       or sig.version_id <> ver.id or sig.content_sm3 <> ver.content_sm3
       or sig.content_sha256 <> ver.content_sha256
       or sig.decision_id <> dec.id or sig.decision_sm3 <> dec.sm3 then
        raise exception '签发意见未覆盖现稿与现公开属性（规则8、9）' using errcode = 'check_violation';
    end if;
    if (doc.status = 'published' and dec.attribute <> 'proactive')
       or (doc.status = 'filed' and dec.attribute = 'proactive' {unless}) then
        raise exception '状态与公开属性不符（规则1）' using errcode = 'check_violation';
    end if;
    return null;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0012_led_and_forwarded")]

    operations = [
        migrations.RunSQL(CHECK.replace("{unless}", "and doc.led_by = ''"), CHECK.replace("{unless}", "")),
    ]
