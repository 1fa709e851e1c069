"""Pages that say what went wrong: a refusal with its code, and Django's 400, 403, 404 and 500."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from common.errors import DomainError, NotFound
from common.gate import GateClosed


class BadRequest(DomainError):
    """The request cannot be read."""

    code = "GEN-400"
    message = "请求无法识别，可能是地址不完整或表单内容过大。"
    http_status = 400


class Forbidden(DomainError):
    """The person may not do this."""

    code = "GEN-403"
    message = "您无权进行此项操作。"
    http_status = 403


class WrongMethod(DomainError):
    """The address takes another HTTP method, such as an act opened like a page."""

    code = "GEN-405"
    message = "这个地址只用来提交办理动作，不能直接打开。请从公文或待办页面上的按钮进入。"
    http_status = 405


class FormExpired(DomainError):
    """The form does not belong to the present session (CSRF)."""

    code = "GEN-419"
    message = "本页已失效（可能已在另一窗口重新登录）。请返回上一页刷新后重新提交；您填写的内容保留在原页面中。"
    http_status = 403


def error_page(request: HttpRequest, error: DomainError) -> HttpResponse:
    """Return the page of a refusal: status, code, Chinese sentence, unmet conditions, request number."""
    context = {
        "error": error,
        "sentence": str(error),
        "unmet": error.unmet if isinstance(error, GateClosed) else (),
        "number": number_of(request),
    }
    return render(request, page_for(error.http_status), context, status=error.http_status)


def page_for(status: int) -> list[str]:
    """Return the templates for a status: its own when there is one, else the general one."""
    return [f"{status}.html", "error.html"]


def number_of(request: HttpRequest) -> str:
    """Return the number that the page shows and the log carries, so that one finds the other."""
    return str(getattr(request, "number", ""))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400."""
    return error_page(request, BadRequest())


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403."""
    return error_page(request, Forbidden())


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 to a form without a valid CSRF token (settings.CSRF_FAILURE_VIEW)."""
    return error_page(request, FormExpired())


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404."""
    return error_page(request, NotFound())


def server_error(request: HttpRequest, *args: Any) -> HttpResponse:
    """Answer 500 with a page that asks neither the database nor the session."""
    return HttpResponse(render_to_string("500.html", {"number": number_of(request)}), status=500)
