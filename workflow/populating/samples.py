"""Samples: documents that the demonstration people take through the desks, seen at every step with all their rows."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Model

from accounts.models import OfficeKind, User
from accounts.roles import Role
from accounts.selectors import ancestor_of_kind, users_with_role
from common import digests
from documents import selectors as documents_of
from documents.choices import Attribute, Ground, Stage, Status
from documents.docx import content as contents
from documents.docx.genres import Genre
from documents.docx.model import Content, Draft, Paragraph
from documents.intake import Intake
from documents.models import Document, DocumentNumber, SignOff, Version
from portal.choices import FileKind
from portal.models import PublishedDocument, PublishedFile, PublishedReading
from publication.models import IndexNumber, PublicCopy
from workflow.models import DeskTask
from workflow.rehearsal import Rehearsal, Wish

BEGIN = datetime(2016, 1, 4, 1, 0, tzinfo=UTC)
MARK = "样本"
LINES = tuple(f"{MARK}第{n}段。" for n in "一二三四五六")
APPS = {"documents", "review", "interpretation", "publication", "workflow", "portal"}
GENRES = (Genre.NOTICE, Genre.CIRCULAR, Genre.OPINION, Genre.NOTICE)


@dataclass(frozen=True)
class Sample:
    """A document at one moment of its way: its rows, the first moment of them, and whether desks still wait."""

    start: datetime
    rows: tuple[Model, ...]
    is_open: bool

    def one(self, model: type[Any]) -> Any:
        """Return the only or first row of the model, None without one."""
        return next((each for each in self.rows if isinstance(each, model)), None)

    def after(self, moment: datetime) -> timedelta:
        """Return how long after the beginning the moment was."""
        return moment - self.start

    @cached_property
    def document(self) -> Document:
        """Return the document's row."""
        found: Document = self.one(Document)
        return found

    @cached_property
    def shown(self) -> PublishedDocument | None:
        """Return the row of the portal, None where it is not public."""
        found: PublishedDocument | None = self.one(PublishedDocument)
        return found

    @cached_property
    def readings(self) -> list[PublishedReading]:
        """Return the interpretations on the portal."""
        return [each for each in self.rows if isinstance(each, PublishedReading)]

    @cached_property
    def number(self) -> DocumentNumber | None:
        """Return the number, None before the register."""
        found: DocumentNumber | None = self.one(DocumentNumber)
        return found

    @cached_property
    def signed_after(self) -> timedelta | None:
        """Return how long after the beginning it was signed."""
        signoff = self.one(SignOff)
        return self.after(signoff.signed_at) if signoff else None

    @cached_property
    def lasted(self) -> timedelta:
        """Return how long after the beginning the last thing happened."""
        arrivals = [each.created for each in self.rows if isinstance(each, DeskTask)]
        return self.after(max([self.document.changed_at, *arrivals]))

    @cached_property
    def content(self) -> str:
        """Return the content of the version in the form over which its digest is taken."""
        return digests.canonical(self.one(Version).content).decode()

    @cached_property
    def html(self) -> bytes:
        """Return the page text of the public copy, empty before the typesetting."""
        copy = self.one(PublicCopy)
        return bytes(copy.html.data) if copy else b""

    @cached_property
    def own(self) -> dict[str, str]:
        """Return what no two documents share: the columns of a lot, each with its value here."""
        version, copy, index = self.one(Version), self.one(PublicCopy), self.one(IndexNumber)
        found = {
            "title": self.document.title,
            "number": self.document.number_text,
            "issued": self.document.issued_on.isoformat() if self.document.issued_on else "",
            "index": index.text if index else "",
            "content_sm3": version.content_sm3,
            "content_sha256": version.content_sha256,
            "html_sm3": copy.html_sm3 if copy else "",
            "html_sha256": copy.html_sha256 if copy else "",
            "text": self.shown.text if self.shown else "",
        }
        return {name: value for name, value in found.items() if value}


def samples(people: int) -> Iterator[Sample]:
    """Take documents of so many drafters through the desks and yield what there is to clone, open and finished."""
    series = [each.code for each in documents_of.active_series() if not each.is_order]
    at = BEGIN
    for number, drafter in enumerate(drafters()[:people]):
        stage = Stage.values[number % len(Stage.values)]
        for wish, is_seen in wishes(drafter, GENRES[number % len(GENRES)]):
            walk = Walk(replace(wish, series=series[number % len(series)], stages=(stage,)), at)
            yield from walk.seen(drafter, at_each_step=is_seen)
            at += timedelta(days=1)


