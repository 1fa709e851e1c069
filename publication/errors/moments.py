"""Schedules, relations, columns and others' documents (PUB-4xx, 5xx)."""

from common.errors import DomainError


class ScheduleNotAhead(DomainError):
    """The chosen moment is not in the future."""

    code = "PUB-401"
    message = "定时公开的时间须晚于现在；要马上公开的，请选“立即公开”。"
    http_status = 422


class NothingScheduled(DomainError):
    """There is no order to release at a moment: it was carried out, called off, or came back."""

    code = "PUB-402"
    message = "该件没有待执行的定时公开（可能已经公开、取消，或到时未能公开），您的操作没有执行。"


class PublisherGone(DomainError):
    """Whoever ordered the release may not publish any more, so nobody answers for it."""

    code = "PUB-403"
    message = "安排定时公开的发布员已不具有发布权，须由现任发布员重新办理。"


class CallingOffNeedsWords(DomainError):
    """An order to release is called off with a reason."""

    code = "PUB-404"
    message = "取消定时公开，须写明原因。"
    http_status = 422


class ScheduledBefore(DomainError):
    """An order stands to release the document before the moment that is to be its earliest."""

    code = "PUB-405"
    message = "该件已定于%(moment)s公开，早于所设定的时间；请先改期或取消定时公开。"


class NothingForwarded(DomainError):
    """The document forwards no document of another agency."""

    code = "PUB-501"
    message = "本件没有转发其他机关的文件，不需登记制作机关的同意。"


class ConsentUnproven(DomainError):
    """Neither the address at which the maker published it nor the letter of its consent is named."""

    code = "PUB-502"
    message = "制作机关已公开的，请填写网址；同意公开的，请填写函号或经办情况。"
    http_status = 422


class NotLedByOthers(DomainError):
    """Only a joint document of another lead agency that is filed here gets that agency's address."""

    code = "PUB-503"
    message = "只有由其他机关牵头、已归存的联合行文，才登记牵头机关的公开网址。"


class RelationUnknown(DomainError):
    """The public text does not state such a relation."""

    code = "PUB-421"
    message = "该件的公开文本没有写明这一关联，请刷新页面后再办理。"
    http_status = 422


class ColumnDoubtful(DomainError):
    """The scanner finds in the page what must not be made public."""

    code = "PUB-423"
    message = "文稿中有不宜公开的内容，没有公布：%(found)s。请删改后再保存（个人信息保护法；保守国家秘密法）。"
    http_status = 422


class ColumnChanged(DomainError):
    """Somebody else wrote the page meanwhile."""

    code = "PUB-422"
    message = "您打开之后，已有人保存了这一页的新版本；您的文稿没有保存，请核对后再保存。"


class ColumnUnchanged(DomainError):
    """The text is what the page shows already."""

    code = "PUB-425"
    message = "文稿与门户现有内容相同，没有需要批准的改动（未填写过的栏目请先写明内容）。"
    http_status = 422


class ColumnPending(DomainError):
    """An earlier version of the page waits for its decision."""

    code = "PUB-424"
    message = "这一页已有待批准的版本（%(who)s提出），办结之前不能再提。"
