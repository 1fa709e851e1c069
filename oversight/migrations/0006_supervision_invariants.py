"""What supervision found, and each step of a card, never changes; a card moves only as its states allow."""

from django.db import migrations

FORWARD = """
create function oversight_never_changes() returns trigger language plpgsql as $$
begin
    raise exception '% 的记录不得修改或删除', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;

create function oversight_card_step_may_be_erased() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and to_jsonb(new) - 'text' = to_jsonb(old) - 'text'
       and new.text = '（内容已按保密规定清除）' and exists (
        select 1 from oversight_card c join oversight_incident i on i.id = c.incident_id
         where c.id = old.card_id and documents_is_erased(i.document_id)
    ) then
        return new;
    end if;
    raise exception '监察牌的经过不得修改或删除' using errcode = 'integrity_constraint_violation';
end $$;

create function oversight_card_moves() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE'
       or (new.incident_id, new.colour, new.person_id, new.office_id, new.due_on, new.issued_by_id, new.issued_at)
          is distinct from
          (old.incident_id, old.colour, old.person_id, old.office_id, old.due_on, old.issued_by_id, old.issued_at)
       or not (old.state, new.state) in (
            ('issued', 'explained'), ('issued', 'upheld'), ('issued', 'withdrawn'), ('explained', 'upheld'),
            ('explained', 'withdrawn'), ('upheld', 'appealed'), ('appealed', 'final'), ('appealed', 'withdrawn')
       ) then
        raise exception '监察牌不得改动' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;

create trigger incident_never_changes before update or delete on oversight_incident
    for each row execute function oversight_never_changes();
create trigger card_step_never_changes before update or delete on oversight_cardstep
    for each row execute function oversight_card_step_may_be_erased();
create trigger card_moves before update or delete on oversight_card
    for each row execute function oversight_card_moves();
"""

REVERSE = """
drop trigger card_moves on oversight_card;
drop trigger card_step_never_changes on oversight_cardstep;
drop trigger incident_never_changes on oversight_incident;
drop function oversight_card_moves();
drop function oversight_card_step_may_be_erased();
drop function oversight_never_changes();
"""


class Migration(migrations.Migration):
    dependencies = [("oversight", "0005_supervision")]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
