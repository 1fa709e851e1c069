"""疑点: the public text is scanned, and each finding is disposed of by a person, with the reason (R26, R28)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from accounts.selectors import names_of_offices
from audit import services as audit
from common.clock import office_date
from documents.choices import Ground
from documents.docx import content as contents
from documents.docx.model import Line
from documents.docx.places import Part, Place
from documents.docx.redaction import unredacted
from documents.models import Document, RedactedText
from review.agencies import agencies_in
from review.choices import KeepReason, Outcome
from review.dictionary.selectors import current_dictionary
from review.errors import DisposalIncomplete
from review.findings import edition_of, latest_scan, standing
from review.models import Disposal, Finding, Scan
from review.scanner import SENSITIVE_KINDS, Dictionary, places
from review.scanner import Finding as Found
from review.scanner import scan as scan_lines
from review.topics import topics_of

Key = tuple[str, str, int, int]
SAYING = frozenset({Part.BODY, Part.ATTACHMENT})  # parts that say something; others address and name


def scan(*, document: Document, at: datetime) -> Scan:
    """Scan what the public is to read of a locked document, once for each text and edition of the rules.

    Disposals of what stands unchanged are carried over. When the scanner fails, the scan is recorded as failed: the
    text then counts as not reviewed, never as clean.
    """
    dictionary = current_dictionary(office_date(at))
    edition, last = edition_of(dictionary), latest_scan(document)
    if last is not None and not last.failed and last.edition == edition:
        return _taken_up_again(last)
    assert document.version is not None and document.public_text is not None  # noqa: S101  # it was submitted
    before = Scan.objects.filter(document=document, failed=False, found__gt=0).order_by("-pk").first()
    lines = list(places.placed(contents.from_json(document.public_text.content)))
    found = _found(lines, dictionary)
    made = Scan.objects.create(
        document=document,
        version=document.version,
        text_sm3=document.public_sm3,
        edition=edition,
        topics=topics_of(line.text for _place, line in lines),
        agencies=agencies_in(
            (line.text for place, line in lines if place.part in SAYING), (document.issuing_body, *names_of_offices())
        ),
        failed=found is None,
        found=len(found or ()),
        at=at,
    )
    _keep(made, found or [])
    carried = _carry(before, made) if before and made.found else 0
    facts = {"found": made.found, "failed": made.failed, "carried": carried, "public": made.text_sm3}
    audit.record(chain=f"document:{document.pk}", verb="review.scan", facts=facts, by=None, at=at)
    return made


def _taken_up_again(last: Scan) -> Scan:
    """Return the scan of a text that is what the public is to read once more, with what was answered meanwhile."""
    newest = Scan.objects.filter(document=last.document_id).order_by("-pk")[0]
    if newest.pk != last.pk:
        _carry(newest, last)
    return last


def _found(lines: list[tuple[Place, Line]], dictionary: Dictionary) -> list[tuple[Place, Found]] | None:
    """Return what the scanner finds with the places in the content, None when it fails."""
    where = {line.place: place for place, line in lines}
    try:
        return [(where[each.place], each) for each in scan_lines((line for _place, line in lines), dictionary)]
    except Exception:  # noqa: BLE001  # whatever went wrong: it was not scanned
        return None


def _keep(scan: Scan, found: list[tuple[Place, Found]]) -> None:
    Finding.objects.bulk_create(
        Finding(
            scan=scan,
            serial=serial,
            kind=each.kind.value,
            label=each.label,
            severity=each.severity,
            part=place.part.value,
            path=list(place.path),
            where=places.words(each.place)[:100],
            start=each.start,
            end=each.end,
            masked=each.masked[:200],
            basis=each.basis,
            advice=each.advice,
            is_sensitive=each.kind in SENSITIVE_KINDS,
        )
        for serial, (place, each) in enumerate(found, start=1)
    )


# --- carrying over -------------------------------------------------------------------------------


def _carry(before: Scan, made: Scan) -> int:
    """Give what stands in the same line as before the disposals that it had; return how many were given."""
    old, new = _Lines(before), _Lines(made)
    kept = defaultdict(list)
    for each in standing(before):
        for disposal in each.kept:
            kept[old.key(each.finding)].append(disposal)
    answered = {each.finding.pk for each in standing(made) if each.kept}
    rows = [
        Disposal(
            finding=finding,
            outcome=Outcome.KEEP,
            reason=disposal.reason,
            text=disposal.text,
            desk=disposal.desk,
            by_id=disposal.by_id,
            on_behalf_of_id=disposal.on_behalf_of_id,
            at=disposal.at,
            carried_from=disposal,
        )
        for finding in made.findings.exclude(pk__in=answered).order_by("serial")
        for disposal in kept.get(new.key(finding), ())
    ]
    return len(Disposal.objects.bulk_create(rows))


class _Lines:
    """The version's own lines behind a scanned text, and what was removed from each of them."""

    def __init__(self, scan: Scan) -> None:
        text = RedactedText.objects.filter(document_id=scan.document_id, content_sm3=scan.text_sm3).last()
        content = contents.from_json(scan.version.content) if not scan.version.erased_at else None
        self.lines = {place: line.text for place, line in places.placed(content)} if content else {}
        self.removed = _removed(text)

    def key(self, finding: Finding) -> Key | None:
        """Return by what a finding is known again in another text of the document; None inside a mark."""
        spans = self.removed.get(finding.place, [])
        start, end = unredacted(spans, finding.start), unredacted(spans, finding.end)
        if start is None or end is None:
            return None
        return finding.kind, self.lines.get(finding.place, ""), start, end


def _removed(text: RedactedText | None) -> Mapping[Place, list[tuple[int, int]]]:
    spans = defaultdict(list)
    for each in text.redactions.all() if text else ():
        spans[each.place].append((each.start, each.end))
    return spans


# --- disposing -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Answer:
    """How findings are disposed of: outcome, reason (KeepReason or Ground), and for 保留 the words that justify it."""

    outcome: str
    reason: str = ""
    text: str = ""


def check(answer: Answer) -> None:
    """Raise DisposalIncomplete unless the answer has its reason: 保留 with words, 区分处理 with a ground."""
    reasons = {Outcome.KEEP: KeepReason.values, Outcome.REDACT: Ground.values, Outcome.REOPEN: [""]}
    if answer.reason not in reasons.get(Outcome(answer.outcome), ()):
        raise DisposalIncomplete(what="选定理由")
    if answer.outcome == Outcome.KEEP and not answer.text.strip():
        raise DisposalIncomplete(what="写明为什么可以公开")


def dispose(
    *,
    document: Document,
    findings: Iterable[Finding],
    answer: Answer,
    desk: str,
    by: User,
    on_behalf_of: User | None = None,
    at: datetime,
) -> None:
    """Record the same answer to each of the findings of a scan (at least one), a row for each (R17).

    Raises DisposalIncomplete.
    """
    check(answer)
    rows = [
        Disposal(
            finding=finding,
            outcome=answer.outcome,
            reason=answer.reason,
            text=answer.text.strip(),
            desk=desk,
            by=by,
            on_behalf_of=on_behalf_of,
            at=at,
        )
        for finding in findings
    ]
    Disposal.objects.bulk_create(rows)
    facts = {"outcome": answer.outcome, "reason": answer.reason, "findings": len(rows), "scan": rows[0].finding.scan_id}
    chain = f"document:{document.pk}"
    audit.record(chain=chain, verb="review.dispose", facts=facts, by=by, on_behalf_of=on_behalf_of, at=at)
