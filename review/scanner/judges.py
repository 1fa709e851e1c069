"""How grave a value is where it stands: its checksum, the words before it, the role of its bearer."""

import re

from review.scanner import checks
from review.scanner.severity import Severity
from review.scanner.text import around, before, beginning

_OFFICE = re.compile(r"办公|值班|联系|咨询|监督|举报|服务|传真|热线|总机|电\s*话|公开电话|单位|来信来访|投诉|报名")
_HOME = re.compile(r"住宅|家庭|家长|宅电|本人|学生|父亲|母亲|监护|患者|紧急联系")
_BANK = re.compile(r"账\s*号|帐\s*号|账户|帐户|卡\s*号|银行|开户|社保卡|一卡通|折号|存折")
_OWN_NUMBER = re.compile(  # what says that a number is a thing's or a sum, just before it
    beginning(
        "Ii信机订流单许文案档卷索项合招采发条商准备设资序产宗税批凭编任课立报标二¥$人",
        r"(?:ISBN|ISSN|信用代码|机构代码|订单|流水|单号|许可证|文号|文书|案号|档案|卷|索引|项目|合同|招标|采购|发票|条形?码|商品码|准字|ICP|备案|"
        r"设备|资产|序列|产权|宗地|税务登记|批准|凭证|编码|任务|课题|立项|报告|标准|二维码)"
        r"(?:书|证|文)?(?:编号|号码|号|代码|编码|码)?(?:为|是)?[\s:(]*[A-Za-z]{0,6}[\d-]{0,4}$|(?:[¥$]|人民币)\s*$",
    ),
    re.IGNORECASE,
)
_PERMIT = re.compile(r"通行证|台胞证|回乡证|证件|往来港澳|往来台湾")
_PASSPORT = re.compile(r"护照|证件|旅行证|出入境|passport", re.IGNORECASE)
_SURE_PASSPORT = tuple("EGeg")
_IP = re.compile(r"IP|服务器|网关|登录|主机|(?:网络|远程|终端)地址", re.IGNORECASE)
_LIVES = re.compile(r"住\s*址|住在|家庭|户籍|户口|居住|现住|家住|通讯地址|收件|租住")
_WORKS = re.compile(
    r"办公|单位|地点|会议|考点|报名|注册|住所|邮寄|公司|学院|大学|中学|小学|机关|中心|局|会场|教学楼|实验楼|图书馆|宾馆|酒店"
)
_OFFICE_MAIL = (".gov.cn", ".edu.cn", ".mil.cn", ".org.cn")
_UNIT = re.compile(r"\s*(?:[元万亿人次个吨件页%]|平方|公里|立方|千瓦)")
_PRECISE = re.compile(r"\d|[县市区镇乡].+(?:村|组|小区|社区|街|路)")
_GENERAL = re.compile("居民|家属|人员|群众|学生|儿童|家庭|户籍|公安|教育|部门|政府|机关")
_GROUPED = re.compile(r"\d+|(?:\d{4}[ -])+\d{1,7}|\d{6}[ -]\d+")  # as cards are written; dates are not
_ARMS = re.compile("[军兵士文职武海空广]{1,2}字第")
_CARD = re.compile("(?:军官|士官|士兵|警官|军人|文职..)证")
_BYTE, _NEAR = 255, 24


def _names_a_thing(line: str, start: int) -> bool:
    return bool(_OWN_NUMBER.search(before(line, start, _NEAR)))


def credit_code(value: str, line: str, start: int, end: int) -> Severity | None:
    """Judge what may be a credit code."""
    return "info" if checks.is_credit_code(value) and not checks.is_id_card(value) else None


def id_card(value: str, line: str, start: int, end: int) -> Severity | None:
    """Judge what may be an identity number."""
    return "block" if checks.is_id_card(checks.digits(value)) else None


def student(value: str, line: str, start: int, end: int) -> Severity | None:
    """Judge what may be a student number: a letter and an identity number."""
    return "block" if checks.is_id_card(checks.digits(value)[1:]) else None


