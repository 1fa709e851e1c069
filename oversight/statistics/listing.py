"""The list behind each figure: the rows that it counts, their documents named to whoever may know of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, Q, QuerySet, Value

from accounts.models import User
from common.errors import NotFound
from documents import selectors as documents
from documents.choices import Attribute, Ground, Stage
from oversight.statistics import measuring
from oversight.statistics.measuring import IN_TIME, KEPT_LIMIT, Scope
from review.choices import Desk, ReturnReason
from workflow.pages.rows import stands_out

Rows = Callable[[Scope, str], QuerySet[Any]]


@dataclass(frozen=True, slots=True)
class Behind:
    """The list behind a figure: its title, its rows, the columns of the moment and of a detail, words for values."""

    title: str
    rows: Rows
    moment: str
    detail: str = ""
    document: str = "document_id"
    values: Mapping[str, str] | None = None


def _decided(name: str) -> Rows:
    def rows(scope: Scope, value: str) -> QuerySet[Any]:
        return measuring.issued(scope).filter(**{f"document__decision__{name}": value})

    return rows


def _staged(scope: Scope, value: str) -> QuerySet[Any]:
    return measuring.issued(scope).filter(document__decision__stages__contains=[value])


def _grounded(scope: Scope, value: str) -> QuerySet[Any]:
    attribute, _, ground = value.partition(".")
    decided = {"document__decision__attribute": attribute, "document__decision__ground": ground}
    return measuring.issued(scope).filter(**decided)


def _returned(scope: Scope, value: str) -> QuerySet[Any]:
    found = measuring.returned(scope)
    return found.filter(reason=value) if value else found


def _finished(*conditions: Q) -> Rows:
    def rows(scope: Scope, value: str) -> QuerySet[Any]:
        return measuring.finished(scope).filter(*conditions, desk=value)

    return rows


LIMITED = Q(due_on__isnull=False)
GROUNDS = {
    f"{each}.{ground}": f"{each.label}：{ground.label}"
    for each in (Attribute.WITHHELD, Attribute.ON_REQUEST)
    for ground in Ground
}
ATTRIBUTES, DESKS = {each.value: each.label for each in Attribute}, {each.value: each.label for each in Desk}
STAGES, REASONS = {each.value: each.label for each in Stage}, {each.value: each.label for each in ReturnReason}
LISTS: Mapping[str, Behind] = {
    "submitted": Behind("首次送审", lambda scope, _: measuring.submitted(scope), "created"),
    "issued": Behind("首次登记编号（印发）", lambda scope, _: measuring.issued(scope), "given_at"),
    "published": Behind("首次公开发布", lambda scope, _: measuring.published(scope), "published_at"),
    "emergency": Behind(
        "紧急公开", lambda scope, _: measuring.published(scope).exclude(document__emergency=""), "published_at"
    ),
    "due": Behind("期内到期应公开", lambda scope, _: measuring.due(scope), "due_day", "out_on", "pk"),
    "in_time": Behind("按期公开", lambda scope, _: measuring.due(scope).filter(IN_TIME), "due_day", "out_on", "pk"),
    "late": Behind(
        "逾期公开或尚未公开",
        lambda scope, _: measuring.due(scope).filter(Q(out_on__isnull=True) | Q(out_on__gt=F("due_day"))),
        "due_day",
        "out_on",
        "pk",
    ),
    "desk": Behind("办结", _finished(), "finished", "worked", values=DESKS),
    "desk_limited": Behind("办结（有时限的）", _finished(LIMITED), "finished", "worked", values=DESKS),
    "desk_kept": Behind("限期内办结", _finished(LIMITED, KEPT_LIMIT), "finished", "worked", values=DESKS),
    "returned": Behind("退回", _returned, "at", "reason", values=REASONS | {"": "全部原因"}),
    "attribute": Behind("公开属性", _decided("attribute"), "given_at", values=ATTRIBUTES),
    "stage": Behind("五公开环节", _staged, "given_at", values=STAGES),
    "ground": Behind("不公开理由", _grounded, "given_at", values=GROUNDS),
}
MOMENTS = {
    "created": "送审时间", "given_at": "编号时间", "published_at": "公开时间", "due_day": "公开时限",
    "finished": "办结时间", "at": "退回时间",
}  # fmt: skip
DETAILS = {"out_on": "公开日期", "worked": "用时（工作日）", "reason": "原因"}


def behind(figure: str, value: str) -> Behind:
    """Return the list of the figure. Raises NotFound: there is no such figure, or not of this value."""
    found = LISTS.get(figure)
    if found is None or (value not in found.values if found.values is not None else value != ""):
        raise NotFound
    return found


def rows_of(figure: str, value: str, scope: Scope) -> QuerySet[Any]:
    """Return the rows that the figure counts as (document, moment, detail), the newest first. Raises NotFound."""
    found = behind(figure, value)
    detail = F(found.detail) if found.detail else Value("")
    rows: QuerySet[Any] = found.rows(scope, value).order_by(F(found.moment).desc(), "-pk")
    listed: QuerySet[Any] = rows.annotate(said=detail).values_list(found.document, found.moment, "said")
    return listed


def named(found: list[tuple[int, date | datetime, Any]], user: User, on: date) -> list[dict[str, Any]]:
    """Return the rows with their documents, None where the person may not know of it (one query)."""
    known = documents.visible_to(user, on).filter(pk__in={key for key, _, _ in found})
    by_key = {each.pk: each for each in known.select_related("office", "decision")}
    shown = {key: stands_out(each) for key, each in by_key.items()}
    return [
        {"document": by_key.get(key), "moment": moment, "detail": REASONS.get(said, said), **shown.get(key, {})}
        for key, moment, said in found
    ]
