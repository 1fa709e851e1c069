"""What this app refuses (codes REV-xxx)."""

from common.errors import DomainError


class VerdictUnknown(DomainError):
    """The desk does not know this verdict."""

    code = "REV-101"
    message = "“%(desk)s”环节没有这种结论。"
    http_status = 422


class TextMissing(DomainError):
    """The verdict needs words."""

    code = "REV-102"
    message = "“%(verdict)s”必须写明意见。"
    http_status = 422


class RoundClosed(DomainError):
    """The co-sign round is over."""

    code = "REV-201"
    message = "本轮会签已结束，不能再增减或转办会签人。"


class SignerTwice(DomainError):
    """The office already stands in the round."""

    code = "REV-202"
    message = "%(office)s已在本轮会签之列。"


class CosignAnswered(DomainError):
    """The signer has answered; there is nothing left to withdraw or pass on."""

    code = "REV-203"
    message = "该单位已答复或已变更，不能再%(act)s。"


class ScanFailed(DomainError):
    """The scan for suspicions did not come to its end; the text counts as not reviewed."""

    code = "REV-190"
    message = "疑点扫描没有完成（%(cause)s）；本稿视为未经审查，不是没有疑点。"
    http_status = 500
