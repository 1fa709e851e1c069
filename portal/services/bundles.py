"""导入公开内容包: a verified bundle is applied whole, once, and only on the state that it was made for."""

import json
from datetime import datetime

from django.db import DataError, IntegrityError, connection, transaction

from common.errors import DomainError
from portal.bundles.codec import Unfit, from_json
from portal.bundles.manifest import Line, Manifest
from portal.bundles.verifying import Bundle
from portal.errors import BundleMissing, BundleOutdated, ChainBroken, ItemUnfit
from portal.models import AppliedBundle
from portal.services.kinds import kind_of, table_of

SETTLE = "set constraints all immediate; set constraints all deferred"  # what is asked at the commit, asked now


def apply_bundle(*, bundle: Bundle, at: datetime) -> AppliedBundle | None:
    """Put every item of the bundle on the portal in one transaction; None when it was applied before.

    :raises BundleMissing: BundleOutdated: ChainBroken: it does not follow on what is here.
    :raises ItemUnfit: an item cannot be stored; nothing was changed.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("lock table portal_appliedbundle in share row exclusive mode")
        if not is_new(bundle.manifest):
            return None
        for line in bundle.manifest.items:
            _apply_line(bundle, line, at)
        return _noted(bundle.manifest, at)


def is_new(manifest: Manifest) -> bool:
    """Test if the bundle may be applied now; False when just this one was applied before.

    :raises BundleMissing: BundleOutdated: ChainBroken: it does not follow on what is here.
    """
    digest = manifest.digest
    if AppliedBundle.objects.filter(serial=manifest.serial, sm3=digest.sm3, sha256=digest.sha256).exists():
        return False
    last = AppliedBundle.objects.order_by("-serial").first()
    number = last.serial if last else 0
    if manifest.serial <= number:
        raise BundleOutdated(serial=manifest.serial, last=number)
    if manifest.previous is not None:
        _require_follows(manifest, last)
    return True


def _require_follows(manifest: Manifest, last: AppliedBundle | None) -> None:
    previous = manifest.previous
    assert previous is not None  # noqa: S101  # asked by the caller
    number = last.serial if last else 0
    said = {"serial": manifest.serial, "previous": previous.serial, "last": number}
    if previous.serial > number:
        missing = str(number + 1) if previous.serial == number + 1 else f"{number + 1} 至 {previous.serial}"
        raise BundleMissing(missing=missing, **said)
    if last is None or (previous.serial, previous.sm3, previous.sha256) != (last.serial, last.sm3, last.sha256):
        raise ChainBroken(next=manifest.serial + 1, **said)


def _apply_line(bundle: Bundle, line: Line, at: datetime) -> None:
    """Put one item or one whole table on the portal; what the database would say at the commit, it says here."""
    try:
        with transaction.atomic():
            _put(bundle, line, at)
            with connection.cursor() as cursor:
                cursor.execute(SETTLE)
    except Unfit as error:
        raise ItemUnfit(member=line.member, why=f"字段 {error}") from None
    except DomainError as error:
        raise ItemUnfit(member=line.member, why=str(error).rstrip("。")) from error
    except (IntegrityError, DataError, ValueError) as error:
        raise ItemUnfit(member=line.member, why="不合数据库的约束") from error


def _put(bundle: Bundle, line: Line, at: datetime) -> None:
    value = _json(bundle.read(line.member))
    if (kind := kind_of(line.kind)) is not None:
        kind.apply(item=from_json(kind.facts, value, bundle.read), at=at)
    elif (table := table_of(line.kind)) is not None and isinstance(value, list):
        table.put(rows=tuple(from_json(table.facts, each, bundle.read) for each in value), at=at)
    else:
        raise Unfit("种类")


def _json(data: bytes) -> object:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        raise Unfit("JSON") from None


def _noted(manifest: Manifest, at: datetime) -> AppliedBundle:
    digest = manifest.digest
    return AppliedBundle.objects.create(
        serial=manifest.serial,
        sm3=digest.sm3,
        sha256=digest.sha256,
        key=manifest.key,
        count=len(manifest.items),
        upto=manifest.upto,
        until=manifest.until,
        applied_at=at,
    )
