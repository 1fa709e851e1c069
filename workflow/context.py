"""What every page of the office side shows beside its own content: where the person may go."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from accounts.models import User
from accounts.roles import BUSINESS_ROLES, Role
from common import clock
from common.composed import Composed
from common.counting import counted
from publication.items.selectors import changes_waiting
from publication.selectors import columns_waiting
from review.policies import READERS
from workflow import policies, selectors
from workflow.asking import counts_kept, identities_of
from workflow.pages.dictionary import waiting_of
from workflow.pages.readings import waiting_rows
from workflow.readings import WALKERS, on_the_road

Item = tuple[str, str, bool, int]
Waiting = Sequence[Composed[Any]] | int  # lists that are counted together with those of other places, or how many
Count = Callable[[User, list[policies.Identity]], Waiting]
IN_BAR = 7  # so many places one line of 1366 pixels holds beside the search, the bell and the name
VALIDITY_READERS = policies.VALIDITY_PROPOSERS | {Role.SIGNATORY}
CHECKED = frozenset({Role.DISCLOSURE_OFFICER, Role.OFFICE_SECRETARY, Role.DRAFTER, Role.DIVISION_HEAD})
PLACES: tuple[tuple[str, str, frozenset[Role]], ...] = (
    ("我的待办", "workflow:desk", BUSINESS_ROLES),
    ("新拟公文", "workflow:document_new", frozenset({Role.DRAFTER})),
    ("督办看板", "workflow:board", frozenset({Role.OFFICE_SECRETARY})),
    ("发文登记簿", "workflow:register", frozenset({Role.OFFICE_SECRETARY, Role.SIGNATORY})),
    ("统计", "oversight:statistics", frozenset({Role.OFFICE_SECRETARY, Role.DIVISION_HEAD})),
    ("解读安排", "workflow:readings", WALKERS),
    ("转载任务", "publication:reposts", frozenset({Role.PUBLISHER, Role.OFFICE_SECRETARY})),
    ("公开缺口", "publication:gaps", frozenset({Role.OFFICE_SECRETARY, Role.DISCLOSURE_OFFICER})),
    ("门户条目", "workflow:listings", policies.LISTING_PROPOSERS | {Role.SIGNATORY}),
    ("年度自查", "oversight:selfchecks", CHECKED),
    ("电子监察", "oversight:incidents", frozenset({Role.OFFICE_SECRETARY})),
    ("电子监察", "oversight:supervision", BUSINESS_ROLES),
    ("审查链", "workflow:chains", frozenset({Role.CONFIDENTIALITY_HEAD, Role.OFFICE_SECRETARY})),
    ("清单与词库", "workflow:dictionary", frozenset(READERS)),
    ("规范性文件", "workflow:validity", VALIDITY_READERS),
    ("发文代字", "workflow:series", frozenset({Role.OFFICE_SECRETARY})),
    ("发布渠道", "workflow:outlets", frozenset({Role.SYSTEM_ADMIN})),
    ("工作群机器人", "notices:robots", frozenset({Role.SYSTEM_ADMIN})),
    ("停发事项", "notices:stopped", frozenset({Role.SYSTEM_ADMIN})),
    ("公开专栏", "publication:columns", frozenset({Role.PUBLISHER, Role.DISCLOSURE_OFFICER, Role.SIGNATORY})),
    ("公开目录", "publication:items", frozenset({Role.PUBLISHER, Role.DISCLOSURE_OFFICER, Role.SIGNATORY})),
    ("工作日历", "workflow:calendar", frozenset({Role.SYSTEM_ADMIN})),
    ("机构", "accounts:offices", frozenset({Role.SYSTEM_ADMIN})),
    ("人员", "accounts:people", frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN})),
    ("双因素认证", "accounts:factor_policy", frozenset({Role.SECURITY_ADMIN})),
    ("审计台", "audit:desk", frozenset({Role.AUDIT_ADMIN})),
    ("监察记录", "oversight:incidents_audit", frozenset({Role.AUDIT_ADMIN})),
    ("公开门户", "portal:home", frozenset(Role)),
)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Return `nav_items` (label, address, active, count), `nav` and `search_url`, asked only when a page shows them."""
    items: Any = SimpleLazyObject(lambda: _items(request))
    search = SimpleLazyObject(lambda: _search_url(items))
    return {"nav_items": items, "nav": SimpleLazyObject(lambda: _bar(items)), "search_url": search}


