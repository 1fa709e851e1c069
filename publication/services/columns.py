"""专栏: the statutory pages are written in the office, every version is kept, what was approved is on the portal."""

from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.models import User
from audit import services as audit
from common.clock import office_date
from common.errors import NotFound
from interpretation import material
from portal import services as portal
from portal.choices import ColumnKind
from portal.facts import PublicColumn
from publication.choices import Fault, ProposalState
from publication.deciding import decide, require_open
from publication.errors import (
    ColumnChanged,
    ColumnDoubtful,
    ColumnPending,
    ColumnUnchanged,
    RefusalNeedsWords,
    SameHands,
)
from publication.models import ColumnVersion
from publication.report_rules import is_written
from publication.reposting.looking import doubts_in

SHOWN = 5  # doubts that a refusal names


@transaction.atomic
def write_column(*, kind: str, text: str, seen: int, by: User, at: datetime) -> ColumnVersion:
    """Keep a new version of the page; `seen` is the serial of the version that was edited (0: none).

    It is shown once somebody else has approved it. The scanner looks first. Raises ColumnDoubtful, NotScanned,
    ColumnPending, ColumnUnchanged, ColumnChanged when somebody else wrote meanwhile, and NotFound when the office
    writes no such page, such as the report of a year that is not over.
    """
    if not is_written(kind, office_date(at)):
        raise NotFound
    doubts = [each for each in doubts_in(text.splitlines(), office_date(at)) if each.must_confirm]
    if doubts:
        raise ColumnDoubtful(
            found="；".join(f"第{each.line}行 {each.kind}（{each.excerpt}）" for each in doubts[:SHOWN])
        )
    newest = ColumnVersion.objects.select_for_update().filter(kind=kind).order_by("-serial").first()
    if (newest.serial if newest else 0) != seen:
        raise ColumnChanged
    if newest is not None and newest.is_open:
        raise ColumnPending(who=newest.by.full_name)
    if text.strip() == _shown(kind):
        raise ColumnUnchanged
    try:
        with transaction.atomic():
            version = ColumnVersion.objects.create(kind=kind, serial=seen + 1, text=text.strip(), by=by, at=at)
    except IntegrityError as error:  # somebody else wrote the same serial at this moment
        raise ColumnChanged from error
    _note("publication.column_proposed", version, by, at)
    return version


def _shown(kind: str) -> str:
    rows = ColumnVersion.objects.filter(kind=kind, state=ProposalState.APPROVED).order_by("-serial")
    return rows.values_list("text", flat=True).first() or ""


@transaction.atomic
def approve_column(*, version_id: int, by: User, at: datetime) -> ColumnVersion:
    """Show a version that somebody else wrote. Raises NotFound, EndingClosed, SameHands."""
    version = _open(version_id)
    if version.by_id == by.pk:
        raise SameHands
    decide(version, ProposalState.APPROVED, "", by, at)
    portal.put_column(column=_public(version.kind, version.text), at=at)
    _note("publication.column_approved", version, by, at)
    return version


@transaction.atomic
def refuse_column(*, version_id: int, why: str, by: User, at: datetime) -> ColumnVersion:
    """Refuse a version, in words. Raises NotFound, EndingClosed, RefusalNeedsWords, SameHands."""
    version = _open(version_id)
    if version.by_id == by.pk:
        raise SameHands
    if not why.strip():
        raise RefusalNeedsWords
    decide(version, ProposalState.REFUSED, why.strip(), by, at)
    _note("publication.column_refused", version, by, at)
    return version


@transaction.atomic
def withdraw_column(*, version_id: int, by: User, at: datetime) -> ColumnVersion:
    """Take the own version back before it was decided. Raises NotFound (also another's), EndingClosed."""
    version = _open(version_id)
    if version.by_id != by.pk:
        raise NotFound
    decide(version, ProposalState.WITHDRAWN, "", by, at)
    _note("publication.column_withdrawn", version, by, at)
    return version


def _public(kind: str, text: str) -> PublicColumn:
    return PublicColumn(kind, str(material.to_html(text)))


def columns_amiss() -> list[tuple[Fault, str]]:
    """Return the pages on the portal that are not the version approved last, with what is wrong (2 queries).

    The results of clean-ups are no version of this table and are left out.
    """
    approved = ColumnVersion.objects.filter(state=ProposalState.APPROVED).order_by("kind", "-serial").distinct("kind")
    due = {each.kind: _public(each.kind, each.text).page for each in approved if each.text}
    held = {each.kind: each.page for each in portal.column_rows() if each.kind != ColumnKind.CLEANUP}
    faults = [
        (Fault.MISSING if kind not in held else Fault.DIFFERS, kind) for kind in due if held.get(kind) != due[kind]
    ]
    return faults + [(Fault.UNFOUNDED, kind) for kind in held if kind not in due]


def show_column(*, kind: str, at: datetime) -> None:
    """Make the portal show the version of the page that was approved last."""
    portal.put_column(column=_public(kind, _shown(kind)), at=at)


def _open(version_id: int) -> ColumnVersion:
    rows = ColumnVersion.objects.select_for_update(of=("self",)).select_related("by", "decided_by")
    version = rows.filter(pk=version_id).first()
    if version is None:
        raise NotFound
    require_open(version, by=version.by, at=version.at)
    return version


def _note(verb: str, version: ColumnVersion, by: User, at: datetime) -> None:
    facts = {"column": version.kind, "serial": version.serial}
    audit.record(chain="system", verb=verb, facts=facts, by=by, at=at)
