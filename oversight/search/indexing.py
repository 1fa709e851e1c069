"""Keeping the passages up to date: triggers say which documents have changed, this writes their passages anew."""

from collections.abc import Iterable, Iterator

from django.db import connection, transaction
from django.db.models import Func, QuerySet, Value

from common.composed import Composed
from documents.docx import content as contents
from documents.models import Document, Version
from oversight.models import FOREVER, Part, SearchPassage, StaleDocument
from oversight.search import bands
from portal import words
from review.models import Opinion, Return

BATCH = 200


def refresh(most: int = BATCH) -> int:
    """Write the passages of changed documents anew; return how many changes were taken up.

    Whoever changes a document at this moment keeps it, and it waits for the next time; what somebody else takes up is
    left to them: nobody waits here for a lock. One query where nothing changed.
    """
    if not Composed(_marks).rows(0, 1):
        return 0
    with transaction.atomic():
        marks = StaleDocument.objects.select_for_update(skip_locked=True).order_by("pk")
        waiting = list(marks.values_list("pk", "document_id")[:most])
        asked = {document for _, document in waiting}
        held = Document.objects.select_for_update(skip_locked=True, no_key=True).filter(pk__in=asked).order_by("pk")
        keys = set(held.values_list("pk", flat=True))
        # Read only now: what was read while waiting for a lock could be older than an erasure that held it.
        found = list(Document.objects.filter(pk__in=keys).select_related("version").order_by("pk"))
        SearchPassage.objects.filter(document__in=keys).delete()
        SearchPassage.objects.bulk_create(_passages(found), batch_size=50)
        gone = asked - set(Document.objects.filter(pk__in=asked).values_list("pk", flat=True))
        done = [mark for mark, document in waiting if document in keys | gone]
        StaleDocument.objects.filter(pk__in=done).delete()
    return len(done)


def _marks() -> QuerySet[StaleDocument, int]:
    return StaleDocument.objects.order_by("pk").values_list("pk", flat=True)


def refresh_all() -> int:
    """Write what waits until nothing does that can be taken up; return how many changes were taken up."""
    total = 0
    while done := refresh():
        total += done
    return total


@transaction.atomic
def build() -> int:
    """Write the passages of all documents where there are none yet, the index of the words in one go at the end.

    Nobody searches meanwhile. Returns how many documents there are.
    """
    index, total, last = SearchPassage._meta.indexes[0], 0, 0
    StaleDocument.objects.all().delete()  # what changes from here on marks itself anew
    with connection.schema_editor() as editor:
        editor.execute("set constraints all immediate")  # no table with unproved rows gets an index
        editor.remove_index(SearchPassage, index)
        while found := list(Document.objects.filter(pk__gt=last).select_related("version").order_by("pk")[:BATCH]):
            SearchPassage.objects.bulk_create(_passages(found))
            total, last = total + len(found), found[-1].pk
        editor.execute("set local maintenance_work_mem = '512MB'")
        editor.add_index(SearchPassage, index)
    return total


def mark_all() -> None:
    """Mark every document as changed, as after an import that no trigger saw."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into oversight_staledocument (document_id) select id from documents_document order by id"
        )


def _passages(found: list[Document]) -> Iterator[SearchPassage]:
    keys = [each.pk for each in found]
    spans = _spans(keys)
    for document in found:
        yield _passage(document.pk, Part.NUMBER, 0, document.number_text, since=document.created_at)
        version = document.version
        if version is not None and not version.erased_at:
            yield _text_of(document, version)
    for (key, serial), lines in _said(keys).items():
        since, until = spans[key, serial]
        yield _passage(key, Part.SAID, serial, "\n".join(lines), since=since, until=until)


def _text_of(document: Document, version: Version) -> SearchPassage:
    content = contents.from_json(version.content)
    lines = [document.title, *(each for each in content.lines() if each != content.title), document.summary]
    text = "\n".join(lines)
    return _passage(
        document.pk, Part.TEXT, version.serial, text, since=version.uploaded_at, body=len(document.title) + 1
    )


def _spans(keys: Iterable[int]) -> dict[tuple[int, int], tuple[object, object]]:
    """Return from when until before when each version was the present one (one query)."""
    rows = Version.objects.filter(document__in=keys).order_by("document", "serial")
    uploads = list(rows.values_list("document", "serial", "uploaded_at"))
    following = [*uploads, (0, 0, FOREVER)][1:]
    return {
        (document, serial): (at, after if owner == document else FOREVER)
        for (document, serial, at), (owner, _, after) in zip(uploads, following, strict=True)
    }


def _said(keys: Iterable[int]) -> dict[tuple[int, int], list[str]]:
    """Return what desks said of each version: opinions and the reasons of returns, in order (two queries)."""
    found: dict[tuple[int, int], list[str]] = {}
    opinions = Opinion.objects.filter(document__in=keys).exclude(text="").order_by("pk")
    for document, serial, text in opinions.values_list("document", "version__serial", "text"):
        found.setdefault((document, serial), []).append(text)
    for back in (
        Return.objects.filter(document__in=keys).select_related("version").defer("version__content").order_by("pk")
    ):
        found.setdefault((back.document_id, back.version.serial), []).append(
            f"{back.get_reason_display()}：{back.text}"
        )
    return found


def _passage(document: int, part: Part, serial: int, text: str, **more: object) -> SearchPassage:
    folded = words.fold(text)
    kept, oversized = words.tokens("", folded, (), bands.name_of(document))
    return SearchPassage(
        document_id=document, part=part, serial=serial, text=text, folded=folded, oversized=oversized,
        vector=Func(_listed(kept), function="array_to_tsvector"),
        **({"until": FOREVER} | more),
    )  # fmt: skip


def _listed(tokens: list[str]) -> Func:
    """Return the tokens for PostgreSQL as one value; no token has a new line."""
    return Func(Value("\n".join(tokens)), Value("\n"), function="string_to_array")