def _bar(items: list[Item]) -> dict[str, Any]:
    """Return which places stand in the bar and which under 更多, with the one that is open there and what waits."""
    cut = IN_BAR if len(items) > IN_BAR + 1 else len(items)
    folded = items[cut:]
    here = next((label for label, _, active, _ in folded if active), "")
    return {"shown": items[:cut], "folded": folded, "here": here, "waiting": sum(count for *_, count in folded)}


def _search_url(items: list[Item]) -> str:
    """Return where whoever has a desk searches, "" for others (no query of its own)."""
    has_desk = any(url == reverse("workflow:desk") for _, url, _, _ in items)
    return reverse("oversight:search") if has_desk else ""


def _items(request: HttpRequest) -> list[Item]:
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return []
    found = identities_of(request)
    places: dict[str, str] = {}  # of two places of one name the first is the person's
    for label, name, roles in PLACES:
        if found[0].roles & roles:
            places.setdefault(label, name)
    known = counts_kept(request)
    asked = ((known.get(name), COUNTS.get(name)) for name in places.values())
    waiting = _counts([kept if kept is not None else of(user, found) if of else 0 for kept, of in asked])
    pairs = zip(places.items(), waiting, strict=True)
    return [_item(request, label, reverse(name), count) for (label, name), count in pairs]


def _item(request: HttpRequest, label: str, url: str, count: int) -> Item:
    return label, url, request.path.startswith(url) and url != "/", count


def _counts(waiting: list[Waiting]) -> list[int]:
    """Return how much waits at each place, all lists counted in one query."""
    lists = [each for found in waiting if not isinstance(found, int) for each in found]
    numbers = iter(counted(lists))
    return [found if isinstance(found, int) else sum(next(numbers) for _ in found) for found in waiting]


def _to_decide(user: User, found: list[policies.Identity]) -> Waiting:
    """Return how many changes of dictionary and negative list wait for the person's decision."""
    decides = Role.CONFIDENTIALITY_HEAD in found[0].roles
    return sum(waiting_of(user, clock.office_date(clock.now())).values()) if decides else 0


def _changes(user: User, found: list[policies.Identity]) -> Waiting:
    """Return the changes of the validity of a document that wait for the person's decision."""
    return [Composed(policies.validity_changes_for, found)] if Role.SIGNATORY in found[0].roles else 0


def _listings(user: User, found: list[policies.Identity]) -> Waiting:
    """Return the proposals about rows of the portal that wait for the person's decision."""
    return [Composed(policies.listing_proposals_for, found)] if Role.SIGNATORY in found[0].roles else 0


def _columns(user: User, found: list[policies.Identity]) -> Waiting:
    """Return the statutory pages that wait for the person's decision."""
    return [Composed(columns_waiting, user)] if Role.SIGNATORY in found[0].roles else 0


def _catalogue(user: User, found: list[policies.Identity]) -> Waiting:
    """Return the changes of the catalogue that wait for the person's decision."""
    return [Composed(changes_waiting, user)] if Role.SIGNATORY in found[0].roles else 0


def _readings(user: User, found: list[policies.Identity]) -> Waiting:
    """Return how many later materials wait for the person."""
    walks = found[0].roles & set(policies.READING_ROLES.values())
    return len(waiting_rows(on_the_road(found), user, found)) if walks else 0


COUNTS: dict[str, Count] = {
    "workflow:validity": _changes,
    "workflow:listings": _listings,
    "publication:columns": _columns,
    "publication:items": _catalogue,
    "workflow:desk": selectors.waiting,
    "workflow:readings": _readings,
    "workflow:dictionary": _to_decide,
}


def counts(name: str) -> Callable[[Count], Count]:
    """Register the function below it: it says what waits for a person at a place of an app above this one."""

    def register(count: Count) -> Count:
        COUNTS[name] = count
        return count

    return register
