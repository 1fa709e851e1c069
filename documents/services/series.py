"""发文代字: added, renamed while no number bears it, closed and opened, never deleted (R50)."""

from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.models import User
from audit import services as audit
from common.errors import NotFound
from documents.docx.errors import NumberUnreadable
from documents.docx.numbers import is_strict, parse_strict
from documents.errors import SeriesCodeTaken, SeriesCodeUnreadable, SeriesSettled
from documents.models import NumberSeries

CHAIN = "series"
SAMPLE = {True: "{code}第1号", False: "{code}〔2026〕1号"}


@transaction.atomic
def add_series(*, code: str, name: str, is_order: bool, by: User, at: datetime) -> NumberSeries:
    """Return a new series in use. Raises SeriesCodeUnreadable, SeriesCodeTaken."""
    return _written(NumberSeries(code=code, name=name, is_order=is_order), "added", by, at)


@transaction.atomic
def change_series(*, series_id: int, code: str, name: str, is_order: bool, by: User, at: datetime) -> NumberSeries:
    """Write code letters, use and manner of numbering; once a number was given, only the use.

    Raises SeriesSettled, SeriesCodeUnreadable, SeriesCodeTaken, NotFound.
    """
    held = _held(series_id)
    if (held.code, held.is_order) != (code, is_order) and held.numbers.exists():
        raise SeriesSettled(code=held.code)
    former, held.code, held.name, held.is_order = held.code, code, name, is_order
    return _written(held, "changed" if former == code else "renamed", by, at, former=former)


@transaction.atomic
def switch_series(*, series_id: int, on: bool, by: User, at: datetime) -> NumberSeries:
    """Open or close the series for new numbers; the numbers that it gave stay. Raises NotFound."""
    held = _held(series_id)
    if held.is_active != on:
        held.is_active = on
        held.save(update_fields=["is_active"])
        _note(held, "opened" if on else "closed", by, at)
    return held


def _held(series_id: int) -> NumberSeries:
    held = NumberSeries.objects.select_for_update().filter(pk=series_id).first()
    if held is None:
        raise NotFound
    return held


def _written(series: NumberSeries, verb: str, by: User, at: datetime, **facts: str) -> NumberSeries:
    _check_letters(series)
    try:
        with transaction.atomic():
            series.save()
    except IntegrityError as error:
        if not NumberSeries.objects.filter(code=series.code).exclude(pk=series.pk).exists():
            raise
        raise SeriesCodeTaken(code=series.code) from error
    _note(series, verb, by, at, name=series.name, **facts)
    return series


def _check_letters(series: NumberSeries) -> None:
    sample = SAMPLE[series.is_order].format(code=series.code)
    try:
        read = parse_strict(sample).code_letters
    except NumberUnreadable as error:
        raise SeriesCodeUnreadable from error
    if read != series.code or not (series.is_order or is_strict(sample)):
        raise SeriesCodeUnreadable


def _note(series: NumberSeries, verb: str, by: User, at: datetime, **facts: str) -> None:
    facts |= {"code": series.code, "series": str(series.pk)}
    audit.record(chain=CHAIN, verb=f"series.{verb}", facts=facts, by=by, at=at)
