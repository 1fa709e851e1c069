"""Opinions, returns, co-sign rounds, findings and consultations."""

from review.models.consultation import Consultation, ConsultationStep
from review.models.cosign import Cosign, CosignRound
from review.models.finding import Disposal, Finding, Scan
from review.models.opinion import Opinion, OpinionFile
from review.models.returns import Return

__all__ = [
    "Consultation",
    "ConsultationStep",
    "Cosign",
    "CosignRound",
    "Disposal",
    "Finding",
    "Opinion",
    "OpinionFile",
    "Return",
    "Scan",
]
