"""What this app refuses (codes PUB-1xx copies, 2xx releases, 3xx retractions)."""

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


class NothingReleased(DomainError):
    """The document has no live release."""

    code = "PUB-301"
    message = "该件目前没有公开的文本。"


class NothingCorrected(DomainError):
    """The copy to release is the one that is public already."""

    code = "PUB-302"
    message = "没有可替换的新文本：请先重新排版并通过发布前核验。"


class StillPublic(DomainError):
    """A public content is taken down before it is erased."""

    code = "PUB-303"
    message = "该件仍在公开中，请先撤下再清除内容。"
