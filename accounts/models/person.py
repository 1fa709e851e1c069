"""人员: people, and their memberships in the groups that are roles."""

from datetime import date, datetime
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import Group, Permission
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

USERNAME_PATTERN = r"^[a-z][a-z0-9_.-]{1,29}$"


class UserManager(BaseUserManager["User"]):
    """Makes people; there is no superuser to make (R85)."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "User":
        """Insert a person with a hashed password (None: cannot sign in) and return the row."""
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):  # type: ignore[django-manager-missing]  # workflow stands on untyped viewflow
    """One person. Deactivated, never deleted (a trigger refuses); nobody is above the rules."""

    username = models.CharField("用户名", max_length=30, unique=True)
    full_name = models.CharField("姓名", max_length=50)
    office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="people", verbose_name="所在机构")
    title = models.CharField("职务", max_length=50, blank=True)
    is_principal = models.BooleanField("主要负责人", default=False)
    is_active = models.BooleanField("在用", default=True)
    must_change_password = models.BooleanField("须先修改密码", default=False)
    password_changed_at = models.DateTimeField("密码修改时间", db_default=Now())
    groups = models.ManyToManyField(
        Group,
        through="accounts.Membership",
        through_fields=("user", "group"),
        related_name="user_set",
        related_query_name="user",
        verbose_name="角色",
    )

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name"]
    until: date | None = None  # set by selectors.principals_of: last day of the delegation

    is_superuser: ClassVar[bool] = False
    is_staff: ClassVar[bool] = False

    class Meta:
        verbose_name = "人员"
        constraints = [
            models.CheckConstraint(name="user_username_is_plain", condition=Q(username__regex=USERNAME_PATTERN)),
            models.CheckConstraint(name="user_has_a_name", condition=~Q(full_name="")),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def shape(self) -> tuple[int, str]:
        """Return what a statement may use of the person (common.composed): the key, and the path of the office."""
        return self.pk, self.office.path

    def get_full_name(self) -> str:
        """Return the name as it is shown."""
        return self.full_name

    def get_all_permissions(self, obj: object = None) -> set[str]:
        """Return the permissions of the person's groups as app.codename, asked afresh; none when inactive."""
        if not self.is_active:
            return set()
        held = Permission.objects.filter(group__user=self).values_list("content_type__app_label", "codename")
        return {f"{app}.{codename}" for app, codename in held.order_by()}

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Test if a group of the person holds the permission app.codename; there is no short cut."""
        return perm in self.get_all_permissions()

    def has_perms(self, perms: list[str], obj: object = None) -> bool:
        """Test if the person's groups hold all the permissions."""
        return set(perms) <= self.get_all_permissions()

    def has_module_perms(self, app_label: str) -> bool:
        """Test if the person's groups hold any permission of the app."""
        return any(perm.startswith(f"{app_label}.") for perm in self.get_all_permissions())


class Membership(models.Model):
    """One role of one person, with who granted it and when; a trigger holds R85."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    group = models.ForeignKey(Group, models.PROTECT, related_name="memberships")
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="授权人"
    )
    granted_at: "models.DateTimeField[datetime, datetime]" = models.DateTimeField("授权时间", db_default=Now())

    class Meta:
        verbose_name = "角色授予"
        constraints = [models.UniqueConstraint(name="membership_once", fields=["user", "group"])]
