"""The acts of this app in the journal; `name` is whom the act is about."""

from accounts.models import AbsenceKind
from accounts.roles import Role
from audit import verbs

CHAIN = "accounts"
ROLE_NAMES = {role.value: role.label for role in Role}

verbs.register(
    {
        "accounts.person_created": "%(by)s 建立%(name)s的账号",
        "accounts.person_changed": "%(by)s 修改%(name)s的登记信息",
        "accounts.person_deactivated": "%(by)s 停用%(name)s的账号",
        "accounts.person_activated": "%(by)s 恢复启用%(name)s的账号",
        "accounts.person_unlocked": "%(by)s 解除%(name)s的登录锁定",
        "accounts.role_granted": "%(by)s 授予%(name)s“%(role)s”角色",
        "accounts.role_withdrawn": "%(by)s 收回%(name)s的“%(role)s”角色",
        "accounts.password_changed": "%(by)s 修改本人密码",
        "accounts.password_issued": "%(by)s 向%(name)s发放初始密码",
        "accounts.factor_enrolled": "%(by)s 启用双因素认证",
        "accounts.factor_shown": "%(by)s 通过双因素认证（%(device)s）",
        "accounts.factor_failed": "%(by)s 双因素认证未通过（%(code)s）",
        "accounts.factor_removed": "%(by)s 解除%(name)s的双因素认证",
        "accounts.recovery_codes_made": "%(by)s 重新生成恢复码",
        "accounts.factor_policy_changed": "%(by)s 调整须双因素认证的角色：增加%(added)s，取消%(dropped)s",
        "accounts.delegated": "%(by)s 委托%(name)s代办（%(starts_on)s至%(ends_on)s）：%(reason)s",
        "accounts.delegation_revoked": "%(by)s 撤销%(principal)s对%(name)s的代办委托",
        "accounts.absence_registered": "%(by)s 登记%(name)s%(kind)s（%(starts_on)s至%(ends_on)s）",
        "accounts.absence_ended": "%(by)s 为%(name)s销假",
        "accounts.office_added": "%(by)s 增设机构“%(office)s”",
        "accounts.office_changed": "%(by)s 修改机构“%(office)s”",
        "accounts.leader_named": "%(by)s 指定%(name)s分管“%(office)s”",
        "accounts.leader_ended": "%(by)s 不再由%(name)s分管“%(office)s”",
    },
    labels={"kind": dict(AbsenceKind.choices), "role": ROLE_NAMES, "added": ROLE_NAMES, "dropped": ROLE_NAMES},
    tones={
        "accounts.person_deactivated": "alert",
        "accounts.role_withdrawn": "alert",
        "accounts.factor_failed": "alert",
        "accounts.factor_removed": "alert",
    },
    names={
        "accounts.absence_ended": "销假",
        "accounts.absence_registered": "登记外出",
        "accounts.delegated": "委托代办",
        "accounts.delegation_revoked": "撤销代办委托",
        "accounts.factor_removed": "解除他人的双因素认证",
        "accounts.leader_ended": "取消分管领导",
        "accounts.leader_named": "指定分管领导",
        "accounts.password_issued": "发放初始密码",
        "accounts.person_activated": "恢复启用账号",
        "accounts.person_changed": "修改登记信息",
        "accounts.person_created": "建立账号",
        "accounts.person_deactivated": "停用账号",
        "accounts.person_unlocked": "解除登录锁定",
        "accounts.role_granted": "授予角色",
        "accounts.role_withdrawn": "收回角色",
    },
)
