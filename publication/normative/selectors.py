"""Reads over terms, changes of the validity, clean-ups."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Count, Min, OuterRef, Q, QuerySet, Subquery

from accounts.models import Office
from common.gate import provides
from common.prepared import Prepared
from portal.choices import Validity
from publication.choices import State
from publication.facts import TermFacts
from publication.models import Cleanup, CleanupItem, Release, ValidityChange, ValidityTerm
from publication.normative.choices import ChangeState, CleanupState, ValidityAct
from publication.normative.terms import NOTICE, moved, validity_on, words_of

PUBLIC = ("number", "lead_office", "office", "drafter")


def term_of(document_id: int) -> ValidityTerm | None:
    """Return the term of the document, None: it has none."""
    return ValidityTerm.objects.filter(document_id=document_id).first()


def facts_on(document_id: int, day: date) -> TermFacts:
    """Return what counts for the document on the day (2 queries)."""
    term, changes = term_of(document_id), approved_changes(document_id)
    return facts_from(term, changes, day)


def facts_from(term: ValidityTerm | None, changes: Iterable[ValidityChange], day: date) -> TermFacts:
    """Return what counts on the day: 撤销 always, everything else from its day on; a later extension ends a lapse."""
    acts = tuple(each.act for each in changes if each.act == ValidityAct.VOID or each.effective_on <= day)
    return TermFacts(term.ends_on if term else None, day, acts)


@provides(TermFacts)
def facts_shown(subject: tuple[Release, date]) -> TermFacts:
    """Gather what counts for the document of a release on the day, and what the release says of it (2 queries)."""
    release, day = subject
    return replace(facts_on(release.document_id, day), shown=release.validity)


def approved_changes(document_id: int) -> list[ValidityChange]:
    """Return the approved changes of the document, oldest first."""
    rows = ValidityChange.objects.filter(document_id=document_id, state=ChangeState.APPROVED)
    return list(rows.order_by("effective_on", "pk"))


def changes_of(document_id: int) -> list[ValidityChange]:
    """Return every proposed change of the document, newest first, with people loaded."""
    rows = ValidityChange.objects.filter(document_id=document_id).select_related("proposed_by", "decided_by")
    return list(rows.order_by("-pk"))


def change_with(change_id: int) -> ValidityChange | None:
    """Return a change with document and people loaded."""
    related = ("document__lead_office", "document__office", "proposed_by__office", "decided_by")
    return ValidityChange.objects.filter(pk=change_id).select_related(*related).first()


def open_changes() -> QuerySet[ValidityChange]:
    """Return the changes that wait for a decision, oldest first."""
    rows = ValidityChange.objects.filter(state=ChangeState.OPEN)
    return rows.select_related("document__lead_office", "proposed_by").order_by("pk")


def normative() -> QuerySet[Release]:
    """Return the live releases of normative documents with document and term, those that end first."""
    rows = Release.objects.live().filter(document__is_normative=True)
    return with_terms(rows).order_by("document__validity_term__ends_on", "-pk")


def with_terms(releases: QuerySet[Release]) -> QuerySet[Release]:
    """Return the releases with document, office and term."""
    return releases.select_related("index", "document__validity_term", "document__office")


def filtered(wanted: dict[str, Any], today: date) -> QuerySet[Release]:
    """Return the normative releases that fit: q, topic, office, validity, and `soon` (ending within six months)."""
    rows = normative()
    if words := wanted.get("q"):
        rows = rows.filter(Q(title__icontains=words) | Q(number_text__icontains=words))
    if topic := wanted.get("topic"):
        rows = rows.filter(topic=topic)
    if office := wanted.get("office"):
        rows = rows.filter(document__office__path__startswith=office.path)
    if validity := wanted.get("validity"):
        rows = rows.filter(validity=validity)
    if wanted.get("soon"):
        within = Q(document__validity_term__ends_on__range=(today, moved(today, NOTICE)))
        rows = rows.filter(within, validity__in=[Validity.IN_FORCE, Validity.AMENDED])
    return rows


_announced = Prepared(
    lambda: ValidityTerm.objects.filter(reminded_at__isnull=False, lapsed_at__isnull=True).values_list("pk", flat=True)
)


def expiring_for(path: str, all_offices: bool) -> QuerySet[ValidityTerm]:
    """Return the terms whose end was announced and about which nothing was done yet, in the office or below.

    The announced ones are few and asked first: else PostgreSQL begins with all documents of the office.
    """
    few = _announced()
    if not few:
        return ValidityTerm.objects.none()
    rows = ValidityTerm.objects.filter(pk__in=few)
    waiting = ValidityChange.objects.filter(document=OuterRef("document"), state=ChangeState.OPEN)
    live = Release.objects.live().filter(document=OuterRef("document")).values("validity")[:1]
    rows = rows.annotate(worth=Subquery(live)).filter(worth__in=[Validity.IN_FORCE, Validity.AMENDED])
    rows = rows.exclude(document__in=Subquery(waiting.values("document")))
    if not all_offices:
        rows = rows.filter(document__office__path__startswith=path)
    return rows.select_related("document__office").order_by("ends_on", "pk")


def first_published_on(document_id: int) -> date | None:
    """Return the day of the first release of the document."""
    found = Release.objects.filter(document_id=document_id).aggregate(first=Min("published_on"))
    return found["first"] if isinstance(found["first"], date) else None


def in_scope(*, topic: str, year_from: int | None, year_to: int | None, office: Office | None) -> QuerySet[Release]:
    """Return the live releases of normative documents that a clean-up looks at: what is not over yet."""
    rows = normative().exclude(validity__in=[Validity.REPEALED, Validity.VOID])
    if topic:
        rows = rows.filter(topic=topic)
    if year_from:
        rows = rows.filter(generated_on__year__gte=year_from)
    if year_to:
        rows = rows.filter(generated_on__year__lte=year_to)
    return rows.filter(document__office__path__startswith=office.path) if office else rows


def cleanups() -> QuerySet[Cleanup]:
    """Return every clean-up, the newest first."""
    return Cleanup.objects.select_related("office", "opened_by", "published_by").order_by("-pk")


def cleanup_with(cleanup_id: int) -> Cleanup | None:
    """Return a clean-up with people and office loaded."""
    return cleanups().filter(pk=cleanup_id).first()


def item_with(item_id: int) -> CleanupItem | None:
    """Return a document of a clean-up with office, campaign and people loaded."""
    related = ("cleanup__opened_by", "cleanup__office", "cleanup__published_by")
    offices = ("document__office", "document__lead_office")
    return CleanupItem.objects.filter(pk=item_id).select_related(*related, *offices).first()


def unjudged(path: str) -> QuerySet[CleanupItem]:
    """Return the documents of running clean-ups, drafted in the office of the path or below, without a verdict."""
    rows = CleanupItem.objects.filter(verdict="", cleanup__state=CleanupState.OPEN)
    return rows.filter(document__office__path__startswith=path)


def counts_of(cleanup: Cleanup) -> dict[str, int]:
    """Return how many documents a clean-up has, how many were judged and confirmed."""
    judged, confirmed = Count("pk", filter=~Q(verdict="")), Count("pk", filter=Q(confirmed_by__isnull=False))
    return CleanupItem.objects.filter(cleanup=cleanup).aggregate(total=Count("pk"), judged=judged, confirmed=confirmed)


def items_of(cleanup: Cleanup) -> QuerySet[CleanupItem]:
    """Return the documents of a clean-up, the oldest first."""
    return CleanupItem.objects.filter(cleanup=cleanup).order_by("document__issued_on", "pk")


def item_rows(found: QuerySet[CleanupItem]) -> QuerySet[CleanupItem]:
    """Return the documents of a clean-up with offices and people."""
    return found.select_related("cleanup", "document__office", "document__lead_office", "judged_by", "confirmed_by")


def results_of(cleanup: Cleanup) -> dict[str, Any]:
    """Return what the public reads of a published clean-up: its lists by verdict, each with what the portal needs.

    {title, instrument, effective_on, published_at, lists: {verdict: [{title, number, organ,
    index, generated_on, reason}]}}.
    """
    newest = Release.objects.filter(document=OuterRef("document")).exclude(state=State.REPLACED).order_by("-serial")
    rows = CleanupItem.objects.filter(cleanup=cleanup).annotate(
        index=Subquery(newest.values("index__text")[:1]),
        organ=Subquery(newest.values("issuing_body")[:1]),
        title=Subquery(newest.values("title")[:1]),
    )
    lists: dict[str, list[dict[str, Any]]] = {}
    for each in rows.select_related("document").order_by("document__issued_on", "pk"):
        lists.setdefault(each.verdict, []).append(
            {
                "title": each.title,
                "number": each.document.number_text,
                "organ": each.organ,
                "index": each.index,
                "generated_on": each.document.issued_on,
                "reason": each.reason,
            }
        )
    about = {name: getattr(cleanup, name) for name in ("title", "instrument", "effective_on", "published_at")}
    return about | {"lists": lists}


def validity_note(release: Release, day: date) -> str:
    """Return since when and by what a release is worth what it says, "" while it is in force unchanged (2 queries)."""
    if release.validity == Validity.IN_FORCE:
        return ""
    term, changes = term_of(release.document_id), approved_changes(release.document_id)
    count = [each for each in changes if each.effective_on <= day or each.act == ValidityAct.VOID]
    return words_of(release.validity, count, term.ends_on if term else None)


def present_validity(document_id: int, day: date) -> Validity:
    """Return what the document is worth on the day."""
    return validity_on(facts_on(document_id, day))
