"""What is found once for one request, however many parts of the page ask: in whose names, and what is counted."""

from django.http import HttpRequest

from accounts.access import person, principals, roles_held
from accounts.selectors import roles_of_each
from workflow.policies import Identity


def identities_of(request: HttpRequest) -> list[Identity]:
    """Return what policies.identities says of whoever is signed in (two queries at most, once)."""
    held: list[Identity] | None = getattr(request, "identities", None)
    if held is None:
        own, others = roles_held(request), principals(request)
        shared = roles_of_each([each.pk for each in others])
        held = [
            Identity(person(request), own, None),
            *(Identity(each, own & shared[each.pk], each) for each in others),
        ]
        request.identities = held  # type: ignore[attr-defined]  # of this request alone
    return held


def keep_count(request: HttpRequest, place: str, count: int) -> None:
    """Let the navigation of this page know how much waits at the place, so that it does not count it again."""
    request.counts_kept = counts_kept(request) | {place: count}  # type: ignore[attr-defined]  # of this request alone


def counts_kept(request: HttpRequest) -> dict[str, int]:
    """Return what the page has counted of the places of the navigation."""
    held: dict[str, int] = getattr(request, "counts_kept", {})
    return held
