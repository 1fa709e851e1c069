"""Copies and releases (PUB-1xx, 2xx)."""

from common.errors import DomainError


class NothingToTypeset(DomainError):
    """There is no version, its content was erased, or the elements of registration are missing."""

    code = "PUB-101"
    message = "公文没有可排版的正文，或尚未登记编号。"


class NothingTypeset(DomainError):
    """No copy was typeset yet, so there is nothing to preview."""

    code = "PUB-103"
    message = "该件尚未排出公开文本，登记编号后自动排版。"
    http_status = 404


class CopyOutdated(DomainError):
    """The document got another version or number while its copy was being typeset."""

    code = "PUB-102"
    message = "排版期间公文有变动，请重新排版。"


class CopyNotVerified(DomainError):
    """There is no copy of the present version that passed the final check."""

    code = "PUB-201"
    message = "公开文件未通过发布前核验，不能公开发布。"


class PublisherMissing(DomainError):
    """A release needs a person who answers for it."""

    code = "PUB-202"
    message = "公开发布须由发布员办理。"


class ChannelUnknown(DomainError):
    """No channel, or one that is none of the list (R40)."""

    code = "PUB-203"
    message = "请至少选定一个发布渠道。"
    http_status = 422
