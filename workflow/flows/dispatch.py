"""发文: the whole way of a document, top to bottom in the order in which it meets the desks (design §2)."""

from viewflow import this
from viewflow.workflow import flow, lock

from documents.choices import Action
from review.choices import Desk as DeskName
from workflow import effects, gates
from workflow.engine.gateways import Fork, Gather, Switch
from workflow.engine.nodes import Begin, Desk, Finish, Job, Move
from workflow.models import DeskTask, DispatchProcess


class DispatchFlow(flow.Flow):
    """发文办理"""

    process_class = DispatchProcess
    task_class = DeskTask
    lock_impl = lock.SelectForUpdateLock(nowait=False, attempts=1)
    definition = 1  # a changed graph is a new class with the next number; running processes keep theirs

    # 拟稿、送审
    start = Begin().Next(this.submit)
    revise = Desk().Next(this.submit)
    submit = Move(Action.SUBMIT, effects.submit).Next(this.division)

    # 核稿
    division = Switch().Case(this.division_check, gates.division_due).Default(this.parallel)
    division_check = Desk().Next(this.parallel)

    # 公开属性审核 ‖ 保密审查 ‖ 解读方案会签 ‖ 合法性审核 ‖ 部门会签
    parallel = Switch().Case(this.desks, gates.desks_due).Default(this.approval)
    desks = (
        Fork()
        .Next(this.disclosure_check, case=gates.due(DeskName.DISCLOSURE_CHECK))
        .Next(this.confidentiality_officer, case=gates.due(DeskName.CONFIDENTIALITY_OFFICER))
        .Next(this.confidentiality_head, case=gates.due(DeskName.CONFIDENTIALITY_HEAD))
        .Next(this.confidentiality_leader, case=gates.due(DeskName.CONFIDENTIALITY_LEADER))
        .Next(this.interpretation_cosign, case=gates.due(DeskName.INTERPRETATION_COSIGN))
        .Next(this.legality_review, case=gates.due(DeskName.LEGALITY_REVIEW))
        .Next(this.department_cosign, case=gates.cosigns_due)
    )
    disclosure_check = Desk().Next(this.gather)
    confidentiality_officer = Desk().Next(this.confidentiality)
    confidentiality_head = Desk().Next(this.confidentiality)
    confidentiality_leader = Desk().Next(this.confidentiality)
    confidentiality = (
        Switch()
        .Case(this.confidentiality_head, gates.head_due)
        .Case(this.confidentiality_leader, gates.leader_due)
        .Default(this.gather)
    )
    interpretation_cosign = Desk().Next(this.gather)
    legality_review = Desk().Next(this.gather)
    department_cosign = Desk().Next(this.gather)
    gather = Gather().Next(this.approval)

    # 办公厅复核、签发
    approval = Switch().Case(this.office_check, gates.office_due).Default(this.sign)
    office_check = Desk().Next(this.sign)
    sign = Desk().Next(this.signed)
    signed = Move(Action.SIGN, effects.sign).Next(this.register)

    # 登记编号、排版
    register = Desk().Next(this.registered)
    registered = Move(Action.REGISTER, effects.register).Next(this.typeset)
    typeset = Job(effects.keep_copy, prepare=effects.typeset_copy).Annotation(title="排版").Next(this.final_check)

    # 发布前核验；核验不符的回到保密审查（内容已固定，不再退回拟稿）
    final_check = Job(effects.verify_copy).Annotation(title="发布前核验").Next(this.verified)
    verified = Switch().Case(this.destination, gates.copy_is_verified).Default(this.recheck)
    recheck = (
        Switch()
        .Case(this.recheck_officer, gates.officer_due)
        .Case(this.recheck_head, gates.head_due)
        .Case(this.recheck_leader, gates.leader_due)
        .Default(this.typeset)
    )
    recheck_officer = Desk(DeskName.CONFIDENTIALITY_OFFICER).Next(this.recheck)
    recheck_head = Desk(DeskName.CONFIDENTIALITY_HEAD).Next(this.recheck)
    recheck_leader = Desk(DeskName.CONFIDENTIALITY_LEADER).Next(this.recheck)
    destination = Switch().Case(this.release, gates.is_proactive).Default(this.filed)

    # 公开发布（与解读同步，可以定时）或归存；到时不能公开的回到发布环节
    release = Desk().Next(this.publish)
    publish = (
        Job(
            effects.publish,
            action=Action.PUBLISH,
            not_before=effects.release_moment,
            refused=effects.not_released,
            back="release",
        )
        .Annotation(title="对外发布")
        .Next(this.follow_up)
    )
    filed = Move(Action.FILE).Next(this.archive)

    # 跟踪解读与执行公开、归档
    follow_up = Desk().Next(this.archive)
    archive = Desk().Next(this.end)
    end = Finish()
