"""What this app refuses (ACC-1xx people, 2xx delegation, 3xx passwords, 4xx second factor, 5xx offices)."""

from common.errors import DomainError


class AccessUndeclared(DomainError):
    """The view says nobody may open it: access is denied until somebody decides."""

    code = "ACC-101"
    message = "此页面尚未规定谁可以打开，因此不予开放。"
    http_status = 403


class LastSecurityAdmin(DomainError):
    """Nobody could grant roles any more."""

    code = "ACC-102"
    message = "这是最后一名在用的安全管理员，请先授予另一人该角色。"


class NotOnOneself(DomainError):
    """An administrator does not administer the own account."""

    code = "ACC-103"
    message = "不能对自己的账号%(act)s，请由另一名管理员办理。"


class PersonInactive(DomainError):
    """The person was deactivated."""

    code = "ACC-104"
    message = "%(name)s已停用，请先恢复启用。"


class UsernameTaken(DomainError):
    """Another person has the user name."""

    code = "ACC-105"
    message = "用户名“%(username)s”已被使用。"


class NotAnAdministratorsRole(DomainError):
    """The command line appoints the first administrators only; other roles are granted on the page."""

    code = "ACC-106"
    message = "命令行只能任命三类管理员；业务角色请由安全管理员在页面上授予。"


class AlreadyAppointed(DomainError):
    """There is an administrator of this kind already."""

    code = "ACC-107"
    message = "已有在用的%(role)s，请由安全管理员在页面上授予角色。"


class DelegationToOneself(DomainError):
    """The person named is the principal."""

    code = "ACC-201"
    message = "不能委托自己代办。"


class DelegationUnqualified(DomainError):
    """The delegate holds none of the principal's business roles, or is not in use."""

    code = "ACC-202"
    message = "%(name)s与您没有相同的业务角色，不能代您办理。"


class DelegationPeriodWrong(DomainError):
    """The days are in the wrong order or in the past."""

    code = "ACC-203"
    message = "代办期限不对：起始日不得早于今天，截止日不得早于起始日。"


class DelegationOverlaps(DomainError):
    """Another delegation of the principal shares a day."""

    code = "ACC-204"
    message = "所选期间已委托%(name)s代办（%(starts_on)s至%(ends_on)s），请先撤销或另选期间。"


class DelegateIsAway(DomainError):
    """The delegate has given away the own work for a shared day: it would reach nobody."""

    code = "ACC-205"
    message = "%(name)s在所选期间已委托他人代办，请另选代办人。"


class DelegationOver(DomainError):
    """The delegation was revoked or its last day is past."""

    code = "ACC-206"
    message = "该委托已撤销或已到期。"


class AbsencePeriodWrong(DomainError):
    """The period ends before it begins, or is over."""

    code = "ACC-207"
    message = "外出期间须先起后止，且截止日不早于今天。"
    http_status = 422


class AbsenceOverlaps(DomainError):
    """The person is registered as away on one of the days."""

    code = "ACC-208"
    message = "%(name)s在%(starts_on)s至%(ends_on)s已登记外出，请先销假或另选期间。"
    http_status = 422


class AbsenceOver(DomainError):
    """The absence was ended or its last day is past."""

    code = "ACC-209"
    message = "该外出已销假或已结束。"


class PasswordRefused(DomainError):
    """The new password breaks a rule; the reasons name the rules, never the password."""

    code = "ACC-301"
    message = "新密码不符合要求：%(reasons)s"
    http_status = 422


class FactorAlreadyEnrolled(DomainError):
    """A confirmed second factor is replaced only after the security administrator removed it."""

    code = "ACC-401"
    message = "您已启用双因素认证；如需更换设备，请联系安全管理员解除后重新绑定。"


class FactorCodeWrong(DomainError):
    """The code is wrong, stale or used already."""

    code = "ACC-402"
    message = "验证码不正确或已用过，请输入认证器当前显示的 6 位数字。"
    http_status = 422


class FactorThrottled(DomainError):
    """Too many wrong codes in a row."""

    code = "ACC-403"
    message = "验证码连续输错，请在 %(seconds)s 秒后再试。"
    http_status = 429


class FactorNotEnrolled(DomainError):
    """The person has no confirmed second factor."""

    code = "ACC-404"
    message = "尚未启用双因素认证。"


class OfficePlaceWrong(DomainError):
    """The levels would not be in order, or the office would be its own ancestor."""

    code = "ACC-501"
    message = "上级机构不对：机关没有上级，司局属于机关，处室属于司局或机关，且不能是自己或自己的下级。"
    http_status = 422


class OfficeNameTaken(DomainError):
    """There is an office of that name under the same parent."""

    code = "ACC-502"
    message = "同一上级机构下已有“%(name)s”。"


class GeneralOfficeTaken(DomainError):
    """The organ has a General Office already."""

    code = "ACC-503"
    message = "“%(name)s”已是本机关的办公厅（室），一个机关只能有一个。"


class LeaderUnfit(DomainError):
    """The leader in charge is no active signatory of the office's organ."""

    code = "ACC-504"
    message = "分管领导须是本机关在用的签发人，请先由安全管理员授予角色，或另选一人。"
    http_status = 422
