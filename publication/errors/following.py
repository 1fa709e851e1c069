"""Validity, clean-ups and supply lists (PUB-7xx)."""

from common.errors import DomainError


class ChangePending(DomainError):
    """An earlier proposal to change the validity of the document waits for its decision."""

    code = "PUB-701"
    message = "该件已有待批准的有效性变动，办结之前不能再提。"


class ChangeClosed(DomainError):
    """The proposal was decided already."""

    code = "PUB-702"
    message = "此项有效性变动已经办结，您的操作没有执行。"


class NoChangeLeft(DomainError):
    """What is repealed, void or lapsed is not changed again, and only a term can be extended."""

    code = "PUB-703"
    message = "该件已经%(validity)s或者没有有效期，不能再作此项变动。"


class CleanupClosed(DomainError):
    """The results of the campaign were published already."""

    code = "PUB-711"
    message = "该项清理的结果已经公布，不能再改。"


class CleanupEmpty(DomainError):
    """No valid normative document lies within the scope."""

    code = "PUB-712"
    message = "范围内没有现行有效的规范性文件，请改变范围。"
    http_status = 422


class ItemConfirmed(DomainError):
    """A verdict that another person confirmed is not changed; one that is missing is not confirmed."""

    code = "PUB-713"
    message = "该件的清理意见尚未提出，或者已经确认，您的操作没有执行。"


class SameHands(DomainError):
    """Whoever proposed it does not approve or confirm it."""

    code = "PUB-714"
    message = "不能确认或批准自己提出的事项，须由另一人办理。"
    http_status = 422


class CleanupUnfinished(DomainError):
    """Some documents have no confirmed verdict."""

    code = "PUB-715"
    message = "还有 %(left)s 件的清理意见没有确认，不能公布结果。"


class NothingToSupply(DomainError):
    """Nothing was published in the period."""

    code = "PUB-721"
    message = "这段时间没有公开的文件，未编制清单。"
    http_status = 422


class SupplyHandedOver(DomainError):
    """The list was handed over already."""

    code = "PUB-722"
    message = "该清单已登记移送，不能再改。"


class ListingPending(DomainError):
    """An earlier proposal about the same row of the portal waits for its decision."""

    code = "PUB-731"
    message = "该条目已有待批准的%(act)s申请（%(who)s提出），办结之前不能再提。"


class ListingEnded(DomainError):
    """The row is a tombstone already, or belongs to a release of this office, which ends with its document."""

    code = "PUB-732"
    message = "该条目已不在门户公开，您的操作没有执行。"


class ReposterDecides(DomainError):
    """Whoever re-posted a document does not approve that it is taken down (R35)."""

    code = "PUB-733"
    message = "撤下转载须由原转载人以外的人批准（规则35）。"
    http_status = 422
