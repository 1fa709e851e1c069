"""The workbench of the confidentiality desks (templates/workflow/workbench.html)."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

from documents import selectors as documents_of
from documents.comparison import compare
from documents.docx import content as contents
from documents.docx.places import Place
from documents.docx.redaction import WHOLE
from documents.docx.typesetting import html
from documents.models import RedactedText, Version
from documents.services.redacting import is_judged
from publication.selectors import elements_of
from review.choices import CONFIDENTIALITY_CHAIN, Desk, KeepReason, Severity
from review.findings import FindingStanding
from review.models import Disposal
from review.scanner import places
from workflow import selectors, tokens
from workflow.forms.findings import FindingsForm
from workflow.pages.comparison import side_by_side
from workflow.pages.differences import inline
from workflow.pages.dossier import Dossier, picture_url
from workflow.pages.marking import elements, marked
from workflow.pages.standing import LOOKS, Bench, counts_of
from workflow.pages.step import Place as Seat

ORDER = list(Severity.values)
TEXT, SIDES, CHANGES = "text", "sides", "changes"


def form_of(bench: Bench, data: Any = None, act: str = "") -> FindingsForm:
    """Return the form of the page."""
    serials = [each.finding.serial for each in bench.found]
    return FindingsForm(data, serials=serials, passages=len(bench.passages), act=act)


def workbench_page(seat: Seat, bench: Bench, form: FindingsForm, view: str) -> dict[str, Any]:
    """Return the context of the page.

    `view` is the text with its findings, before and after side by side, or what is new since one's last opinion.
    """
    document, task = bench.document, seat.task
    sight = selectors.sight_of(seat.user, document, seat.today.day)
    dossier = Dossier(document, sight, seat.today)
    acts = task.is_open and not seat.is_held_by_other
    text, shown = _text(bench) if view == TEXT else (SafeString(""), set())
    earlier = _judged_before(bench, dossier, seat)
    return {
        **dossier.head(),
        "step_url": reverse("workflow:step", args=[task.pk]),
        "step_label": task.get_desk_display(),
        "address": reverse("workflow:workbench", args=[task.pk]),
        "view": view,
        "body_html": text,
        "sides": _sides(bench) if view == SIDES else "",
        "has_changes": earlier is not None,
        "changes": _since(bench, earlier) if view == CHANGES and earlier else "",
        "scan": bench.scan,
        "rows": [_row(each, shown) for each in _gravest_first(bench.found)],
        "counts": counts_of(bench),
        "withheld": _withheld(bench),
        "form": form,
        "acts": acts,
        "may_redact": acts and task.desk == Desk.CONFIDENTIALITY_OFFICER and is_judged(document),
        "second": task.desk != Desk.CONFIDENTIALITY_OFFICER,
        "opinions": dossier.opinions(),
        "token": tokens.token_of(task, dossier.case.present),
        "keep": f"workbench-{task.pk}",
    }


def _gravest_first(found: Sequence[FindingStanding]) -> list[FindingStanding]:
    return sorted(
        found,
        key=lambda each: (
            not (each.is_open or each.lacks_second),
            ORDER.index(each.finding.severity),
            each.finding.serial,
        ),
    )


def _row(each: FindingStanding, shown: set[int]) -> dict[str, Any]:
    finding = each.finding
    return {
        "finding": finding,
        "look": LOOKS[Severity(finding.severity)],
        "is_open": each.is_open,
        "lacks_second": each.lacks_second,
        "needs_answer": finding.severity != Severity.INFO,
        "anchor": f"#mark-{finding.serial}" if finding.serial in shown else "",
        "answers": [_answer(disposal) for disposal in each.kept],
    }


def _answer(disposal: Disposal) -> dict[str, Any]:
    reasons = dict(KeepReason.choices)
    return {
        "who": disposal.by.full_name,
        "reason": reasons.get(disposal.reason, ""),
        "text": disposal.text,
        "carried": disposal.carried_from_id is not None,
    }


def _text(bench: Bench) -> tuple[SafeString, set[int]]:
    """Return the public text with marks; empty when it was erased."""
    document, text = bench.document, bench.document.public_text
    if text is None or document.version is None or document.version.erased_at:
        return SafeString(""), set()
    content, shown = marked(contents.from_json(text.content), bench.found)
    serial = document.version.serial
    addresses = {sha: picture_url(document.pk, serial, sha) for sha in content.pictures()}
    return elements(html.render(content, elements_of(document), addresses=addresses), bench.found), shown


def _sides(bench: Bench) -> SafeString:
    version, text = bench.document.version, bench.document.redacted
    if version is None or text is None or version.erased_at:
        return SafeString("")
    return side_by_side(compare(contents.from_json(version.content), contents.from_json(text.content)))


def _judged_before(bench: Bench, dossier: Dossier, seat: Seat) -> Version | RedactedText | None:
    """Return the public text that this person judged last at a confidentiality desk, when it is another one now."""
    mine = [
        opinion.public_sm3
        for opinion in dossier.case.opinions
        if opinion.desk in CONFIDENTIALITY_CHAIN and seat.user.pk in {opinion.by_id, opinion.on_behalf_of_id}
    ]
    if not mine or mine[-1] == bench.document.public_sm3:
        return None
    return documents_of.public_text_of(bench.document, mine[-1])


def _since(bench: Bench, earlier: Version | RedactedText) -> SafeString:
    now = bench.document.public_text
    if now is None or not earlier.content or not now.content:
        return SafeString("")
    return inline(compare(contents.from_json(earlier.content), contents.from_json(now.content)))


def _withheld(bench: Bench) -> list[dict[str, Any]]:
    version = bench.document.version
    if not bench.passages or version is None:
        return []
    lines = dict(places.placed(contents.from_json(version.content)))
    return [
        {
            "number": number,
            "where": places.words(lines[each.place].place) if each.place in lines else _block(each.place),
            "size": f"{each.end - each.start} 字" if each.place in lines or each.end != WHOLE else "整体",
            "ground": each.ground.label,
        }
        for number, each in enumerate(bench.passages, start=1)
    ]


def _block(place: Place) -> str:
    head = f"附件{place.path[0] + 1}" if len(place.path) > 1 else "正文"
    return f"{head}第 {place.path[-1] + 1} 块（表格或图片）"
