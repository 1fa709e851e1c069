"""Reads: the scan of what the public is to read, how its findings stand, and the facts that rules 26 and 28 ask."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from common.gate import provides
from common.prepared import Prepared, Slot
from documents.choices import Attribute
from documents.facts import Subject
from documents.models import Document
from review.choices import Outcome, Severity, Verdict
from review.facts import FindingFacts
from review.models import Disposal, Finding, Scan
from review.scanner import EDITION, Dictionary

SECOND = 2  # people who must have looked at what is sensitive or concerns minors (R28)

_latest = Prepared(lambda: Scan.objects.filter(document_id=Slot("document"), text_sm3=Slot("text")).order_by("-pk")[:1])


@dataclass(frozen=True, slots=True)
class FindingStanding:
    """A finding with the latest disposal of each person, oldest first."""

    finding: Finding
    disposals: tuple[Disposal, ...]

    @property
    def kept(self) -> tuple[Disposal, ...]:
        """Return the disposals that let it stay in the public text; none after it was taken up again."""
        latest = self.disposals[-1:]
        if not latest or latest[0].outcome != Outcome.KEEP:
            return ()
        return tuple(each for each in self.disposals if each.outcome == Outcome.KEEP)

    @property
    def is_open(self) -> bool:
        """Test if somebody still has to dispose of it."""
        return self.finding.severity != Severity.INFO and not self.kept

    @property
    def lacks_second(self) -> bool:
        """Test if it stays, is sensitive or concerns minors, and only one person has said so (R28)."""
        sensitive = self.finding.is_sensitive and self.finding.severity != Severity.INFO
        return sensitive and bool(self.kept) and len({each.by_id for each in self.kept}) < SECOND


def edition_of(dictionary: Dictionary) -> str:
    """Return which rules a scan with the dictionary goes by; a document keeps the list that it was judged by."""
    return f"{EDITION}/{dictionary.digest[:16]}"


def latest_scan(document: Document) -> Scan | None:
    """Return the newest scan of what the public is to read of the document, failed or not (one query)."""
    return _latest.first(document=document.pk, text=document.public_sm3)


def standing(scan: Scan | None) -> list[FindingStanding]:
    """Return the findings of a scan in reading order with their disposals (two queries; none when it found nothing)."""
    if scan is None or not scan.found:
        return []
    given: dict[int, list[Disposal]] = defaultdict(list)
    rows = Disposal.objects.filter(finding__scan=scan).select_related("by", "on_behalf_of").order_by("pk")
    for each in rows:
        given[each.finding_id].append(each)
    return [FindingStanding(each, _latest_of_each(given[each.pk])) for each in scan.findings.order_by("serial")]


def _latest_of_each(rows: Iterable[Disposal]) -> tuple[Disposal, ...]:
    latest: dict[int, Disposal] = {}
    for each in rows:
        latest.pop(each.by_id, None)
        latest[each.by_id] = each
    return tuple(latest.values())


def facts_of(scan: Scan | None, found: Sequence[FindingStanding], *, matters: bool) -> FindingFacts:
    """Return what the rules ask of a scan and its findings."""
    return FindingFacts(
        matters=matters,
        scanned=scan is not None and not scan.failed,
        open=sum(each.is_open for each in found),
        lacking_second=sum(each.lacks_second for each in found),
    )


@provides(FindingFacts)
def finding_facts(subject: Subject) -> FindingFacts:
    """Gather once for a gate; nothing is asked of a text that is not to become public."""
    if "findings" not in subject.gathered:
        scan = scan_for(subject) if _goes_out(subject) else None
        subject.gathered["findings"] = facts_of(scan, standing(scan), matters=_goes_out(subject))
    facts: FindingFacts = subject.gathered["findings"]
    return facts


def scan_for(subject: Subject) -> Scan | None:
    """Return the newest scan of the public text of a gate's subject, read once."""
    if "scan" not in subject.gathered:
        subject.gathered["scan"] = latest_scan(subject.document)
    found: Scan | None = subject.gathered["scan"]
    return found


def _goes_out(subject: Subject) -> bool:
    """Test if the act says that the text may be public: the verdict about to be given, else the attribute."""
    opinion, decision = subject.gathered.get("opinion"), subject.document.judged_decision
    if opinion is not None:
        return bool(opinion.verdict == Verdict.MAY_PUBLISH)
    return decision is not None and decision.attribute == Attribute.PROACTIVE
