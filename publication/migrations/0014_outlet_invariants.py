"""R36, R37, R39, R40 in PostgreSQL: receipts, decisions and lists are written once; a page shows only what was approved.

A delivery that arrived never changes. A change of the validity is decided once and never without being shown later;
the validity of a live release changes only to what a term or an approved change says. A clean-up is published only
when every verdict was confirmed.
"""

from django.db import migrations

FORWARD = """
create function publication_delivery_is_settled_once() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.state <> 'sent' and (new.release_id, new.outlet_id, new.event, new.key)
       = (old.release_id, old.outlet_id, old.event, old.key) then
        return new;
    end if;
    raise exception '送达记录不得修改或删除' using errcode = 'integrity_constraint_violation';
end $$;

create function publication_outlet_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and new.kind = old.kind then
        return new;
    end if;
    raise exception '发布渠道只能停用，不得删除或改变类别' using errcode = 'integrity_constraint_violation';
end $$;

create function publication_placement_is_noted_once() returns trigger language plpgsql as $$
declare
    noting text[] := array['appeared_on', 'place', 'noted_by_id', 'noted_at'];
begin
    if tg_op = 'UPDATE' and old.appeared_on is null and new.appeared_on is not null
       and to_jsonb(new) - noting = to_jsonb(old) - noting then
        return new;
    end if;
    raise exception '登载记录不得修改或删除（规则40）' using errcode = 'integrity_constraint_violation';
end $$;

create function publication_validity_change_is_decided_once() returns trigger language plpgsql as $$
declare
    deciding text[] := array['state', 'decided_by_id', 'decided_at', 'note'];
begin
    if tg_op = 'UPDATE' and old.state = 'open' and new.state <> 'open'
       and to_jsonb(new) - deciding = to_jsonb(old) - deciding then
        return new;
    end if;
    if tg_op = 'UPDATE' and old.state = 'approved' and old.shown_at is null and new.shown_at is not null
       and to_jsonb(new) - 'shown_at' = to_jsonb(old) - 'shown_at' then
        return new;
    end if;
    raise exception '有效性变动不得修改或删除（规则37）' using errcode = 'integrity_constraint_violation';
end $$;

create function publication_validity_was_approved() returns trigger language plpgsql as $$
declare
    needed text := case new.validity when 'amended' then 'amend' when 'repealed' then 'repeal' when 'void' then 'void'
                                     when 'lapsed' then 'lapse' when 'in_force' then 'extend' end;
begin
    if new.state = 'live' and to_jsonb(new) - 'validity' = to_jsonb(old) - 'validity' and (
        exists (select 1 from publication_validitychange c
                 where c.document_id = new.document_id and c.state = 'approved' and c.act = needed)
        or (new.validity = 'lapsed'
            and exists (select 1 from publication_validityterm t where t.document_id = new.document_id))
    ) then
        return new;
    end if;
    raise exception '有效性只能随有效期届满或已批准的变动改变（规则36、37）' using errcode = 'integrity_constraint_violation';
end $$;

create function publication_cleanup_is_published_once() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.state = 'open' and new.state = 'published'
       and not exists (select 1 from publication_cleanupitem i where i.cleanup_id = new.id and i.confirmed_by_id is null)
    then
        return new;
    end if;
    raise exception '清理结果须逐件确认后一次公布，公布后不得修改或删除' using errcode = 'integrity_constraint_violation';
end $$;

create function publication_cleanup_item_is_confirmed_once() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.confirmed_by_id is null and (new.cleanup_id, new.document_id)
       = (old.cleanup_id, old.document_id) and (
           new.confirmed_by_id is null
           or (new.verdict, new.reason, new.judged_by_id) = (old.verdict, old.reason, old.judged_by_id)
       ) then
        return new;
    end if;
    raise exception '清理意见确认后不得修改或删除' using errcode = 'integrity_constraint_violation';
end $$;

create function publication_supply_is_handed_over_once() returns trigger language plpgsql as $$
declare
    handing text[] := array['handed_on', 'received_by', 'handed_by_id', 'handed_at'];
begin
    if tg_op = 'UPDATE' and old.handed_on is null and new.handed_on is not null
       and to_jsonb(new) - handing = to_jsonb(old) - handing then
        return new;
    end if;
    raise exception '移送清单不得修改或删除（规则39）' using errcode = 'integrity_constraint_violation';
end $$;

create function publication_supply_item_stays() returns trigger language plpgsql as $$
begin
    raise exception '移送清单不得修改或删除（规则39）' using errcode = 'integrity_constraint_violation';
end $$;

create trigger delivery_is_settled_once before update or delete on publication_delivery
    for each row execute function publication_delivery_is_settled_once();
create trigger outlet_stays before update or delete on publication_outlet
    for each row execute function publication_outlet_stays();
create trigger placement_is_noted_once before update or delete on publication_placement
    for each row execute function publication_placement_is_noted_once();
create trigger validity_change_is_decided_once before update or delete on publication_validitychange
    for each row execute function publication_validity_change_is_decided_once();
create trigger cleanup_is_published_once before update or delete on publication_cleanup
    for each row execute function publication_cleanup_is_published_once();
create trigger cleanup_item_is_confirmed_once before update or delete on publication_cleanupitem
    for each row execute function publication_cleanup_item_is_confirmed_once();
create trigger supply_is_handed_over_once before update or delete on publication_supply
    for each row execute function publication_supply_is_handed_over_once();
create trigger supply_item_stays before update or delete on publication_supplyitem
    for each row execute function publication_supply_item_stays();

drop trigger release_ends_once on publication_release;
create trigger release_ends_once before update on publication_release
    for each row when (old.validity = new.validity) execute function publication_release_ends_once();
create trigger release_never_deleted before delete on publication_release
    for each row execute function publication_release_ends_once();
create trigger release_validity_was_approved before update on publication_release
    for each row when (old.validity <> new.validity) execute function publication_validity_was_approved();
"""

REVERSE = """
drop trigger release_validity_was_approved on publication_release;
drop trigger release_never_deleted on publication_release;
drop trigger release_ends_once on publication_release;
create trigger release_ends_once before update or delete on publication_release
    for each row execute function publication_release_ends_once();
drop trigger supply_item_stays on publication_supplyitem;
drop trigger supply_is_handed_over_once on publication_supply;
drop trigger cleanup_item_is_confirmed_once on publication_cleanupitem;
drop trigger cleanup_is_published_once on publication_cleanup;
drop trigger validity_change_is_decided_once on publication_validitychange;
drop trigger placement_is_noted_once on publication_placement;
drop trigger outlet_stays on publication_outlet;
drop trigger delivery_is_settled_once on publication_delivery;
drop function publication_supply_item_stays();
drop function publication_supply_is_handed_over_once();
drop function publication_cleanup_item_is_confirmed_once();
drop function publication_cleanup_is_published_once();
drop function publication_validity_was_approved();
drop function publication_validity_change_is_decided_once();
drop function publication_placement_is_noted_once();
drop function publication_outlet_stays();
drop function publication_delivery_is_settled_once();
"""


class Migration(migrations.Migration):
    dependencies = [("publication", "0013_outlets_and_validity")]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
