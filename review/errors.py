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


class ConsultationUnfit(DomainError):
    """The consultation does not stand where this act begins."""

    code = "REV-511"
    message = "该征求意见现为“%(standing)s”，不能%(act)s。"


class ConsultationWordsMissing(DomainError):
    """An objection, a decision, a waiver or a cancellation needs words."""

    code = "REV-512"
    message = "“%(act)s”须写明理由（政府信息公开条例第11、32条）。"
    http_status = 422


class ConsultationDayWrong(DomainError):
    """The day lies in the future or before what it follows."""

    code = "REV-513"
    message = "日期不能晚于今天，也不能早于%(after)s。"
    http_status = 422


class ConsultationTooLate(DomainError):
    """The document is public or out of use; consulting comes before publication."""

    code = "REV-514"
    message = (
        "公文当前为“%(status)s”，不能再征求或变更意见；已公开的内容有异议的，请提请撤下（政府信息公开条例第15条）。"
    )


class ConsultationTwice(DomainError):
    """The same addressee is being consulted on the document already."""

    code = "REV-515"
    message = "已在就本件征求该对象的意见，请在原件上办理。"


class ChainOutdated(DomainError):
    """The proposed chain was confirmed already, or a newer one was proposed."""

    code = "REV-501"
    message = "该项审查链设置已经确认，或已有新的设置，请刷新后再办。"


class ChainNeedsAnother(DomainError):
    """Whoever proposed a chain does not confirm it."""

    code = "REV-502"
    message = "审查链设置须由设定人以外的人确认（规则15；依据：保守国家秘密法第35条）。"
