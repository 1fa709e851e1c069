"""Opinions, returns, co-sign rounds, the chain of the confidentiality review."""

from review.models.chain import ChainPolicy, OutsideAnswer
from review.models.cosign import Cosign, CosignRound
from review.models.opinion import Opinion, OpinionFile
from review.models.returns import Return

__all__ = ["ChainPolicy", "Cosign", "CosignRound", "Opinion", "OpinionFile", "OutsideAnswer", "Return"]
