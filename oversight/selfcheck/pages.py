"""The pages of a self-check (templates/oversight/selfcheck_*.html)."""

from typing import Any

from django.urls import reverse

from common.gate import Gate
from documents.choices import Ground
from documents.selectors import visible_to
from oversight.models import SelfCheck, SelfCheckItem
from oversight.selfcheck import policies, selectors, services
from oversight.selfcheck.choices import LOOKS, Outcome
from workflow.pages.dossier import decision_facts_of
from workflow.pages.rows import stands_out
from workflow.policies import Identity
from workflow.views.base import Visit


def tabs_of(identity: Identity, active: str) -> list[dict[str, Any]]:
    """Return the tabs of these pages: the applications only for whoever opens self-checks."""
    places = [("年度自查", "selfchecks")] + ([("申请件数", "asked")] if policies.may_open(identity) else [])
    return [
        {"label": label, "url": reverse(f"oversight:{name}"), "active": name == active, "count": None}
        for label, name in places
    ]


def item_row(item: SelfCheckItem, found: list[Identity]) -> dict[str, Any]:
    """Return one document as a line; `outcome` annotated, offices and people loaded (no query)."""
    may = policies.may_judge(found, item) or policies.may_confirm(found, item)
    return stands_out(item.document) | {
        "item": item,
        "url": reverse("oversight:selfcheck_item", args=[item.pk]),
        "outcome": Outcome(item.outcome).label,  # type: ignore[attr-defined]  # annotated
        "look": LOOKS[Outcome(item.outcome)],  # type: ignore[attr-defined]
        "often": item.asked >= 2,  # noqa: PLR2004  # 条例44
        "may": may,
    }


def item_page(item: SelfCheckItem, here: Visit, form: Any, back: Any) -> dict[str, Any]:
    """Return the page of one document: what it is and was, what is said of it, and what the person may do."""
    found, document = here.identities, item.document
    confirms = policies.may_confirm(found, item) and bool(item.verdict)
    outcome = Outcome(selectors.with_outcome(SelfCheckItem.objects.filter(pk=item.pk)).get().outcome)  # type: ignore[attr-defined]
    seen = visible_to(here.user, here.day).filter(pk=document.pk).exists()
    gate: Gate | None = services.confirming_gate(item=item, by=here.user) if confirms else None
    return {
        "item": item,
        "document": document,
        "document_url": reverse("workflow:document", args=[document.pk]) if seen else "",
        "plan_url": _plan_url(item, here),
        "outcome": outcome.label,
        "look": LOOKS[outcome],
        "was": Ground(item.ground).label,
        "decision_facts": decision_facts_of(document),
        "form": form if policies.may_judge(found, item) else None,
        "back_form": back if confirms else None,
        "gate": gate,
    }


def _plan_url(item: SelfCheckItem, here: Visit) -> str:
    """Return the way to the interpretation plan that a policy document needs before it is turned public (R34)."""
    document = item.document
    mine = document.awaits_a_plan and document.drafter_id == here.user.pk
    return reverse("interpretation:plan", args=[document.pk]) if mine else ""


def closing_of(check: SelfCheck, identity: Identity) -> Gate | None:
    """Return the gate of 办结 for whoever may close the running self-check."""
    return services.closing_gate(check) if check.is_open and policies.may_open(identity) else None
