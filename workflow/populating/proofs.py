"""Proofs: what triggers hold for every act is asked of all rows at once, and of some by the triggers themselves."""

from collections.abc import Iterator

from django.db import DatabaseError, connection, transaction
from django.db.models import ForeignKey, Model

from workflow.populating.cloning import Cloning

SOME = 500  # documents that the triggers look at
QUESTIONS = {
    "发文字号有断号": "select 1 from documents_documentnumber group by series_id, year having max(serial) <> count(*)",
    "索引号有断号": "select 1 from publication_indexnumber group by year having max(serial) <> count(*)",
    "索引号计数与末号不符": "select 1 from publication_indexcounter c where last <>"
    " (select max(serial) from publication_indexnumber n where n.year = c.year)",
    "公文的字号与登记簿不符": "select 1 from documents_document d left join documents_documentnumber n"
    " on n.id = d.number_id and n.document_id = d.id join documents_numberseries s on s.id = n.series_id"
    " where d.number_text <> case when s.is_order then s.code || '第' || n.serial || '号'"
    " else s.code || '〔' || n.year || '〕' || n.serial || '号' end",
    "已印发的公文没有字号": "select 1 from documents_document"
    " where status in ('issued', 'published', 'filed') and number_id is null",
    "已公开的公文与发布记录不符": "select 1 from documents_document d full join"
    " (select document_id from publication_release where state = 'live') r on r.document_id = d.id"
    " where (d.status = 'published') <> (r.document_id is not null)",
    "发布记录与门户不符": "select 1 from (select i.text, r.title, r.published_at from publication_release r"
    " join publication_indexnumber i on i.id = r.index_id where r.state = 'live') r full join"
    " (select * from portal_publisheddocument where state = 'live' and origin = 'release') p on p.index = r.text"
    " where p.id is null or r.text is null or p.title <> r.title or p.published_at <> r.published_at",
    "门户的公文检索不到": "select 1 from portal_publisheddocument d left join portal_searchentry e"
    " on e.document_id = d.id where (d.state = 'live') <> (e.document_id is not null)",
    "办结的公文还有待办": "select 1 from workflow_desktask t"
    " join workflow_dispatchprocess p on p.id = t.process_id where t.finished is null and p.status = 'DONE'",
    "办理中的公文无人可办": "select 1 from workflow_dispatchprocess p where p.status = 'NEW' and not exists"
    " (select 1 from workflow_desktask t where t.process_id = p.id and t.finished is null)",
}  # fmt: skip
TOUCHED = (
    "update documents_document set changed_at = changed_at where id = any(%s)",
    "update portal_publisheddocument p set validity = p.validity from publication_release r"
    " join publication_indexnumber i on i.id = r.index_id where i.text = p.index and r.document_id = any(%s)",
)


def doubts(cloning: Cloning) -> Iterator[str]:
    """Yield in words what is not as the services would have left it; nothing when all is."""
    with connection.cursor() as cursor:
        for sentence, question in QUESTIONS.items():
            cursor.execute(f"{question} limit 1")
            if cursor.fetchone():
                yield sentence
    yield from _orphans(cloning.models)
    yield from _refused()


def _orphans(models: list[type[Model]]) -> Iterator[str]:
    """Yield the relations among the cloned tables that lead nowhere."""
    fields = [field for model in models for field in model._meta.concrete_fields if isinstance(field, ForeignKey)]
    with connection.cursor() as cursor:
        for field in fields:
            target = field.related_model
            table, other = field.model._meta.db_table, target._meta.db_table
            key = target._meta.pk.column
            cursor.execute(
                f"select 1 from {table} a where {field.column} is not null and not exists"  # noqa: S608
                f" (select 1 from {other} b where b.{key} = a.{field.column}) limit 1"
            )
            if cursor.fetchone():
                yield f"{field} 指向不存在的行"


def _refused() -> Iterator[str]:
    """Touch some documents so that the triggers judge them; what they say is told, nothing is changed."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select id from documents_document tablesample system (100) order by random() limit %s", [SOME])
        some = [key for (key,) in cursor.fetchall()]
        for statement in TOUCHED:
            try:
                with transaction.atomic():
                    cursor.execute(statement, [some])
                    cursor.execute("set constraints all immediate; set constraints all deferred")
            except DatabaseError as error:
                yield f"触发器不认可：{error}"
        transaction.set_rollback(True)
