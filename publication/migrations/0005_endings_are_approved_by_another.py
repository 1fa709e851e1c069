"""R35: a release ends only as an approved proposal asks, and the proposal is decided once, by somebody else.

That proposer and decider differ is a check of the table; here: a proposal is about the live release of its own
document, is never changed but for its one decision and its erasure (R12), and a release ends exactly when an approved
proposal says so.
"""

from django.db import migrations

FORWARD = """
create function publication_ending_is_decided_once() returns trigger language plpgsql as $$
declare
    deciding text[] := array['state', 'decided_by_id', 'decided_for_id', 'decided_at', 'note'];
    erasing text[] := array['erased_at', 'reason', 'summary', 'note'];
begin
    if tg_op = 'INSERT' then
        if new.state = 'open' and new.erased_at is null
           and exists (select 1 from publication_release r
                        where r.id = new.release_id and r.document_id = new.document_id and r.state = 'live') then
            return new;
        end if;
        raise exception '撤下、更正须针对本件公开中的文本提出（规则35）' using errcode = 'check_violation';
    end if;
    if tg_op = 'UPDATE' and old.state = 'open' and new.state <> 'open'
       and to_jsonb(new) - deciding = to_jsonb(old) - deciding then
        return new;
    end if;
    if tg_op = 'UPDATE' and old.state <> 'open' and old.erased_at is null and new.erased_at is not null
       and new.summary = '' and to_jsonb(new) - erasing = to_jsonb(old) - erasing then
        return new;
    end if;
    raise exception '撤下更正申请不得修改或删除' using errcode = 'integrity_constraint_violation';
end $$;

create function publication_release_end_was_approved() returns trigger language plpgsql as $$
begin
    if not exists (
        select 1 from publication_endingproposal p
         where p.release_id = new.id and p.state = 'approved'
           and p.act = case new.state when 'retracted' then 'retract' else 'correct' end
           and p.proposed_by_id = new.ended_by_id and p.decided_by_id = new.approver_id
           and p.reason_kind = new.reason_kind and p.explanation = new.explanation
    ) then
        perform publication_refuse('公开文本须经另一人批准方可撤下或更正（规则35）');
    end if;
    return null;
end $$;

create function publication_approved_ending_took_place() returns trigger language plpgsql as $$
begin
    if exists (select 1 from publication_release r where r.id = new.release_id and r.state = 'live') then
        perform publication_refuse('已批准的撤下、更正须同时执行（规则35）');
    end if;
    return null;
end $$;

create trigger ending_is_decided_once before insert or update or delete on publication_endingproposal
    for each row execute function publication_ending_is_decided_once();
create trigger endings_never_vanish before truncate on publication_endingproposal
    for each statement execute function publication_ending_is_decided_once();
create constraint trigger release_end_was_approved
    after update of state on publication_release deferrable initially deferred
    for each row when (old.state = 'live' and new.state <> 'live') execute function publication_release_end_was_approved();
create constraint trigger approved_ending_took_place
    after update of state on publication_endingproposal deferrable initially deferred
    for each row when (new.state = 'approved') execute function publication_approved_ending_took_place();
"""

REVERSE = """
drop trigger approved_ending_took_place on publication_endingproposal;
drop trigger release_end_was_approved on publication_release;
drop trigger endings_never_vanish on publication_endingproposal;
drop trigger ending_is_decided_once on publication_endingproposal;
drop function publication_approved_ending_took_place();
drop function publication_release_end_was_approved();
drop function publication_ending_is_decided_once();
"""


class Migration(migrations.Migration):
    dependencies = [("publication", "0004_ending_proposals")]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
