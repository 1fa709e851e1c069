"""The rough patterns of the pass, over the squeezed text in UTF-16: small letters, no spaces, of signs only : and @."""

from collections.abc import Iterable
from dataclasses import dataclass

from review.scanner.words import (
    CALLED,
    CALLED_SURNAMES,
    CLASSES,
    HARDSHIP,
    MARKS,
    PERSON_LABELS,
    PROVINCES,
    RESIDENCES,
    TOLD,
)


def word(text: str) -> str:
    """Return the expression of a literal text."""
    return "".join(f"\\x{byte:02x}" for byte in text.encode("utf-16-le", "surrogatepass"))


def either(words: Iterable[str]) -> str:
    """Return the expression of one of the words."""
    return "(?:" + "|".join(word(each) for each in words) + ")"


@dataclass(frozen=True, slots=True)
class Rough:
    """An expression, and how far around its hit the exact look goes; `spans` when hyperscan names the start too."""

    expression: str
    back: int
    ahead: int
    spans: bool = False


_FIGURE = r"[0-9]\x00"
_LETTER = r"[a-z]\x00"
_SIGN = r"[0-9a-z]\x00"
_NO_FIGURE = r"(?:[^0-9]|[0-9][^\x00])"  # so a run of figures is reported once, at its end
_OTHER = r"(?:[^0-9][\x00-\xff]|[0-9][^\x00])"  # a whole character that is no figure
_COUNTED = either("一二三四五六七八九十〇零")
_EXAMS = ("准考证", "考生号", "报名号", "考号", "学号", "学籍", "资格证", "证书编号")
_DOORS = ("号楼", "号院", "栋", "幢", "单元", "室")

_FALSE_BEFORE, _FALSE_AFTER = "子妇儿少男女孙美", "性生子儿童方职女男工士孩婴"  # what 男 and 女 are mostly part of


def but(characters: str) -> str:
    """Return the expression of one character that is, by its two bytes, none of these."""
    low = _lows(characters)
    return rf"(?:[^{low}][\x00-\xff]|[{low}][^{_highs(characters)}])"


def _lows(characters: Iterable[str]) -> str:
    return "".join(sorted({f"\\x{ord(each) % 0x100:02x}" for each in characters}))


def _highs(characters: Iterable[str]) -> str:
    return "".join(sorted({f"\\x{ord(each) // 0x100:02x}" for each in characters}))


def like(characters: Iterable[str]) -> str:
    """Return the expression of one character with a low and a high byte of these; half the time of `either`."""
    return f"[{_lows(characters)}][{_highs(characters)}]"


def upto(most: int) -> str:
    """Return the expression of some characters, or none."""
    return rf"(?:[\x00-\xff]{{2}}){{0,{most}}}"


ROUGH = {
    "number": Rough(rf"(?:{_FIGURE}){{11,}}{_NO_FIGURE}", 6, 10, spans=True),
    "long": Rough(rf"(?:{_FIGURE}){{13,}}{_NO_FIGURE}", 4, 4, spans=True),
    "lettered": Rough(rf"[cdeghmpstw]\x00(?:{_LETTER})?(?:{_FIGURE}){{7,}}{_NO_FIGURE}", 2, 2, spans=True),
    "permit": Rough(rf"{either(('台胞证', '大陆通行证'))}{_OTHER}{{0,4}}(?:{_FIGURE}){{8}}", 40, 10),
    "local": Rough(rf"{either(('电话', '座机', '宅电', '传真'))}{_OTHER}{{0,3}}(?:{_FIGURE}){{7}}", 30, 12),
    "exam": Rough(rf"{either(_EXAMS)}{_OTHER}{{0,6}}(?:{_FIGURE}){{5}}", 40, 26),
    "email": Rough(word("@"), 70, 70),
    "military": Rough(rf"{word('字第')}(?:{_FIGURE}){{4}}", 16, 10),
    "plate": Rough(rf"{like(PROVINCES)}[a-hj-np-z]\x00(?:{_SIGN}){{4}}", 14, 8),
    "messenger": Rough(
        rf"{either(('qq', '微信', 'wechat', 'weixin'))}{either(('号', '号码', '群', 'id', '账号', '帐号'))}?"
        rf"{either('为是')}?(?:{word(':')})?{_SIGN}", 20, 30
    ),
    "ip": Rough(rf"{either(('ip', '服务器', '网关', '登录', '主机', '远程地址'))}{upto(8)}(?:{_FIGURE}){{4}}", 40, 30),
    "door": Rough(rf"(?:{_FIGURE}|{_COUNTED}){either(_DOORS)}", 60, 30),
    "residence": Rough(either(RESIDENCES), 20, 64),
    "label": Rough(rf"{either(PERSON_LABELS)}{either(('姓名', '签字', '签名'))}?{word(':')}|{word('姓名')}", 24, 40),
    "told": Rough(
        rf"{either(TOLD)}|{but(_FALSE_BEFORE)}{either('男女')}{but(_FALSE_AFTER)}"
        rf"|{either('系为属受')}{upto(5)}{either(HARDSHIP)}"
        rf"|{either(('受到', '给予', '被'))}{upto(4)}{either(('处分', '警告'))}",
        30, 24
    ),
    "called": Rough(rf"{either(CALLED)}{either(CALLED_SURNAMES)}", 10, 14),
    "class": Rough(rf"{either(CLASSES)}|{but('初高')}{either(('大班', '中班', '小班'))}", 24, 12),
    "mark": Rough(either(MARKS), 24, 24),
}  # fmt: skip
