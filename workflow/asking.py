"""Who asks for a page: in whose names, found once for one request, however many parts of the page ask."""

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
