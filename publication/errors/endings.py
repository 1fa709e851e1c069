"""Retractions and corrections (PUB-3xx)."""

from common.errors import DomainError


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


class SuccessorUnknown(DomainError):
    """No other document that is public here bears the 索引号 or number that was named."""

    code = "PUB-308"
    message = "没有找到所填的接续文件：请填写门户上公开中的另一文件的索引号或发文字号，或者填写其网址。"
    http_status = 422
