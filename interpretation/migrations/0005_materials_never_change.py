"""Plans and materials never change; a plan has exactly the materials whose digests it names; no later material skips a step."""

from django.db import migrations

FORWARD = """
create or replace function interpretation_plan_may_be_erased() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.erased_at is null and new.erased_at is not null
       and (new.first_interpreter, new.responsible, new.background, new.key_points, new.terms, new.schedule,
            new.publicity, new.no_risk_reason)
           = ('', '', '', '', '', '', '', '')
       and new.risks = '[]'::jsonb and new.phases = '[]'::jsonb and new.forms = '{}' and new.channels = '{}'
       and (new.id, new.document_id, new.serial, new.sm3, new.sha256, new.made_by_id, new.made_at,
            new.material_sm3s, new.form_of_digest)
           = (old.id, old.document_id, old.serial, old.sm3, old.sha256, old.made_by_id, old.made_at,
              old.material_sm3s, old.form_of_digest)
       and new.made_for_id is not distinct from old.made_for_id
    then
        return new;
    end if;
    raise exception '解读方案不得修改或删除' using errcode = 'integrity_constraint_violation';
end $$;

create trigger plan_never_changes before update or delete on interpretation_interpretationplan
    for each row execute function interpretation_plan_may_be_erased();

create function interpretation_material_may_be_erased() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.erased_at is null and new.erased_at is not null
       and (new.title, new.text, new.source, new.link) = ('', '', '', '') and new.picture_id is null
       and (new.id, new.document_id, new.number, new.serial, new.phase, new.form, new.is_generated, new.sm3, new.sha256,
            new.made_by_id, new.made_at)
           = (old.id, old.document_id, old.number, old.serial, old.phase, old.form, old.is_generated, old.sm3, old.sha256,
              old.made_by_id, old.made_at)
       and new.made_for_id is not distinct from old.made_for_id
    then
        return new;
    end if;
    raise exception '解读材料不得修改或删除' using errcode = 'integrity_constraint_violation';
end $$;

create trigger material_never_changes before update or delete on interpretation_material
    for each row execute function interpretation_material_may_be_erased();
create trigger materials_never_vanish before truncate on interpretation_material
    for each statement execute function interpretation_material_may_be_erased();

create function interpretation_place_fits() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' and exists (
        select 1
          from interpretation_interpretationplan p, interpretation_material m
         where p.id = new.plan_id and m.id = new.material_id and m.document_id = p.document_id and m.phase = 1
           and p.material_sm3s[new."order"] = m.sm3
    ) then
        return new;
    end if;
    raise exception '方案中的解读材料须与方案所载摘要一致，且不得改换' using errcode = 'integrity_constraint_violation';
end $$;

create trigger plan_material_fits before insert or update or delete on interpretation_planmaterial
    for each row execute function interpretation_place_fits();
create trigger plan_materials_never_vanish before truncate on interpretation_planmaterial
    for each statement execute function interpretation_place_fits();

create function interpretation_plan_is_whole() returns trigger language plpgsql as $$
begin
    if (select count(*) from interpretation_planmaterial where plan_id = new.id) <> cardinality(new.material_sm3s) then
        raise exception '解读方案须连同其全部解读材料保存' using errcode = 'integrity_constraint_violation';
    end if;
    return null;
end $$;

create constraint trigger plan_is_whole after insert on interpretation_interpretationplan
    deferrable initially deferred for each row execute function interpretation_plan_is_whole();

-- Rules 15, 32, 87: each step in its turn, on exactly this digest, by people who are all distinct.
create function interpretation_step_in_turn() returns trigger language plpgsql as $$
declare
    mat interpretation_material;
    done text[];
    parted bigint[];
    others bigint[];
begin
    if tg_op = 'UPDATE' and new.text = '（内容已清除）'
       and (new.id, new.material_id, new.kind, new.sm3, new.warnings_seen, new.by_id, new.at)
           = (old.id, old.material_id, old.kind, old.sm3, old.warnings_seen, old.by_id, old.at)
       and new.on_behalf_of_id is not distinct from old.on_behalf_of_id
    then
        return new;
    end if;
    if tg_op <> 'INSERT' then
        raise exception '解读材料的经过不得修改或删除' using errcode = 'integrity_constraint_violation';
    end if;
    select * into mat from interpretation_material where id = new.material_id for update;
    select coalesce(array_agg(kind::text order by id), '{}') into done
      from interpretation_materialstep where material_id = mat.id;
    if mat.erased_at is not null or mat.phase < 2 or new.sm3 <> mat.sm3 or done && array['published', 'returned'] then
        raise exception '后续解读材料须按其摘要逐步办理' using errcode = 'integrity_constraint_violation';
    end if;
    if new.kind = 'returned' and cardinality(done) > 0 then
        return new;
    end if;
    if new.kind is distinct from
       (array['submitted', 'officer', 'head', 'news', 'published'])[cardinality(done) + 1] then
        raise exception '后续解读材料须依次送审、保密审查、复审、新闻办审核后公布（规则15、32）'
            using errcode = 'integrity_constraint_violation';
    end if;
    if not exists (select 1 from documents_document where id = mat.document_id and status = 'published') then
        raise exception '后续解读须在公文公开之后办理（规则32）' using errcode = 'integrity_constraint_violation';
    end if;
    if new.kind = 'submitted' then
        return new;
    end if;
    parted := array_remove(array[new.by_id, new.on_behalf_of_id], null);
    select array_agg(person) into others
      from (select mat.made_by_id union select mat.made_for_id
            union select by_id from interpretation_materialstep where material_id = mat.id
            union select on_behalf_of_id from interpretation_materialstep where material_id = mat.id) had(person)
     where person is not null;
    if parted && others then
        raise exception '后续解读材料各步须由不同的人办理（规则15、87）' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;

create trigger material_step_in_turn before insert or update or delete on interpretation_materialstep
    for each row execute function interpretation_step_in_turn();
create trigger material_steps_never_vanish before truncate on interpretation_materialstep
    for each statement execute function interpretation_step_in_turn();
"""

REVERSE = """
drop trigger material_steps_never_vanish on interpretation_materialstep;
drop trigger material_step_in_turn on interpretation_materialstep;
drop function interpretation_step_in_turn();
drop trigger plan_is_whole on interpretation_interpretationplan;
drop function interpretation_plan_is_whole();
drop trigger plan_materials_never_vanish on interpretation_planmaterial;
drop trigger plan_material_fits on interpretation_planmaterial;
drop function interpretation_place_fits();
drop trigger materials_never_vanish on interpretation_material;
drop trigger material_never_changes on interpretation_material;
drop function interpretation_material_may_be_erased();
drop trigger plan_never_changes on interpretation_interpretationplan;
"""


class Migration(migrations.Migration):
    dependencies = [("interpretation", "0004_texts_become_materials")]

    operations = [
        migrations.RemoveField("interpretationplan", "material_text"),
        migrations.RemoveField("interpretationplan", "material_title"),
        migrations.RunSQL(FORWARD, REVERSE),
    ]
