"""Comments and their answers never change; a comment may be taken back once, and its words go with an erased content."""

from django.db import migrations

FORWARD = """
create function review_comment_may_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE'
       and (new.id, new.document_id, new.plan_id, new.round, new.anchor, new.quote_sm3, new.by_id, new.at)
           = (old.id, old.document_id, old.plan_id, old.round, old.anchor, old.quote_sm3, old.by_id, old.at)
       and new.on_behalf_of_id is not distinct from old.on_behalf_of_id
       and (new.text = '（已按保密规定清除）'
            and new.withdrawn_at is not distinct from old.withdrawn_at
            or new.text = old.text and old.withdrawn_at is null and new.withdrawn_at is not null)
    then
        return new;
    end if;
    if tg_op = 'INSERT' and exists (
        select 1 from interpretation_interpretationplan where id = new.plan_id and document_id = new.document_id
    ) then
        return new;
    end if;
    raise exception '批注不得修改或删除，也不得离开所在公文' using errcode = 'integrity_constraint_violation';
end $$;

create trigger plan_comment_never_changes before insert or update or delete on review_plancomment
    for each row execute function review_comment_may_change();
create trigger plan_comments_never_vanish before truncate on review_plancomment
    for each statement execute function review_comment_may_change();

create function review_comment_answer_may_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and new.reason = '（已按保密规定清除）'
       and (new.id, new.comment_id, new.outcome, new.by_id, new.at)
           = (old.id, old.comment_id, old.outcome, old.by_id, old.at)
       and new.on_behalf_of_id is not distinct from old.on_behalf_of_id
    then
        return new;
    end if;
    raise exception '批注的答复不得修改或删除' using errcode = 'integrity_constraint_violation';
end $$;

create trigger comment_answer_never_changes before update or delete on review_commentanswer
    for each row execute function review_comment_answer_may_change();
create trigger comment_answers_never_vanish before truncate on review_commentanswer
    for each statement execute function review_comment_answer_may_change();
"""

REVERSE = """
drop trigger comment_answers_never_vanish on review_commentanswer;
drop trigger comment_answer_never_changes on review_commentanswer;
drop function review_comment_answer_may_change();
drop trigger plan_comments_never_vanish on review_plancomment;
drop trigger plan_comment_never_changes on review_plancomment;
drop function review_comment_may_change();
"""


class Migration(migrations.Migration):
    dependencies = [("review", "0018_plan_comments")]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
