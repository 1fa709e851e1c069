"""清理: opened over a scope, judged by each drafting office, confirmed by another person, published by a leader."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.models import Office, User
from accounts.selectors import ancestor_ids
from audit import services as audit
from common.errors import NotFound
from documents.selectors import locked
from portal import services as portal
from portal.choices import ColumnKind
from portal.facts import PublicColumn
from publication.errors import CleanupClosed, CleanupEmpty, CleanupUnfinished, ItemConfirmed, SameHands
from publication.models import Cleanup, CleanupItem
from publication.normative.choices import CleanupState, ValidityAct, Verdict
from publication.normative.results import page_of
from publication.normative.selectors import cleanups, in_scope, results_of
from publication.services.validity import ChangeWish, change_by_cleanup

ORDERS = {Verdict.REPEAL: ValidityAct.REPEAL, Verdict.LAPSED: ValidityAct.LAPSE}


@dataclass(frozen=True, slots=True)
class Scope:
    """What a clean-up looks at; empty means all."""

    title: str
    topic: str = ""
    year_from: int | None = None
    year_to: int | None = None
    office: Office | None = None


@transaction.atomic
def open_cleanup(*, scope: Scope, by: User, at: datetime) -> Cleanup:
    """Open a clean-up over every normative document of the organ in the scope that is not over.

    Raises CleanupEmpty.
    """
    years = {"year_from": scope.year_from, "year_to": scope.year_to}
    about: dict[str, Any] = {"topic": scope.topic, **years, "office": scope.office}
    own = in_scope(**about).filter(document__lead_office__in=ancestor_ids(by.office))
    documents = list(own.values_list("document_id", flat=True))
    if not documents:
        raise CleanupEmpty
    cleanup = Cleanup.objects.create(title=scope.title.strip(), **about, opened_by=by, opened_at=at)
    CleanupItem.objects.bulk_create(CleanupItem(cleanup=cleanup, document_id=each) for each in sorted(documents))
    facts = {"cleanup": cleanup.pk, "title": cleanup.title, "count": len(documents)}
    audit.record(chain=f"cleanup:{cleanup.pk}", verb="publication.cleanup_opened", facts=facts, by=by, at=at)
    return cleanup


@transaction.atomic
def judge(*, item_id: int, verdict: str, reason: str, by: User, at: datetime) -> CleanupItem:
    """Give the office's verdict, or change it before it is confirmed. Raises NotFound, CleanupClosed, ItemConfirmed."""
    item = _held(item_id)
    if item.confirmed_by_id is not None:
        raise ItemConfirmed
    item.verdict, item.reason, item.judged_by, item.judged_at = Verdict(verdict), reason.strip(), by, at
    item.save()
    _note("publication.cleanup_judged", item, by, at)
    return item


@transaction.atomic
def confirm(*, item_id: int, by: User, at: datetime) -> CleanupItem:
    """Confirm the verdict of another person. Raises NotFound, CleanupClosed, ItemConfirmed, SameHands."""
    item = _held(item_id)
    if not item.verdict or item.confirmed_by_id is not None:
        raise ItemConfirmed
    if item.judged_by_id == by.pk:
        raise SameHands
    item.confirmed_by, item.confirmed_at = by, at
    item.save()
    _note("publication.cleanup_confirmed", item, by, at)
    return item


def _held(item_id: int) -> CleanupItem:
    rows = CleanupItem.objects.select_for_update(of=("self",)).select_related("cleanup")
    item = rows.filter(pk=item_id).first()
    if item is None:
        raise NotFound
    if item.cleanup.state != CleanupState.OPEN:
        raise CleanupClosed
    return item


@transaction.atomic
def publish_cleanup(*, cleanup_id: int, instrument: str, effective_on: date, by: User, at: datetime) -> Cleanup:
    """Publish the results; what was judged 废止 or 失效 is so from the day on.

    Raises NotFound, CleanupClosed, CleanupUnfinished, SameHands (opened by the same person, or judged by the approver).
    """
    cleanup = Cleanup.objects.select_for_update().filter(pk=cleanup_id).first()
    if cleanup is None or cleanup.items.exclude(document__lead_office__in=ancestor_ids(by.office)).exists():
        raise NotFound  # also the campaign of another organ
    if cleanup.state != CleanupState.OPEN:
        raise CleanupClosed
    items = list(cleanup.items.select_related("judged_by").order_by("document_id"))
    if left := sum(each.confirmed_by_id is None for each in items):
        raise CleanupUnfinished(left=left)
    if by.pk == cleanup.opened_by_id or by.pk in {each.judged_by_id for each in items}:
        raise SameHands
    cleanup.state, cleanup.instrument, cleanup.effective_on = CleanupState.PUBLISHED, instrument.strip(), effective_on
    cleanup.published_by, cleanup.published_at = by, at
    cleanup.save()
    facts = {"cleanup": cleanup.pk, "title": cleanup.title, "instrument": cleanup.instrument}
    audit.record(chain=f"cleanup:{cleanup.pk}", verb="publication.cleanup_published", facts=facts, by=by, at=at)
    for each in items:
        _carry_out(cleanup, each, by, at)
    show_results(at)
    return cleanup


def show_results(at: datetime) -> None:
    """Make the portal show the results of every published clean-up, the newest first."""
    published = cleanups().filter(state=CleanupState.PUBLISHED)
    page = page_of(results_of(each) for each in published)
    portal.put_column(column=PublicColumn(ColumnKind.CLEANUP.value, str(page)), at=at)


def _carry_out(cleanup: Cleanup, item: CleanupItem, by: User, at: datetime) -> None:
    act = ORDERS.get(Verdict(item.verdict))
    if act is None or item.judged_by is None or cleanup.effective_on is None:
        return
    wish = ChangeWish(act, cleanup.effective_on, cleanup.instrument, item.reason)
    document = locked(item.document_id)
    change_by_cleanup(document=document, wish=wish, cleanup=cleanup, proposer=item.judged_by, by=by, at=at)


def _note(verb: str, item: CleanupItem, by: User, at: datetime) -> None:
    facts = {"cleanup": item.cleanup_id, "verdict": item.verdict}
    audit.record(chain=f"document:{item.document_id}", verb=verb, facts=facts, by=by, at=at)
