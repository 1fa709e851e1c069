"""Opinions, returns, co-sign rounds and consultations."""

from review.models.consultation import Consultation, ConsultationStep
from review.models.cosign import Cosign, CosignRound
from review.models.opinion import Opinion, OpinionFile
from review.models.returns import Return

__all__ = ["Consultation", "ConsultationStep", "Cosign", "CosignRound", "Opinion", "OpinionFile", "Return"]
