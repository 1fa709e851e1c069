"""发文登记簿: the numbers that were given, and those that are missing."""

import re
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet

from accounts.models import User
from common.composed import Composed
from documents.choices import EmergencyState
from documents.models import DocumentNumber
from workflow.selectors import issued_by, organ_to_ask

NUMBER = re.compile(r"(.{1,24}?)(?:〔(\d{4})〕|第)(\d{1,9})号")


def numbers(user: User, wanted: dict[str, Any]) -> Composed[DocumentNumber]:
    """发文登记簿: the numbers given in the person's organ, void ones included, newest first (at most two queries)."""
    year = wanted.get("year")
    return Composed(numbers_issued_by, organ_to_ask(user), wanted, _orders_of(year) if year else [])


def numbers_issued_by(organ: str, wanted: dict[str, Any], orders: list[int]) -> QuerySet[DocumentNumber]:
    """Return the numbers that fit a filter, newest first; of its year are also these orders, which bear none."""
    found = issued_by(organ, DocumentNumber.objects.all())
    if series := wanted.get("series"):
        found = found.filter(series=series)
    if year := wanted.get("year"):
        found = found.filter(Q(year=year) | Q(pk__in=orders))
    if mark := wanted.get("mark"):
        loud = Q(document__emergency=EmergencyState.DECLARED)
        found = found.filter(loud if mark == "open" else ~Q(document__emergency=""))
    if words := wanted.get("q"):
        said = Q(document__title__icontains=words) | Q(document__number_text__icontains=words)
        found = found.filter(said | _numbered(words))
    return found.order_by("-pk")


def _orders_of(year: int) -> list[int]:
    """Return the few numbers of the year's orders (one query)."""
    return list(DocumentNumber.objects.filter(year=0, document__issued_on__year=year).values_list("pk", flat=True))


def _numbered(words: str) -> Q:
    """Return the condition on a number written out in full: a void one stands on no document any more."""
    written = NUMBER.fullmatch(words.strip())
    if written is None:
        return Q(pk__in=[])
    code, year, serial = written.groups()
    return Q(series__code=code, year=int(year or 0), serial=int(serial))


def gaps(year: int) -> list[str]:
    """Return the missing numbers of the year and of the order series; normally none (one query then)."""
    return [text for group in Composed(_broken, year) for text in _missing(group)]


def _broken(year: int) -> QuerySet[Any, Any]:
    numbered = DocumentNumber.objects.filter(year__in=[0, year])
    groups = numbered.values("series", "series__code", "series__is_order", "year")
    counted = groups.annotate(last=Max("serial"), count=Count("pk"))
    return counted.filter(last__gt=F("count")).order_by("series__code")


def _missing(group: dict[str, Any]) -> list[str]:
    given = set(
        DocumentNumber.objects.filter(series=group["series"], year=group["year"]).values_list("serial", flat=True)
    )
    lost = [serial for serial in range(1, group["last"] + 1) if serial not in given]
    form = "{code}第{serial}号" if group["series__is_order"] else "{code}〔{year}〕{serial}号"
    return [form.format(code=group["series__code"], year=group["year"], serial=serial) for serial in lost]