def old_id_card(value: str, line: str, start: int, end: int) -> Severity | None:
    """Judge what may be an identity number of 15 digits."""
    if not checks.is_old_id_card(value) or _names_a_thing(line, start) or _UNIT.match(line, end):
        return None
    return "block" if re.search(r"身份|证件|公民", before(line, start)) else "warn"


def bank_card(value: str, line: str, start: int, end: int) -> Severity | None:
    """Judge what may be a card or an account; without a Luhn digit only beside words of a bank."""
    number, named = checks.digits(value), _BANK.search(before(line, start))
    sure = checks.is_bank_card(number)
    if not (sure or named) or not _GROUPED.fullmatch(value) or _names_a_thing(line, start) or _UNIT.match(line, end):
        return None
    return "block" if sure or checks.has_luhn(number) else "warn"


def mobile(value: str, line: str, start: int, end: int) -> Severity | None:
    """Judge a mobile number; one that an office gives out is only worth a look."""
    near = before(line, start)
    if _names_a_thing(line, start) or _UNIT.match(line, end):
        return None
    return "warn" if _OFFICE.search(near) and not _HOME.search(near) else "block"


def landline(value: str, line: str, start: int, end: int) -> Severity | None:
    """Judge a fixed line: an office's is public, a home's is not."""
    near = before(line, start)
    if _names_a_thing(line, start) or _UNIT.match(line, end):
        return None
    if _HOME.search(near):
        return "block"
    return "info" if _OFFICE.search(near) else "warn"


def email(value: str, line: str, start: int, end: int) -> Severity | None:
    """Judge an address of mail."""
    return "info" if value.lower().endswith(_OFFICE_MAIL) or _OFFICE.search(before(line, start)) else "warn"


def passport(value: str, line: str, start: int, end: int) -> Severity | None:
    """Judge what may be a passport; the rarer letters need the word beside them."""
    if _PASSPORT.search(before(line, start)):
        return "block"
    sure = value.startswith(_SURE_PASSPORT) and not _names_a_thing(line, start)
    return "warn" if sure else None


def permit(value: str, line: str, start: int, end: int) -> Severity | None:
    """Judge what may be a travel permit."""
    return "block" if _PERMIT.search(before(line, start, _NEAR)) else None


def military(value: str, line: str, start: int, end: int) -> Severity | None:
    """Judge what is numbered 某字第…号: by the arm of service, or by the word for the card before it."""
    known = _ARMS.match(value) or _CARD.search(before(line, start))
    return "block" if known else None


def always(value: str, line: str, start: int, end: int) -> Severity | None:
    """Judge what its label has made certain."""
    return "block"


def messenger(value: str, line: str, start: int, end: int) -> Severity | None:
    """Judge a number behind QQ or 微信; a word alone is none."""
    return "block" if any(letter.isdigit() or letter in "_-" for letter in value) else None


def plate(value: str, line: str, start: int, end: int) -> Severity | None:
    """Judge what may be a number plate: it has a figure."""
    return "block" if any(letter.isdigit() for letter in value) else None


def ip_address(value: str, line: str, start: int, end: int) -> Severity | None:
    """Judge four numbers with points."""
    plausible = all(int(part) <= _BYTE for part in value.split("."))
    return "warn" if plausible and _IP.search(around(line, start, end)) else None


def address(value: str, line: str, start: int, end: int) -> Severity | None:
    """Judge an address with a door: somebody's home, or perhaps; where an office works it is public."""
    if _LIVES.search(line[max(0, start - _NEAR) : start + 6]):
        return "block"
    return None if _WORKS.search(before(line, start, _NEAR) + value) else "warn"


def residence(value: str, line: str, start: int, end: int) -> Severity | None:
    """Judge what follows a word of living; without a colon it has to be precise."""
    labelled = line[:start].rstrip().endswith(":")
    return "block" if labelled or (_PRECISE.search(value) and not _GENERAL.search(value)) else None
