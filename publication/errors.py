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
    message = "更正前后没有不同：请改动目录信息，或者选择重新排版公开文件。"
    http_status = 422


class StillPublic(DomainError):
    """A public content is taken down before it is erased."""

    code = "PUB-303"
    message = "该件仍在公开中，请先撤下再清除内容。"


class EndingPending(DomainError):
    """An earlier proposal on the same document waits for its decision."""

    code = "PUB-304"
    message = "该件已有待批准的%(act)s申请（%(who)s提出），办结之前不能再提。"


class EndingClosed(DomainError):
    """The proposal was decided or taken back."""

    code = "PUB-305"
    message = "此申请%(what)s（%(who)s，%(when)s），您的操作没有执行。"


class RefusalNeedsWords(DomainError):
    """Whoever refuses a proposal says why."""

    code = "PUB-306"
    message = "不批准的，请写明理由。"
    http_status = 422


class CopyAwaited(DomainError):
    """A correction waits for the copy that it asked to be typeset again."""

    code = "PUB-307"
    message = "重新排版尚未完成，或者排出的文件与现行公开文件完全相同；完成前不能批准，相同的请不予批准。"


class RelationUnknown(DomainError):
    """The public text does not state such a relation."""

    code = "PUB-401"
    message = "该件的公开文本没有写明这一关联，请刷新页面后再办理。"
    http_status = 422


class ColumnChanged(DomainError):
    """Somebody else wrote the page meanwhile."""

    code = "PUB-402"
    message = "您打开之后，已有人保存了这一页的新版本；您的文稿没有保存，请核对后再保存。"
