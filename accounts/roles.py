"""What a person may be: each role is a group of the same name (made by a migration)."""

from django.db.models import TextChoices


class Role(TextChoices):
    """The thirteen roles; the value is the name of the group."""

    DRAFTER = "drafter", "拟稿人"
    DIVISION_HEAD = "division_head", "处室负责人"
    DISCLOSURE_OFFICER = "disclosure_officer", "政务公开审核员"
    CONFIDENTIALITY_OFFICER = "confidentiality_officer", "保密审查员"
    CONFIDENTIALITY_HEAD = "confidentiality_head", "保密机构负责人"
    NEWS_OFFICER = "news_officer", "新闻办审核员"
    LEGAL_OFFICER = "legal_officer", "法规司审核员"
    OFFICE_SECRETARY = "office_secretary", "办公厅秘书"
    SIGNATORY = "signatory", "签发人"
    PUBLISHER = "publisher", "发布员"
    SYSTEM_ADMIN = "system_admin", "系统管理员"
    SECURITY_ADMIN = "security_admin", "安全管理员"
    AUDIT_ADMIN = "audit_admin", "审计管理员"


ADMIN_ROLES: frozenset[Role] = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})
BUSINESS_ROLES: frozenset[Role] = frozenset(Role) - ADMIN_ROLES
