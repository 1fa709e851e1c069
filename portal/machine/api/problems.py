"""Refusals of the interface: application/problem+json (RFC 9457), in Chinese."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from portal.machine.api.schemas import Flaw, Problem

TYPE = "application/problem+json"
TITLES = {404: "没有这项内容", 405: "只能读取", 410: "已撤下", 422: "参数不符合要求"}
REASONS = {
    "int_parsing": "须是整数",
    "int_from_float": "须是整数",
    "literal_error": "不是可选的值",
    "enum": "不是可选的值",
    "greater_than_equal": "小于下限{ge}",
    "less_than_equal": "大于上限{le}",
    "string_too_long": "超过{max_length}个字",
    "string_pattern_mismatch": "格式不对",
    "missing": "须填写",
}


def problem(status: int, detail: str, errors: list[Flaw] | None = None) -> HttpResponse:
    """Return a refusal."""
    value = Problem(title=TITLES.get(status, "请求无法识别"), status=status, detail=detail, errors=errors or [])
    return HttpResponse(value.model_dump_json(), status=status, content_type=TYPE)


def flaw_of(error: dict[str, Any]) -> Flaw:
    """Return what is wrong with one parameter; its value is not repeated."""
    reason = REASONS.get(error["type"], "取值不符合要求").format(**error.get("ctx", {}))
    return Flaw(parameter=str(error["loc"][-1]), reason=reason)


def unfit(request: HttpRequest, error: Any) -> HttpResponse:
    """Return 422 with every parameter that is wrong; `error` is a ValidationError."""
    flaws = [flaw_of(each) for each in error.errors]
    return problem(422, "；".join(f"参数 {each.parameter} {each.reason}" for each in flaws) + "。", flaws)


def refused(request: HttpRequest, error: Any) -> HttpResponse:
    """Return the refusal that an operation raised; `error` is an HttpError."""
    return problem(error.status_code, str(error))


def register(api: NinjaAPI) -> None:
    """Let the interface refuse in this form."""
    api.add_exception_handler(ValidationError, unfit)
    api.add_exception_handler(HttpError, refused)
