"""Checks of the settings: without its middleware the deny-by-default marks would be ornaments."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

ACCESS = "accounts.middleware.AccessMiddleware"
BEFORE = (
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
)


@register(Tags.security)
def access_middleware_stands(**kwargs: Any) -> list[CheckMessage]:
    """Refuse to start when the middleware is missing or stands before those it needs."""
    chain = list(settings.MIDDLEWARE)
    if ACCESS not in chain:
        return [Error(f"MIDDLEWARE 中缺少 {ACCESS}", id="accounts.E001")]
    late = [name for name in BEFORE if name not in chain or chain.index(name) > chain.index(ACCESS)]
    return [Error(f"{name} 必须排在 {ACCESS} 之前", id="accounts.E002") for name in late]


@register(Tags.security, deploy=True)
def second_factors_are_demanded(**kwargs: Any) -> list[CheckMessage]:
    """Warn when a real installation demands a second factor of no role by default."""
    if settings.SECOND_FACTOR_ROLES:
        return []
    return [Warning("SECOND_FACTOR_ROLES 为空：审批人和管理员未要求双因素认证（规则86）", id="accounts.W001")]
