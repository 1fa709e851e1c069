"""The exact look at a line for each kind of number and place: pattern, judge, mask (regulations §10.1).

A line comes in plain form: half width, simplified, zero-width signs as spaces.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from review.scanner import judges, masks
from review.scanner.findings import Claim, Kind
from review.scanner.severity import Severity
from review.scanner.words import PROVINCES


@dataclass(frozen=True, slots=True)
class Detector:
    """`trigger` names the rough pattern after which it looks; `exact` has one group, the value, if not the whole.

    The judge gets the value and its line with start and end, and says how severe it is, or None for nothing.
    Where two detectors claim a place, the one that stands first in DETECTORS has it.
    """

    kind: Kind | None  # None: recognised as harmless, so that no other detector claims it
    trigger: str
    exact: re.Pattern[str]
    judge: Callable[[str, str, int, int], Severity | None]
    mask: Callable[[str], str]

    def found(self, text: str, window: tuple[int, int]) -> Sequence[Claim]:
        """Return each value within the window of a plain line; mostly there is none."""
        low, high = window
        match = self.exact.search(text, low, high)
        if match is None:
            return ()
        claims: list[Claim] = []
        while match:
            group = self.exact.groups
            value, (start, end) = match[group], match.span(group)
            if severity := self.judge(value, text, start, end):
                claims.append((start, end, self.kind, severity, self.mask(value)))
            match = self.exact.search(text, match.end(), high)
        return claims


def _ends(first: int, last: int) -> Callable[[str], str]:
    return lambda value: masks.ends(value, first, last)


_SEP = "[ -]{0,3}"
_EDGE = "(?<![0-9A-Za-z])"
_WHOLE = rf"{_EDGE}(?<!\d\.)(?<!〔)"
_END = "(?![0-9A-Za-z])"
_DIGIT = r"\d"
_CODED = "[0-9A-HJ-NP-RTUWXYa-hj-np-rtuwxy]"
_COUNTED = "[0-9一二三四五六七八九十百零〇]"
_PROVINCES = "".join(PROVINCES)
_HAN = "[\u4e00-\u9fa5]"
_PLACE = (
    "(?:家住|现住|住在|居住在|居住于|位于|户籍地|(?:家庭|户籍|户口|居住|通讯|通信|联系|收件|邮寄|办公|单位|会议|报名|考试|办事|注册)?"
    "(?:住址|地址|地点|所在地|住所地?))"
)
_IS = r"(?:为|是|在|于)?\s*:?\s*"


def _edged(first: str) -> str:
    """Return one of the characters without a letter or figure before it; looked behind at last, it is found fast."""
    return rf"{first}(?<![0-9A-Za-z]{first})"


def _whole(first: str) -> str:
    """Return one of the characters that goes on no number before it, and no year in brackets."""
    return rf"{_edged(first)}(?<!\d\.{first})(?<!〔{first})"


NUMBERS = (
    Detector(
        Kind.ID_CARD, "long",
        re.compile(rf"{_edged('[1-9]')}(?:{_SEP}\d){{16}}{_SEP}[\dXx](?![0-9])"), judges.id_card, _ends(2, 2),
    ),
    Detector(
        Kind.STUDENT_NUMBER, "long",
        re.compile(rf"{_edged('[GLJglj]')}{_SEP}[1-9](?:{_SEP}\d){{16}}{_SEP}[\dXx]{_END}"),
        judges.student, masks.hidden,
    ),
    Detector(
        None, "long",
        re.compile(rf"{_edged(_CODED)}{_CODED}{{17}}{_END}"), judges.credit_code, masks.hidden,
    ),
    Detector(
        Kind.EXAM_NUMBER, "exam",
        re.compile(
            r"(?:准考证号?码?|考生号码?|报名号|考号|学号|学籍[主辅]?号|学籍号码?|资格证书?(?:号码?|编号)?|(?<!证件)证书编号)"
            rf"{_IS}\(?([A-Za-z]{{0,3}}\d(?:{_SEP}\d){{4,19}}){_END}"
        ),
        judges.always, masks.hidden,
    ),
    Detector(
        Kind.BANK_CARD, "long",
        re.compile(rf"{_whole(_DIGIT)}(?:{_SEP}\d){{12,18}}(?![0-9A-Za-z]|\.\d)"), judges.bank_card, _ends(0, 4),
    ),
    Detector(
        Kind.OLD_ID_CARD, "long",
        re.compile(rf"{_whole('[1-8]')}\d{{5}}\d{{2}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{{3}}{_END}"),
        judges.old_id_card, _ends(2, 2),
    ),
    Detector(
        Kind.MOBILE, "number",
        re.compile(rf"{_WHOLE}(?:\(?(?:\+|00)?86\)?[ -]{{0,2}})?(1[3-9]\d(?:{_SEP}\d){{8}})(?![0-9]|\.\d)"),
        judges.mobile, _ends(3, 4),
    ),
    Detector(
        Kind.LANDLINE, "number",
        re.compile(
            rf"{_WHOLE}(?:\(?(?:\+|00)?86\)?[ -]{{0,2}})?(\(?0(?:10|2\d|[3-9]\d{{2}})[) -]{{0,3}}"
            rf"[1-9]\d{{2,3}}[ -]?\d{{4}}(?:(?:-|转)\d{{1,6}})?){_END}"
        ),
        judges.landline, _ends(4, 2),
    ),
    Detector(
        Kind.LANDLINE, "local",
        re.compile(rf"(?:电话|座机|宅电|传真)(?:号码?)?{_IS}([2-8]\d{{2,3}}[ -]?\d{{4}}){_END}"),
        judges.landline, _ends(2, 2),
    ),
    Detector(
        Kind.EMAIL, "email",
        re.compile(r"[A-Za-z0-9][\w.+-]{0,63} ?@ ?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", re.ASCII),
        judges.email, masks.email,
    ),
    Detector(
        Kind.PASSPORT, "lettered",
        re.compile(rf"{_EDGE}(?:[EGDPSegdps]\d{{8}}|[Ee][A-HJ-NP-Za-hj-np-z]\d{{7}}|[DSPdsp][Ee]\d{{7}}){_END}"),
        judges.passport, _ends(1, 0),
    ),
    Detector(
        Kind.TRAVEL_PERMIT, "lettered",
        re.compile(rf"{_EDGE}(?:[CWHMcwhm]\d{{8,10}}|[Cc][A-Za-z]\d{{7}}|[Tt]\d{{8}}){_END}"),
        judges.permit, _ends(1, 0),
    ),
    Detector(
        Kind.TRAVEL_PERMIT, "permit",  # of people from Taiwan, without a letter
        re.compile(rf"(?:台胞证|台湾居民来往大陆通行证)(?:号码?)?{_IS}\(?(\d{{8}}(?:\d{{2}}){{0,2}}){_END}"),
        judges.always, _ends(1, 0),
    ),
    Detector(
        Kind.MILITARY_ID, "military",
        re.compile(r"(?:[军兵士文职武海空广]{1,2}|[\u4e00-\u9fa5])字第\s?\d{4,8}\s?号"), judges.military, _ends(1, 0),
    ),
)  # fmt: skip

PLACES = (
    Detector(
        Kind.PLATE, "plate",
        re.compile(
            rf"[{_PROVINCES}] ?[A-HJ-NP-Z] ?[·•.]? ?[A-HJ-NP-Z0-9]{{4,5}}[A-HJ-NP-Z0-9挂学警港澳]{_END}", re.IGNORECASE
        ),
        judges.plate, _ends(2, 2),
    ),
    Detector(
        Kind.MESSENGER, "messenger",
        re.compile(
            r"(?:QQ|微信|wechat|weixin)(?:号码?|群号?|ID|账号|帐号)?(?:为|是)?[:\s(]*"
            r"(\d{5,12}|[A-Za-z_][A-Za-z0-9_-]{4,19})(?![A-Za-z0-9_@.])", re.IGNORECASE | re.ASCII,
        ),
        judges.messenger, masks.hidden,
    ),
    Detector(
        Kind.IP_ADDRESS, "ip",
        re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.]*\d)"), judges.ip_address, masks.hidden,
    ),
    Detector(
        Kind.ADDRESS, "door",
        re.compile(
            rf"(?:{_PLACE}{_IS})?"
            rf"({_HAN}{{0,20}}?(?:路|街|道|巷|弄|胡同|小区|花园|苑|村|组|里|社区|公寓|家园|新城)[\u4e00-\u9fa5A-Za-z0-9()-]{{0,16}}?"
            rf"{_COUNTED}{{1,5}}(?:号楼|号院|栋|幢|单元|室)(?:[0-9A-Za-z一二三四五六七八九十百零〇-]{{1,6}}(?:号楼|栋|幢|单元|层|楼|室|号|户)){{0,4}}"
            rf"(?:\d{{3,4}}(?![0-9元年]))?)"
        ),
        judges.address, _ends(6, 0),
    ),
    Detector(
        Kind.ADDRESS, "residence",
        re.compile(
            r"(?:家庭住址|家庭地址|户籍所在地|户籍地址?|居住地址?|通讯地址|收件地址|常住地址|住所地|现?住址|家住|现住|住在|居住在|居住于)"
            rf"{_IS}({_HAN}{{1,12}}[省市区县旗州镇乡村街路][\u4e00-\u9fa5A-Za-z0-9-]{{2,40}})"
        ),
        judges.residence, _ends(6, 0),
    ),
)  # fmt: skip

DETECTORS = NUMBERS + PLACES
