"""Second factors (R86): TOTP by django-otp, recovery codes of which only keyed digests are stored."""

import secrets
from datetime import datetime
from math import ceil

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.crypto import salted_hmac
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.errors import (
    FactorAlreadyEnrolled,
    FactorCodeWrong,
    FactorNotEnrolled,
    FactorThrottled,
    NotOnOneself,
)
from accounts.models import RolePolicy, User
from accounts.roles import Role
from accounts.selectors import roles_demanding_a_factor
from accounts.services.journal import note
from common.errors import DomainError

RECOVERY_CODES = 10
TOTP_NAME = "认证器"
RECOVERY_NAME = "恢复码"
CODE_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@transaction.atomic
def begin_factor(*, user: User) -> TOTPDevice:
    """Return the device that waits for its first code, made at need. Raises FactorAlreadyEnrolled."""
    User.objects.select_for_update().get(pk=user.pk)
    if TOTPDevice.objects.filter(user=user, confirmed=True).exists():
        raise FactorAlreadyEnrolled
    device, _ = TOTPDevice.objects.get_or_create(user=user, confirmed=False, defaults={"name": TOTP_NAME})
    return device


def pending_factor(*, user: User) -> TOTPDevice | None:
    """Return the device that waits for its first code, if there is one."""
    return TOTPDevice.objects.filter(user=user, confirmed=False).first()


def confirm_factor(*, user: User, code: str, by: User, at: datetime) -> tuple[TOTPDevice, list[str]]:
    """Return the device, confirmed by its first code, and ten recovery codes to be shown once.

    Raises FactorAlreadyEnrolled, FactorCodeWrong, FactorThrottled.
    """
    device = begin_factor(user=user)
    _verify(device, code, by, at)
    with transaction.atomic():
        TOTPDevice.objects.filter(pk=device.pk).update(confirmed=True)
        codes = _make_codes(user)
        note("factor_enrolled", about=user, by=by, at=at)
    device.confirmed = True
    return device, codes


def show_factor(*, user: User, code: str, by: User, at: datetime) -> Device:
    """Return the device that accepted the six digits or the recovery code.

    Raises FactorNotEnrolled, FactorCodeWrong, FactorThrottled; a failure is on record.
    """
    code = code.strip().lower().replace(" ", "").replace("-", "")
    model, shown = (TOTPDevice, code) if code.isdigit() else (StaticDevice, digest_of(code))
    device = model.objects.filter(user=user, confirmed=True).first()
    if device is None:
        raise FactorNotEnrolled
    _verify(device, shown, by, at)
    with transaction.atomic():
        note("factor_shown", about=user, by=by, at=at, device=device.name)
    return device


def _verify(device: Device, code: str, by: User, at: datetime) -> None:
    """Ask the device under its lock; the count of failures and the entry stay although an error is raised."""
    with transaction.atomic():
        device = type(device).objects.select_for_update().get(pk=device.pk)
        refusal = _refusal(device, code, at)
        if refusal is not None:
            note("factor_failed", about=device.user, by=by, at=at, code=refusal.code)
    if refusal is not None:
        raise refusal


def _refusal(device: Device, code: str, at: datetime) -> DomainError | None:
    allowed, why = device.verify_is_allowed()
    if not allowed:
        return FactorThrottled(seconds=max(1, ceil((why["locked_until"] - at).total_seconds())))
    return None if device.verify_token(code) else FactorCodeWrong()


def digest_of(code: str) -> str:
    """Return what is stored of a recovery code: 64 bits of a keyed digest."""
    return salted_hmac("accounts.recovery", code, algorithm="sha256").hexdigest()[:16]


def _make_codes(user: User) -> list[str]:
    device, _ = StaticDevice.objects.get_or_create(user=user, defaults={"name": RECOVERY_NAME})
    device.token_set.all().delete()
    codes = ["".join(secrets.choice(CODE_LETTERS) for _ in range(10)) for _ in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create([StaticToken(device=device, token=digest_of(code)) for code in codes])
    return [f"{code[:5]}-{code[5:]}" for code in codes]


@transaction.atomic
def remake_recovery_codes(*, user: User, by: User, at: datetime) -> list[str]:
    """Return ten new recovery codes, to be shown once; the old ones end. Raises FactorNotEnrolled."""
    if not TOTPDevice.objects.select_for_update().filter(user=user, confirmed=True).first():
        raise FactorNotEnrolled
    codes = _make_codes(user)
    note("recovery_codes_made", about=user, by=by, at=at)
    return codes


@transaction.atomic
def remove_factor(*, user: User, by: User, at: datetime) -> None:
    """Take the person's devices and recovery codes away, so that a new device can be enrolled.

    Raises NotOnOneself, FactorNotEnrolled.
    """
    if by.pk == user.pk:
        raise NotOnOneself(act="解除双因素认证")
    if not TOTPDevice.objects.filter(user=user).delete()[0]:
        raise FactorNotEnrolled
    StaticDevice.objects.filter(user=user).delete()
    note("factor_removed", about=user, by=by, at=at)


@transaction.atomic
def set_factor_roles(*, required: frozenset[Role], by: User, at: datetime) -> None:
    """Write which roles must show a second factor, from the next page on; only changes leave a trace."""
    before = roles_demanding_a_factor()
    for group in Group.objects.filter(name__in=[role.value for role in required ^ before]):
        decided = {"second_factor_required": group.name in required}
        RolePolicy.objects.update_or_create(group=group, defaults=decided)
    if required != before:
        added, dropped = sorted(required - before), sorted(before - required)
        note("factor_policy_changed", by=by, at=at, added=added, dropped=dropped)
