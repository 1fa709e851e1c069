"""At start-up: the pattern of the 索引号 makes addresses, and its organisation code is one."""

import re
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from stdnum.cn import uscc

from portal.models.document import PLAIN_NUMBER

LONGEST = 100
WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
CODE = re.compile(r"[0-9A-Z]{8}[0-9X]|[0-9A-Z]{18}")
PLACES = {"year": 2026, "month": 11, "serial": 1}


@register
def index_pattern(app_configs: Sequence[Any] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Return what is wrong with INDEX_NUMBER_PATTERN, in words for whoever installs."""
    found = fault_of(settings.INDEX_NUMBER_PATTERN)
    return [Error(f"索引号样式 INDEX_NUMBER_PATTERN {found}。", id="publication.E001")] if found else []


def fault_of(pattern: str) -> str:
    """Return why the pattern cannot number documents, empty when it can."""
    try:
        one, next_year, second = (pattern.format(**{**PLACES, **each}) for each in ({}, {"year": 2027}, {"serial": 2}))
    except (KeyError, ValueError, IndexError, AttributeError):
        return "只能使用 {year}、{month:02d}、{serial:05d}"
    if len({one, next_year, second}) < len((one, next_year, second)):
        return "须含有 {year} 和 {serial:05d}，否则索引号会重复"
    if not re.fullmatch(PLAIN_NUMBER, one) or len(one) > LONGEST:
        return "同时是网页地址，只能由字母、数字和 / - . _ 组成，不超过 100 字"
    prefix = one.split("/")[0]
    if CODE.fullmatch(prefix) and not is_code(prefix):
        return f"中的机构代码 {prefix} 校验位不对（GB 11714、GB 32100）"
    return ""


def is_code(text: str) -> bool:
    """Test if an organisation code (9) or unified social credit code (18) has its check character."""
    if len(text) != len(WEIGHTS) + 1:
        return bool(uscc.is_valid(text))
    rest = 11 - sum(weight * LETTERS.index(char) for weight, char in zip(WEIGHTS, text, strict=False)) % 11
    return text[-1] == {10: "X", 11: "0"}.get(rest, str(rest))
