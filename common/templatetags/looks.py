"""Template tags for the look of the pages; no queries, no rights, no clock."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from django import template
from django.core.paginator import Paginator
from django.template.context import RequestContext
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString

register = template.Library()

LARGE = "large"


@register.simple_tag
@lru_cache(maxsize=512)  # a list shows a hundred; where the file lies does not change while a process runs
def icon(name: str, label: str = "") -> SafeString:
    """Return a symbol of static/img/icons.svg: an image when it has a label, else decoration."""
    source = static("img/icons.svg") + "#" + name
    if label:
        return format_html('<svg class="ico" role="img" aria-label="{}"><use href="{}"/></svg>', label, source)
    return format_html('<svg class="ico" aria-hidden="true" focusable="false"><use href="{}"/></svg>', source)


def is_large(context: RequestContext) -> bool:
    """Return whether the visitor asked for large text by the address (no cookie, no script)."""
    return bool(context.request.GET.get("size") == LARGE)


@register.simple_tag(takes_context=True)
def text_class(context: RequestContext) -> str:
    """Return the class of <html> for the text size that the address asks for."""
    return "text-large" if is_large(context) else ""


@register.simple_tag(takes_context=True)
def sized(context: RequestContext, url: Any) -> str:
    """Return the portal address with the asked text size carried along."""
    if not is_large(context):
        return str(url)
    path, mark, fragment = str(url).partition("#")
    return path + ("&" if "?" in path else "?") + urlencode({"size": LARGE}) + mark + fragment


@register.filter
def page_range(paginator: "Paginator[Any]", number: int) -> Iterator[int | str]:
    """Return the page numbers to offer around the present one, with gaps as an ellipsis."""
    return paginator.get_elided_page_range(number, on_each_side=2, on_ends=1)
