"""What this app refuses (codes ITP-xxx)."""

from common.errors import DomainError


class PlanFrozen(DomainError):
    """The document is no draft; its plan goes with it to the desks and cannot be changed."""

    code = "ITP-101"
    message = "公文当前为“%(status)s”，只有草稿的解读方案可以修改；办理中的公文须先退回或撤回。"


class PlanChanged(DomainError):
    """Somebody saved another plan since the page was opened."""

    code = "ITP-102"
    message = "%(by)s 已在您打开本页之后保存了第%(serial)s版解读方案；您填写的内容没有丢失，请核对后再保存。"


class PlanMalformed(DomainError):
    """A form, channel or likelihood is none of the lists."""

    code = "ITP-103"
    message = "解读形式、渠道或风险可能性不在规定选项之内。"
    http_status = 422
