"""Who may open a view: the mark that every view must bear. No mark, no entry (accounts.middleware).

    @public                             anybody: portal, sign-in, health
    @entrance                           signed in; also before the second factor was shown (its own pages)
    @verified                           second factor shown where due; also with a stale password
    @signed_in                          anybody who signed in completely
    @requires(Role.SIGNATORY, ...)      a holder of one of the roles; for all others the page does not exist

Each marks a function or a class-based view; a mark survives decorators that use functools.wraps. On
classes it is inherited, and a mark on the subclass replaces it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from accounts import selectors
from accounts.models import User
from accounts.roles import Role
from common import clock
from common.access import PUBLIC_MARK, public

__all__ = [
    "Access",
    "Level",
    "access_of",
    "entrance",
    "person",
    "principals",
    "public",
    "requires",
    "roles_held",
    "signed_in",
    "verified",
]

V = TypeVar("V", bound=Callable[..., Any])
MARK = "mingfa_access"


class Level(IntEnum):
    """How far a visitor must have come."""

    PUBLIC = 0
    ENTRANCE = 1
    VERIFIED = 2
    SIGNED_IN = 3


@dataclass(frozen=True, slots=True)
class Access:
    """The mark: the level, and the roles of which one is needed (none: any)."""

    level: Level
    roles: frozenset[Role] = frozenset()


def _mark(view: V, access: Access) -> V:
    setattr(view, MARK, access)
    setattr(view, PUBLIC_MARK, False)  # a class may stand on a public one
    return view


def entrance(view: V) -> V:
    """Let whoever signed in open the view, even before the second factor."""
    return _mark(view, Access(Level.ENTRANCE))


def verified(view: V) -> V:
    """Let whoever signed in and showed a due second factor open the view, even with a stale password."""
    return _mark(view, Access(Level.VERIFIED))


def signed_in(view: V) -> V:
    """Let whoever signed in completely open the view."""
    return _mark(view, Access(Level.SIGNED_IN))


def requires(*roles: Role) -> Callable[[V], V]:
    """Let holders of one of the roles open the view; to others it answers 404, and that is journalled."""
    if not roles:
        raise ValueError("requires() needs at least one role")

    def mark(view: V) -> V:
        return _mark(view, Access(Level.SIGNED_IN, frozenset(roles)))

    return mark


def access_of(view: Callable[..., Any]) -> Access | None:
    """Return the mark of a function view, of the class behind as_view(), or None."""
    behind = getattr(view, "view_class", None)
    if getattr(view, PUBLIC_MARK, False) or getattr(behind, PUBLIC_MARK, False):
        return Access(Level.PUBLIC)
    found = getattr(view, MARK, None) or getattr(behind, MARK, None)
    return found if isinstance(found, Access) else None


def person(request: HttpRequest) -> User:
    """Return who is signed in, behind any mark but public. Raises PermissionDenied for a stranger."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def roles_held(request: HttpRequest) -> frozenset[Role]:
    """Return the roles of whoever is signed in, as the middleware found them when this request came in."""
    standing: selectors.Standing | None = getattr(request, "standing", None)
    return selectors.roles_of(person(request).pk) if standing is None else standing.roles


def principals(request: HttpRequest) -> list[User]:
    """Return for whom whoever is signed in acts today, asked once for one request; nobody for a stranger."""
    held: list[User] | None = getattr(request, "principals", None)
    if held is None:
        user, today = getattr(request, "user", None), clock.office_date(clock.now())
        held = selectors.principals_of(user.pk, today) if isinstance(user, User) else []
        request.principals = held  # type: ignore[attr-defined]  # of this request alone
    return held
