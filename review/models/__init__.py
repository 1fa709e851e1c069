"""Opinions, returns and co-sign rounds."""

from review.models.cosign import Cosign, CosignRound
from review.models.opinion import Opinion, OpinionFile
from review.models.returns import Return

__all__ = ["Cosign", "CosignRound", "Opinion", "OpinionFile", "Return"]
