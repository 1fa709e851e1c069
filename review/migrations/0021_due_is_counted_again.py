"""R88: while nobody has answered, the day on which an answer is due is counted again by a newer calendar; nothing else changes."""

from django.db import migrations

BEFORE = """
    raise exception '征求意见的经过不得修改或删除' using errcode = 'integrity_constraint_violation';
end $$;
"""
RECOUNT = """
    if tg_op = 'UPDATE' and old.kind = 'received' and new.due_on is not null
       and new.due_version >= coalesce(old.due_version, 0)
       and (to_jsonb(new) - 'due_on' - 'due_is_provisional' - 'due_version')
           = (to_jsonb(old) - 'due_on' - 'due_is_provisional' - 'due_version')
       and not exists (select 1 from review_consultationstep later
                        where later.consultation_id = old.consultation_id
                          and later.kind in ('answered', 'decided', 'waived', 'cancelled')) then
        return new;
    end if;
"""
HEAD = """
create or replace function review_consultation_step_never_changes() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and new.text = '（已按保密规定清除）' and to_jsonb(new) - 'text' = to_jsonb(old) - 'text'
       and exists (select 1 from review_consultation c
                    where c.id = old.consultation_id and review_must_be_classified(c.document_id)) then
        return new;
    end if;
"""


class Migration(migrations.Migration):
    dependencies = [("review", "0020_due_by_version")]

    operations = [migrations.RunSQL(HEAD + RECOUNT + BEFORE, HEAD + BEFORE)]