def drafters() -> list[User]:
    """Return the active drafters with their offices."""
    return list(users_with_role(Role.DRAFTER).select_related("office").order_by("pk"))


def wishes(drafter: User, genre: Genre) -> Iterator[tuple[Wish, bool]]:
    """Yield what is to be drafted, and whether each of its steps is a sample."""
    yield Wish(_taken(drafter, Genre.OPINION), is_policy=True, is_normative=True), True
    yield Wish(_taken(drafter, genre)), False
    internal = Wish(_taken(drafter, genre), ground=Ground.INTERNAL_AFFAIRS, reason="属内部工作流程")
    for attribute in (Attribute.ON_REQUEST, Attribute.WITHHELD):
        yield replace(internal, attribute=attribute), False


def _taken(drafter: User, genre: Genre) -> Intake:
    organ = ancestor_of_kind(drafter.office, OfficeKind.ORGAN) or drafter.office
    body = f"{organ.name}办公厅"
    title = f"{body}关于{MARK}事项的{genre.value}"
    whole = Content(title=title, addressees=("各直属单位",), blocks=tuple(map(Paragraph, LINES)))
    draft = Draft(content=contents.canonical(whole), genre=genre, issuing_bodies=(body,))
    return Intake("\n".join((title, *LINES)).encode(), "草稿.docx", draft, ())


class Walk(Rehearsal):
    """A rehearsal that keeps what the document looks like on its way."""

    def seen(self, drafter: User, *, at_each_step: bool) -> list[Sample]:
        """Walk to the end and return the samples: the finished document, and each step and claim before."""
        self.drafter, start, found = drafter, self.at, []
        keys = set(Document.objects.filter(drafter=drafter).values_list("pk", flat=True))
        self.claimed = lambda key: found.append(sample_of(key, start)) if at_each_step else None
        for _ in self.walk():
            key = Document.objects.exclude(pk__in=keys).filter(drafter=drafter).values_list("pk", flat=True).get()
            if at_each_step:
                found.append(sample_of(key, start))
        last = sample_of(key, start)
        return [*(each for each in found if each.is_open), last]


def sample_of(document_id: int, start: datetime) -> Sample:
    """Return the document with all rows that are its own, as they are now."""
    document = Document.objects.get(pk=document_id)
    shown = PublishedDocument.objects.filter(index=_index_of(document_id)).first()
    rows = _owned([document, *filter(None, [shown])])
    is_open = any(isinstance(each, DeskTask) and each.desk and each.is_open for each in rows)
    is_open = is_open or document.status in {Status.DRAFT, Status.IN_REVIEW}
    return Sample(start, tuple(each for each in rows if _stays(each, is_open)), is_open)


def _index_of(document_id: int) -> str | None:
    return IndexNumber.objects.filter(document=document_id).values_list("text", flat=True).first()


def _stays(row: Model, is_open: bool) -> bool:
    """Test if the row is cloned: for the room neither PDF files nor the automatic steps of a finished document."""
    if isinstance(row, DeskTask):
        return bool(row.desk) or is_open
    return not (isinstance(row, PublishedFile) and row.kind == FileKind.PDF)


def _owned(roots: list[Model]) -> list[Model]:
    """Return the rows and all that refer to them, directly or through others."""
    found = {(type(each), each.pk): each for each in roots}
    waiting: dict[type[Model], list[Any]] = {type(each): [each.pk] for each in roots}
    used = _used()
    while waiting:
        model, keys = waiting.popitem()
        for other, name in _referring(model, used):
            for row in other._base_manager.filter(**{f"{name}__in": keys}):
                if (other, row.pk) not in found:
                    found[other, row.pk] = row
                    waiting.setdefault(other, []).append(row.pk)
    return sorted(found.values(), key=lambda each: (each._meta.label, str(each.pk).zfill(20)))


def _used() -> set[str]:
    """Return the tables that have rows, in one query."""
    tables = [model._meta.db_table for model in apps.get_models(include_auto_created=True)]
    asked = " union all ".join(f"select '{each}' where exists (select 1 from {each})" for each in tables)  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return {table for (table,) in cursor.fetchall()}


def _referring(model: type[Model], used: set[str]) -> Iterator[tuple[type[Model], str]]:
    """Yield models with rows whose field of that name refers to the model."""
    for relation in model._meta.get_fields(include_hidden=True):
        if not (relation.one_to_many or relation.one_to_one) or not relation.auto_created or relation.concrete:
            continue
        other: Any = relation.related_model
        if other._meta.app_label in APPS and other._meta.db_table in used:
            yield other, relation.field.name  # type: ignore[union-attr]  # a relation from there to here
