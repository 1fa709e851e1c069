"""What a self-check refuses (codes OVS-1xx)."""

from common.errors import DomainError


class CheckExists(DomainError):
    """The organ has a self-check of that year."""

    code = "OVS-101"
    message = "%(year)s年度自查已经发起，每年一次。"


class NothingToCheck(DomainError):
    """The organ has nothing on file that is not public."""

    code = "OVS-102"
    message = "本机关没有已归存的依申请公开、不予公开公文，不需自查。"


class CheckClosed(DomainError):
    """The self-check is over."""

    code = "OVS-103"
    message = "本次自查已经办结，不能再改动。"


class ItemConfirmed(DomainError):
    """The verdict was confirmed, or there is none to confirm."""

    code = "OVS-104"
    message = "该件还没有判断，或已经确认，不能执行此操作。"


class DueTooEarly(DomainError):
    """The campaign would be due before it begins."""

    code = "OVS-105"
    message = "办结期限须晚于今天。"
    http_status = 422


class VerdictNeedsWords(DomainError):
    """A verdict, or sending one back, needs a reason in words."""

    code = "OVS-106"
    message = "%(act)s须写明理由。"
    http_status = 422


class AskedUnreadable(DomainError):
    """The list of applications cannot be taken in."""

    code = "OVS-107"
    message = "申请件数表不能采用：%(why)s。"
    http_status = 422


class NotOnFileAnyMore(DomainError):
    """The document has left the file since it was listed."""

    code = "OVS-108"
    message = "该件已不是归存状态（或正在转为公开），请另行办理。"
