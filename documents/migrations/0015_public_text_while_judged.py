"""条例18、37: while what is on file is judged anew, its public text may be redacted; a signature fixes it again."""

from django.db import migrations

CHECK = """
create or replace function documents_check_public_text() returns trigger language plpgsql as $$
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
    if doc.status in ('signed', 'issued', 'published', 'filed', 'retracted') {unless_judged} then
        select * into sig from documents_signoff where id = doc.signoff_id;
        if sig.public_sm3 is distinct from documents_public_sm3(doc) then
            raise exception '签发意见未覆盖现公开文本（规则9）' using errcode = 'check_violation';
        end if;
    end if;
    return null;
end $$;

create or replace function documents_issued_redaction_is_frozen() returns trigger language plpgsql as $$
begin
    if old.status in ('issued', 'published', 'filed', 'retracted') and new.redacted_id is distinct from old.redacted_id
       {unless_signed_anew} then
        raise exception '已印发的公文公开文本不得更换（规则51）' using errcode = 'check_violation';
    end if;
    return new;
end $$;
"""
JUDGED = {
    "{unless_judged}": "and doc.proposed_id is null",
    "{unless_signed_anew}": """and old.proposed_id is null
       and not (old.status = 'issued' and new.signoff_id is distinct from old.signoff_id)""",
}


def filled(parts: dict[str, str]) -> str:
    """Return the functions with these conditions."""
    text = CHECK
    for name, words in parts.items():
        text = text.replace(name, words)
    return text


class Migration(migrations.Migration):
    dependencies = [("documents", "0014_proposed_decision")]

    operations = [migrations.RunSQL(filled(JUDGED), filled(dict.fromkeys(JUDGED, "")))]
