"""Whose a document is: who leads a joint one (R24), who made the one that is forwarded (R23); pure, no queries."""

import re
from collections.abc import Sequence

FORWARDED = re.compile(r"转发(?P<maker>[^《》，。]{2,60}?)(?=《|关于|等部门|的通知|的意见|的函)")
OWN_OFFICES = ("", "办公厅", "办公室")


def is_ours(body: str, organ: str) -> bool:
    """Test if the body is the organ or its General Office."""
    return body in {organ + tail for tail in OWN_OFFICES}


def leader_of(bodies: Sequence[str], organ: str) -> str:
    """Return the agency that leads a joint document, the first of its bodies; nothing when it is ours or alone."""
    is_joint = len(bodies) > 1
    return bodies[0] if is_joint and not is_ours(bodies[0], organ) else ""


def maker_of(title: str, organ: str) -> str:
    """Return who made the document that the title says is forwarded; nothing when none is, or it is our own."""
    found = FORWARDED.search(title)
    maker = found["maker"].strip() if found else ""
    return "" if is_ours(maker, organ) else maker
