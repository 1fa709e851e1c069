"""What the office's search compares; triggers say what has changed, and erased content is gone at once (R12)."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

FORWARD = """
alter table oversight_searchpassage set (toast_tuple_target = 128);
alter table oversight_searchpassage alter folded set storage external;

create function oversight_document_changed() returns trigger language plpgsql as $$
begin
    insert into oversight_staledocument (document_id) values (new.id);
    return null;
end $$;
create function oversight_words_changed() returns trigger language plpgsql as $$
begin
    insert into oversight_staledocument (document_id) values (new.document_id);
    return null;
end $$;
-- Of another version other people may read other words: the old rows go in the same transaction.
create function oversight_version_changed() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' then
        delete from oversight_searchpassage where document_id = new.document_id;
    else
        delete from oversight_searchpassage where document_id = new.document_id and part <> 'number';
    end if;
    insert into oversight_staledocument (document_id) values (new.document_id);
    return null;
end $$;

create trigger search_of_document after insert or update of title, number_text, summary, version_id
    on documents_document for each row execute function oversight_document_changed();
create trigger search_of_version after insert or update of erased_at
    on documents_version for each row execute function oversight_version_changed();
create trigger search_of_opinion after insert or update of text
    on review_opinion for each row execute function oversight_words_changed();
create trigger search_of_return after insert or update of text
    on review_return for each row execute function oversight_words_changed();

insert into oversight_staledocument (document_id) select id from documents_document;
"""
REVERSE = """
drop trigger search_of_return on review_return;
drop trigger search_of_opinion on review_opinion;
drop trigger search_of_version on documents_version;
drop trigger search_of_document on documents_document;
drop function oversight_version_changed();
drop function oversight_words_changed();
drop function oversight_document_changed();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("review", "0019_plan_comments_never_change"),
        ("documents", "0013_led_documents_are_filed"),
        ("oversight", "0003_monthly_reports"),
    ]

    operations = [
        migrations.CreateModel(
            name="StaleDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("document_id", models.BigIntegerField(verbose_name="公文")),
            ],
            options={
                "verbose_name": "待更新检索项",
            },
        ),
        migrations.CreateModel(
            name="SearchPassage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "part",
                    models.CharField(
                        choices=[("number", "字号"), ("text", "正文"), ("said", "意见和退回理由")],
                        max_length=10,
                        verbose_name="部分",
                    ),
                ),
                ("serial", models.PositiveIntegerField(default=0, verbose_name="稿次")),
                ("since", models.DateTimeField(verbose_name="自")),
                ("until", models.DateTimeField(verbose_name="至")),
                ("body", models.PositiveIntegerField(default=0, verbose_name="正文起点")),
                ("oversized", models.BooleanField(default=False, verbose_name="超长")),
                ("text", models.TextField(verbose_name="文字")),
                ("folded", models.TextField(verbose_name="检索文本")),
                ("vector", django.contrib.postgres.search.SearchVectorField(verbose_name="检索向量")),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                        verbose_name="公文",
                    ),
                ),
            ],
            options={
                "verbose_name": "检索项",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=["vector"], name="passage_tokens")
                ],
                "constraints": [models.UniqueConstraint(fields=("document", "part", "serial"), name="passage_once")],
            },
        ),
        migrations.RunSQL(FORWARD, REVERSE),
    ]
