"""Reads: copies and releases of one document, the facts that the rules ask, and when publication is due."""

from dataclasses import asdict
from datetime import date
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from accounts import selectors as accounts
from accounts.models import User
from accounts.roles import Role
from common.clock import office_date
from common.gate import provides
from common.prepared import Prepared, Slot
from deadlines import limits
from deadlines.facts import Due
from documents.choices import Direction
from documents.docx.content import from_json
from documents.docx.libreoffice import fonts
from documents.docx.model import Content, Elements
from documents.docx.places import texts
from documents.docx.typesetting.forms import Form, form_of
from documents.facts import Subject
from documents.models import Document
from interpretation import selectors as interpretation
from portal.models import PublishedDocument
from publication import clocks
from publication.catalogue import catalogue_of
from publication.choices import Ending, ProposalState, RetractionKind, State
from publication.facts import Catalogue, CopyFacts, EndingFacts, ReleaseFacts
from publication.models import ColumnVersion, EndingProposal, IndexNumber, PublicCopy, RelationDecision, Release
from publication.relations import Relation, recognise

NO_PDF = "没有 PDF：排版的机器没有 LibreOffice，或转换没有完成。Word 文件与网页文本不受影响。"


def elements_of(document: Document) -> Elements:
    """Return what registration adds to the typeset text; `whole()` relations must be loaded (2 queries)."""
    signoff, number = document.signoff, document.number
    upward = document.direction == Direction.UP
    issuing = Elements(document.issuing_body, document.number_text)
    is_order = form_of(issuing, document.title) is Form.ORDER
    signer = (signoff.signed_for or signoff.signed_by) if signoff and (upward or is_order) else None
    return Elements(
        issuing_body=issuing.issuing_body,
        number=issuing.number,
        signatories=(signer.full_name,) if signer else (),
        signatory_title=signer.title if signer and is_order else "",
        issued_on=document.issued_on,
        closing_note=document.closing_note,
        copies_to=tuple(document.copies_to),
        printing_body=printing_body_of(document),
        printed_on=office_date(number.given_at) if number else None,
        urgency=document.urgency,  # type: ignore[arg-type]  # the two vocabularies have the same codes
        upward=upward,
        sealed=document.sealed,
    )


def printing_body_of(document: Document) -> str:
    """Return the full name of the organ's General Office, which prints; else the organ's."""
    organ, office = document.lead_office.name, accounts.general_office_of(document.lead_office)
    if office is None:
        return organ
    return office.name if office.name.startswith(organ) else organ + office.name


