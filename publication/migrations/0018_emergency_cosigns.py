"""R32, R82: a policy document is public without the news office's co-sign only where an emergency was declared.

The declaration is somebody's who had no part in the text (review.0015) and comes before the release. It counts until
another person refuses to approve it; what is public then stays until it is retracted, and never comes back by it.
"""

from django.db import migrations

SETTLED = """
create or replace function publication_check_interpretation(
    doc documents_document, ver documents_version, rel publication_release
) returns void language plpgsql as $$
declare
    plan interpretation_interpretationplan;
    agreed text;
begin
    select * into plan from interpretation_interpretationplan where id = rel.plan_id;
    if plan.id is null or plan.document_id <> doc.id or plan.material_text !~ '\\S' then
        perform publication_refuse('政策性文件须与解读材料同步公开（规则32、33）');
    end if;
    select verdict into agreed
      from review_opinion
     where document_id = doc.id and superseded_at is null and desk = 'interpretation_cosign'
       and plan_sm3 = plan.sm3 and content_sm3 = ver.content_sm3
     order by id desc limit 1;
    if agreed is distinct from 'agree' {unless} then
        perform publication_refuse('解读方案未经新闻办会签同意（规则32）');
    end if;
end $$;
"""

IN_EMERGENCY = """and not (agreed is null and exists (
        select 1 from review_emergency e
         where e.document_id = doc.id and e.declared_at <= rel.published_at
           and (e.state <> 'refused' or not exists (
               select 1 from publication_release r
                where r.document_id = doc.id and r.state = 'retracted' and r.serial < rel.serial
           ))
    ))"""


class Migration(migrations.Migration):
    dependencies = [("publication", "0017_embargo_is_kept"), ("review", "0015_emergencies_are_decided_once")]

    operations = [
        migrations.RunSQL(SETTLED.replace("{unless}", IN_EMERGENCY), SETTLED.replace("{unless}", "")),
    ]
