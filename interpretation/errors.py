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


class MaterialMissing(DomainError):
    """The plan has no such material."""

    code = "ITP-201"
    message = "方案里已没有这份解读材料，请刷新后再办。"


class MaterialMalformed(DomainError):
    """A form or link is none that the product knows."""

    code = "ITP-202"
    message = "解读材料的形式、阶段或链接不符合要求：链接须以 https:// 或 http:// 开头。"
    http_status = 422


class PictureUnreadable(DomainError):
    """The picture is no PNG or JPEG, or too large."""

    code = "ITP-203"
    message = "读不出这张图片：须是 PNG 或 JPEG，不超过%(limit)s MB。"
    http_status = 422


class TooManyMaterials(DomainError):
    """More materials than a plan may have."""

    code = "ITP-204"
    message = "一份方案最多%(limit)s份解读材料。"
    http_status = 422


class NothingToGenerate(DomainError):
    """The document's text is not there to be read."""

    code = "ITP-205"
    message = "公文还没有正文，无法据以生成初稿。"


class StepOutOfTurn(DomainError):
    """The material stands elsewhere on its road."""

    code = "ITP-301"
    message = "这份材料现为“%(standing)s”，不能%(act)s；请刷新后再办。"


class StepNeedsAnother(DomainError):
    """Somebody who had part in the material judges or publishes it."""

    code = "ITP-302"
    message = "拟稿、保密审查、负责人审查、新闻办审核、公布须由不同的人办理（规则15、87；依据：保守国家秘密法第35条）。"
    http_status = 403


class StepSaysNothing(DomainError):
    """A return needs words."""

    code = "ITP-303"
    message = "退回解读材料须写明理由（党政机关公文处理工作条例第21条）。"
    http_status = 422


class NotYetPublic(DomainError):
    """The document is not public, or its plan has no such phase."""

    code = "ITP-304"
    message = "后续解读须在公文公开之后、按方案中的阶段办理。"


class MaterialIncomplete(DomainError):
    """The material lacks its title, its text or link, or is still as it was generated."""

    code = "ITP-305"
    message = "解读材料还不能送审：%(why)s。"
    http_status = 422


class MaterialSuspicious(DomainError):
    """The scanner found what must not be published; `places` shows it masked."""

    code = "ITP-306"
    message = "解读材料中有须处理的疑点，不能送审：%(places)s（国办发〔2018〕23号；个人信息保护法第13条）。"
    http_status = 422


class WarningsNotSeen(DomainError):
    """The scanner found something to look at, and the officer has not said that it was looked at."""

    code = "ITP-307"
    message = "本材料有%(count)s处须核对的疑点，请逐处核对并勾选确认。"
    http_status = 422
