"""Why a text is no document number: the sentence that tells a clerk what to mend."""

import re

from documents.docx.numbers import parse, undressed

_BRACKETS = re.compile(r"[〔\[［(（【﹝〖{｛<＜《「]([^〕\]］)）】﹞〗}｝>＞》」]*)[〕\]］)）】﹞〗}｝>＞》」]")
_FOUR = re.compile(r"(?:19|20)\d{2}年?")
_LONGEST = 160


def cause(text: str) -> str:
    """Return why the text does not parse, "" when it does."""
    plain = undressed(text[: _LONGEST * 4])
    if not plain:
        return "空行，没有发文字号"
    if len(text) > _LONGEST:
        return f"超过{_LONGEST}个字，不是一个发文字号"
    return "" if parse(text) else _cause(plain)


def _cause(plain: str) -> str:
    bracket = _BRACKETS.search(plain)
    if plain.count("号") != 1:
        return "不止一个发文字号，或“号”字重复" if "号" in plain else "缺少序号之后的“号”字"
    if not plain.endswith("号"):
        return "“号”字之后还有其他文字"
    return _cause_within(plain, bracket) if bracket else "缺少括号括起的年份，又不是命令、公告的编号"


def _cause_within(plain: str, bracket: re.Match[str]) -> str:
    if not _FOUR.fullmatch(bracket[1]):
        return "括号内不是四位数的年份"
    if not plain[: bracket.start()]:
        return "缺少发文机关代字"
    serial = plain[bracket.end() : -1].removeprefix("第")
    if not serial.isdecimal() or not 0 < int(serial[:9]) < 10**5:
        return "序号不是1至99999的数字"
    return "发文机关代字过长或含有不应出现的字符"
