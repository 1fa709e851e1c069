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


class ChainOutdated(DomainError):
    """The proposed chain was confirmed already, or a newer one was proposed."""

    code = "REV-501"
    message = "该项审查链设置已经确认，或已有新的设置，请刷新后再办。"


class ChainNeedsAnother(DomainError):
    """Whoever proposed a chain does not confirm it."""

    code = "REV-502"
    message = "审查链设置须由设定人以外的人确认（规则15；依据：保守国家秘密法第35条）。"
