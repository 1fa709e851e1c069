"""Rules 32 (first part) and 34: pure predicates over interpretation.facts; all are kept when none is due."""

from common.rules import Effect, rule
from interpretation.facts import LaterFacts, PlanFacts

NOTICE = "教办厅〔2017〕3号（十一）"
SYNCHRONOUS = f"{NOTICE}；国办发〔2016〕80号 二"


@rule(
    32,
    basis=SYNCHRONOUS,
    sentence="政策性文件须有解读方案和解读材料，与文件一并报批、同步公布",
    facts=PlanFacts,
    acts=("office_check", "sign"),
)
def plan_goes_with_the_document(plan: PlanFacts) -> bool:
    """Test if plan and material are there to be approved together with the document."""
    return not plan.is_due or (plan.has_plan and plan.has_material and plan.materials_whole and plan.drafts == 0)


@rule(
    32,
    basis="国办发〔2016〕80号 二：分段、多次、持续开展解读",
    effect=Effect.WARN,
    sentence="方案中还有后续阶段没有公布解读材料；办结跟踪后仍可在“解读安排”中办理",
    facts=LaterFacts,
    acts=("follow_up",),
)
def later_phases_were_published(later: LaterFacts) -> bool:
    """Test if each later phase of the plan has a public material."""
    return later.done >= later.phases


@rule(
    34,
    basis=SYNCHRONOUS,
    sentence="主动公开的政策性文件须附解读方案",
    facts=PlanFacts,
    acts=("submit", "reopen"),
    field="plan",
)
def has_a_plan(plan: PlanFacts) -> bool:
    """Test if there is an interpretation plan where one is due."""
    return not plan.is_due or plan.has_plan


@rule(
    34,
    basis=SYNCHRONOUS,
    sentence="解读方案须写明第一解读人和责任单位",
    facts=PlanFacts,
    acts=("submit", "reopen"),
    field="first_interpreter",
)
def names_who_interprets(plan: PlanFacts) -> bool:
    """Test if the plan names the first interpreter and the office responsible."""
    return _absent(plan) or plan.has_people


@rule(
    34,
    basis=SYNCHRONOUS,
    sentence="解读方案须写明背景依据和主要内容",
    facts=PlanFacts,
    acts=("submit", "reopen"),
    field="key_points",
)
def states_the_points(plan: PlanFacts) -> bool:
    """Test if the plan states background and key points."""
    return _absent(plan) or plan.has_points


@rule(
    34,
    basis=SYNCHRONOUS,
    sentence="解读方案须选定解读形式",
    facts=PlanFacts,
    acts=("submit", "reopen"),
    field="forms",
)
def has_a_form(plan: PlanFacts) -> bool:
    """Test if the plan chooses at least one form of interpretation."""
    return _absent(plan) or plan.has_forms


@rule(
    34,
    basis=SYNCHRONOUS,
    sentence="解读方案须写明时间安排",
    facts=PlanFacts,
    acts=("submit", "reopen"),
    field="schedule",
)
def has_a_schedule(plan: PlanFacts) -> bool:
    """Test if the plan says when the interpretation takes place."""
    return _absent(plan) or plan.has_schedule


@rule(
    34,
    basis=SYNCHRONOUS,
    sentence="解读方案须选定解读渠道",
    facts=PlanFacts,
    acts=("submit", "reopen"),
    field="channels",
)
def has_a_channel(plan: PlanFacts) -> bool:
    """Test if the plan chooses at least one channel."""
    return _absent(plan) or plan.has_channels


@rule(
    34,
    basis=NOTICE,
    sentence="报送时须附宣传考虑",
    facts=PlanFacts,
    acts=("submit", "reopen"),
    field="publicity",
)
def has_publicity_considerations(plan: PlanFacts) -> bool:
    """Test if the plan carries the publicity considerations."""
    return _absent(plan) or plan.has_publicity


@rule(
    34,
    basis=NOTICE,
    sentence="报送时须附舆情风险评估：至少评估一个风险点，或写明没有风险的理由",
    facts=PlanFacts,
    acts=("submit", "reopen"),
    field="no_risk_reason",
)
def has_a_risk_assessment(plan: PlanFacts) -> bool:
    """Test if a risk point is listed, or the reason for there being none is stated."""
    return _absent(plan) or plan.risks > 0 or plan.states_no_risk


@rule(
    34,
    basis=NOTICE,
    sentence="每个舆情风险点须写明可能性、应对措施和责任人",
    facts=PlanFacts,
    acts=("submit", "reopen"),
    field="risks",
)
def every_risk_is_assessed(plan: PlanFacts) -> bool:
    """Test if each risk point has a likelihood, a response and an owner."""
    return _absent(plan) or plan.risks_assessed == plan.risks


@rule(
    34,
    basis=SYNCHRONOUS,
    sentence="后续各阶段须写明名称、时间、形式和责任人",
    facts=PlanFacts,
    acts=("submit", "reopen"),
    field="phases",
)
def every_phase_is_scheduled(plan: PlanFacts) -> bool:
    """Test if each later phase says what, when, how and who."""
    return _absent(plan) or plan.phases_scheduled == plan.phases


@rule(
    34,
    basis=SYNCHRONOUS,
    sentence="须附解读材料，与文件同步公布",
    facts=PlanFacts,
    acts=("submit", "reopen"),
    field="materials",
)
def has_material(plan: PlanFacts) -> bool:
    """Test if there is a material that interprets the document."""
    return _absent(plan) or plan.has_material


@rule(
    34,
    basis=SYNCHRONOUS,
    sentence="每份解读材料须有标题，并有正文、图片或链接",
    facts=PlanFacts,
    acts=("submit", "reopen"),
    field="materials",
)
def materials_are_whole(plan: PlanFacts) -> bool:
    """Test if each material has a title and says something."""
    return _absent(plan) or plan.materials_whole


@rule(
    34,
    basis="谁起草、谁解读：国办发〔2016〕80号 二",
    sentence="自动生成的解读材料只是初稿，须经起草单位修改后才能送审",
    facts=PlanFacts,
    acts=("submit", "reopen"),
    field="materials",
)
def no_material_is_as_generated(plan: PlanFacts) -> bool:
    """Test if somebody has edited each material that was generated."""
    return _absent(plan) or plan.drafts == 0


def _absent(plan: PlanFacts) -> bool:
    """Test if there is nothing to judge: none is due, or none is there (which has_a_plan reports)."""
    return not plan.is_due or not plan.has_plan
