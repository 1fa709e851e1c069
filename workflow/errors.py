"""What the desks refuse (codes WFL-xxx)."""

from common.errors import DomainError


class TaskClosed(DomainError):
    """Somebody else has done the task, or it was taken back."""

    code = "WFL-101"
    message = "此任务已由%(who)s于%(when)s%(what)s。"


class Stale(DomainError):
    """The page on which the person acted shows an older state."""

    code = "WFL-102"
    message = "您打开页面之后本件已有变动（%(what)s），请核对后再提交；您填写的内容已保留。"


class HeldByOther(DomainError):
    """Another person has claimed the task."""

    code = "WFL-103"
    message = "此任务已由%(who)s签收，请其退还签收或由办公厅改派。"


class RightLost(DomainError):
    """The person had the right when claiming, but has it no longer."""

    code = "WFL-104"
    message = "您已不具有办理此环节的角色，不能提交；此任务已退回待签收队列。"
    http_status = 403


class ReturnTarget(DomainError):
    """The document cannot be returned to that desk from here."""

    code = "WFL-105"
    message = "不能从“%(from_desk)s”退回至“%(to_desk)s”。"
    http_status = 422


class NotInReview(DomainError):
    """There is no running process to act on."""

    code = "WFL-106"
    message = "公文当前不在办理中，不能%(act)s。"


class NotEligible(DomainError):
    """The person to whom a task is to be given may not act on it."""

    code = "WFL-107"
    message = "%(who)s没有该环节的角色，或与本件存在回避关系，不能改派给其办理。"
    http_status = 422


class NothingVerified(DomainError):
    """The public copy is not verified yet."""

    code = "WFL-108"
    message = "公开稿尚未通过发布前核验，不能发布。"


class AlreadyStarted(DomainError):
    """The draft was handed in already."""

    code = "WFL-109"
    message = "该件已送审，请勿重复提交。"


class AlreadyReopened(DomainError):
    """The retracted document is being reviewed for another release already."""

    code = "WFL-110"
    message = "该件已在重新审查，请勿重复提请。"


class ReasonMissing(DomainError):
    """An act that needs a reason in words was asked without one."""

    code = "WFL-111"
    message = "%(act)s须写明理由。"
    http_status = 422


class NotAtThisDesk(DomainError):
    """The desk does not do this: findings belong to the confidentiality desks, withheld passages to the officer's."""

    code = "WFL-113"
    message = "“%(desk)s”环节不能作此处理；区分处理由保密审查员办理，需要改动的请退回并说明。"


class DraftStale(DomainError):
    """Somebody else changed the draft after the page was opened."""

    code = "WFL-121"
    message = "您打开页面之后，本草稿已有变动（%(what)s），为避免互相覆盖没有保存；您填写的内容已保留，请核对后再保存。"


class NothingInDoubt(DomainError):
    """There is no doubt of the leader to which an answer could be recorded."""

    code = "WFL-112"
    message = "本件没有待外部答复的“无法确定”意见，不需登记答复。"


class NothingTicked(DomainError):
    """A bulk act was ordered without a ticked row."""

    code = "WFL-131"
    message = "还没有勾选公文。请先在看板上勾选要%(act)s的行，再按按钮；只处理勾选的行。"
    http_status = 422


class TooManyTicked(DomainError):
    """More rows were ticked than one act takes."""

    code = "WFL-132"
    message = "一次最多处理 %(most)s 行，现勾选了 %(ticked)s 行，请分几次办理。"
    http_status = 422


class NothingToRelease(DomainError):
    """Nobody holds the task, so there is no claim to release."""

    code = "WFL-133"
    message = "该环节尚未签收，本来就在待签收队列中。"


class TooLateToUndo(DomainError):
    """Somebody acted on the row after the act that is to be undone (its revision, holder or document changed)."""

    code = "WFL-134"
    message = "此后已有人签收、办理或改动本件，不能撤销；需要调整的请重新改派或另行改动。"


class FilterEmpty(DomainError):
    """A filter without a condition is no filter."""

    code = "WFL-135"
    message = "当前没有任何筛选条件，不需保存；请先选好条件。"
    http_status = 422


class FilterNameTaken(DomainError):
    """The person has another saved filter of this name."""

    code = "WFL-136"
    message = "您已有名为“%(name)s”的筛选，请换一个名称。"
    http_status = 422


class TooManyFilters(DomainError):
    """The person keeps as many filters as one finds again."""

    code = "WFL-137"
    message = "每人最多保存 %(most)s 个筛选，请先删除不用的。"
    http_status = 422


class PersonAway(DomainError):
    """The person to whom a task is to be given is absent, and nobody said that this is known."""

    code = "WFL-138"
    message = "%(who)s目前外出（%(words)s）。确要改派给其办理的，请勾选“外出也改派”后再提交。"
    http_status = 422
