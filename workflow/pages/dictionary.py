"""The pages of dictionary and negative list (templates/workflow/dictionary_*.html, entry_*.html)."""

from collections import Counter
from datetime import date
from typing import Any

from django.core.paginator import Page
from django.db.models import QuerySet, Value
from django.urls import reverse

from accounts.models import User
from common.paging import BoundedValues
from documents.models import NegativeListEntry
from documents.selectors import visible_to
from review import policies
from review.dictionary import selectors
from review.dictionary.checking import Dated
from review.dictionary.choices import SEVERITIES, ListState
from review.dictionary.touching import Outcome
from review.models import DatasetReview, DictionaryEdition, EntryProposal
from workflow.forms.dictionary import ListDecisionForm, TermsFilter
from workflow.policies import paths_to

PER_PAGE = 50
MOST_NAMED = 60  # terms of each kind of difference that the page names
LOOKS = {
    ListState.DRAFT: "grey",
    ListState.PROPOSED: "warn",
    ListState.APPROVED: "ok",
    ListState.REFUSED: "bad",
    ListState.WITHDRAWN: "grey",
}


def tabs(active: str, user: User, day: date) -> list[dict[str, Any]]:
    """Return the lists as tabs, each with how many changes wait for this person's decision."""
    waiting = waiting_of(user, day)
    places = (("dictionary", "词库"), ("entries", "负面清单"), ("datasets", "开放数据"))
    return [
        {
            "label": label,
            "url": reverse(f"workflow:{name}"),
            "active": name == active,
            "count": waiting[name] or None,
        }
        for name, label in places
    ]


def waiting_of(user: User, day: date) -> Counter[str]:
    """Return how many changes of each list the person may decide on now (one query for all three)."""
    if not policies.may_approve(user):
        return Counter()
    near = policies.near_to(user, day)
    waiting: dict[str, QuerySet[Any]] = {
        "dictionary": policies.undecided(DictionaryEdition.objects.all(), near),
        "entries": policies.undecided(EntryProposal.objects.all(), near),
        "datasets": policies.undecided(DatasetReview.objects.all(), near),
    }
    first, *others = (rows.order_by().values_list(Value(name)) for name, rows in waiting.items())
    return Counter(name for (name,) in first.union(*others, all=True))


def edition_row(edition: DictionaryEdition, current: DictionaryEdition | None, day: date) -> dict[str, Any]:
    """Return one edition for a list: with the word for where it stands."""
    look, word = LOOKS[ListState(edition.state)], edition.get_state_display()
    if edition.state == ListState.APPROVED:
        is_current = current is not None and edition.pk == current.pk
        look, word = (
            ("ok", "现行") if is_current else ("info", "待生效") if edition.valid_from > day else ("grey", "已取代")
        )
    return {"edition": edition, "look": look, "word": word, "url": reverse("workflow:edition", args=[edition.serial])}


def editions_page(user: User, day: date, number: str | None) -> dict[str, Any]:
    """Return the context of the list of editions."""
    current = selectors.edition_on(day)
    page: Page[Any] = BoundedValues(selectors.editions(), PER_PAGE).get_page(number)
    page.object_list = [edition_row(each, current, day) for each in page]
    return {
        "tabs": tabs("dictionary", user, day),
        "page": page,
        "current": current,
        "may_propose": policies.may_propose(user),
    }


def edition_page(
    edition: DictionaryEdition, form: ListDecisionForm, wanted: TermsFilter, user: User, day: date
) -> dict[str, Any]:
    """Return the context of one edition without the page of its terms."""
    base, current = selectors.base_of(edition, day), selectors.edition_on(day)
    before = selectors.terms_in(base.pk) if base and base.pk != edition.pk else ()
    differs = selectors.difference(before, selectors.terms_in(edition.pk)) if before else None
    mine = policies.may_withdraw(user, edition)
    return {
        "row": edition_row(edition, current, day),
        "edition": edition,
        "base": base if before else None,
        "differences": _differences(differs) if differs else [],
        "filter_form": wanted,
        "form": form,
        "may_hand_in": mine and edition.state == ListState.DRAFT,
        "may_withdraw": mine and edition.is_open,
        "may_decide": edition.state == ListState.PROPOSED and policies.may_decide(user, edition, day),
    }


def terms_page(edition: DictionaryEdition, wanted: dict[str, Any], number: str | None) -> Any:
    """Return a page of the terms that fit the filter."""
    return BoundedValues(selectors.terms_matching(edition, wanted), PER_PAGE).get_page(number)


