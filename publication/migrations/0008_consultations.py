"""R29: raw SQL cannot make public what concerns a third party who has neither agreed nor been overruled in words."""

from django.db import migrations

FORWARD = """
create function publication_check_consultations(document bigint) returns void language plpgsql as $$
begin
    if exists (
        select 1
          from documents_document d
               join review_consultation c on c.document_id = d.id and c.kind = 'third_party'
               left join publication_release r on r.document_id = d.id and r.state = 'live'
               left join publication_publiccopy p on p.id = r.copy_id
               left join lateral (
                   select s.kind, s.outcome from review_consultationstep s
                    where s.consultation_id = c.id and s.kind in ('answered', 'decided', 'cancelled')
                    order by s.id desc limit 1
               ) last on true
         where d.id = document and d.status = 'published'
           and not coalesce(
               last.kind = 'cancelled' or last.outcome in ('consents', 'publish')
               or (last.outcome = 'redact' and p.content_sm3 is distinct from c.content_sm3), false)
    ) then
        perform publication_refuse('涉及第三方权益而无同意或公共利益决定的，不得公开（规则29）');
    end if;
end $$;

create function publication_consulted_document() returns trigger language plpgsql as $$
begin
    perform publication_check_consultations(new.id);
    return null;
end $$;

create function publication_consulted_part() returns trigger language plpgsql as $$
begin
    perform publication_check_consultations(new.document_id);
    return null;
end $$;

create function publication_consulted_step() returns trigger language plpgsql as $$
begin
    perform publication_check_consultations(c.document_id) from review_consultation c where c.id = new.consultation_id;
    return null;
end $$;

create constraint trigger published_was_consulted
    after insert or update on documents_document deferrable initially deferred
    for each row when (new.status = 'published') execute function publication_consulted_document();
create constraint trigger release_was_consulted
    after insert or update on publication_release deferrable initially deferred
    for each row execute function publication_consulted_part();
create constraint trigger consultation_is_covered
    after insert or update on review_consultation deferrable initially deferred
    for each row when (new.kind = 'third_party') execute function publication_consulted_part();
create constraint trigger consultation_step_is_covered
    after insert on review_consultationstep deferrable initially deferred
    for each row execute function publication_consulted_step();
"""

REVERSE = """
drop trigger consultation_step_is_covered on review_consultationstep;
drop trigger consultation_is_covered on review_consultation;
drop trigger release_was_consulted on publication_release;
drop trigger published_was_consulted on documents_document;
drop function publication_consulted_step();
drop function publication_consulted_part();
drop function publication_consulted_document();
drop function publication_check_consultations(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("publication", "0007_redacted_and_disposed"), ("review", "0007_consultations_never_change")]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
