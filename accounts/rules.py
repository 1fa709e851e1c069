"""R85 and R86: administrators stand apart, and a demanded second factor is shown."""

from accounts.facts import RoleFacts, SessionFacts
from accounts.roles import ADMIN_ROLES
from common.rules import rule

GRANT_ROLE = "grant_role"
OPEN_PAGE = "open_page"


@rule(
    85,
    basis="GB/T 22239-2019 8.1.5（等保三级 安全管理中心）",
    sentence="系统、安全、审计三类管理员须由不同的人担任，且不得兼任业务角色",
    facts=RoleFacts,
    acts=(GRANT_ROLE,),
    field="role",
)
def keeps_administrators_apart(facts: RoleFacts) -> bool:
    """Test if the roles held and wanted are one administrator's role alone, or business roles only."""
    together = facts.held | {facts.wanted}
    return len(together) == 1 or not together & ADMIN_ROLES


@rule(
    86,
    basis="GB/T 22239-2019 8.1.4.1（等保三级 身份鉴别 d）",
    sentence="您的角色须通过双因素认证后才能使用系统",
    facts=SessionFacts,
    acts=(OPEN_PAGE,),
)
def shows_the_second_factor(facts: SessionFacts) -> bool:
    """Test if a second factor was shown wherever the role demands one or the person has enrolled one."""
    return facts.factor_shown or not (facts.factor_demanded or facts.factor_enrolled)
