"""What this app refuses (codes DOC-1xx drafts, 2xx status and signature, 3xx files, 4xx numbers)."""

from common.errors import DomainError


class NotADraft(DomainError):
    """The document is being handled or done; its text and elements cannot be edited."""

    code = "DOC-101"
    message = "公文当前为“%(status)s”，只有草稿可以修改；办理中的公文须先退回或撤回。"


class DecisionIncomplete(DomainError):
    """The proposed disclosure decision breaks a rule; the reasons name the rules and their basis."""

    code = "DOC-102"
    message = "公开属性未保存：%(reasons)s"
    http_status = 422


class ActionRefused(DomainError):
    """The document's status does not allow the action."""

    code = "DOC-201"
    message = "公文当前为“%(status)s”，不能%(action)s。"


class SignatureMissing(DomainError):
    """There is nothing to sign: no version or no disclosure decision."""

    code = "DOC-202"
    message = "尚无可签发的稿件或公开属性决定。"


class RedactionTooLate(DomainError):
    """Passages are withheld only while the document is being reviewed; afterwards its public text is fixed."""

    code = "DOC-204"
    message = "公文当前为“%(status)s”，只有办理中的公文可以作区分处理；签发以后公开文本已经固定，须先退回重签。"


class ContentErased(DomainError):
    """The content was erased because it must be classified (R12)."""

    code = "DOC-203"
    message = "该件内容已按保密规定清除，系统只保留办理事实。"
    http_status = 410


class SeriesMissing(DomainError):
    """No number series in use was chosen."""

    code = "DOC-401"
    message = "请选定启用中的发文代字后再编号。"


class NumberAlreadyGiven(DomainError):
    """The document has a valid number."""

    code = "DOC-402"
    message = "该件已编号为%(number)s，不能重复编号。"


class SeriesCodeTaken(DomainError):
    """Another series has the code letters, perhaps a closed one."""

    code = "DOC-403"
    message = "发文代字“%(code)s”已经设置过；停用的可以重新启用。"


class SeriesSettled(DomainError):
    """The series has given a number: its code letters and its manner of numbering stay (R50)."""

    code = "DOC-404"
    message = "“%(code)s”已编过号，代字和编号方式不能再改；不再使用的请停用，另行增设。"


class SeriesCodeUnreadable(DomainError):
    """A number with these code letters would not be read back as one (公文处理工作条例 art. 9(5))."""

    code = "DOC-405"
    message = (
        "用此代字编出的发文字号不合规范（公文处理工作条例第九条第五项）：代字只用汉字、字母和圆括号，不含年份和“第”“号”；"
        "令号的代字以“令”结尾，公告、通告、通报号同。"
    )
    http_status = 422


class StarMisused(DomainError):
    """What was typed puts the star of state secrets on something else (保守国家秘密法 22, R13)."""

    code = "DOC-105"
    message = (
        "您填写的文字在不属于国家秘密的事项上标注了★。依照《中华人民共和国保守国家秘密法》第二十二条，不属于国家秘密的，"
        "不得作出国家秘密标志；所填内容未被保存，请去掉标志后重新填写。"
    )
    http_status = 422


class ClassifiedText(DomainError):
    """What was typed bears a 密级 mark; nothing of it was stored or logged (保守国家秘密法 31(3), R12)."""

    code = "DOC-104"
    message = (
        "您填写的文字带有密级标志。本系统是非涉密系统，依照《中华人民共和国保守国家秘密法》第三十一条第三项不得存储、处理国家秘密；"
        "带有标志的内容未被保存，请勿再填；涉密事项请改用涉密渠道。"
    )
    http_status = 422


class EmbargoTooLate(DomainError):
    """The document is public, filed or over: there is nothing left to hold back."""

    code = "DOC-205"
    message = "公文当前为“%(status)s”，不能再设定不早于公开的时间。"


class UrgencyFixed(DomainError):
    """The document is signed: its 紧急程度 is printed on what was signed (党政机关公文处理工作条例 9(3))."""

    code = "DOC-210"
    message = (
        "公文当前为“%(status)s”，紧急程度已随签发稿确定，不能再改；确需改动的，须先退回重签"
        "（《党政机关公文处理工作条例》第九条第三项）。"
    )


class UrgencyAlready(DomainError):
    """There is nothing to change."""

    code = "DOC-211"
    message = "该件的紧急程度已经是“%(urgency)s”，不需改动。"


class UrgencyUnexplained(DomainError):
    """The General Office says why it changes how urgent a document is."""

    code = "DOC-212"
    message = "改动紧急程度须写明理由。"
    http_status = 422


class EmbargoUnexplained(DomainError):
    """Holding a release back, or no longer, needs a reason in words."""

    code = "DOC-206"
    message = "设定、变更或取消不早于公开的时间，须写明理由。"
    http_status = 422


class NotOnFile(DomainError):
    """Only what is on file and not proactive can be turned public."""

    code = "DOC-207"
    message = "公文当前为“%(status)s”，只有已归存、未主动公开的公文可以转为主动公开。"


class ConversionPending(DomainError):
    """The document is being turned public already."""

    code = "DOC-208"
    message = "该件已在办理转为公开，请勿重复提出。"


class NothingConverted(DomainError):
    """The document is not being turned public."""

    code = "DOC-209"
    message = "该件没有正在办理的转为公开，不能终止。"
