"""Writes on copies and releases; call them as `publication.<verb>(...)`."""

from publication.services.columns import write_column
from publication.services.copies import prepare_copy, printed_copy, store_copy, verify_copy
from publication.services.endings import (
    approval_gate,
    approve_ending,
    proposal_gate,
    propose_ending,
    refuse_ending,
    withdraw_ending,
)
from publication.services.erasure import erase
from publication.services.relations import decide_relation
from publication.services.releases import publish

__all__ = [
    "approval_gate",
    "approve_ending",
    "decide_relation",
    "erase",
    "prepare_copy",
    "printed_copy",
    "proposal_gate",
    "propose_ending",
    "publish",
    "refuse_ending",
    "store_copy",
    "verify_copy",
    "withdraw_ending",
    "write_column",
]
