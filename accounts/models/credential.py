"""What guards a sign-in: which roles must show a second factor, and which passwords were used before."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models


class RolePolicy(models.Model):
    """The security administrator's decision for one role; settings.SECOND_FACTOR_ROLES when there is none."""

    group = models.OneToOneField(Group, models.PROTECT, related_name="policy", verbose_name="角色")
    second_factor_required = models.BooleanField("须双因素认证")

    class Meta:
        verbose_name = "角色认证要求"


class PastPassword(models.Model):
    """The hash of a password that the person had; kept so that it is not used again."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="past_passwords")
    password = models.CharField("密码摘要", max_length=128)
    used_until = models.DateTimeField("停用时间")

    class Meta:
        verbose_name = "历史密码"
        indexes = [models.Index(name="past_password_newest", fields=["user", "-used_until"])]
