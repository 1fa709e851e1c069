"""The pages of 有效性, 清理 and 移送 (templates/workflow/validity_*.html, cleanup_*.html, supply_*.html)."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from accounts.roles import Role
from common import sheets
from common.composed import Composed
from common.counting import counted
from common.sheets import Sheet
from deadlines.lights import Colour
from documents.models import Document
from portal.choices import Validity
from publication.models import CleanupItem, Release, ValidityChange, ValidityTerm
from publication.normative.choices import CleanupState, Verdict
from publication.normative.selectors import changes_of, expiring_for, facts_on, term_of, unjudged
from publication.normative.terms import ENDED, notice_day, validity_on
from publication.selectors import live_release
from workflow import policies
from workflow.pages.rows import stands_out
from workflow.policies import Identity

LOOKS = {
    Validity.IN_FORCE: "ok",
    Validity.AMENDED: "info",
    Validity.LAPSED: "grey",
    Validity.REPEALED: "grey",
    Validity.VOID: "bad",
}
HEADINGS = ("索引号", "发文字号", "标题", "起草单位", "成文日期", "公开日期", "有效期至", "有效性")
WIDTHS = (22, 24, 60, 22, 12, 12, 12, 18)


def tabs_of(identity: Identity, active: str) -> list[dict[str, Any]]:
    """Return the tabs of these pages: 移送清单 only for whoever keeps them."""
    keeps = bool(identity.roles & {Role.OFFICE_SECRETARY, Role.PUBLISHER})
    places = [("有效性", "workflow:validity"), ("清理", "workflow:cleanups")]
    places += [("移送清单", "workflow:supplies")] if keeps else []
    return [
        {"label": label, "url": reverse(name), "active": name == f"workflow:{active}", "count": None}
        for label, name in places
    ]


def light_of_term(ends_on: date | None, validity: str, today: date) -> dict[str, Any] | None:
    """Return the light of a term: yellow within six months, red within one; none where nothing ends any more."""
    if ends_on is None or validity in ENDED:
        return None
    days = (ends_on - today).days
    near = notice_day(ends_on) <= today
    colour = Colour.RED if days <= 30 else Colour.YELLOW if near else Colour.GREEN  # noqa: PLR2004
    return {"colour": colour, "word": f"剩 {max(days, 0)} 天" if near else "有效期内"}


def validity_row(release: Release, today: date, may: bool) -> dict[str, Any]:
    """Return a normative document as a line of the list; `document__validity_term`, `index` must be loaded."""
    term = getattr(release.document, "validity_term", None)
    ends_on = term.ends_on if term else None
    return stands_out(release.document) | {
        "release": release,
        "url": reverse("portal:document", args=[release.index.text]),
        "change_url": reverse("workflow:validity_change_new", args=[release.document_id]) if may else "",
        "office": release.document.office.label,
        "ends_on": ends_on,
        "light": light_of_term(ends_on, release.validity, today),
        "look": LOOKS[Validity(release.validity)],
    }


def validity_xlsx(releases: Iterable[Release]) -> bytes:
    """Return the list as a workbook."""
    return sheets.write([Sheet("规范性文件", tuple(zip(HEADINGS, WIDTHS, strict=True)), _cells(releases))])


def _cells(releases: Iterable[Release]) -> Iterator[tuple[str, ...]]:
    for each in releases:
        term = getattr(each.document, "validity_term", None)
        days = (each.generated_on, each.published_on, term.ends_on if term else None)
        head = (each.index.text, each.number_text, each.title, each.document.office.label)
        yield (*head, *(day.isoformat() if day else "" for day in days), str(each.get_validity_display()))


def change_page(document: Document, day: date) -> dict[str, Any]:
    """Return the context of the page on which a change is proposed."""
    facts = facts_on(document.pk, day)
    worth = validity_on(facts)
    return {
        "document": document,
        "document_url": reverse("workflow:document", args=[document.pk]),
        "attribute": document.decision.attribute if document.decision else "",
        "release": live_release(document.pk),
        "term": term_of(document.pk),
        "worth": worth.label,
        "look": LOOKS[worth],
        "changes": [change_row(each) for each in changes_of(document.pk)],
    }


def change_row(change: ValidityChange) -> dict[str, Any]:
    """Return one proposed change as a line."""
    looks = {"open": "warn", "approved": "ok", "refused": "grey"}
    return {
        "change": change,
        "url": reverse("workflow:validity_change", args=[change.pk]),
        "look": looks[change.state],
    }


def expiring_rows(identity: Identity, today: date) -> list[dict[str, Any]]:
    """Return the documents whose end was announced, for the offices that drafted them and the General Office."""
    oversees = Role.OFFICE_SECRETARY in identity.roles
    if not oversees and not identity.roles & {Role.DRAFTER, Role.DIVISION_HEAD}:
        return []
    terms = expiring_for(identity.path, all_offices=oversees)[:20]
    return [_expiring(each, today) for each in terms]


def unjudged_of(identity: Identity) -> int:
    """Return how many documents of a running clean-up wait for a verdict of the person's office."""
    if not identity.roles & {Role.DRAFTER, Role.DIVISION_HEAD}:
        return 0
    return counted([Composed(unjudged, identity.path)])[0]


def _expiring(term: ValidityTerm, today: date) -> dict[str, Any]:
    return {
        "term": term,
        "office": term.document.office.label,
        "url": found_in_list(term.document),
        "light": light_of_term(term.ends_on, Validity.IN_FORCE, today),
    }


def found_in_list(document: Document) -> str:
    """Return the address of the list with this document alone, open to the whole office."""
    return f"{reverse('workflow:validity')}?{urlencode({'q': document.number_text})}"


def item_row(item: CleanupItem, found: list[Identity], typed: Any = None) -> dict[str, Any]:
    """Return one document of a clean-up; `typed` is the refused form of its verdict."""
    runs = item.cleanup.state == CleanupState.OPEN and item.confirmed_by_id is None
    looks = {Verdict.KEEP: "ok", Verdict.AMEND: "info", Verdict.REPEAL: "grey", Verdict.LAPSED: "grey"}
    return stands_out(item.document) | {
        "item": item,
        "url": found_in_list(item.document),
        "look": looks[Verdict(item.verdict)] if item.verdict else "",
        "may_judge": runs and policies.may_judge_cleanup(found, item),
        "may_confirm": runs and policies.may_confirm_cleanup(found, item),
        "form": typed,
    }
