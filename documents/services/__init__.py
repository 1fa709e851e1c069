"""Writes on the document; call them as `documents.<verb>(...)`: `from documents import services as documents`."""

from documents.services.catalogue import describe
from documents.services.decisions import Proposal, decide_disclosure
from documents.services.drafts import Elements, create_draft, replace_text, revise
from documents.services.embargo import set_embargo
from documents.services.erasure import erase
from documents.services.moves import move
from documents.services.numbers import register_number, renumber, renumber_gate
from documents.services.redacting import redact
from documents.services.reopening import keep_on_file, propose_conversion, put_off_review
from documents.services.series import add_series, change_series, switch_series
from documents.services.signatures import sign_off, unsign
from documents.services.urgency import set_urgency

__all__ = [
    "Elements",
    "Proposal",
    "add_series",
    "change_series",
    "create_draft",
    "decide_disclosure",
    "describe",
    "erase",
    "keep_on_file",
    "move",
    "propose_conversion",
    "put_off_review",
    "redact",
    "register_number",
    "renumber",
    "renumber_gate",
    "replace_text",
    "revise",
    "set_embargo",
    "set_urgency",
    "sign_off",
    "switch_series",
    "unsign",
]
