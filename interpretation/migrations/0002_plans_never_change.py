"""Plans never change, for opinions and releases name them; erasing their texts is the one exception (R12)."""

from django.db import migrations

FORWARD = """
create function interpretation_plan_may_be_erased() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.erased_at is null and new.erased_at is not null
       and (new.first_interpreter, new.responsible, new.background, new.key_points, new.terms, new.schedule,
            new.publicity, new.no_risk_reason, new.material_title, new.material_text)
           = ('', '', '', '', '', '', '', '', '', '')
       and new.risks = '[]'::jsonb and new.forms = '{}' and new.channels = '{}'
       and (new.id, new.document_id, new.serial, new.sm3, new.sha256, new.made_by_id, new.made_at)
           = (old.id, old.document_id, old.serial, old.sm3, old.sha256, old.made_by_id, old.made_at)
       and new.made_for_id is not distinct from old.made_for_id
    then
        return new;
    end if;
    raise exception '解读方案不得修改或删除' using errcode = 'integrity_constraint_violation';
end $$;

create trigger plan_never_changes before update or delete on interpretation_interpretationplan
    for each row execute function interpretation_plan_may_be_erased();
create trigger plans_never_vanish before truncate on interpretation_interpretationplan
    for each statement execute function interpretation_plan_may_be_erased();
"""

REVERSE = """
drop trigger plans_never_vanish on interpretation_interpretationplan;
drop trigger plan_never_changes on interpretation_interpretationplan;
drop function interpretation_plan_may_be_erased();
"""


class Migration(migrations.Migration):
    dependencies = [("interpretation", "0001_plans")]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
