"""词库: a new edition is drafted, tried, proposed by one person and approved by another (ADR 0028)."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from audit import services as audit
from common.clock import office_date
from common.errors import NotFound
from review import policies
from review.dictionary import checking, sheet, touching
from review.dictionary.checking import Dated
from review.dictionary.choices import ListState
from review.dictionary.selectors import (
    Difference,
    base_of,
    bases_on,
    current_dictionary,
    dictionary_of,
    difference,
    edition_on,
    terms_in,
)
from review.errors import EditionOvertaken, NothingDifferent, ProposalPending, TooManyRows
from review.models import DictionaryEdition, DictionaryTerm
from review.services.two_people import (
    closed,
    decide,
    one_at_a_time,
    refuse_past,
    require_decider,
    require_proposer,
    require_words,
)

__all__ = [
    "approve",
    "change_terms",
    "current_dictionary",
    "dry_run",
    "export_xlsx",
    "import_xlsx",
    "propose",
    "refuse",
    "withdraw",
]

CHAIN = "dictionary"


@transaction.atomic
def import_xlsx(*, data: bytes, note: str, valid_from: date, by: User, at: datetime) -> DictionaryEdition:
    """Make a draft of the next edition from an Excel file with all its terms; nothing is taken when a row is unfit.

    Raises NotFound, WordsMissing, BeginsInThePast, SheetTooLarge, SheetUnreadable, HeadingsWrong, TooManyRows,
    RowsRefused, NothingDifferent.
    """
    _check_draft(note, valid_from, by, at)
    terms = checking.terms_of(sheet.read(data), bases_on(max(valid_from, office_date(at))))
    return _draft(terms, note, valid_from, by, at)


@transaction.atomic
def change_terms(
    *, add: Iterable[sheet.Row], drop: Iterable[str], note: str, valid_from: date, by: User, at: datetime
) -> DictionaryEdition:
    """Make a draft of the next edition from the one in force, with some terms more and some less.

    Raises NotFound, WordsMissing, BeginsInThePast, TooManyRows, RowsRefused, NothingDifferent.
    """
    _check_draft(note, valid_from, by, at)
    base = edition_on(office_date(at))
    present = terms_in(base.pk) if base else ()
    entries = bases_on(max(valid_from, office_date(at)))
    terms = checking.changed(present, add=add, drop=drop, entries=entries)
    return _draft(terms, note, valid_from, by, at)


def _check_draft(note: str, valid_from: date, by: User, at: datetime) -> None:
    require_proposer(by)
    require_words(note, "修订说明")
    refuse_past(valid_from, at)


def _draft(terms: tuple[Dated, ...], note: str, valid_from: date, by: User, at: datetime) -> DictionaryEdition:
    if len(terms) > sheet.MOST_TERMS:
        raise TooManyRows(limit=sheet.MOST_TERMS)
    one_at_a_time()
    digest, base = checking.digest_of(terms), edition_on(office_date(at))
    if base is not None and base.digest == digest:
        raise NothingDifferent
    last = DictionaryEdition.objects.aggregate(last=Max("serial"))["last"] or 0
    edition = DictionaryEdition.objects.create(
        serial=last + 1, note=note.strip(), terms_count=len(terms), digest=digest, valid_from=valid_from,
        proposed_by=by, drafted_at=at,
    )  # fmt: skip
    DictionaryTerm.objects.bulk_create((_row(edition, each) for each in terms), batch_size=2000)
    _note("review.dictionary_drafted", edition, by, at, terms=edition.terms_count)
    return edition


def _row(edition: DictionaryEdition, each: Dated) -> DictionaryTerm:
    term = each.term
    return DictionaryTerm(
        edition=edition, text=term.text, kind=term.kind.value, severity=term.severity, code=term.code,
        basis=term.basis, advice=term.advice, valid_from=each.valid_from, valid_to=each.valid_to,
    )  # fmt: skip


def export_xlsx(*, edition: DictionaryEdition) -> bytes:
    """Return all terms of the edition as an Excel file that import_xlsx takes back to the same digest."""
    return sheet.write(each.as_row(number) for number, each in enumerate(terms_in(edition.pk), 2))


@transaction.atomic
def propose(*, edition_id: int, by: User, at: datetime) -> DictionaryEdition:
    """提请批准: hand the draft in. Raises NotFound, ProposalClosed, ProposalPending, BeginsInThePast."""
    edition = _locked(edition_id)
    if not policies.may_withdraw(by, edition):
        raise NotFound
    if edition.state != ListState.DRAFT:
        raise closed(edition)
    pending = DictionaryEdition.objects.filter(state=ListState.PROPOSED).first()
    if pending is not None:
        raise ProposalPending(what=f"词库{pending}")
    refuse_past(edition.valid_from, at)
    edition.state, edition.proposed_at = ListState.PROPOSED, at
    edition.save(update_fields=["state", "proposed_at"])
    differs = _difference(edition, at)
    counts = {"added": len(differs.added), "gone": len(differs.gone), "changed": len(differs.changed)}
    _note("review.dictionary_proposed", edition, by, at, **counts)
    return edition


def _difference(edition: DictionaryEdition, at: datetime) -> Difference:
    base = base_of(edition, office_date(at))
    return difference(terms_in(base.pk) if base else (), terms_in(edition.pk))


@transaction.atomic
def approve(*, edition_id: int, by: User, at: datetime) -> DictionaryEdition:
    """批准: the edition is in force from its day, at the earliest today.

    Raises NotFound, NotProposed, ProposalClosed, OwnProposal, EditionOvertaken.
    """
    edition = _locked(edition_id)
    require_decider(edition, by, at)
    newer = DictionaryEdition.objects.filter(state=ListState.APPROVED, serial__gt=edition.serial).order_by("serial")
    if (last := newer.last()) is not None:
        raise EditionOvertaken(newer=last.serial)
    decide(edition, ListState.APPROVED, "", by, at)
    _note("review.dictionary_approved", edition, by, at, terms=edition.terms_count, day=edition.valid_from.isoformat())
    return edition


@transaction.atomic
def refuse(*, edition_id: int, why: str, by: User, at: datetime) -> DictionaryEdition:
    """不批准, in words. Raises NotFound, NotProposed, ProposalClosed, OwnProposal, WordsMissing."""
    edition = _locked(edition_id)
    require_decider(edition, by, at)
    require_words(why, "不批准的理由")
    decide(edition, ListState.REFUSED, why, by, at)
    _note("review.dictionary_refused", edition, by, at)
    return edition


@transaction.atomic
def withdraw(*, edition_id: int, by: User, at: datetime) -> DictionaryEdition:
    """收回: whoever drafted or proposed takes it back. Raises NotFound, ProposalClosed."""
    edition = _locked(edition_id)
    if not policies.may_withdraw(by, edition):
        raise NotFound
    if not edition.is_open:
        raise closed(edition)
    decide(edition, ListState.WITHDRAWN, "", by, at)
    _note("review.dictionary_withdrawn", edition, by, at)
    return edition


def _locked(edition_id: int) -> DictionaryEdition:
    one_at_a_time()
    found = DictionaryEdition.objects.select_for_update(of=("self",)).filter(pk=edition_id)
    edition = found.select_related("proposed_by", "decided_by").first()
    if edition is None:
        raise NotFound
    return edition


@transaction.atomic
def dry_run(*, edition: DictionaryEdition, by: User, at: datetime) -> touching.Outcome:
    """试运行: say which current documents the edition would newly touch or free; terms only, nothing is changed."""
    day = office_date(at)
    base = base_of(edition, day)
    old = dictionary_of(terms_in(base.pk), day) if base else current_dictionary(day)
    new = dictionary_of(terms_in(edition.pk), max(day, edition.valid_from))
    outcome = touching.compare(old, new)
    counts = {"seen": outcome.seen, "touched": outcome.touched, "freed": outcome.freed}
    _note("review.dictionary_tried", edition, by, at, **counts)
    return outcome


def _note(verb: str, edition: DictionaryEdition, by: User, at: datetime, **counts: object) -> None:
    facts = {"serial": edition.serial, "digest": edition.digest, **counts}
    audit.record(chain=CHAIN, verb=verb, facts=facts, by=by, at=at)