def elements_json(elements: Elements) -> dict[str, Any]:
    """Return the elements as JSON, days in ISO form."""
    plain = asdict(elements)
    return {name: _plain(value) for name, value in plain.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


_latest_copy = Prepared(
    lambda: PublicCopy.objects.filter(document_id=Slot("document"), erased_at__isnull=True).order_by("-serial")[:1]
)
_live_release = Prepared(
    lambda: Release.objects.live().filter(document_id=Slot("document")).select_related("copy", "plan", "index")
)


def latest_copy(document: Document) -> PublicCopy | None:
    """Return the newest copy of the document that was not erased, whatever the final check found."""
    return _latest_copy.first(document=document.pk)


def verified_copy(document: Document) -> PublicCopy | None:
    """Return the newest copy if it passed the final check and is what the document is now; else None.

    `whole()` relations must be loaded.
    """
    copy = latest_copy(document)
    if copy is None or copy.verified_at is None or document.version is None:
        return None
    same_content = copy.content_sm3 == document.public_sm3
    return copy if same_content and copy.elements == elements_json(elements_of(document)) else None


def pdf_remark(copy: PublicCopy) -> str:
    """Return what a person should know about the PDF of a copy: that there is none, or which fonts it lacks."""
    if copy.pdf_id is None:
        return NO_PDF
    return fonts.sentence(copy.pdf_fonts)


def live_release(document_id: int) -> Release | None:
    """Return the release that the public reads now, with copy, plan and index number loaded."""
    return _live_release.first(document=document_id)


def newest_release(document_id: int) -> Release | None:
    """Return the newest release of the document, live or ended, with all that the portal shows of it."""
    related = ("copy__html", "copy__docx", "copy__pdf", "plan", "index", "document__version", "document__redacted")
    return Release.objects.filter(document_id=document_id).select_related(*related).order_by("-serial").first()


def documents_not_shown() -> list[int]:
    """Return the documents that have a release and are not on the portal, in the order of their 索引号."""
    shown = PublishedDocument.objects.filter(index=OuterRef("text"))
    rows = IndexNumber.objects.filter(~Exists(shown), releases__isnull=False).order_by("year", "serial").distinct()
    return list(rows.values_list("document_id", flat=True))


def replaced_releases(release: Release) -> list[Release]:
    """Return the releases that were replaced by this one or before it, newest first."""
    rows = Release.objects.filter(document_id=release.document_id, state=State.REPLACED)
    return list(rows.filter(serial__lt=release.serial).order_by("-serial").only("ended_at", "explanation"))


def releases_of(document_id: int) -> list[Release]:
    """Return every release of the document, newest first, with copy, index number and people loaded."""
    related = ("copy", "index", "published_by", "published_for", "ended_by", "approver")
    return list(Release.objects.filter(document_id=document_id).select_related(*related).order_by("-serial"))


def public_content(document: Document) -> Content:
    """Return the reviewed content that the public is to read; the version was not erased (one query)."""
    assert document.public_text is not None  # noqa: S101  # issued documents have one
    return from_json(document.public_text.content)


def present_catalogue(document: Document) -> Catalogue:
    """Return the catalogue columns that a release made now would carry."""
    return catalogue_of(document, public_content(document))


def publication_due(document: Document) -> Due | None:
    """Return when the document must be public: 20 working days after day or change (R21), or as its item says (R22).

    None while it has no date from which the days are counted.
    """
    return clocks.due_of(document)


def publication_basis(document: Document) -> str:
    """Return the legal basis of the day by which the document must be public."""
    return clocks.basis_of(document)


def withdrawal_due(document: Document, on: date) -> Due | None:
    """Return by when what has lost its ground on the office day must be taken back, None without such a limit (R22)."""
    item = document.catalogue_item
    if item is None or item.withdrawal_days is None:
        return None
    return limits.special_due(
        item.withdrawal_days, working=True, counted_from=on, calendar=clocks.calendar_of(document)
    )


@provides(CopyFacts)
def copy_facts(subject: Subject) -> CopyFacts:
    """Gather the newest copy beside what the document is now."""
    document = subject.document
    present = CopyFacts(
        content_sm3=document.public_sm3,
        number_text=document.number_text,
        closing_note=document.closing_note,
    )
    copy = latest_copy(document)
    return with_copy(present, copy, elements_json(elements_of(document))) if copy else present


def with_copy(present: CopyFacts, copy: PublicCopy, elements: dict[str, Any]) -> CopyFacts:
    """Return the facts of the document together with those of its copy."""
    return CopyFacts(
        content_sm3=present.content_sm3,
        number_text=present.number_text,
        closing_note=present.closing_note,
        copy_content_sm3=copy.content_sm3,
        copy_number_text=str(copy.elements.get("number", "")),
        copy_closing_note=str(copy.elements.get("closing_note", "")),
        is_verified=copy.verified_at is not None,
        bears_elements=copy.elements == elements,
        failure=copy.failed_why,
    )


@provides(ReleaseFacts)
def release_facts(subject: Subject) -> ReleaseFacts:
    """Gather the release that this transaction has made live; empty facts when there is none."""
    due = interpretation.is_due(subject.document)
    release = live_release(subject.document.pk)
    if release is None:
        return ReleaseFacts(interpretation_due=due)
    return ReleaseFacts(
        index_number=release.index.text,
        title=release.title,
        number_text=release.number_text,
        issuing_body=release.issuing_body,
        summary=release.summary,
        generated_on=release.generated_on,
        published_on=release.published_on,
        validity=release.validity,
        channels=tuple(release.channels),
        interpretation_due=due,
        has_material=release.plan is not None and interpretation.facts_of(release.plan).has_material,
    )


@provides(EndingFacts)
def ending_facts(subject: Subject) -> EndingFacts:
    """Return the ending about to be made (gathered["ending"]), else the one just written."""
    if "ending" in subject.gathered:
        facts: EndingFacts = subject.gathered["ending"]
        return facts
    ended = Release.objects.filter(document_id=subject.document.pk).exclude(state=State.LIVE)
    return ending_of(ended.order_by("-serial").first())


def may_approve(person_id: int | None) -> bool:
    """Test if the person may approve a retraction or correction: one who signs documents."""
    return person_id is not None and Role.SIGNATORY in accounts.roles_of(person_id)


def ending_of(release: Release | None) -> EndingFacts:
    """Return how a release ended, None: not at all."""
    if release is None:
        return EndingFacts("", "", "", None, None, approver_may=False)
    return EndingFacts(
        kind=release.reason_kind,
        reason=release.reason,
        explanation=release.explanation,
        approver_id=release.approver_id,
        by_id=release.ended_by_id,
        approver_may=may_approve(release.approver_id),
        act=Ending.RETRACT if release.state == State.RETRACTED else Ending.CORRECT,
        has_successor=successor_of(release) is not None,
    )


def proposed_ending(proposal: EndingProposal, approver: User | None, on_behalf_of: User | None) -> EndingFacts:
    """Return the ending that a proposal asks for, as the approver would make it; None: nobody approves yet."""
    approvers = {person.pk for person in (approver, on_behalf_of) if person is not None}
    proposers = {proposal.proposed_by_id, proposal.proposed_for_id}
    return EndingFacts(
        kind=proposal.reason_kind,
        reason=proposal.reason,
        explanation=proposal.explanation,
        approver_id=approver.pk if approver else None,
        by_id=proposal.proposed_by_id,
        approver_may=approvers.isdisjoint(proposers) and all(may_approve(each) for each in approvers),
        act=proposal.act,
        has_successor=proposal.successor_id is not None or bool(proposal.successor_url),
    )


def successor_named(words: str, document_id: int) -> IndexNumber | None:
    """Return the 索引号 of another document that is public here and bears the 索引号 or number (one query)."""
    live = Release.objects.live().filter(Q(index__text=words) | Q(number_text=words)).exclude(document_id=document_id)
    found = live.select_related("index").first()
    return found.index if found else None


def successor_of(release: Release) -> EndingProposal | None:
    """Return the approved ending of a retracted release that names another document in its place (one query)."""
    if release.reason_kind != RetractionKind.MERGED:
        return None
    merged = release.endings.filter(state=ProposalState.APPROVED, reason_kind=RetractionKind.MERGED)
    return merged.select_related("successor").first()


PROPOSAL = (
    "release__index",
    "successor",
    "release__copy",
    "proposed_by__office",
    "proposed_for",
    "decided_by",
    "decided_for",
)


def proposal_with(proposal_id: int) -> EndingProposal | None:
    """Return a proposal with release and people loaded (one query)."""
    related = (*PROPOSAL, "document__lead_office")
    return EndingProposal.objects.select_related(*related).filter(pk=proposal_id).first()


def endings_of(document_id: int) -> list[EndingProposal]:
    """Return every proposal on the document, newest first, with release and people loaded (one query)."""
    return list(EndingProposal.objects.filter(document_id=document_id).select_related(*PROPOSAL).order_by("-pk"))


def open_endings() -> QuerySet[EndingProposal]:
    """Return the proposals that wait for a decision, oldest first."""
    return EndingProposal.objects.filter(state=ProposalState.OPEN).order_by("proposed_at", "pk")


def relations_stated(document: Document) -> list[Relation]:
    """Return what the public text of the document says that it does to others; `whole()` relations must be loaded."""
    public = document.public_text
    lines = [document.title] + ([text for _, text in texts(from_json(public.content))] if public else [])
    return recognise(lines, document.number_text)


def relation_decisions(document_id: int) -> dict[tuple[str, str, str], RelationDecision]:
    """Return the newest decision on each relation of the document, with who decided."""
    rows = RelationDecision.objects.filter(document=document_id).select_related("by").order_by("pk")
    return {(each.kind, each.number_text, each.title): each for each in rows}


def relations_confirmed(document_id: int) -> list[Relation]:
    """Return the relations of the document that a person confirmed."""
    return [Relation(*key) for key, each in relation_decisions(document_id).items() if each.confirmed]


def column_versions(kind: str) -> QuerySet[ColumnVersion]:
    """Return the versions of a page of the statutory column, newest first, with who wrote and decided on them."""
    return ColumnVersion.objects.filter(kind=kind).select_related("by", "decided_by").order_by("-serial")


def latest_columns() -> tuple[dict[str, ColumnVersion], dict[str, ColumnVersion]]:
    """Return the newest version and the newest approved one of each page, by code, with `blank` for the text."""
    blank = ExpressionWrapper(Q(text=""), output_field=BooleanField())
    rows = ColumnVersion.objects.select_related("by").defer("text").annotate(blank=blank)
    newest = rows.order_by("kind", "-serial").distinct("kind")
    approved = newest.filter(state=ProposalState.APPROVED)
    return {each.kind: each for each in newest}, {each.kind: each for each in approved}


def columns_waiting(user: User) -> QuerySet[ColumnVersion]:
    """Return the versions of statutory pages that wait for somebody who may sign, the own ones left out."""
    return ColumnVersion.objects.filter(state=ProposalState.OPEN).exclude(by=user)
