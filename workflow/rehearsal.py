"""预演: a draft goes through the whole process with the demonstration people, by the desks' own services."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from html import escape
from pathlib import Path
from typing import Any

from django.db import transaction

from accounts import demo as people
from accounts.models import User
from audit.models import Entry
from audit.selectors import timeline
from common.clock import office_date
from common.errors import DomainError
from common.gate import GateClosed
from common.rules import rules_of
from documents import demo as numbering
from documents import selectors as documents_of
from documents import services as documents
from documents.choices import Attribute, Ground, Stage, Status
from documents.intake import Intake
from documents.models import Document, NegativeListEntry
from documents.rules import withholds_what_is_due
from documents.services import Elements, Proposal
from interpretation import services as interpretation
from interpretation.choices import Form
from interpretation.facts import MaterialData, PlanData, Risk
from outbox import services as outbox
from publication import selectors as publications
from review.choices import (
    CONFIDENTIALITY_CHAIN,
    CONFIRMED_WITHHOLDING,
    Desk,
    KeepReason,
    Outcome,
    Severity,
    Verdict,
)
from review.findings import latest_scan, standing
from review.services import Answer
from review.services.opinions import Given
from review.topics import EVERY_HEAD
from workflow import policies
from workflow import services as workflow
from workflow.errors import NotEligible
from workflow.models import DeskTask
from workflow.services.acts import Act
from workflow.services.findings import Cut

DRAFTER = people.PEOPLE[0].username
SERIES = "教办厅"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be rehearsed: the file, the proposed disclosure, the kind of document."""

    taken: Intake
    attribute: str = Attribute.PROACTIVE
    ground: str = ""
    reason: str = ""
    entry: str = ""
    is_policy: bool = False
    is_normative: bool = False
    series: str = SERIES
    stages: tuple[str, ...] = (Stage.DECISION,)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the report: what was done, by whom, on which legal basis, and what the journal says of it."""

    what: str
    who: str
    basis: str
    journal: tuple[str, ...] = ()


@dataclass
class Rehearsal:
    """Runs in the database that is connected now; `claimed` hears the document's key after each claim."""

    wish: Wish
    at: datetime
    drafter: User = field(init=False)
    shown: int = 0
    claimed: Callable[[int], object] = lambda _document_id: None

    def run(self) -> Iterator[Step]:
        """Build the demonstration people where they are missing, then `walk`."""
        people.build(at=self.at)
        numbering.build()
        self.drafter = User.objects.select_related("office").get(username=DRAFTER)
        yield from self.walk()

    def walk(self) -> Iterator[Step]:
        """Yield each step as it is done; raise the refusal (DomainError) at which the document stops."""
        document = documents.create_draft(taken=self.wish.taken, by=self.drafter, at=self._tick())
        self._complete(document.pk)
        yield self._step(document.pk, "拟稿", self.drafter, "decide")
        workflow.submit(document_id=document.pk, by=self.drafter, at=self._tick())
        yield self._step(document.pk, "送审", self.drafter, "submit")
        while task := self._next(document.pk):
            person = self._act(task)
            outbox.run_all(self._tick())
            yield self._step(document.pk, str(Desk(task.desk).label), person, task.desk)

    def _step(self, document_id: int, what: str, who: User, act: str) -> Step:
        entries = [entry for entry in timeline(f"document:{document_id}") if entry.serial > self.shown]
        self.shown = max([self.shown, *(entry.serial for entry in entries)])
        sentences = tuple(entry.sentence for entry in sorted(entries, key=lambda entry: entry.serial))
        return Step(what, f"{who.office.label} {who.full_name}", basis_of(act), sentences)

    def document(self) -> Document:
        """Return the rehearsed document as it is now."""
        return documents_of.whole(Document.objects.values_list("pk", flat=True).get())

    def _tick(self) -> datetime:
        self.at += timedelta(minutes=1)
        return self.at

    @transaction.atomic
    def _complete(self, document_id: int) -> None:
        document, wish = documents_of.locked(document_id), self.wish
        elements = Elements(
            title=document.title,
            genre=document.genre,
            direction=document.direction,
            issuing_body=document.issuing_body,
            addressees=tuple(document.addressees),
            copies_to=tuple(document.copies_to),
            urgency=document.urgency,
            sealed=document.sealed,
            is_policy=wish.is_policy,
            is_normative=wish.is_normative,
            series=document.series or documents_of.active_series().get(code=wish.series),
        )
        documents.revise(document=document, elements=elements, by=self.drafter, at=self._tick())
        entry = NegativeListEntry.objects.filter(code=wish.entry).order_by("-edition").first()
        proposal = Proposal(
            wish.attribute, wish.stages, wish.ground, wish.reason, entry, no_duty_stated=True, confirmed=True
        )
        documents.decide_disclosure(document=document, proposal=proposal, by=self.drafter, at=self._tick())
        if wish.is_policy and wish.attribute == Attribute.PROACTIVE:
            interpretation.save_plan(document=document, data=plan_of(document), by=self.drafter, at=self._tick())

    def _next(self, document_id: int) -> DeskTask | None:
        tasks = DeskTask.objects.filter(document_id=document_id, finished__isnull=True).exclude(desk="")
        return tasks.select_related("document__version", "cosign").order_by("pk").first()

    def _act(self, task: DeskTask) -> User:
        person = policies.candidates(task).first()
        if person is None:
            raise NotEligible(who=Desk(task.desk).label)
        workflow.claim(task_id=task.pk, by=person, at=self._tick())
        self.claimed(task.document_id)
        if task.desk in CONFIDENTIALITY_CHAIN and self.wish.attribute == Attribute.PROACTIVE:
            self._dispose(task, person)
        workflow.decide(task_id=task.pk, token=None, act=self._favourable(task), by=person, at=self._tick())
        return person

    def _dispose(self, task: DeskTask, person: User) -> None:
        """Let stand what is to be looked at, and what another has let stand; withhold what must be dealt with."""
        found = standing(latest_scan(documents_of.whole(task.document_id)))
        mild = [each for each in found if each.is_open and each.finding.severity == Severity.WARN]
        kept = tuple(each.finding.serial for each in (*mild, *(each for each in found if each.lacks_second)))
        grave = tuple(e.finding.serial for e in found if e.is_open and e.finding.severity == Severity.BLOCK)
        who: dict[str, Any] = {"task_id": task.pk, "token": None, "by": person}
        if kept:
            answer = Answer(Outcome.KEEP, KeepReason.OFFICIAL, "预演：按公务信息保留")
            workflow.keep(serials=kept, answer=answer, **who, at=self._tick())
        if grave:
            workflow.redact(cut=Cut(grave, (), Ground.THIRD_PARTY), **who, at=self._tick())

    def _favourable(self, task: DeskTask) -> Act:
        if task.desk in CONFIDENTIALITY_CHAIN:
            public = self.wish.attribute == Attribute.PROACTIVE
            verdict = Verdict.MAY_PUBLISH if public else Verdict.NOT_PUBLIC
            return Act(Given(verdict, "预演：逐项审查完毕", EVERY_HEAD))
        document = task.document
        confirmed = (CONFIRMED_WITHHOLDING,) if task.desk == Desk.DISCLOSURE_CHECK and _withheld(document) else ()
        given = Given(Verdict.AGREE, "预演：同意", confirmed)
        return Act(given, series=document.series, issued_on=self._signed_on(document))

    def _signed_on(self, document: Document) -> Any:
        return office_date(document.signoff.signed_at) if document.signoff else None


