"""What people do at the desks; call them as `workflow.<verb>(...)`: `from workflow import services as workflow`."""

from workflow.services.acts import Act, decide, desk_gate
from workflow.services.answers import record_answer
from workflow.services.board import Order, act_on_rows, undo
from workflow.services.claims import claim, reassign, release_claim, unclaim, urge
from workflow.services.consultations import consult, record_consultation, set_aside
from workflow.services.cosigns import add_signer, answer_loan, lend, transfer, withdraw_signer
from workflow.services.drafts import discard, submit, withdraw
from workflow.services.editing import save_draft
from workflow.services.emergencies import cosign_afterwards, decide_emergency, declare_emergency
from workflow.services.endings import (
    approve_ending,
    propose_ending,
    refuse_ending,
    republish,
    stop_republishing,
    withdraw_ending,
)
from workflow.services.exports import note_export
from workflow.services.extensions import ask_more_time, decide_more_time
from workflow.services.filters import change_filter, delete_filter, save_filter
from workflow.services.findings import keep, redact, rescan, restore
from workflow.services.held import closed
from workflow.services.numbers import renumber
from workflow.services.plan_comments import Said, answer_comment, comment, take_comment_back
from workflow.services.readings import Walked, save_reading, walk
from workflow.services.releasing import call_off_release, reschedule, set_embargo, timing_gate
from workflow.services.reopening import reopen_disclosure, stop_reopening
from workflow.services.returns import Back, give_back, targets
from workflow.services.rights import record_consent, record_joint_link
from workflow.services.urgency import set_urgency
from workflow.services.validity import approve_validity, propose_validity, refuse_validity

__all__ = [
    "Act",
    "Back",
    "Order",
    "Said",
    "Walked",
    "act_on_rows",
    "add_signer",
    "answer_comment",
    "answer_loan",
    "approve_ending",
    "approve_validity",
    "ask_more_time",
    "call_off_release",
    "change_filter",
    "claim",
    "closed",
    "comment",
    "consult",
    "cosign_afterwards",
    "decide",
    "decide_emergency",
    "decide_more_time",
    "declare_emergency",
    "delete_filter",
    "desk_gate",
    "discard",
    "give_back",
    "keep",
    "lend",
    "note_export",
    "propose_ending",
    "propose_validity",
    "reassign",
    "record_answer",
    "record_consent",
    "record_consultation",
    "record_joint_link",
    "redact",
    "refuse_ending",
    "refuse_validity",
    "release_claim",
    "renumber",
    "reopen_disclosure",
    "republish",
    "rescan",
    "reschedule",
    "restore",
    "save_draft",
    "save_filter",
    "save_reading",
    "set_aside",
    "set_embargo",
    "set_urgency",
    "stop_reopening",
    "stop_republishing",
    "submit",
    "take_comment_back",
    "targets",
    "timing_gate",
    "transfer",
    "unclaim",
    "undo",
    "urge",
    "walk",
    "withdraw",
    "withdraw_ending",
    "withdraw_signer",
]
