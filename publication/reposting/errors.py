"""What re-posting refuses (codes PUB-65x, PUB-66x)."""

from common.errors import DomainError


class HostNotAllowed(DomainError):
    """The address is not one of a configured host."""

    code = "PUB-651"
    message = "地址不是获准网站的 http(s) 地址；获准网站由系统管理员在 REPOST_HOSTS 中设定。"
    http_status = 422


class SourceKnown(DomainError):
    """The feed, or its name, is there already."""

    code = "PUB-652"
    message = "已有同名或者同一地址的转载来源。"
    http_status = 422


class SourceUnreachable(DomainError):
    """The host does not answer, not in time, or not with a document."""

    code = "PUB-653"
    message = "来源网站没有正常应答，请稍后再试。"


class SourceGone(DomainError):
    """The host says that there is no such document (any more)."""

    code = "PUB-654"
    message = "来源网站上已没有这个页面。"


class SourceTooLarge(DomainError):
    """The answer is larger than a document may be."""

    code = "PUB-655"
    message = "来源网站的应答超过 %(limit)s MB，不予下载。"


class FeedUnreadable(DomainError):
    """The answer is no Atom or RSS feed, or one that declares entities."""

    code = "PUB-656"
    message = "来源不是可以读取的 Atom 或 RSS 订阅源。"


class PageUnreadable(DomainError):
    """The answer is neither a page with text nor a sound .docx."""

    code = "PUB-657"
    message = "来源文件不是有正文的网页或者 Word（.docx）文件，请在来源网站上核对后手工办理。"


class PageClassified(DomainError):
    """What was fetched bears a 密级 mark; nothing of it was kept (保守国家秘密法 31(3); R12)."""

    code = "PUB-658"
    message = "来源文件带有密级标志，未予保存；请立即报告保密机构。"


class NotScanned(DomainError):
    """The text could not be looked over, so nobody knows what is in it."""

    code = "PUB-659"
    message = "来源文本未能完成疑点扫描，不能转载。"


class RepostMoved(DomainError):
    """Somebody else has dealt with the task meanwhile, or it is not that far."""

    code = "PUB-660"
    message = "此转载任务目前为“%(state)s”，不能这样办理。"


class ReasonNeeded(DomainError):
    """Whoever does not re-post, or lets a changed source stand, says why."""

    code = "PUB-661"
    message = "请写明理由。"
    http_status = 422


class NumberShown(DomainError):
    """A document with this number is on the portal."""

    code = "PUB-662"
    message = "门户上已有此发文字号的公文（索引号 %(index)s），不必转载。"
