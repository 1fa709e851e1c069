"""One word is compared without calling a function of our own for each text: that took half of the time."""

from django.db import migrations

FUNCTION = """
create or replace function portal_hits(
    wanted tsquery, compared text[], short text[], oldest boolean, most integer
) returns setof bigint language plpgsql stable
set enable_seqscan = off set enable_indexscan = off set enable_indexonlyscan = off set jit = off
set work_mem = '64MB' as $$
begin
    if cardinality(compared) = 0 then
        return query
        select e.document_id from portal_searchentry e
         where e.vector @@ wanted and (not e.oversized or portal_says(e.folded, short))
         order by case when oldest then e.published_at end, case when oldest then e.document_id end,
                  e.published_at desc, e.document_id desc
         limit most;
    else
        return query
        select h.document_id from (
            select e.document_id, e.folded, e.oversized from portal_searchentry e where e.vector @@ wanted
             order by case when oldest then e.published_at end, case when oldest then e.document_id end,
                      e.published_at desc, e.document_id desc
            offset 0) h
         where {comparing} and (not h.oversized or portal_says(h.folded, short))
         limit most;
    end if;
end $$;
"""
AT_ONCE = "portal_says(h.folded, compared)"
ONE_FIRST = f"strpos(h.folded, compared[1]) > 0 and (cardinality(compared) = 1 or {AT_ONCE})"


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0014_rows_without_a_release"),
    ]

    operations = [
        migrations.RunSQL(FUNCTION.format(comparing=ONE_FIRST), FUNCTION.format(comparing=AT_ONCE)),
    ]
