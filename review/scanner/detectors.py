"""The exact look at a line for each kind of number: pattern, checksum, neighbourhood, mask (regulations §10.1)."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from review.scanner import checks, masks
from review.scanner.findings import Kind, Severity
from review.scanner.text import around, before

_OFFICE = re.compile(r"办公|值班|联系|咨询|监督|举报|服务|传真|热线|总机|电\s*话|公开电话|单位")
_HOME = re.compile(r"住宅|家庭|家长|宅电|本人")
_BANK = re.compile(r"账\s*号|帐\s*号|账户|帐户|卡\s*号|银行|开户|社保卡")
_OWN_NUMBER = re.compile(
    r"ISBN|ISSN|统一社会信用代码|信用代码|订单|流水|许可证|文号|项目编号|条码|ICP|备案", re.IGNORECASE
)
_PERMIT = re.compile(r"通行证|台胞证|回乡证|证件")
_PASSPORT = re.compile(r"护照|证件")
_IP = re.compile(r"IP|地址|服务器|网关|登录", re.IGNORECASE)
_LIVES = re.compile(r"住\s*址|住在|家庭|户籍|居住|现住|通讯地址|收件")
_OFFICE_MAIL = (".gov.cn", ".edu.cn", ".mil.cn", ".org.cn")
_UNIT = re.compile(r"\s*(?:[元万亿人次个吨件页%]|平方|公里)")
_BYTE = 255


@dataclass(frozen=True, slots=True)
class Detector:
    """`rough` for hyperscan, `exact` for Python (group "value" if it is not the whole), then the judge.

    The judge gets the value and its line with start and end, and says how severe it is, or None for nothing.
    Where two detectors claim a place, the one that stands first in DETECTORS has it.
    """

    kind: Kind | None  # None: recognised as harmless, so that no other detector claims it
    rough: str
    exact: re.Pattern[str]
    judge: Callable[[str, str, int, int], Severity | None]
    mask: Callable[[str], str]


def _credit_code(value: str, line: str, start: int, end: int) -> Severity | None:
    return "info" if checks.is_credit_code(value) and not checks.is_id_card(value) else None


def _id_card(value: str, line: str, start: int, end: int) -> Severity | None:
    return "block" if checks.is_id_card(checks.digits(value)) else None


def _student(value: str, line: str, start: int, end: int) -> Severity | None:
    return "block" if checks.is_id_card(checks.digits(value)[1:]) else None


def _old_id_card(value: str, line: str, start: int, end: int) -> Severity | None:
    if not checks.is_old_id_card(checks.digits(value)) or _OWN_NUMBER.search(before(line, start)):
        return None
    return "block" if re.search(r"身份|证件|公民", before(line, start)) else "warn"


def _bank_card(value: str, line: str, start: int, end: int) -> Severity | None:
    number, near = checks.digits(value), before(line, start)
    if _OWN_NUMBER.search(near):
        return None
    if checks.is_bank_card(number):
        return "block"
    return "warn" if _BANK.search(near) else None


def _mobile(value: str, line: str, start: int, end: int) -> Severity | None:
    near = before(line, start)
    if _OWN_NUMBER.search(near) or _UNIT.match(line, end):
        return None
    return "warn" if _OFFICE.search(near) and not _HOME.search(near) else "block"


def _landline(value: str, line: str, start: int, end: int) -> Severity | None:
    near = before(line, start)
    if _HOME.search(near):
        return "block"
    return "info" if _OFFICE.search(near) else "warn"


def _email(value: str, line: str, start: int, end: int) -> Severity | None:
    return "info" if value.lower().endswith(_OFFICE_MAIL) or _OFFICE.search(before(line, start)) else "warn"


def _passport(value: str, line: str, start: int, end: int) -> Severity | None:
    return "block" if _PASSPORT.search(before(line, start)) else "warn"


def _permit(value: str, line: str, start: int, end: int) -> Severity | None:
    return "block" if _PERMIT.search(before(line, start)) else None


def _always(value: str, line: str, start: int, end: int) -> Severity | None:
    return "block"


def _plate(value: str, line: str, start: int, end: int) -> Severity | None:
    return "block" if any(letter.isdigit() for letter in value) else None


def _ip_address(value: str, line: str, start: int, end: int) -> Severity | None:
    plausible = all(int(part) <= _BYTE for part in value.split("."))
    return "warn" if plausible and _IP.search(around(line, start, end)) else None


def _address(value: str, line: str, start: int, end: int) -> Severity | None:
    return "block" if _LIVES.search(line[: start + 6]) else "warn"


def _mail_mask(value: str) -> str:
    return masks.email(value)


def _ends(first: int, last: int) -> Callable[[str], str]:
    return lambda value: masks.ends(value, first, last)


_LABEL = r"(?:家庭住址|户籍地址?|通讯地址|收件地址|住址|地址|现住|家住|住在|居住在|居住于|位于)"
_EDGE = r"(?<![0-9A-Za-z〔\[.])"
_END = r"(?![0-9A-Za-z])"
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"

DETECTORS = (
    Detector(
        None, r"[0-9A-HJ-NP-RTUWXY]{18}",
        re.compile(rf"{_EDGE}[0-9A-HJ-NP-RTUWXY]{{18}}{_END}"), _credit_code, masks.hidden,
    ),
    Detector(
        Kind.STUDENT_NUMBER, r"[GLJ]\d",
        re.compile(rf"{_EDGE}[GLJ][1-9](?:[ -]?\d){{16}}[ -]?[\dXx]{_END}"), _student, masks.hidden,
    ),
    Detector(
        Kind.ID_CARD, r"\d(?:[ -]?\d){16}[ -]?[\dXx]",
        re.compile(rf"{_EDGE}[1-9](?:[ -]?\d){{16}}[ -]?[\dXx]{_END}"), _id_card, _ends(2, 2),
    ),
    Detector(
        Kind.EXAM_NUMBER, r"准考证|考生号|报名号|学号|学籍号|资格证",
        re.compile(r"(?:准考证号?码?|考生号|报名号|学号|学籍号|资格证书?号?码?)\s*(?:为|是)?[:：]?\s*(?P<value>[A-Za-z]?\d{6,20})"),
        _always, masks.hidden,
    ),
    Detector(
        Kind.BANK_CARD, r"\d(?:[ -]?\d){12}",
        re.compile(rf"{_EDGE}[1-9](?:[ -]?\d){{12,18}}{_END}"), _bank_card, _ends(0, 4),
    ),
    Detector(
        Kind.OLD_ID_CARD, r"\d(?:[ -]?\d){14}",
        re.compile(rf"{_EDGE}[1-9]\d{{5}}\d{{2}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{{3}}{_END}"),
        _old_id_card, _ends(2, 2),
    ),
    Detector(
        Kind.MOBILE, r"1[3-9]\d(?:[ -]?\d){8}",
        re.compile(rf"(?:(?<![0-9A-Za-z〔.])|(?<=\+86)|(?<=\+86[ -])|(?<=86[ -]))1[3-9]\d(?:[ -]?\d){{8}}{_END}"),
        _mobile, _ends(3, 4),
    ),
    Detector(
        Kind.LANDLINE, r"0\d{2,3}[) -]{0,2}\d{7,8}",
        re.compile(r"(?<![0-9A-Za-z.])\(?0\d{2,3}[) -]{0,2}\d{7,8}(?:-\d{1,6})?(?![0-9A-Za-z])"),
        _landline, _ends(4, 2),
    ),
    Detector(
        Kind.EMAIL, r"[A-Za-z0-9]@[A-Za-z0-9]",
        re.compile(r"[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", re.ASCII), _email, _mail_mask,
    ),
    Detector(
        Kind.PASSPORT, r"[EGDPS][0-9A-Z]\d{7}",
        re.compile(rf"{_EDGE}(?:[EGDPS]\d{{8}}|E[A-HJ-NP-Z]\d{{7}}){_END}"), _passport, _ends(1, 0),
    ),
    Detector(
        Kind.TRAVEL_PERMIT, r"[CWHMT]\d{8}",
        re.compile(rf"{_EDGE}(?:[CWHM]\d{{8,10}}|T\d{{8}}){_END}"), _permit, _ends(1, 0),
    ),
    Detector(
        Kind.MILITARY_ID, r"字第\d{4}",
        re.compile(r"[军兵士文职武海空广]{1,2}字第\d{4,8}号"), _always, _ends(1, 0),
    ),
    Detector(
        Kind.PLATE, rf"[{_PROVINCES}][A-HJ-NP-Z][A-HJ-NP-Z0-9·]",
        re.compile(rf"[{_PROVINCES}][A-HJ-NP-Z]·?[A-HJ-NP-Z0-9]{{4,5}}[A-HJ-NP-Z0-9挂学警港澳]{_END}"),
        _plate, _ends(2, 2),
    ),
    Detector(
        Kind.MESSENGER, r"[Qq][Qq]|微信",
        re.compile(r"(?:QQ|qq|微信)(?:号码?|群|ID)?\s*(?:为|是)?[:：]\s*(?P<value>[A-Za-z0-9_-]{5,20})"),
        _always, masks.hidden,
    ),
    Detector(
        Kind.IP_ADDRESS, r"\d\.\d{1,3}\.\d{1,3}\.\d",
        re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])"), _ip_address, masks.hidden,
    ),
    Detector(
        Kind.ADDRESS, r"号楼|栋|幢|单元|\d室",
        re.compile(
            rf"(?:[\u4e00-\u9fa5]{{0,12}}?{_LABEL}[:：]?\s*)?"
            r"(?P<value>[\u4e00-\u9fa5]{0,20}(?:路|街|道|巷|弄|胡同|小区|花园|苑|村|组|里)[\u4e00-\u9fa5A-Za-z0-9-]{0,16}?"
            r"\d{1,5}(?:号楼|号院|栋|幢|单元|室)(?:[0-9A-Za-z-]{1,6}(?:号楼|栋|幢|单元|层|室|号)){0,4})"
        ),
        _address, _ends(6, 0),
    ),
    Detector(
        Kind.ADDRESS, r"住址|户籍地|家住|现住",
        re.compile(rf"{_LABEL}[:：]?\s*(?P<value>[\u4e00-\u9fa5]{{2,12}}[省市区县旗州][\u4e00-\u9fa5A-Za-z0-9-]{{4,40}})"),
        _always, _ends(6, 0),
    ),
)  # fmt: skip
