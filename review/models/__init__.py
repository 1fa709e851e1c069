"""Opinions, returns, co-sign rounds, and the dictionary of the scanner."""

from review.models.cosign import Cosign, CosignRound
from review.models.dictionary import DictionaryEdition, DictionaryTerm, EntryProposal
from review.models.opinion import Opinion, OpinionFile
from review.models.returns import Return

__all__ = [
    "Cosign",
    "CosignRound",
    "DictionaryEdition",
    "DictionaryTerm",
    "EntryProposal",
    "Opinion",
    "OpinionFile",
    "Return",
]
