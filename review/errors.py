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


class PassageGone(DomainError):
    """The passage to comment on is not in the plan, or reads otherwise than on the page."""

    code = "REV-211"
    message = "方案中已没有这段文字，或文字已改动，请刷新后再批注。"


class CommentClosed(DomainError):
    """The comment was taken back, belongs to a closed round, or is somebody else's."""

    code = "REV-212"
    message = "这处批注已随意见出具或已收回，不能再%(act)s。"


class AnswerIncomplete(DomainError):
    """A comment is answered with 采纳 after the plan was changed, or with 未采纳 and the reason."""

    code = "REV-213"
    message = "%(why)s（国办发〔2016〕80号 二）。"
    http_status = 422


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


class SheetTooLarge(DomainError):
    """The Excel file is larger than the limit, packed or unpacked; `limit` in MB."""

    code = "REV-601"
    message = "Excel 文件过大：上传时不超过%(limit)s MB，解压后不超过%(unpacked)s MB，且不得含有异常压缩的内容。"
    http_status = 413


class SheetUnreadable(DomainError):
    """The file is no sound .xlsx."""

    code = "REV-602"
    message = "无法读取这个文件：须是未加密的 .xlsx 工作簿，请用 Excel 或 WPS 另存为 .xlsx 再上传。"
    http_status = 422


class HeadingsWrong(DomainError):
    """The first row does not name the columns."""

    code = "REV-603"
    message = "第一行须是表头，且恰有这些列：%(columns)s。请先导出现行版，在它上面修改。"
    http_status = 422


class RowsRefused(DomainError):
    """Some rows are unfit; nothing was taken. `problems` holds pairs of row number and reason."""

    code = "REV-604"
    message = "有%(count)s处不符合要求，一条也没有采用。%(first)s"
    http_status = 422

    def __init__(self, problems: tuple[tuple[int, str], ...]) -> None:
        self.problems = problems
        row, reason = problems[0]
        super().__init__(count=len(problems), first=f"第{row}行：{reason}。")


class TooManyRows(DomainError):
    """More terms than a dictionary may have."""

    code = "REV-605"
    message = "词条超过%(limit)s条的上限。"
    http_status = 422


class NothingDifferent(DomainError):
    """The new edition would be equal to the one in force."""

    code = "REV-606"
    message = "与现行版完全相同，没有可提请批准的变动。"
    http_status = 422


class WordsMissing(DomainError):
    """A change of a list, and its refusal, say why."""

    code = "REV-607"
    message = "请写明%(what)s。"
    http_status = 422


class BeginsInThePast(DomainError):
    """A list cannot be in force before it was decided on."""

    code = "REV-608"
    message = "生效日期不得早于今天（%(today)s）：已作出的审查以当时的清单和词库为准。"
    http_status = 422


class ProposalPending(DomainError):
    """An earlier proposal on the same list waits for its decision."""

    code = "REV-609"
    message = "%(what)s已在待批准，办结之前不能再提。"


class ProposalClosed(DomainError):
    """It was decided or taken back in the meantime."""

    code = "REV-610"
    message = "%(what)s%(state)s（%(who)s，%(when)s），您的操作没有执行。"


class NotProposed(DomainError):
    """It is still a draft."""

    code = "REV-611"
    message = "%(what)s尚未提请批准。"


class OwnProposal(DomainError):
    """Whoever proposed does not approve, nor does a substitute of either."""

    code = "REV-612"
    message = (
        "清单、词库的修订和数据集的汇聚审查须由另一人批准："
        "不得批准自己提出的，也不得批准与自己有代办关系的人提出的（条例第17条；保守国家秘密法第36条）。"
    )
    http_status = 403


class EditionOvertaken(DomainError):
    """A newer edition was approved; this one would drop its changes."""

    code = "REV-613"
    message = "第%(newer)s版已获批准，批准本版会丢掉它的变动；请在第%(newer)s版的基础上重新提出。"


class CodeTaken(DomainError):
    """A new entry of the negative list needs a new number."""

    code = "REV-614"
    message = "负面清单已有编号%(code)s，请另编号，或者修订该条目。"
    http_status = 422


class EntryOver(DomainError):
    """The edition of the entry is not the present one any more, or begins too late for the change."""

    code = "REV-615"
    message = "%(code)s第%(edition)s版不能在%(day)s变更：它已失效、已有新版，或当日才开始生效。"


class EmergencyStands(DomainError):
    """The document goes out as an emergency already."""

    code = "REV-701"
    message = "该件已由%(who)s于%(when)s决定紧急公开，不能重复决定。"


class EmergencyDecided(DomainError):
    """Somebody decided on the emergency release already."""

    code = "REV-702"
    message = "此件紧急公开%(what)s（%(who)s，%(when)s），您的操作没有执行。"


class SkippedAnswered(DomainError):
    """The co-sign was given afterwards already."""

    code = "REV-703"
    message = "该项补会签已由%(who)s于%(when)s办理。"


class EmergencyRefusalNeedsWords(DomainError):
    """Whoever does not approve an emergency release, or disagrees afterwards, says why."""

    code = "REV-704"
    message = "不同意、不予追认的，请写明理由。"


class NotOpened(DomainError):
    """The review does not open the data set: not approved, ended, or overtaken by a newer one."""

    code = "REV-616"
    message = "%(what)s现不在开放之中，无需停止。"


class ApprovalOver(DomainError):
    """An approval has to last at least until today."""

    code = "REV-617"
    message = "有效期至不得早于今天（%(today)s）。"
    http_status = 422


class ScanFailed(DomainError):
    """The scan for suspicions did not come to its end; the text counts as not reviewed."""

    code = "REV-190"
    message = "疑点扫描没有完成（%(cause)s）；本稿视为未经审查，不是没有疑点。"
    http_status = 503
