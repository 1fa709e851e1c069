"""Writes on copies and releases; call them as `publication.<verb>(...)`."""

from publication.services.bundles import export_bundles
from publication.services.columns import approve_column, refuse_column, withdraw_column, write_column
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
from publication.services.rights import record_consent, record_joint_link
from publication.services.schedules import call_off, close_schedule, let_out_gate, not_released, schedule

__all__ = [
    "approval_gate",
    "approve_column",
    "approve_ending",
    "call_off",
    "close_schedule",
    "decide_relation",
    "erase",
    "export_bundles",
    "let_out_gate",
    "not_released",
    "prepare_copy",
    "printed_copy",
    "proposal_gate",
    "propose_ending",
    "publish",
    "record_consent",
    "record_joint_link",
    "refuse_column",
    "refuse_ending",
    "schedule",
    "store_copy",
    "verify_copy",
    "withdraw_column",
    "withdraw_ending",
    "write_column",
]
