"""Dictionary and negative list: approved is for ever, decided once by somebody else, in force only as approved (ADR 0028).

That proposer and decider differ is a check of the tables; here: nobody decides for whom they stand in for that day or
who stands in for them, an edition's terms are fixed before it is proposed, and a row of the negative list is made or
ended exactly as an approved proposal says.
"""

from django.db import migrations

FORWARD = """
create function review_stand_in(one bigint, other bigint, at timestamptz) returns boolean language sql stable as $$
    select exists (
        select 1 from accounts_delegation g
         where g.revoked_at is null and (at at time zone 'Asia/Shanghai')::date between g.starts_on and g.ends_on
           and (g.principal_id, g.delegate_id) in ((one, other), (other, one)))
$$;

create function review_list_is_kept() returns trigger language plpgsql as $$
begin
    raise exception '词库和负面清单的记录不得修改或删除' using errcode = 'integrity_constraint_violation';
end $$;

create function review_edition_is_decided_once() returns trigger language plpgsql as $$
declare
    proposing text[] := array['state', 'proposed_at'];
    deciding text[] := array['state', 'decided_by_id', 'decided_at', 'words', 'valid_from'];
begin
    if tg_op = 'INSERT' then
        if new.state = 'draft' then
            return new;
        end if;
        raise exception '词库须先草拟，再由另一人批准' using errcode = 'check_violation';
    end if;
    if old.state = 'draft' and new.state = 'proposed' and to_jsonb(new) - proposing = to_jsonb(old) - proposing then
        if new.terms_count <> (select count(*) from review_dictionaryterm t where t.edition_id = new.id) then
            raise exception '词条数与本版不符' using errcode = 'check_violation';
        end if;
        return new;
    end if;
    if (old.state = 'proposed' and new.state in ('approved', 'refused', 'withdrawn')
        or old.state = 'draft' and new.state = 'withdrawn')
       and to_jsonb(new) - deciding = to_jsonb(old) - deciding and new.valid_from >= old.valid_from then
        if new.state <> 'withdrawn' and review_stand_in(new.proposed_by_id, new.decided_by_id, new.decided_at) then
            raise exception '不得批准由自己代办或代自己办理的人提出的修订' using errcode = 'check_violation';
        end if;
        if new.state = 'withdrawn' and new.decided_by_id <> new.proposed_by_id then
            raise exception '修订只能由提出人收回' using errcode = 'check_violation';
        end if;
        if new.state = 'approved' and exists (
            select 1 from review_dictionaryedition e where e.state = 'approved' and e.serial > new.serial) then
            raise exception '已有更新的版次获得批准' using errcode = 'check_violation';
        end if;
        if new.state = 'approved' and new.valid_from < (new.decided_at at time zone 'Asia/Shanghai')::date then
            raise exception '词库不得溯及批准之前' using errcode = 'check_violation';
        end if;
        return new;
    end if;
    raise exception '词库和负面清单的记录不得修改或删除' using errcode = 'integrity_constraint_violation';
end $$;

create function review_term_joins_a_draft() returns trigger language plpgsql as $$
begin
    if not exists (select 1 from review_dictionaryedition e where e.id = new.edition_id and e.state = 'draft') then
        raise exception '提请批准以后不得增加词条' using errcode = 'check_violation';
    end if;
    return new;
end $$;

create function review_entry_change_is_decided_once() returns trigger language plpgsql as $$
declare
    deciding text[] := array['state', 'decided_by_id', 'decided_at', 'words', 'valid_from'];
begin
    if tg_op = 'INSERT' then
        if new.state = 'proposed' then
            return new;
        end if;
        raise exception '负面清单须先提出，再由另一人批准' using errcode = 'check_violation';
    end if;
    if old.state = 'proposed' and new.state in ('approved', 'refused', 'withdrawn')
       and to_jsonb(new) - deciding = to_jsonb(old) - deciding and new.valid_from >= old.valid_from then
        if new.state <> 'withdrawn' and review_stand_in(new.proposed_by_id, new.decided_by_id, new.decided_at) then
            raise exception '不得批准由自己代办或代自己办理的人提出的修订' using errcode = 'check_violation';
        end if;
        if new.state = 'withdrawn' and new.decided_by_id <> new.proposed_by_id then
            raise exception '修订只能由提出人收回' using errcode = 'check_violation';
        end if;
        if new.state = 'approved' and new.valid_from < (new.decided_at at time zone 'Asia/Shanghai')::date then
            raise exception '负面清单不得溯及批准之前' using errcode = 'check_violation';
        end if;
        return new;
    end if;
    raise exception '词库和负面清单的记录不得修改或删除' using errcode = 'integrity_constraint_violation';
end $$;

create function review_entry_was_approved() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' and exists (
        select 1 from review_entryproposal p
         where p.state = 'approved' and p.act in ('add', 'revise')
           and (p.code, p.edition, p.ground, p.subject, p.scope, p.basis, p.valid_from)
             = (new.code, new.edition, new.ground, new.subject, new.scope, new.basis, new.valid_from)
           and p.valid_to is not distinct from new.valid_to
    ) then
        return new;
    end if;
    if tg_op = 'UPDATE' and to_jsonb(new) - 'valid_to' = to_jsonb(old) - 'valid_to'
       and (old.valid_to is null or new.valid_to < old.valid_to) and exists (
        select 1 from review_entryproposal p
         where p.state = 'approved' and p.act in ('revise', 'end') and p.entry_id = old.id
           and p.valid_from - 1 = new.valid_to
    ) then
        return new;
    end if;
    raise exception '负面清单须经另一人批准方可变更，已有条目不得修改或删除'
        using errcode = 'integrity_constraint_violation';
end $$;

create trigger edition_is_decided_once before insert or update on review_dictionaryedition
    for each row execute function review_edition_is_decided_once();
create trigger edition_never_vanishes before delete on review_dictionaryedition
    for each row execute function review_list_is_kept();
create trigger editions_never_emptied before truncate on review_dictionaryedition
    for each statement execute function review_list_is_kept();
create trigger term_joins_a_draft before insert on review_dictionaryterm
    for each row execute function review_term_joins_a_draft();
create trigger term_never_changes before update or delete on review_dictionaryterm
    for each row execute function review_list_is_kept();
create trigger terms_never_emptied before truncate on review_dictionaryterm
    for each statement execute function review_list_is_kept();
create trigger entry_change_is_decided_once before insert or update on review_entryproposal
    for each row execute function review_entry_change_is_decided_once();
create trigger entry_change_never_vanishes before delete on review_entryproposal
    for each row execute function review_list_is_kept();
create trigger entry_changes_never_emptied before truncate on review_entryproposal
    for each statement execute function review_list_is_kept();
create trigger entry_was_approved before insert or update or delete on documents_negativelistentry
    for each row execute function review_entry_was_approved();
create trigger entries_never_emptied before truncate on documents_negativelistentry
    for each statement execute function review_list_is_kept();
"""

REVERSE = """
drop trigger entries_never_emptied on documents_negativelistentry;
drop trigger entry_was_approved on documents_negativelistentry;
drop trigger entry_changes_never_emptied on review_entryproposal;
drop trigger entry_change_never_vanishes on review_entryproposal;
drop trigger entry_change_is_decided_once on review_entryproposal;
drop trigger terms_never_emptied on review_dictionaryterm;
drop trigger term_never_changes on review_dictionaryterm;
drop trigger term_joins_a_draft on review_dictionaryterm;
drop trigger editions_never_emptied on review_dictionaryedition;
drop trigger edition_never_vanishes on review_dictionaryedition;
drop trigger edition_is_decided_once on review_dictionaryedition;
drop function review_entry_was_approved();
drop function review_entry_change_is_decided_once();
drop function review_term_joins_a_draft();
drop function review_edition_is_decided_once();
drop function review_list_is_kept();
drop function review_stand_in(bigint, bigint, timestamptz);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("review", "0011_first_dictionary"),
        ("documents", "0007_redactions_never_change"),
        ("accounts", "0006_one_delegate_a_day"),
    ]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
