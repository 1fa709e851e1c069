"""Opinions and returns: each names the digests it was given on; none is ever changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from accounts.models import Office, User
from audit import services as audit
from common.prepared import insert
from documents.choices import Aspect
from documents.models import Document
from documents.services.blobs import discard, store
from review.choices import JUDGES, Desk, Resume, Verdict
from review.errors import TextMissing, VerdictUnknown
from review.models import (
    CommentAnswer,
    Cosign,
    Disposal,
    Emergency,
    Finding,
    Opinion,
    OpinionFile,
    OutsideAnswer,
    PlanComment,
    Return,
    Scan,
    SkippedCosign,
)
from review.services.consultations import ERASED, erase_consultations
from review.validity import Present, changed_aspects

CONFIDENTIALITY_VERDICTS = (
    Verdict.MAY_PUBLISH, Verdict.NOT_PUBLIC, Verdict.CANNOT_DETERMINE, Verdict.MUST_CLASSIFY,
)  # fmt: skip
VERDICTS: dict[str, tuple[Verdict, ...]] = {
    Desk.CONFIDENTIALITY_OFFICER: CONFIDENTIALITY_VERDICTS,
    Desk.CONFIDENTIALITY_HEAD: CONFIDENTIALITY_VERDICTS,
    Desk.CONFIDENTIALITY_LEADER: CONFIDENTIALITY_VERDICTS,
    Desk.INTERPRETATION_COSIGN: (Verdict.AGREE, Verdict.CONDITIONAL),
    Desk.LEGALITY_REVIEW: (Verdict.AGREE, Verdict.DISAGREE),
    Desk.DEPARTMENT_COSIGN: (Verdict.AGREE, Verdict.DISAGREE),
}
NEEDS_NO_TEXT = frozenset({Verdict.AGREE, Verdict.MAY_PUBLISH})


@dataclass(frozen=True, slots=True)
class Given:
    """An opinion as given: verdict, words, ticked heads of the checklist, attached .docx files (name, bytes)."""

    verdict: str
    text: str = ""
    checklist: tuple[str, ...] = ()
    files: tuple[tuple[str, bytes], ...] = ()


def verdicts_of(desk: str) -> tuple[Verdict, ...]:
    """Return what the desk may decide; most desks agree or return."""
    return VERDICTS.get(desk, (Verdict.AGREE,))


def record_opinion(
    *,
    document: Document,
    present: Present,
    desk: Desk,
    given: Given,
    office: Office | None = None,
    by: User,
    on_behalf_of: User | None = None,
    at: datetime,
) -> Opinion:
    """Store a desk's opinion on the locked document with the digests of what the desk judges.

    Raises VerdictUnknown, TextMissing. The caller has asked the desk's gate.
    """
    _check(desk, given)
    assert document.version is not None  # noqa: S101  # a document in review has one
    opinion = Opinion(
        document=document,
        version=document.version,
        desk=desk,
        verdict=given.verdict,
        text=given.text.strip(),
        checklist=sorted(given.checklist),
        office=office,
        by=by,
        on_behalf_of=on_behalf_of,
        at=at,
        **digests_judged(desk, present),
    )
    insert([opinion], "leader_due")
    for name, data in given.files:
        OpinionFile.objects.create(opinion=opinion, filename=name, blob=store(data))
    facts = {"desk": desk.value, "verdict": given.verdict, "opinion": opinion.pk, "content": opinion.content_sm3}
    chain = f"document:{document.pk}"
    audit.record(chain=chain, verb="review.opinion", facts=facts, by=by, on_behalf_of=on_behalf_of, at=at)
    return opinion


def _check(desk: Desk, given: Given) -> None:
    if given.verdict not in verdicts_of(desk):
        raise VerdictUnknown(desk=desk.label)
    if given.verdict not in NEEDS_NO_TEXT and not given.text.strip():
        raise TextMissing(verdict=Verdict(given.verdict).label)


def digests_judged(desk: str, present: Present) -> dict[str, str]:
    """Return the digest columns of an opinion: those of the aspects that the desk judges."""
    judged = JUDGES.get(desk, frozenset())
    return {f"{a.value}_sm3": present.digest(a) for a in Aspect if a in judged}


def record_return(
    *,
    document: Document,
    from_desk: Desk,
    to_desk: Desk,
    resume: Resume,
    reason: str,
    text: str,
    by: User,
    on_behalf_of: User | None = None,
    at: datetime,
) -> Return:
    """Store a return of the locked document; the caller has asked the gate of the act "return" (R54)."""
    assert document.version is not None  # noqa: S101  # a document in review has one
    back = Return.objects.create(
        document=document,
        version=document.version,
        from_desk=from_desk,
        to_desk=to_desk,
        resume=resume,
        reason=reason,
        text=text.strip(),
        by=by,
        on_behalf_of=on_behalf_of,
        at=at,
    )
    facts = {"from": from_desk.value, "to": to_desk.value, "reason": reason, "resume": resume.value, "return": back.pk}
    chain = f"document:{document.pk}"
    audit.record(chain=chain, verb="review.return", facts=facts, by=by, on_behalf_of=on_behalf_of, at=at)
    return back


def supersede(
    *, document: Document, opinions: Iterable[Opinion], why: str, by: User | None, at: datetime
) -> list[Opinion]:
    """Mark opinions as void with the cause; they stay to be read. Returns those that were in force before."""
    marked = [o for o in opinions if o.superseded_at is None]
    if not marked:
        return []
    Opinion.objects.filter(pk__in=[o.pk for o in marked], superseded_at__isnull=True).update(
        superseded_at=at, superseded_why=why
    )
    audit.record(
        chain=f"document:{document.pk}",
        verb="review.supersede",
        facts={"opinions": [o.pk for o in marked], "desks": sorted({o.desk for o in marked}), "why": why},
        by=by,
        at=at,
    )
    return marked


def supersede_outdated(
    *, document: Document, opinions: list[Opinion], present: Present, by: User | None, at: datetime
) -> list[Opinion]:
    """Void exactly the opinions that were given on another digest than the present one (design §2)."""
    voided: list[Opinion] = []
    for aspects in sorted({tuple(changed_aspects(o, present)) for o in opinions} - {()}):
        same = [o for o in opinions if tuple(changed_aspects(o, present)) == aspects]
        why = "、".join(a.label for a in aspects) + "已改动，原意见针对改动前的内容"
        voided += supersede(document=document, opinions=same, why=why, by=by, at=at)
    return voided


def erase(*, document: Document) -> None:
    """Empty every word of the reviews that may quote a content that has to be erased (R12)."""
    gone = ERASED
    document.opinions.exclude(text="").update(text=gone)
    document.returns.update(text=gone)
    files = OpinionFile.objects.filter(opinion__document=document)
    blobs = list(files.filter(blob__isnull=False).values_list("blob_id", flat=True))
    files.update(blob=None, filename=gone)
    Cosign.objects.filter(round__document=document).exclude(advice="").update(advice=gone)
    Finding.objects.filter(scan__document=document).update(masked=gone)
    Scan.objects.filter(document=document).exclude(agencies=[]).update(agencies=[])
    Disposal.objects.filter(finding__scan__document=document).exclude(text="").update(text=gone)
    PlanComment.objects.filter(document=document).update(text=gone)
    CommentAnswer.objects.filter(comment__document=document).exclude(reason="").update(reason=gone)
    erase_consultations(document=document)
    Emergency.objects.filter(document=document).exclude(note="").update(note=gone)
    Emergency.objects.filter(document=document).update(reason=gone)
    SkippedCosign.objects.filter(emergency__document=document).exclude(text="").update(text=gone)
    OutsideAnswer.objects.filter(document=document).update(body=gone, letter=gone, text=gone)
    discard(blobs)
