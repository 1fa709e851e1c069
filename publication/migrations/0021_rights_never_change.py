"""R23, R24: nothing is released here that another agency leads, or forwards without its maker's consent on record."""

from django.db import migrations

FORWARD = """
create function publication_right_never_changes() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and review_must_be_classified(old.document_id) then
        return old;
    end if;
    raise exception '公开的依据不得修改或删除' using errcode = 'integrity_constraint_violation';
end $$;

create function publication_release_is_ours() returns trigger language plpgsql as $$
declare
    doc documents_document;
begin
    select * into doc from documents_document where id = new.document_id;
    if doc.led_by <> '' then
        perform publication_refuse('联合行文由牵头机关公开（规则24）');
    end if;
    if doc.forwarded_from <> '' and not exists (
        select 1 from publication_consent c where c.document_id = doc.id and c.maker = doc.forwarded_from
    ) then
        perform publication_refuse('转发他机关的文件须有其公开或同意（规则23）');
    end if;
    return new;
end $$;

create trigger consent_never_changes before update or delete on publication_consent
    for each row execute function publication_right_never_changes();
create trigger joint_link_never_changes before update or delete on publication_jointlink
    for each row execute function publication_right_never_changes();
create trigger consents_never_vanish before truncate on publication_consent
    for each statement execute function publication_right_never_changes();
create trigger joint_links_never_vanish before truncate on publication_jointlink
    for each statement execute function publication_right_never_changes();
create trigger release_is_ours before insert on publication_release
    for each row execute function publication_release_is_ours();
"""

REVERSE = """
drop trigger release_is_ours on publication_release;
drop trigger joint_links_never_vanish on publication_jointlink;
drop trigger consents_never_vanish on publication_consent;
drop trigger joint_link_never_changes on publication_jointlink;
drop trigger consent_never_changes on publication_consent;
drop function publication_release_is_ours();
drop function publication_right_never_changes();
"""


class Migration(migrations.Migration):
    dependencies = [("publication", "0020_rights"), ("review", "0002_opinions_never_change")]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
