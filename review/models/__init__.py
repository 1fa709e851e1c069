"""Opinions, returns, co-sign rounds, comments on plans, the chain of the confidentiality review, findings,
consultations, the dictionary of the scanner and the review of open-data sets.
"""

from review.models.chain import ChainPolicy, OutsideAnswer
from review.models.consultation import Consultation, ConsultationStep
from review.models.cosign import Cosign, CosignRound
from review.models.dataset import DatasetReview
from review.models.dictionary import DictionaryEdition, DictionaryTerm, EntryProposal
from review.models.emergency import Emergency, SkippedCosign
from review.models.finding import Disposal, Finding, Scan
from review.models.opinion import Opinion, OpinionFile
from review.models.plan_comment import CommentAnswer, PlanComment
from review.models.returns import Return

__all__ = [
    "ChainPolicy",
    "CommentAnswer",
    "Consultation",
    "ConsultationStep",
    "Cosign",
    "CosignRound",
    "DatasetReview",
    "DictionaryEdition",
    "DictionaryTerm",
    "Disposal",
    "Emergency",
    "EntryProposal",
    "Finding",
    "Opinion",
    "OpinionFile",
    "OutsideAnswer",
    "PlanComment",
    "Return",
    "Scan",
    "SkippedCosign",
]
