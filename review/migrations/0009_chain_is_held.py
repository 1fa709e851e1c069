"""R15, R18 in PostgreSQL: a chain policy takes two people, an answer from outside ends a leader's doubt, neither ever changes.

Whether a leader is due is written on the officer's opinion by the database itself, in the statement that stores it: a
policy that comes into force later does not touch a review that has begun.
"""

from django.db import migrations

FORWARD = """
create function review_leader_is_due(document bigint) returns boolean language sql stable as $$
    select coalesce((
        select p.leader_always
          from documents_document d
               join accounts_office mine on mine.id = d.office_id
               join accounts_office above on starts_with(mine.path, above.path)
               join review_chainpolicy p on p.office_id = above.id
         where d.id = document and p.confirmed_at is not null
         order by length(above.path) desc, p.serial desc limit 1), false)
$$;

create function review_opinion_notes_the_chain() returns trigger language plpgsql as $$
begin
    new.leader_due := new.desk = 'confidentiality_officer' and review_leader_is_due(new.document_id);
    return new;
end $$;

create function review_policy_is_confirmed_once() returns trigger language plpgsql as $$
declare
    confirming text[] := array['confirmed_by_id', 'confirmed_at'];
begin
    if tg_op = 'INSERT' and new.confirmed_at is null then
        return new;
    end if;
    if tg_op = 'UPDATE' and old.confirmed_at is null and new.confirmed_at is not null
       and to_jsonb(new) - confirming = to_jsonb(old) - confirming
       and not exists (select 1 from review_chainpolicy p where p.office_id = old.office_id and p.serial > old.serial) then
        return new;
    end if;
    raise exception '审查链设置须另一人确认后生效，不得修改或删除（规则15）' using errcode = 'integrity_constraint_violation';
end $$;

create function review_answer_ends_a_doubt() returns trigger language plpgsql as $$
declare
    words text[] := array['text', 'body', 'letter'];
    gone constant text := '（已按保密规定清除）';
begin
    if tg_op = 'INSERT' and exists (
        select 1 from review_opinion o
         where o.id = new.opinion_id and o.document_id = new.document_id and o.superseded_at is null
           and o.desk = 'confidentiality_leader' and o.verdict = 'cannot_determine'
    ) then
        return new;
    end if;
    if tg_op = 'UPDATE' and new.text = gone and new.body = gone and new.letter in ('', gone)
       and to_jsonb(new) - words = to_jsonb(old) - words and review_must_be_classified(old.document_id) then
        return new;
    end if;
    raise exception '外部答复须针对领导“无法确定”的现行意见登记，不得修改或删除（规则18）'
        using errcode = 'integrity_constraint_violation';
end $$;

create trigger opinion_notes_the_chain before insert on review_opinion
    for each row execute function review_opinion_notes_the_chain();
create trigger policy_is_confirmed_once before insert or update or delete on review_chainpolicy
    for each row execute function review_policy_is_confirmed_once();
create trigger policies_never_vanish before truncate on review_chainpolicy
    for each statement execute function review_policy_is_confirmed_once();
create trigger answer_ends_a_doubt before insert or update or delete on review_outsideanswer
    for each row execute function review_answer_ends_a_doubt();
create trigger answers_never_vanish before truncate on review_outsideanswer
    for each statement execute function review_answer_ends_a_doubt();
"""

REVERSE = """
drop trigger answers_never_vanish on review_outsideanswer;
drop trigger answer_ends_a_doubt on review_outsideanswer;
drop trigger policies_never_vanish on review_chainpolicy;
drop trigger policy_is_confirmed_once on review_chainpolicy;
drop trigger opinion_notes_the_chain on review_opinion;
drop function review_answer_ends_a_doubt();
drop function review_policy_is_confirmed_once();
drop function review_opinion_notes_the_chain();
drop function review_leader_is_due(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("review", "0008_chain"), ("accounts", "0006_one_delegate_a_day")]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
