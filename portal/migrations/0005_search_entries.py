"""What the search compares, counts by month, and one look-up that always takes the index."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

FORWARD = """
alter table portal_searchentry set (toast_tuple_target = 128);
alter table portal_searchentry alter folded set storage external;

create function portal_month_count() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' then
        update portal_monthcount held set count = held.count - gone.count
          from (select f.name, f.value, r.month, count(*) from
                  (select d::portal_publisheddocument as doc, to_char(d.published_at at time zone 'Asia/Shanghai', 'YYYYMM') as month
                     from removed d where d.state = 'live') r,
                  portal_facets(r.doc) f
                 group by f.name, f.value, r.month order by f.name, f.value, r.month) gone
         where held.name = gone.name and held.value = gone.value and held.month = gone.month;
    end if;
    if tg_op <> 'DELETE' then
        insert into portal_monthcount as held (name, value, month, count)
        select f.name, f.value, a.month, count(*) from
               (select d::portal_publisheddocument as doc, to_char(d.published_at at time zone 'Asia/Shanghai', 'YYYYMM') as month
                  from added d where d.state = 'live') a,
               portal_facets(a.doc) f
         group by f.name, f.value, a.month order by f.name, f.value, a.month
        on conflict (name, value, month) do update set count = held.count + excluded.count;
    end if;
    return null;
end $$;
create trigger portal_months_added after insert on portal_publisheddocument
    referencing new table as added for each statement execute function portal_month_count();
create trigger portal_months_removed after delete on portal_publisheddocument
    referencing old table as removed for each statement execute function portal_month_count();
create trigger portal_months_changed after update on portal_publisheddocument
    referencing old table as removed new table as added for each statement execute function portal_month_count();

create function portal_says(folded text, words text[]) returns boolean language sql immutable as $$
    select coalesce(bool_and(strpos(folded, word) > 0), true) from unnest(words) word
$$;

-- The settings keep the planner from walking the newest documents or the whole table: it must take the GIN index.
create function portal_hits(wanted tsquery, compared text[], short text[], oldest boolean, most integer)
returns setof bigint language plpgsql stable
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
         where portal_says(h.folded, compared) and (not h.oversized or portal_says(h.folded, short))
         limit most;
    end if;
end $$;
"""
REVERSE = """
drop function portal_hits(tsquery, text[], text[], boolean, integer);
drop function portal_says(text, text[]);
drop trigger portal_months_changed on portal_publisheddocument;
drop trigger portal_months_removed on portal_publisheddocument;
drop trigger portal_months_added on portal_publisheddocument;
drop function portal_month_count();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0004_successor"),
    ]

    operations = [
        migrations.CreateModel(
            name="MonthCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=20, verbose_name="分类")),
                ("value", models.CharField(blank=True, max_length=100, verbose_name="值")),
                ("month", models.CharField(max_length=6, verbose_name="月份")),
                ("count", models.PositiveIntegerField(default=0, verbose_name="件数")),
            ],
            options={
                "verbose_name": "分月计数",
                "constraints": [models.UniqueConstraint(fields=("name", "value", "month"), name="month_counted_once")],
            },
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="entry",
                        serialize=False,
                        to="portal.publisheddocument",
                        verbose_name="已公开公文",
                    ),
                ),
                ("published_at", models.DateTimeField(verbose_name="发布时间")),
                ("text_starts", models.PositiveIntegerField(verbose_name="正文起点")),
                ("text_ends", models.PositiveIntegerField(verbose_name="正文终点")),
                ("oversized", models.BooleanField(default=False, verbose_name="超长")),
                ("folded", models.TextField(verbose_name="检索文本")),
                ("vector", django.contrib.postgres.search.SearchVectorField(verbose_name="检索向量")),
            ],
            options={
                "verbose_name": "检索项",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fastupdate=False, fields=["vector"], name="search_entry_tokens"
                    )
                ],
            },
        ),
        migrations.RunSQL(FORWARD, REVERSE),
    ]
