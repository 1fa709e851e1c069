"""疑点处理、区分处理: what the confidentiality desks do to the public text before they give their opinion."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.models import User
from common.gate import Gate
from documents import services as documents
from documents.choices import Ground
from documents.docx import content as contents
from documents.docx.places import Part, Place, texts
from documents.docx.redaction import WHOLE, Redaction, everywhere, unredacted
from documents.models import Document
from documents.services.redacting import passages_of
from review import findings as findings_of
from review import services as review
from review.choices import CONFIDENTIALITY_CHAIN, Desk, Outcome, Reach
from review.errors import DisposalIncomplete, NothingChosen, PassageNotFound
from review.models import Finding
from review.selectors import Case
from workflow.errors import NotAtThisDesk
from workflow.services.held import Held, take


@dataclass(frozen=True, slots=True)
class Cut:
    """What is to be withheld: findings by serial, passages as typed, the ground (Ground), how far it goes (Reach)."""

    serials: tuple[int, ...]
    passages: tuple[str, ...]
    ground: str
    reach: str = Reach.EVERYWHERE


@transaction.atomic
def keep(
    *, task_id: int, token: str | None, serials: Sequence[int], answer: review.Answer, by: User, at: datetime
) -> None:
    """Let findings stand in the public text (or take them up again), each with its reason (R26, R28).

    Raises what `take` raises, NotAtThisDesk, GateClosed, NothingChosen, DisposalIncomplete.
    """
    held = _take(task_id, token, by, at, CONFIDENTIALITY_CHAIN)
    if answer.outcome == Outcome.REDACT:
        raise DisposalIncomplete(what="选定要遮去的文字")
    _dispose(held, _chosen(held.document, serials), answer)


@transaction.atomic
def redact(*, task_id: int, token: str | None, cut: Cut, by: User, at: datetime) -> int:
    """Withhold findings and passages from the public, beside what is withheld already; scan what is left.

    Returns how many passages are withheld now. Raises what `take` raises, NotAtThisDesk, GateClosed, NothingChosen,
    PassageNotFound, DisposalIncomplete, and what documents.docx.redaction.redact raises.
    """
    held = _take(task_id, token, by, at, (Desk.CONFIDENTIALITY_OFFICER,))
    review.check(review.Answer(Outcome.REDACT, cut.ground))
    chosen = _chosen(held.document, cut.serials) if cut.serials else []
    if not chosen and not cut.passages:
        raise NothingChosen
    text = _Text(held.document)
    wanted = [*text.of_findings(chosen, cut), *text.of_passages(cut)]
    _withhold(held, merged([*text.withheld, *wanted]))
    if chosen:
        _dispose(held, chosen, review.Answer(Outcome.REDACT, cut.ground))
    review.scan(document=held.document, at=at)
    return len(passages_of(held.document.redacted))


@transaction.atomic
def restore(*, task_id: int, token: str | None, numbers: Sequence[int], by: User, at: datetime) -> int:
    """Give withheld passages back to the public text, by their number from 1 in reading order; scan again.

    Returns how many passages are withheld now. Raises what `take` raises, NotAtThisDesk, GateClosed, NothingChosen.
    """
    held = _take(task_id, token, by, at, (Desk.CONFIDENTIALITY_OFFICER,))
    passages = passages_of(held.document.redacted)
    left = [each for number, each in enumerate(passages, start=1) if number not in set(numbers)]
    if len(left) == len(passages):
        raise NothingChosen
    _withhold(held, left)
    review.scan(document=held.document, at=at)
    return len(left)


@transaction.atomic
def rescan(*, task_id: int, token: str | None, by: User, at: datetime) -> bool:
    """Scan the public text again, when a scan failed or the rules have changed since; return whether it succeeded."""
    held = _take(task_id, token, by, at, CONFIDENTIALITY_CHAIN)
    return not review.scan(document=held.document, at=at).failed


def _take(task_id: int, token: str | None, by: User, at: datetime, desks: Iterable[Desk]) -> Held:
    held = take(task_id=task_id, token=token, by=by, at=at)
    if held.desk not in desks:
        raise NotAtThisDesk(desk=held.desk.label)
    Gate("dispose", "处理疑点", held.subject).check()
    return held


def _chosen(document: Document, serials: Sequence[int]) -> list[Finding]:
    found = {each.finding.serial: each for each in findings_of.standing(findings_of.latest_scan(document))}
    chosen = [found[serial].finding for serial in dict.fromkeys(serials) if serial in found]
    if not chosen:
        raise NothingChosen
    return chosen


def _dispose(held: Held, chosen: list[Finding], answer: review.Answer) -> None:
    assert held.actor.by is not None  # noqa: S101
    review.dispose(
        document=held.document, findings=chosen, answer=answer, desk=held.desk, by=held.actor.by,
        on_behalf_of=held.actor.on_behalf_of, at=held.actor.at,
    )  # fmt: skip


def _withhold(held: Held, passages: Sequence[Redaction]) -> None:
    """Make the public text anew; opinions on the one before it are void (design §2)."""
    document, actor = held.document, held.actor
    assert actor.by is not None  # noqa: S101
    documents.redact(document=document, passages=passages, by=actor.by, on_behalf_of=actor.on_behalf_of, at=actor.at)
    case = Case(document)
    review.supersede_outdated(document=document, opinions=case.opinions, present=case.present, by=actor.by, at=actor.at)


class _Text:
    """The version's own text behind the public one, and what is withheld of it."""

    def __init__(self, document: Document) -> None:
        assert document.version is not None  # noqa: S101  # it is in review
        self.content = contents.from_json(document.version.content)
        self.lines = dict(texts(self.content))
        self.withheld = passages_of(document.redacted)

    def of_findings(self, chosen: Sequence[Finding], cut: Cut) -> list[Redaction]:
        """Return the passages of the version in which the findings of the public text stand."""
        return [each for finding in chosen for each in self._of(finding, cut)]

    def _of(self, finding: Finding, cut: Cut) -> list[Redaction]:
        ground, place = Ground(cut.ground), finding.place
        if cut.reach == Reach.TABLE and (table := table_of(place)):
            return [Redaction(table, 0, WHOLE, ground)]
        spans = [(each.start, each.end) for each in self.withheld if each.place == place]
        start, end = unredacted(spans, finding.start), unredacted(spans, finding.end)
        if start is None or end is None:
            return []  # it stands inside a mark, so it is withheld already
        here = Redaction(place, start, end, ground, stays_elsewhere=cut.reach != Reach.EVERYWHERE)
        if cut.reach != Reach.EVERYWHERE:
            return [here]
        return [here, *everywhere(self.content, self.lines[place][start:end], ground)]

    def of_passages(self, cut: Cut) -> list[Redaction]:
        """Return every place at which the typed passages stand; raise PassageNotFound."""
        found = [everywhere(self.content, passage, Ground(cut.ground)) for passage in cut.passages]
        if not all(found):
            raise PassageNotFound
        return [each for spans in found for each in spans]


def table_of(place: Place) -> Place | None:
    """Return the outermost table in which the place lies, None when it lies in none."""
    depth = {Part.BODY: 1, Part.ATTACHMENT: 2}.get(place.part, len(place.path))
    return Place(place.part, place.path[:depth]) if len(place.path) > depth else None


def merged(passages: Iterable[Redaction]) -> list[Redaction]:
    """Return the passages without overlaps: those that share text become one, a table takes along what is in it."""
    ordered = sorted(passages, key=lambda each: (each.place, each.start, -each.end))
    places = {each.place for each in ordered}
    kept: list[Redaction] = []
    for each in ordered:
        if any(other.holds(each.place) for other in places):
            continue
        last = kept[-1] if kept else None
        if last and last.place == each.place and each.start < last.end:
            stays = last.stays_elsewhere and each.stays_elsewhere
            kept[-1] = Redaction(last.place, last.start, max(last.end, each.end), last.ground, stays)
        else:
            kept.append(each)
    return kept
