"""The one mark of access that needs no accounts: anybody may open the view (the portal runs without people)."""

from collections.abc import Callable
from typing import Any, TypeVar

V = TypeVar("V", bound=Callable[..., Any])
PUBLIC_MARK = "mingfa_public"


def public(view: V) -> V:
    """Let anybody open the view."""
    setattr(view, PUBLIC_MARK, True)
    return view