def _differences(differs: selectors.Difference) -> list[dict[str, Any]]:
    kinds = (("增加", "plus", differs.added), ("删去", "minus", differs.gone), ("改动", "pencil", differs.changed))
    return [_group(label, icon, terms) for label, icon, terms in kinds if terms]


def _group(label: str, icon: str, terms: tuple[Dated, ...]) -> dict[str, Any]:
    shown = sorted(terms, key=lambda each: each.term.text)[:MOST_NAMED]
    words = [(each.term.text, dict(SEVERITIES)[each.term.severity]) for each in shown]
    return {"label": label, "icon": icon, "count": len(terms), "terms": words, "more": len(terms) - len(shown)}


def touched_page(edition: DictionaryEdition, outcome: Outcome, user: User, day: date) -> dict[str, Any]:
    """Return the context of a dry run.

    Every document of the organ comes before these desks, so its title is told; it opens only for whom it is asked.
    Of other organs' documents only the number is told.
    """
    own = paths_to(user.office.path)
    rows = [each for each in outcome.rows if each.document.lead_office.path in own]
    asked = [each.document.pk for each in rows]
    known = set(visible_to(user, day).filter(pk__in=asked).values_list("pk", flat=True))
    return {
        "edition": edition,
        "outcome": outcome,
        "rows": [
            {
                "title": each.document.title,
                "number": each.document.number_text,
                "status": each.document.status,
                "status_label": each.document.get_status_display(),
                "url": reverse("workflow:document", args=[each.document.pk]) if each.document.pk in known else "",
                "gained": each.gained,
                "lost": each.lost,
            }
            for each in rows
        ],
        "unseen": len(outcome.rows) - len(rows),
    }


def entries_page(user: User, day: date, *, past: bool) -> dict[str, Any]:
    """Return the context of the negative list with the proposals that wait, and the last that were decided."""
    proposals = selectors.entry_proposals()
    decided = proposals.exclude(state=ListState.PROPOSED)[:PER_PAGE]
    may_propose = policies.may_propose(user)
    rows = list(selectors.entries(day, past=past))
    newest = {each.code: each for each in reversed(rows)}
    return {
        "tabs": tabs("entries", user, day),
        "rows": [_entry_row(each, day, may_propose and newest[each.code] == each) for each in rows],
        "proposals": [_proposal_row(each, user, day) for each in proposals.filter(state=ListState.PROPOSED)],
        "decided": [_proposal_row(each, user, day) for each in decided],
        "past": past,
        "may_propose": may_propose,
    }


def _entry_row(entry: NegativeListEntry, day: date, changeable: bool) -> dict[str, Any]:
    look, word = (
        ("ok", "现行") if entry.covers(day) else ("info", "待生效") if entry.valid_from > day else ("grey", "已失效")
    )
    acts = ("revise", "end") if changeable and entry.covers(day) else ()
    urls = {act: reverse(f"workflow:entry_{act}", args=[entry.pk]) for act in acts}
    return {"entry": entry, "look": look, "word": word, "urls": urls}


def _proposal_row(proposal: EntryProposal, user: User, day: date) -> dict[str, Any]:
    return {
        "proposal": proposal,
        "look": LOOKS[ListState(proposal.state)],
        "url": reverse("workflow:entry_proposal", args=[proposal.pk]),
        "mine": proposal.is_open and policies.may_decide(user, proposal, day),
    }


def entry_proposal_page(proposal: EntryProposal, form: ListDecisionForm, user: User, day: date) -> dict[str, Any]:
    """Return the context of one proposal: the entry as it is beside what it would become."""
    return {
        "proposal": proposal,
        "look": LOOKS[ListState(proposal.state)],
        "lines": _lines(proposal),
        "form": form,
        "may_withdraw": proposal.is_open and policies.may_withdraw(user, proposal),
        "may_decide": proposal.is_open and policies.may_decide(user, proposal, day),
    }


def _lines(proposal: EntryProposal) -> list[tuple[str, str, str]]:
    """Return label, present value and proposed value of each column."""
    entry = proposal.entry
    lines = [
        ("理由类别", entry.get_ground_display() if entry else "", proposal.get_ground_display()),
        ("事项", entry.subject if entry else "", proposal.subject),
        ("范围说明", entry.scope if entry else "", proposal.scope),
        ("法律依据", entry.basis if entry else "", proposal.basis),
        ("生效日期", str(entry.valid_from) if entry else "", str(proposal.valid_from)),
        ("失效日期", str((entry and entry.valid_to) or ""), str(proposal.valid_to or "")),
    ]
    return lines
