"""年度自查: opened over what is on file, judged by each office, confirmed by another person, closed with a report."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from django.db import transaction

from accounts.models import Office, User
from accounts.selectors import ancestor_ids
from audit import services as audit
from common.clock import office_date
from common.errors import NotFound
from common.gate import Gate
from documents import selectors as documents_of
from documents import services as documents
from documents.choices import Attribute, Status
from documents.errors import DecisionIncomplete
from documents.models import Document, NegativeListEntry
from documents.services import Proposal
from documents.services.decisions import broken_rules, facts_of
from oversight.models import AskedFor, SelfCheck, SelfCheckItem
from oversight.selfcheck import telling
from oversight.selfcheck.choices import CONVERTING, CheckState, Judgement
from oversight.selfcheck.errors import (
    CheckClosed,
    CheckExists,
    DueTooEarly,
    ItemConfirmed,
    NothingToCheck,
    NotOnFileAnyMore,
    VerdictNeedsWords,
)
from oversight.selfcheck.facts import Asked
from oversight.selfcheck.report import figures_of
from oversight.selfcheck.selectors import asked_of, documents_asked_for, on_file, report_rows
from workflow import services as workflow
from workflow.services.held import open_process

A_YEAR = timedelta(days=365)
BATCH = 1000


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an office says of its document now; ground, entry and statement only where it stays as it is."""

    verdict: str
    reason: str
    ground: str = ""
    entry: NegativeListEntry | None = None
    no_duty_stated: bool = False


def organ_of(person: User) -> Office:
    """Return the organ to which the person's office belongs."""
    return Office.objects.get(pk=ancestor_ids(person.office)[0])


@transaction.atomic
def open_selfcheck(*, year: int, due_on: date, by: User, at: datetime) -> SelfCheck:
    """List every document of the organ on file that is not public, and tell those who have to judge.

    Raises CheckExists, DueTooEarly, NothingToCheck.
    """
    organ = organ_of(by)
    Office.objects.select_for_update(no_key=True).get(pk=organ.pk)
    if SelfCheck.objects.filter(organ=organ, year=year).exists():
        raise CheckExists(year=year)
    if due_on <= office_date(at):
        raise DueTooEarly
    check = SelfCheck.objects.create(year=year, organ=organ, due_on=due_on, opened_by=by, opened_at=at)
    count = _list(check)
    if not count:
        raise NothingToCheck
    facts = {"selfcheck": check.pk, "year": year, "count": count}
    audit.record(chain=f"selfcheck:{check.pk}", verb="oversight.selfcheck_opened", facts=facts, by=by, at=at)
    telling.tell_makers(check, "opened", at)
    return check


def _list(check: SelfCheck) -> int:
    asked = dict(asked_of(check.organ, check.year).exclude(document=None).values_list("document_id", "count"))
    found = on_file(check.organ).values_list("pk", "decision__attribute", "decision__ground")
    rows = (
        SelfCheckItem(selfcheck=check, document_id=pk, attribute=attribute, ground=ground, asked=asked.get(pk, 0))
        for pk, attribute, ground in found.iterator(BATCH)
    )
    count = 0
    while some := list(islice(rows, BATCH)):
        count += len(SelfCheckItem.objects.bulk_create(some))
    return count


@transaction.atomic
def judge(*, item_id: int, given: Verdict, by: User, at: datetime) -> SelfCheckItem:
    """Say what is to become of the document, or say it anew before it was confirmed.

    What stays as it is needs ground and reason afresh, by the rules of a disclosure decision. Raises NotFound,
    CheckClosed, ItemConfirmed, NotOnFileAnyMore, VerdictNeedsWords, DecisionIncomplete.
    """
    item, document = _held(item_id)
    if item.confirmed_by_id is not None:
        raise ItemConfirmed
    if not given.reason.strip():
        raise VerdictNeedsWords(act="重新判断")
    stays = Judgement(given.verdict) == Judgement.KEEP
    if stays and (reasons := broken_rules(facts_of(_staying(document, given), document, at))):
        raise DecisionIncomplete(reasons="；".join(reasons))
    item.verdict, item.reason, item.judged_by, item.judged_at = given.verdict, given.reason.strip(), by, at
    item.ground_now, item.entry = (given.ground, given.entry) if stays else ("", None)
    item.no_duty_stated, item.remark = stays and given.no_duty_stated, ""
    item.save()
    _note("oversight.selfcheck_judged", item, by, at)
    return item


def _staying(document: Document, given: Verdict) -> Proposal:
    assert document.decision is not None  # noqa: S101  # it is on file
    stages = tuple(document.decision.stages)
    attribute = document.decision.attribute
    return Proposal(attribute, stages, given.ground, given.reason, given.entry, given.no_duty_stated, confirmed=True)


def confirming_gate(*, item: SelfCheckItem, by: User) -> Gate:
    """Return the gate that the page shows for 确认: the one that `confirm` asks."""
    return Gate("selfcheck_confirm", "确认", {"item": item, "by": by})


