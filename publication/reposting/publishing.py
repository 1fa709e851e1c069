"""转载上门户, and what becomes of a re-posted document when its source changes."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from accounts.models import User
from common.clock import office_date
from common.digests import of_bytes
from common.errors import DomainError
from common.gate import Gate
from common.outgoing import is_allowed
from documents.choices import Topic
from documents.docx import genres, numbers
from documents.docx.numbers import Number
from portal import services as portal
from portal.choices import FileKind, Origin
from portal.facts import PublicFile, PublicItem
from portal.models import PublishedDocument
from publication.catalogue import shortened
from publication.errors import ReposterDecides
from publication.models import RepostTask
from publication.reposting.choices import Drift, RepostState
from publication.reposting.errors import (
    NumberShown,
    PageClassified,
    ReasonNeeded,
    RepostMoved,
    SourceGone,
)
from publication.reposting.extracting import extract
from publication.reposting.facts import RepostFacts
from publication.reposting.fetching import fetch
from publication.reposting.rules import ACT
from publication.reposting.services import end, locked, note

KEY_LENGTH = 16  # hexadecimal characters
SHORTEST_SUMMARY = 12


@dataclass(frozen=True, slots=True)
class Wanted:
    """The catalogue columns of a re-posted document as whoever re-posts it confirmed them."""

    title: str
    number_text: str
    issuing_body: str
    issued_on: date | None
    topic: str
    confirmation: str = ""


def gate(task: RepostTask, confirmation: str = "") -> Gate:
    """Return the conditions under which the task may go to the portal."""
    facts = RepostFacts(
        source_name=task.source.name,
        source_url=task.url,
        host_is_known=is_allowed(task.url, settings.REPOST_HOSTS),
        sha256=task.sha256,
        scanned=task.fetched_at is not None,
        open_doubts=task.open_doubts,
        confirmation=confirmation,
    )
    return Gate(ACT, "转载", facts)


@transaction.atomic
def publish(*, task_id: int, wanted: Wanted, by: User, at: datetime) -> RepostTask:
    """Put the taken document on the portal with its source (R23).

    Raises GateClosed, NumberShown, RepostMoved, NotFound.
    """
    task = locked(task_id, (RepostState.TAKEN,))
    gate(task, wanted.confirmation).check()
    number = numbers.parse(wanted.number_text) if wanted.number_text else None
    index = task.index or _index_of(task, at)
    if RepostTask.objects.exclude(pk=task.pk).filter(index=index).exists():
        raise RepostMoved(state="同一地址已由另一任务办理")
    if number is not None:
        _require_new(number, index)
    portal.apply(item=_item(task, wanted, number, index, at), at=at)
    task.state, task.index, task.published_by, task.published_at = RepostState.PUBLISHED, index, by, at
    task.confirmation, task.checked_at = wanted.confirmation.strip(), at
    task.drift = task.drift_sm3 = task.settled_sm3 = ""
    task.save()
    facts = {"index": index, "url": task.url, "sha256": task.sha256, "open_doubts": task.open_doubts}
    note("repost.published", task, facts, by, at)
    return task


def _index_of(task: RepostTask, at: datetime) -> str:
    key = hashlib.sha256(task.url.encode()).hexdigest()[:KEY_LENGTH]
    return str(settings.REPOST_INDEX_PATTERN.format(year=office_date(at).year, key=key))


def _require_new(number: Number, index: str) -> None:
    """Raise NumberShown when another document of the portal has the number."""
    rows = PublishedDocument.objects.live().exclude(index=index)
    parts = {"code_letters": number.code_letters, "number_year": number.year or 0, "number_serial": number.serial}
    if (shown := rows.filter(**parts).values_list("index", flat=True).first()) is not None:
        raise NumberShown(index=shown)


def _item(task: RepostTask, wanted: Wanted, number: Number | None, index: str, at: datetime) -> PublicItem:
    genre = genres.genre_of(wanted.title)
    return PublicItem(
        index=index,
        origin=Origin.REPOST,
        title=wanted.title,
        number_text=str(number) if number else wanted.number_text,
        code_letters=number.code_letters if number else "",
        number_year=(number.year or 0) if number else None,
        number_serial=number.serial if number else None,
        issuing_body=wanted.issuing_body,
        topic=Topic(wanted.topic) if wanted.topic else "",
        genre=genre.value if genre else "",
        summary=_summary(task.text, wanted.title),
        generated_on=wanted.issued_on,
        published_on=office_date(at),
        published_at=at,
        validity_note="以发文机关公布的为准",
        content_sm3=task.text_sm3,
        text=task.text,
        files=_files(task),
        source_name=task.source.name,
        source_url=task.url,
    )


def _summary(text: str, title: str) -> str:
    lines = (line for line in text.split("\n") if line != title)
    first = next((line for line in lines if len(line) >= SHORTEST_SUMMARY and line.endswith(("。", "："))), title)
    return shortened(first)


def _files(task: RepostTask) -> tuple[PublicFile, ...]:
    """Return the cleaned page alone: a Word file of others may hide what its reader does not see (R27)."""
    data = task.page.encode()
    digest = of_bytes(data)
    return (PublicFile(FileKind.HTML, data, digest.sm3, digest.sha256),)


def recheck(*, task: RepostTask, at: datetime) -> str:
    """Look whether the source of a re-posted document still says the same; return the drift found ("" is none).

    A host that does not answer says nothing; a change that a person has let stand is none.
    """
    try:
        fetched = fetch(task.url, hosts=settings.REPOST_HOSTS)
        assert fetched is not None  # noqa: S101  # nothing conditional was asked
        sm3 = extract(fetched, task.title).text_sm3
        drift = Drift.CHANGED if sm3 not in (task.text_sm3, task.settled_sm3) else ""
    except SourceGone:
        sm3, drift = "", Drift.VANISHED
    except PageClassified:
        sm3, drift = "", Drift.CLASSIFIED
    except DomainError:
        RepostTask.objects.filter(pk=task.pk).update(checked_at=at)
        return ""
    return _drifted(task.pk, drift, sm3, at)


@transaction.atomic
def _drifted(task_id: int, drift: str, sm3: str, at: datetime) -> str:
    task = RepostTask.objects.select_for_update(of=("self",)).select_related("source").get(pk=task_id)
    if task.state != RepostState.PUBLISHED:
        return ""
    if drift == Drift.VANISHED and task.settled_sm3 == Drift.VANISHED:
        drift = ""
    is_news = drift and (drift, sm3) != (task.drift, task.drift_sm3)
    task.drift, task.drift_sm3, task.checked_at = drift, sm3 if drift else "", at
    task.save(update_fields=["drift", "drift_sm3", "checked_at"])
    if is_news:
        note("repost.drifted", task, {"drift": drift, "text_sm3": sm3}, None, at)
    return drift


@transaction.atomic
def keep(*, task_id: int, reason: str, by: User, at: datetime) -> RepostTask:
    """Let the re-posted text stand although its source changed. Raises ReasonNeeded, RepostMoved, NotFound."""
    if not reason.strip():
        raise ReasonNeeded
    task = locked(task_id, (RepostState.PUBLISHED,))
    if not task.drift:
        raise RepostMoved(state="来源没有变动")
    if task.drift == Drift.CLASSIFIED:
        raise RepostMoved(state="来源已带密级标志")
    task.settled_sm3 = task.drift_sm3 or Drift.VANISHED
    task.drift = task.drift_sm3 = ""
    task.reason, task.decided_by, task.decided_at = reason.strip(), by, at
    task.save(update_fields=["settled_sm3", "drift", "drift_sm3", "reason", "decided_by", "decided_at"])
    note("repost.kept", task, {"index": task.index}, by, at)
    return task


@transaction.atomic
def withdrawn(*, index: str, words: str, by: User, at: datetime) -> None:
    """End the task of a re-posted document that is taken down, with the words to the public (R35).

    Raises ReposterDecides where the person re-posted it.
    """
    states = (RepostState.PUBLISHED, RepostState.TAKEN)
    task_id = RepostTask.objects.filter(index=index, state__in=states).values_list("pk", flat=True).first()
    if task_id is None:
        return
    task = locked(task_id, states)
    if task.published_by_id == by.pk:
        raise ReposterDecides
    end(task, RepostState.WITHDRAWN, words, by, at)
    note("repost.withdrawn", task, {"index": index}, by, at)