def _withheld(document: Document) -> bool:
    """Test if the disclosure desk has to confirm that what art. 20 makes public is withheld (R7)."""
    decision = document.decision_facts()
    return decision is not None and withholds_what_is_due(decision)


QUESTIONS = "一、为什么印发这份文件？\n为规范相关工作，回应社会关切。\n二、主要内容是什么？\n详见正文各部分。"


def plan_of(document: Document) -> PlanData:
    """Return a plan made from what the document says of itself, for the rehearsal only."""
    head = document.title
    return PlanData(
        first_interpreter="司局主要负责同志（预演）",
        responsible=document.office.name,
        background=f"落实上级部署，规范相关工作，制定《{head}》。",
        key_points="一、总体要求；二、主要任务；三、保障措施。详见正文。",
        forms=("questions",),
        schedule="与文件同步发布，一个月内视反响再次解读",
        channels=("portal",),
        publicity="以门户网站问答为主，地方教育行政部门同步转载",
        risks=(Risk("执行口径理解不一", "low", "在问答中明确执行口径，及时回应", document.office.name),),
        materials=(MaterialData(1, Form.QUESTIONS, f"《{head}》问答（预演）", QUESTIONS, document.office.name),),
    )


def basis_of(act: str) -> str:
    """Return which rules the gate of the act asks: each number once, with its legal basis."""
    bases: dict[int, list[str]] = {}
    for entry in rules_of(act):
        bases.setdefault(entry.number, []).append(entry.basis)
    return "；".join(f"规则{number} {'、'.join(dict.fromkeys(found))}" for number, found in bases.items()) or "—"


