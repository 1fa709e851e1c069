"""The scanner over a plan and its materials; computed when it is asked, so nothing of the text is kept twice (R26)."""

from collections.abc import Iterable
from datetime import date

from common.clock import office_date
from common.gate import provides
from documents.docx.model import Line
from documents.facts import Subject
from documents.models import Document
from interpretation.facts import MaterialData
from interpretation.passages import Passage, passages_in, passages_of
from interpretation.selectors import current_plan, is_due, plan_of
from review.choices import PLAN_WARNINGS_SEEN, Severity, Verdict
from review.dictionary.selectors import current_dictionary
from review.facts import PlanScan, PlanScanFacts, Suspicion
from review.scanner import scan


def scan_plan(subject: Subject) -> PlanScan:
    """Return what the scanner finds in the plan in force of a gate's subject; computed once for the gate."""
    if "plan_scan" not in subject.gathered:
        plan = plan_of(subject)
        passages = passages_of(plan.data()) if plan else []
        subject.gathered["plan_scan"] = scan_passages(passages, office_date(subject.at))
    found: PlanScan = subject.gathered["plan_scan"]
    return found


def scan_document(document: Document, day: date) -> PlanScan:
    """Return what the scanner finds in the plan of a document whose plan is to go out, nothing where none is."""
    plan = current_plan(document.pk) if is_due(document) else None
    return scan_passages(passages_of(plan.data()) if plan else [], day)


def scan_material(material: MaterialData, day: date) -> PlanScan:
    """Return what the scanner finds in one material."""
    return scan_passages(passages_in(material), day)


def scan_passages(passages: Iterable[Passage], day: date) -> PlanScan:
    """Return the suspicions in the passages, masked; a scanner that fails has scanned nothing."""
    given = [each for each in passages if each.text.strip()]
    labels = {each.anchor: each.label for each in given}
    lines = [Line(each.anchor, line) for each in given for line in each.text.splitlines()]
    try:
        found = scan(lines, current_dictionary(day))
    except Exception:  # noqa: BLE001  # whatever went wrong: it was not scanned
        return PlanScan(failed=True)
    suspicions = (Suspicion(labels[f.place], f.severity, f.label, f.masked, f.basis, f.advice) for f in found)
    return PlanScan(found=tuple(each for each in suspicions if each.severity != Severity.INFO))


@provides(PlanScanFacts)
def plan_scan_facts(subject: Subject) -> PlanScanFacts:
    """Gather what the rules ask; nothing is scanned where no plan goes out, or where the verdict lets nothing out."""
    opinion = subject.gathered.get("opinion")
    lets_out = opinion is None or opinion.verdict == Verdict.MAY_PUBLISH
    if not is_due(subject.document) or not lets_out or plan_of(subject) is None:
        return PlanScanFacts(matters=False)
    found = scan_plan(subject)
    seen = opinion is None or PLAN_WARNINGS_SEEN in opinion.checklist
    return PlanScanFacts(True, found.failed, len(found.blocks), len(found.warnings), seen)
