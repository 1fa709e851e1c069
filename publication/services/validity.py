"""有效性: the term begins with the first release, each change is proposed and approved, the public copy follows."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from audit import services as audit
from common.clock import office_date
from common.gate import Gate, GateClosed, Unmet
from common.rules import rules_of
from documents.models import Document
from portal.choices import Validity
from publication.choices import State
from publication.errors import ChangeClosed, ChangePending, NoChangeLeft, NothingReleased, RefusalNeedsWords
from publication.facts import ChangeFacts
from publication.models import Cleanup, Release, ValidityChange, ValidityTerm
from publication.normative.choices import ChangeState, ValidityAct
from publication.normative.selectors import first_published_on, present_validity, term_of
from publication.normative.terms import ENDED, NOTICE, last_day, longest_years, moved, notice_day
from publication.outlets.choices import Event
from publication.selectors import live_release
from publication.services.deliveries import put_all
from publication.services.showing import show


@dataclass(frozen=True, slots=True)
class ChangeWish:
    """A change of the validity as it was typed."""

    act: str
    effective_on: date
    instrument: str
    reason: str
    until: date | None = None


def begin(*, release: Release, at: datetime) -> None:
    """Begin the term of a normative document with its first release; a later release shows what it is worth today."""
    document = release.document
    if document.is_normative and term_of(document.pk) is None:
        starts_on = first_published_on(document.pk) or release.published_on
        years = document.valid_years or longest_years(document.title)
        ValidityTerm.objects.create(document=document, starts_on=starts_on, ends_on=last_day(starts_on, years))
    if release.serial > 1:
        _carry(release, office_date(at))


def validity_changed(release: Release, at: datetime) -> None:
    """Tell everybody who shows the release that its validity is another one, the portal first.

    Raises GateClosed where that is not what the document is worth today (R36).
    """
    Gate("show_validity", "显示有效性", (release, office_date(at))).check()
    show(release, at)
    put_all(release=release, event=Event.VALIDITY, at=at)


@transaction.atomic
def propose_change(*, document: Document, wish: ChangeWish, by: User, at: datetime) -> ValidityChange:
    """Propose a change of the validity of a locked, public document; nothing changes before it is approved.

    Raises NothingReleased, NoChangeLeft, ChangePending.
    """
    if live_release(document.pk) is None:
        raise NothingReleased
    _require_change_left(document, wish.act, office_date(at))
    if ValidityChange.objects.filter(document=document, state=ChangeState.OPEN).exists():
        raise ChangePending
    change = _made(document, wish, by, at)
    _check(change, "propose_validity", None)
    change.save()
    _note("publication.validity_proposed", change, by, at)
    return change


def _made(
    document: Document, wish: ChangeWish, by: User, at: datetime, cleanup: Cleanup | None = None
) -> ValidityChange:
    return ValidityChange(
        document=document,
        act=wish.act,
        effective_on=wish.effective_on,
        until=wish.until,
        instrument=wish.instrument.strip(),
        reason=wish.reason.strip(),
        cleanup=cleanup,
        proposed_by=by,
        proposed_at=at,
    )


def _require_change_left(document: Document, act: str, today: date) -> None:
    worth = present_validity(document.pk, today)
    over = (worth in ENDED and act != ValidityAct.VOID) or worth == Validity.VOID
    if over or (act == ValidityAct.EXTEND and term_of(document.pk) is None):
        raise NoChangeLeft(validity=worth.label)


def _check(change: ValidityChange, act: str, approver: User | None) -> None:
    longest = last_day(change.effective_on, longest_years(change.document.title))
    facts = ChangeFacts(
        act=change.act,
        effective_on=change.effective_on,
        until=change.until,
        instrument=change.instrument,
        proposer_id=change.proposed_by_id,
        approver_id=approver.pk if approver else None,
        longest=longest,
    )
    broken = [each for each in rules_of(act) if not each.check(facts)]
    unmet = [Unmet(each.number, each.sentence, each.basis, each.field) for each in broken]
    if unmet:
        raise GateClosed("变动有效性", tuple(unmet))


@transaction.atomic
def approve_change(*, change: ValidityChange, document: Document, by: User, at: datetime) -> ValidityChange:
    """Approve a locked change of a locked document; what counts from today on is public at once.

    Raises ChangeClosed, GateClosed.
    """
    if not change.is_open:
        raise ChangeClosed
    _check(change, "change_validity", by)
    return _approve(change, document, by, at)


def _approve(change: ValidityChange, document: Document, by: User, at: datetime) -> ValidityChange:
    change.state, change.decided_by, change.decided_at = ChangeState.APPROVED, by, at
    change.save()
    _note("publication.validity_approved", change, by, at)
    if change.act == ValidityAct.EXTEND and change.until is not None:
        ValidityTerm.objects.filter(document=document).update(ends_on=change.until, reminded_at=None, lapsed_at=None)
    if change.act == ValidityAct.VOID or change.effective_on <= office_date(at):
        _show(change, at)
    return change


@transaction.atomic
def refuse_change(*, change: ValidityChange, why: str, by: User, at: datetime) -> ValidityChange:
    """Refuse a locked change, in words. Raises ChangeClosed, RefusalNeedsWords."""
    if not change.is_open:
        raise ChangeClosed
    if not why.strip():
        raise RefusalNeedsWords
    change.state, change.decided_by, change.decided_at, change.note = ChangeState.REFUSED, by, at, why.strip()
    change.save()
    _note("publication.validity_refused", change, by, at)
    return change


@transaction.atomic
def change_by_cleanup(
    *, document: Document, wish: ChangeWish, cleanup: Cleanup, proposer: User, by: User, at: datetime
) -> None:
    """Make the change that a published clean-up orders; what is over already stays as it is. Raises GateClosed."""
    if live_release(document.pk) is None or present_validity(document.pk, office_date(at)) in ENDED:
        return
    change = _made(document, wish, proposer, at, cleanup)
    _check(change, "change_validity", by)
    _approve(change, document, by, at)


def _show(change: ValidityChange, at: datetime) -> None:
    change.shown_at = at
    change.save(update_fields=["shown_at"])
    if (release := live_release(change.document_id)) and _carry(release, office_date(at)):
        validity_changed(release, at)


def _carry(release: Release, today: date) -> bool:
    """Carry what the document is worth today into its live release; return whether the release said something else."""
    worth = present_validity(release.document_id, today)
    if release.validity == worth:
        return False
    release.validity = worth
    release.save(update_fields=["validity"])
    return True


def follow_the_day(at: datetime, limit: int = 200) -> int:
    """Let what begins or ends today show on the pages; each document in a transaction of its own; return how many."""
    today = office_date(at)
    live = Release.objects.filter(document=OuterRef("document"), state=State.LIVE)
    due = ValidityChange.objects.filter(
        Exists(live), state=ChangeState.APPROVED, shown_at__isnull=True, effective_on__lte=today
    )
    ended = ValidityTerm.objects.filter(Exists(live), lapsed_at__isnull=True, ends_on__lt=today)
    changes = list(due.values_list("pk", flat=True)[:limit])
    terms = list(ended.order_by("ends_on").values_list("pk", flat=True)[:limit])
    return sum([_begin_change(each, at) for each in changes] + [_lapse(each, at) for each in terms])


@transaction.atomic
def _begin_change(change_id: int, at: datetime) -> bool:
    change = _held(ValidityChange.objects.filter(pk=change_id, shown_at__isnull=True))
    if change is not None:
        _show(change, at)
    return change is not None


@transaction.atomic
def _lapse(term_id: int, at: datetime) -> bool:
    term = _held(ValidityTerm.objects.filter(pk=term_id, lapsed_at__isnull=True, ends_on__lt=office_date(at)))
    release = live_release(term.document_id) if term else None
    if term is None or release is None:
        return False
    term.lapsed_at = at
    term.save(update_fields=["lapsed_at"])
    if present_validity(term.document_id, office_date(at)) == Validity.LAPSED:
        facts = {"index": release.index.text, "ends_on": term.ends_on.isoformat()}
        chain = f"document:{term.document_id}"
        audit.record(chain=chain, verb="publication.validity_lapsed", facts=facts, by=None, at=at)
    if _carry(release, office_date(at)):
        validity_changed(release, at)
    return True


def remind(at: datetime, limit: int = 200) -> int:
    """Give notice of every term that ends within six months, once for each end; return how many."""
    today = office_date(at)
    nearing = Q(ends_on__gte=today, ends_on__lte=moved(today, NOTICE))
    terms = ValidityTerm.objects.filter(nearing, reminded_at__isnull=True).order_by("ends_on")
    return sum(_remind(each, at) for each in list(terms.values_list("pk", flat=True)[:limit]))


@transaction.atomic
def _remind(term_id: int, at: datetime) -> bool:
    term = _held(ValidityTerm.objects.filter(pk=term_id, reminded_at__isnull=True))
    if term is None or notice_day(term.ends_on) > office_date(at):
        return False
    term.reminded_at = at
    term.save(update_fields=["reminded_at"])
    if present_validity(term.document_id, office_date(at)) in ENDED:
        return False
    facts = {"ends_on": term.ends_on.isoformat()}
    chain = f"document:{term.document_id}"
    audit.record(chain=chain, verb="publication.validity_reminded", facts=facts, by=None, at=at)
    return True


def _held(rows: Any) -> Any:
    return rows.select_for_update(of=("self",), skip_locked=True).select_related("document").first()


def _note(verb: str, change: ValidityChange, by: User, at: datetime) -> None:
    facts = {
        "change": change.pk,
        "act": change.act,
        "effective_on": change.effective_on.isoformat(),
        "instrument": change.instrument,
        "until": change.until.isoformat() if change.until else "",
    }
    audit.record(chain=f"document:{change.document_id}", verb=verb, facts=facts, by=by, at=at)
