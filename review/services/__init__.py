"""Writes of the reviews; call them as `review.<verb>(...)`: `from review import services as review`."""

from review.services.chains import confirm_chain, record_answer, set_chain
from review.services.consultations import Happened, Wanted, erase_consultations, open_consultation, record_step
from review.services.cosigns import (
    add_signer,
    answer_cosign,
    answer_loan,
    cancel_round,
    close_if_answered,
    close_round,
    lend_cosign,
    office_of,
    open_cosign_round,
    transfer_cosign,
    withdraw_signer,
)
from review.services.emergencies import (
    cosign_afterwards,
    decide_emergency,
    deciding_gate,
    declare_emergency,
    declaring_gate,
    note_skipped,
)
from review.services.findings import Answer, check, dispose, scan
from review.services.opinions import erase, record_opinion, record_return, supersede, supersede_outdated
from review.services.plan_comments import answer_comment, comment_on_plan, take_comment_back

__all__ = [
    "Answer",
    "Happened",
    "Wanted",
    "add_signer",
    "answer_comment",
    "answer_cosign",
    "answer_loan",
    "cancel_round",
    "check",
    "close_if_answered",
    "close_round",
    "comment_on_plan",
    "confirm_chain",
    "cosign_afterwards",
    "decide_emergency",
    "deciding_gate",
    "declare_emergency",
    "declaring_gate",
    "dispose",
    "erase",
    "erase_consultations",
    "lend_cosign",
    "note_skipped",
    "office_of",
    "open_consultation",
    "open_cosign_round",
    "record_answer",
    "record_opinion",
    "record_return",
    "record_step",
    "scan",
    "set_chain",
    "supersede",
    "supersede_outdated",
    "take_comment_back",
    "transfer_cosign",
    "withdraw_signer",
]