def refusal_lines(error: DomainError) -> list[str]:
    """Return the refusal as lines: each unmet rule with its number and basis, or the sentence."""
    if isinstance(error, GateClosed):
        return [str(each) for each in error.unmet]
    return [str(error)]


def write(document: Document, folder: Path) -> list[Path]:
    """Write what the rehearsal brought forth: the public files only of a published document."""
    folder.mkdir(parents=True, exist_ok=True)
    written = [_write(folder / "metadata.json", json.dumps(metadata(document), ensure_ascii=False, indent=2).encode())]
    lines = [json.dumps(entry, ensure_ascii=False, default=str) for entry in _journal(document)]
    written.append(_write(folder / "journal.jsonl", ("\n".join(lines) + "\n").encode()))
    if document.status == Status.PUBLISHED and (copy := publications.verified_copy(document)):
        files = {"public.docx": copy.docx, "public.pdf": copy.pdf}
        written += [_write(folder / name, bytes(blob.data)) for name, blob in files.items() if blob]
        fragment = bytes(copy.html.data).decode() if copy.html else ""
        written.append(_write(folder / "public.html", page_of(document.title, fragment).encode()))
    return written


def remark(document: Document) -> str:
    """Return what a person should know about the PDF of a published document; empty when there is nothing to know."""
    copy = publications.verified_copy(document) if document.status == Status.PUBLISHED else None
    return publications.pdf_remark(copy) if copy else ""


def page_of(title: str, fragment: str) -> str:
    """Return the public HTML as a page that stands alone."""
    head = f'<meta charset="utf-8"><title>{escape(title)}</title>'
    return f'<!DOCTYPE html>\n<html lang="zh-Hans"><head>{head}</head><body>\n{fragment}\n</body></html>\n'


def _write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def metadata(document: Document) -> dict[str, Any]:
    """Return the catalogue data of the document as JSON (R30)."""
    decision, version = document.decision, document.version
    return {
        "status": document.status,
        "title": document.title,
        "number": document.number_text,
        "genre": document.genre,
        "issuing_body": document.issuing_body,
        "addressees": document.addressees,
        "issued_on": document.issued_on.isoformat() if document.issued_on else None,
        "attribute": decision.attribute if decision else None,
        "ground": decision.ground if decision else None,
        "reason": decision.reason if decision else None,
        "closing_note": document.closing_note,
        "content_sm3": version.content_sm3 if version else None,
        "content_sha256": version.content_sha256 if version else None,
        "next_review_on": document.next_review_on.isoformat() if document.next_review_on else None,
        "release": release_data(document.pk),
    }


def release_data(document_id: int) -> dict[str, Any] | None:
    """Return the catalogue columns of the live release (R30) and the digests of its files, None without one."""
    release = publications.live_release(document_id)
    if release is None:
        return None
    columns = ("title", "number_text", "issuing_body", "summary", "validity", "channels", "keywords", "topic", "stages")
    digests = ("docx_sm3", "docx_sha256", "html_sm3", "html_sha256", "pdf_sm3", "pdf_sha256")
    return {
        "index_number": release.index.text,
        "published_at": release.published_at.isoformat(),
        "generated_on": release.generated_on.isoformat(),
        "published_on": release.published_on.isoformat(),
        "interpretation": release.plan.lead_title if release.plan else None,
        **{name: getattr(release, name) for name in columns},
        **{name: getattr(release.copy, name) for name in digests},
    }


def _journal(document: Document) -> Iterator[dict[str, Any]]:
    """Yield every column of the document's entries, so that the chain can be checked from the file."""
    columns = [field.attname for field in Entry._meta.concrete_fields]
    yield from Entry.objects.filter(chain=f"document:{document.pk}").order_by("serial").values(*columns)
