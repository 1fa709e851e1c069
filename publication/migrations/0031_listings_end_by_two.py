"""R35, R36: what no release stands behind is taken down, or changes its validity, as an approved proposal says.

A proposal is about a live row of its origin, is never changed but for its one decision and its erasure (R12); what
was taken down does not come back, whatever a list or a lead agency says later; and no row of a register stands
beside a document that this office released under the same number.
"""

from django.db import migrations

FORWARD = """
create function publication_listing_is_decided_once() returns trigger language plpgsql as $$
declare
    deciding text[] := array['state', 'decided_by_id', 'decided_at', 'note'];
    erasing text[] := array['erased_at', 'reason', 'explanation', 'note'];
begin
    if tg_op = 'INSERT' then
        if new.state = 'open' and new.erased_at is null
           and exists (select 1 from portal_publisheddocument d
                        where d.id = new.listing_id and d.origin = new.origin and d.state = 'live') then
            return new;
        end if;
        raise exception '条目的撤下、变动须针对门户上公开中的条目提出（规则35）' using errcode = 'check_violation';
    end if;
    if tg_op = 'UPDATE' and old.state = 'open' and new.state <> 'open'
       and to_jsonb(new) - deciding = to_jsonb(old) - deciding then
        return new;
    end if;
    if tg_op = 'UPDATE' and old.erased_at is null and new.erased_at is not null
       and to_jsonb(new) - erasing = to_jsonb(old) - erasing then
        return new;
    end if;
    if tg_op = 'UPDATE' and old.shown_at is null and to_jsonb(new) - 'shown_at' = to_jsonb(old) - 'shown_at' then
        return new;
    end if;
    raise exception '条目申请不得修改或删除' using errcode = 'integrity_constraint_violation';
end $$;

create function publication_listing_was_ended() returns trigger language plpgsql as $$
begin
    if exists (select 1 from portal_publisheddocument d where d.id = new.listing_id and d.state = 'live') then
        perform publication_refuse('已批准的条目撤下须同时执行（规则35）');
    end if;
    return null;
end $$;

create function publication_listing_end_was_approved() returns trigger language plpgsql as $$
begin
    if exists (select 1 from publication_listingproposal p
                where p.listing_id = new.id and p.act = 'retract' and p.state = 'approved') then
        return null;
    end if;
    if new.origin = 'register' and exists (select 1 from portal_publisheddocument d
                                            where d.index = new.successor_index and d.origin in ('release', 'joint')) then
        return null;
    end if;
    if new.origin = 'joint' and not exists (select 1 from publication_jointlink l
                                              join publication_indexnumber i on i.document_id = l.document_id
                                             where i.text = new.index) then
        return null;
    end if;
    perform publication_refuse('门户条目须经另一人批准方可撤下（规则35）');
    return null;
end $$;

create function publication_tombstone_stays() returns trigger language plpgsql as $$
begin
    raise exception '已撤下的门户条目不得恢复（规则35）' using errcode = 'integrity_constraint_violation';
end $$;

create function publication_number_stands_once() returns trigger language plpgsql as $$
begin
    if exists (select 1 from portal_publisheddocument r
                 join portal_publisheddocument d on d.code_letters = r.code_letters
                  and d.number_year = r.number_year and d.number_serial = r.number_serial
                where r.code_letters = new.code_letters and r.number_year = new.number_year
                  and r.number_serial = new.number_serial and r.origin = 'register' and r.state = 'live'
                  and d.origin = 'release') then
        perform publication_refuse('本机关已公开的文件不得另有历史登记条目（规则35）');
    end if;
    return null;
end $$;

create trigger listing_is_decided_once before insert or update or delete on publication_listingproposal
    for each row execute function publication_listing_is_decided_once();
create trigger listings_never_vanish before truncate on publication_listingproposal
    for each statement execute function publication_listing_is_decided_once();
create constraint trigger approved_listing_was_ended
    after update of state on publication_listingproposal deferrable initially deferred
    for each row when (new.state = 'approved' and new.act = 'retract') execute function publication_listing_was_ended();
create constraint trigger listing_end_was_approved
    after update of state on portal_publisheddocument deferrable initially deferred
    for each row when (old.state = 'live' and new.state = 'retracted' and new.origin in ('register', 'joint', 'repost'))
    execute function publication_listing_end_was_approved();
create trigger tombstone_stays before update of state on portal_publisheddocument
    for each row when (old.state = 'retracted' and new.state = 'live' and old.origin in ('register', 'joint', 'repost'))
    execute function publication_tombstone_stays();
create constraint trigger number_stands_once
    after insert or update on portal_publisheddocument deferrable initially deferred
    for each row when (new.code_letters <> '' and (new.origin = 'release' or new.origin = 'register' and new.state = 'live'))
    execute function publication_number_stands_once();
"""

REVERSE = """
drop trigger number_stands_once on portal_publisheddocument;
drop trigger tombstone_stays on portal_publisheddocument;
drop trigger listing_end_was_approved on portal_publisheddocument;
drop trigger approved_listing_was_ended on publication_listingproposal;
drop trigger listings_never_vanish on publication_listingproposal;
drop trigger listing_is_decided_once on publication_listingproposal;
drop function publication_number_stands_once();
drop function publication_tombstone_stays();
drop function publication_listing_end_was_approved();
drop function publication_listing_was_ended();
drop function publication_listing_is_decided_once();
"""


class Migration(migrations.Migration):
    dependencies = [("publication", "0030_listing_proposals"), ("portal", "0010_cleanup_results")]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
