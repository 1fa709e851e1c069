"""The portal is an outlet from the beginning; what was released already gets its delivery there and its term."""

from django.db import migrations

FORWARD = """
insert into publication_outlet (kind, name, address, salt, recipients, is_active)
values ('portal', '门户网站', '', '', '{}', true);

insert into publication_delivery (release_id, outlet_id, event, key, state, attempts, put_at, sent_at, receipt,
                                  receipt_sm3, failure)
select r.id, o.id, case when r.serial = 1 then 'release' else 'correct' end, gen_random_uuid(), 'sent', 0,
       r.published_at, r.published_at, '索引号 ' || i.text, '', ''
  from publication_release r
  join publication_indexnumber i on i.id = r.index_id
  join publication_outlet o on o.kind = 'portal';

insert into publication_validityterm (document_id, starts_on, ends_on)
select d.id, min(r.published_on),
       (min(r.published_on) + make_interval(years => case when d.title ~ '试行|暂行' then 2 else 5 end))::date - 1
  from documents_document d
  join publication_release r on r.document_id = d.id
 where d.is_normative
 group by d.id, d.title;
"""


class Migration(migrations.Migration):
    dependencies = [("publication", "0014_outlet_invariants"), ("documents", "0009_valid_years")]

    operations = [migrations.RunSQL(FORWARD, migrations.RunSQL.noop)]
