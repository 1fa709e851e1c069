"""What is proposed about a row of the portal that no release stands behind."""

from django.db import models

from portal.choices import Origin
from publication.choices import KINDS_OF, Ending, RetractionKind
from publication.normative.choices import ValidityAct

ORIGINS = (Origin.REGISTER, Origin.JOINT, Origin.REPOST)  # the rows of releases end with them (EndingProposal)
KINDS: tuple[RetractionKind, ...] = KINDS_OF[Ending.RETRACT]
READING_KINDS = tuple(each for each in KINDS if each not in {RetractionKind.MERGED, RetractionKind.REVOKED})
CHANGES = tuple(act for act in ValidityAct if act != ValidityAct.EXTEND)  # no term of such a row is known


class ListingAct(models.TextChoices):
    """条目的办理."""

    RETRACT = "retract", "撤下"
    VALIDITY = "validity", "变动有效性"
