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


class DisposalIncomplete(DomainError):
    """A finding is disposed of with a reason of the list, and 保留 with words."""

    code = "REV-103"
    message = "处理疑点须%(what)s（个人信息保护法第13条；国办发〔2018〕23号）。"
    http_status = 422


class NothingChosen(DomainError):
    """No finding and no passage was chosen."""

    code = "REV-104"
    message = "请先勾选疑点，或填写要作区分处理的文字。"
    http_status = 422


class PassageNotFound(DomainError):
    """The passage stands nowhere in the public text."""

    code = "REV-105"
    message = "正文中找不到您填写的文字，请从左侧正文中选取或复制。"
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
