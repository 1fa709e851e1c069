"""Rules 15, 32, 33: the materials go out with the document, co-signed by the news office and passed by the confidentiality desks."""

from django.db import migrations

FORWARD = """
create or replace function publication_check_interpretation(
    doc documents_document, ver documents_version, rel publication_release
) returns void language plpgsql as $$
declare
    plan interpretation_interpretationplan;
    agreed text;
begin
    select * into plan from interpretation_interpretationplan where id = rel.plan_id;
    if plan.id is null or plan.document_id <> doc.id or cardinality(plan.material_sm3s) = 0 or exists (
        select 1
          from interpretation_planmaterial p join interpretation_material m on m.id = p.material_id
         where p.plan_id = plan.id
           and (m.erased_at is not null or m.is_generated or (m.text !~ '\\S' and m.link = '' and m.picture_id is null))
    ) then
        perform publication_refuse('政策性文件须与解读材料同步公开（规则32、33）');
    end if;
    select verdict into agreed
      from review_opinion
     where document_id = doc.id and superseded_at is null and desk = 'interpretation_cosign'
       and plan_sm3 = plan.sm3 and content_sm3 = ver.content_sm3
     order by id desc limit 1;
    if agreed is distinct from 'agree' and not (agreed is null and exists (
        select 1 from review_emergency e
         where e.document_id = doc.id and e.declared_at <= rel.published_at
           and (e.state <> 'refused' or not exists (
               select 1 from publication_release r
                where r.document_id = doc.id and r.state = 'retracted' and r.serial < rel.serial
           ))
    )) then
        perform publication_refuse('解读方案未经新闻办会签同意（规则32）');
    end if;
    if plan.form_of_digest >= 2 and exists (
        select 1
          from (select distinct on (desk) plan_sm3
                  from review_opinion
                 where document_id = doc.id and superseded_at is null and content_sm3 = ver.content_sm3
                   and public_sm3 = documents_public_sm3(doc)
                   and desk in ('confidentiality_officer', 'confidentiality_head', 'confidentiality_leader')
                 order by desk, id desc) latest
         where plan_sm3 <> plan.sm3
    ) then
        perform publication_refuse('解读材料未经保密审查（规则15、32）');
    end if;
end $$;

create constraint trigger material_is_covered
    after update on interpretation_material deferrable initially deferred
    for each row execute function publication_part_is_covered();
"""

REVERSE = """
drop trigger material_is_covered on interpretation_material;
"""


class Migration(migrations.Migration):
    dependencies = [("publication", "0024_relations_and_columns"), ("interpretation", "0005_materials_never_change")]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
