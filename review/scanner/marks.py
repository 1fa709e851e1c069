"""Marks of work secrets (R13; 保守国家秘密法第22、64条): a star on what is no state secret, and what says 内部资料.

A word of a sentence (不得泄露内部资料) is no mark: a mark stands alone, in brackets, at an edge, with a star, or
is an order (不得外传). Marks of 密级 never come this far: documents/docx refuses them before anything is stored.
"""

import re
from collections.abc import Iterator

from review.scanner.findings import Claim, Kind
from review.scanner.text import beginning

_STARS = "★☆⭐✩✪✫✬✭✮✯✰⋆✶✷✸✹*∗﹡⁎✱✲"
_STAR = f"[{_STARS}]"
_PAPERS = ("资料", "文件", "材料", "传阅", "参考", "使用", "掌握", "刊物")
_PAPER = ("工作秘密", *(f"内部{word}" for word in _PAPERS))
_STARRED = (*_PAPER, "商业秘密", "内部事项", "内部信息", "内部", "敏感信息", "敏感事项", "敏感资料", "敏感")
_HAN = "[\u4e00-\u9fa5]"
_LEFT = r"(?:(?<=[(【〔\[<《_\-|\s·★☆*:#◆■●▲])|^)"
_ORDER = (
    r"(?:(?:不得|请勿|严禁|切勿|禁止|不要|勿|不准|谢绝)(?:擅自|随意|对外|向外)?外传"
    r"|(?:仅供|只供|仅限|限于|此件|本件)(?:本?单位|机关|系统)?内部(?:人员)?(?:参考|使用|掌握|传阅|交流|学习)"
    rf"|(?:请?注意|妥善)(?:保存|保管)(?!{_HAN}))"
)
_RIGHT = rf"(?:[,;!。\s]*{_ORDER}|(?=[)】〕\]>》_\-|.·★☆*#◆■●▲\s]|$))"


def _any(words: tuple[str, ...]) -> str:
    """Return the pattern of one of the words, also set with spaces."""
    return "(?:" + "|".join(r"\s?".join(word) for word in words) + ")"


_MARK = re.compile(
    beginning(
        f"{_STARS}工内商敏不请勿严切禁准谢仅只限此本注妥",
        rf"{_any(_STARRED)}\s*{_STAR}|{_STAR}\s*{_any(_STARRED)}(?!{_HAN})|{_LEFT}{_any(_PAPER)}{_RIGHT}"
        rf"|(?!妥善){_ORDER}",
    ),
    re.MULTILINE,
)


def found(text: str, window: tuple[int, int]) -> Iterator[Claim]:
    """Yield start, end, kind, severity and excerpt of each mark; a mark is no personal value and is shown."""
    for match in _MARK.finditer(text, *window):
        start, end = match.span()
        yield start, end, Kind.WORK_SECRET_MARK, "block", match[0]