@transaction.atomic
def confirm(*, item_id: int, by: User, at: datetime) -> SelfCheckItem:
    """Confirm the verdict of another person; what is to be public goes on its way to review and signature at once.

    Raises NotFound, CheckClosed, ItemConfirmed, NotOnFileAnyMore, GateClosed, and what reopen_disclosure raises.
    """
    item, document = _held(item_id, with_process=True)
    if not item.verdict or item.confirmed_by_id is not None or item.judged_by is None:
        raise ItemConfirmed
    confirming_gate(item=item, by=by).check()
    item.confirmed_by, item.confirmed_at = by, at
    item.save()
    _note("oversight.selfcheck_confirmed", item, by, at)
    if item.verdict in CONVERTING:
        _convert(item, document, by, at)
    else:
        documents.put_off_review(document=document, until=office_date(at) + A_YEAR)
    return item


def _convert(item: SelfCheckItem, document: Document, by: User, at: datetime) -> None:
    assert document.decision is not None and item.judged_by is not None  # noqa: S101
    workflow.reopen_disclosure(
        document_id=document.pk,
        proposal=Proposal(Attribute.PROACTIVE, tuple(document.decision.stages)),
        proposed_by=item.judged_by,
        why=f"{item.selfcheck}，{item.get_verdict_display()}：{item.reason}",
        by=by,
        at=at,
    )


@transaction.atomic
def send_back(*, item_id: int, why: str, by: User, at: datetime) -> SelfCheckItem:
    """Let the office judge again, in words. Raises NotFound, CheckClosed, ItemConfirmed, VerdictNeedsWords."""
    item, _document = _held(item_id)
    judge_id = item.judged_by_id
    if judge_id is None or item.confirmed_by_id is not None:
        raise ItemConfirmed
    if not why.strip():
        raise VerdictNeedsWords(act="退回重判")
    item.verdict, item.reason, item.ground_now, item.entry = "", "", "", None
    item.judged_by, item.judged_at, item.no_duty_stated, item.remark = None, None, False, why.strip()
    item.save()
    facts = {"selfcheck": item.selfcheck_id}
    chain, verb = f"document:{item.document_id}", "oversight.selfcheck_sent_back"
    audit.record(chain=chain, verb=verb, facts=facts, by=by, at=at)
    telling.tell_of_return(item, judge_id, at)
    return item


def closing_gate(check: SelfCheck) -> Gate:
    """Return the gate that the page shows for 办结: the one that `close` asks."""
    return Gate("selfcheck_close", "办结自查", check)


@transaction.atomic
def close(*, check_id: int, by: User, at: datetime) -> SelfCheck:
    """Close the self-check and freeze its report. Raises NotFound, CheckClosed, GateClosed while anything is left."""
    check = SelfCheck.objects.select_for_update(of=("self",)).select_related("organ").filter(pk=check_id).first()
    if check is None or check.organ_id != ancestor_ids(by.office)[0]:
        raise NotFound
    if not check.is_open:
        raise CheckClosed
    closing_gate(check).check()
    check.figures = figures_of(check, report_rows(check), asked_of(check.organ, check.year))
    check.state, check.closed_by, check.closed_at = CheckState.CLOSED, by, at
    check.save()
    facts = {"selfcheck": check.pk, "year": check.year, "count": check.figures["total"]}
    audit.record(chain=f"selfcheck:{check.pk}", verb="oversight.selfcheck_closed", facts=facts, by=by, at=at)
    return check


@transaction.atomic
def note_asked(*, year: int, lines: Iterable[Asked], by: User, at: datetime) -> int:
    """Write down how often what was applied for in the year; the same information again replaces its count.

    A running self-check of that year shows it at once, beside what was not confirmed yet. Returns how many lines were
    taken.
    """
    organ, given = organ_of(by), [_stripped(each) for each in lines]
    found = documents_asked_for(organ, given)
    for line, document_id in zip(given, found, strict=True):
        named: dict[str, Any] = {"organ": organ, "year": year, "number_text": line.number_text, "title": line.title}
        noted: dict[str, Any] = {"count": line.count, "document_id": document_id, "noted_by": by, "noted_at": at}
        AskedFor.objects.update_or_create(**named, defaults=noted)
        if document_id is not None:
            items = SelfCheckItem.objects.filter(selfcheck__organ=organ, selfcheck__year=year, document=document_id)
            items.filter(selfcheck__state=CheckState.OPEN, confirmed_by=None).update(asked=line.count)
    facts = {"year": year, "count": len(given)}
    audit.record(chain="selfcheck", verb="oversight.asked_noted", facts=facts, by=by, at=at)
    return len(given)


def _stripped(line: Asked) -> Asked:
    return Asked(line.count, line.number_text.strip(), line.title.strip())


def _held(item_id: int, *, with_process: bool = False) -> tuple[SelfCheckItem, Document]:
    """Lock the running process where it will be asked, the document and its row, in this order, as everywhere."""
    document_id = SelfCheckItem.objects.filter(pk=item_id).values_list("document_id", flat=True).first()
    if document_id is None:
        raise NotFound
    if with_process:
        open_process(document_id)
    document = documents_of.locked(document_id)
    rows = SelfCheckItem.objects.select_for_update(of=("self",)).select_related("selfcheck__organ", "judged_by")
    item = rows.get(pk=item_id)
    if not item.selfcheck.is_open:
        raise CheckClosed
    if document.status != Status.FILED or document.proposed_id is not None:
        raise NotOnFileAnyMore
    return item, document


def _note(verb: str, item: SelfCheckItem, by: User, at: datetime) -> None:
    facts = {"selfcheck": item.selfcheck_id, "verdict": item.verdict}
    audit.record(chain=f"document:{item.document_id}", verb=verb, facts=facts, by=by, at=at)
