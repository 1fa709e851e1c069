"""The signs by which a line of an official document is known for one of its elements (GB/T 9704-2012 7)."""

import re

from documents.docx import numbers
from documents.docx.model import Hint, Urgency
from documents.docx.text import bare, clean, close_up

BODY_END = re.compile(
    r"(?:人民政府|政府|办公厅|办公室|委员会|委办|部|委|办|局|厅|署|院|会|组|处|科|司|行|社|所|站|室|台|团|队|党|"
    r"国务院|中共中央|中央|军委|政协|人大|大学|学院|学校|中学|小学|幼儿园|医院|法院|检察院|中心|公司|集团|银行|"
    r"协会|学会|联合会|总工会|妇联|共青团|机关|机构|单位|企业|基地|总队|支队|指挥部)$"
)
_NOT_BODY = re.compile(r"[。；？！，,：:“”《》〈〉]|[\d０-９]{3,}")
_SPREAD = re.compile(r"(?:&[A-Za-z]{1,6};|[\s\u3000\xa0])+")
_GAPS = (
    re.compile(r"\s{2,}|(?<=\S)、(?=\S)"),  # letters of a name may be spread by single blanks
    re.compile(r"[\u3000\xa0\t\n]+|\s{2,}|(?<=\S)、(?=\S)"),
    re.compile(r"\s+"),
)
_SEAL = re.compile(r"[（(](?:盖章|公章|印章|章|印)[)）]$")
_LONGEST_BODY = 40
_LONGEST_LINE, _LONGEST_TITLE = 60, 120

_URGENCY: dict[str, Urgency] = {
    **dict.fromkeys(("特急", "特提"), "most_urgent"),
    **dict.fromkeys(("加急", "紧急", "急件", "平急", "急"), "urgent"),
}
COPIES_NUMBER = re.compile(r"(?:份号[:：]?)?(?:No\.?)?0*\d{6}$")
_SIGNATORY = re.compile(r"签\s*发\s*人\s*[:：]\s*(.*)$|签\s*发\s*[:：]\s*(.*)$")

ADDRESSEES = re.compile(r"^(?P<line>.{1,1500})[:：]$", re.S)
_NOT_ADDRESSEES = re.compile(
    r"[。；！？]|如下|通知|决定|意见|规定|附件|公告|批复[:：]?$|根据|为了|现将|^第.{1,6}[条章]|^[一二三四五六七八九十]+、|^[（(]|^\d"
)

ATTACHMENT_NOTE = re.compile(r"^附\s*件?\s*[:：]\s*(?P<title>.*)$", re.S)
NOTE_ITEM = re.compile(r"^(?P<serial>\d{1,2})\s*[.．、]\s*(?P<title>.+)$", re.S)
ATTACHMENT_LABEL = re.compile(
    r"^[（(【\[]?(?P<label>附\s*(?:件|表|录|图)?\s*(?:[\d０-９]{1,2}|[一二三四五六七八九十]{1,3})?)[)）】\]]?\s*[:：]?$"
)
LABELLED_TITLE = re.compile(
    r"^(?P<label>附\s*(?:件|表|录|图)\s*(?:[\d０-９]{1,2}|[一二三四五六七八九十]{1,3})?)\s*[:：\s]\s*(?P<title>\S.{0,80})$"
)

COPIES = re.compile(r"^(?:抄\s*送|抄\s*报|分\s*送|抄\s*发)\s*(?:机\s*关|单\s*位)?\s*[:：]\s*(?P<bodies>.*)$", re.S)
PRINTING = re.compile(r"^(?P<line>.*?)\s*印\s*发$", re.S)
COLOPHON_REST = re.compile(
    r"^(?:[（(]?共印\s*\d*\s*份[)）]?|印数\s*[:：].*|校\s*对\s*[:：].*|打\s*印\s*[:：].*|主\s*题\s*词\s*[:：].*|录\s*入\s*[:：].*)$"
)
DISCLOSURE_LINE = re.compile(r"^(?:信息)?公开(?:方式|属性|选项|类别|形式|程度|类型|范围)\s*[:：]\s*(?P<value>.{2,12})$")

_BARE_SERIAL = re.compile(
    r"[（(]?(?:[〔\[［(（【]\d{4}年?[〕\]］)）】]第?|(?:\d{4}年)?第)(?:\d{1,5}|[一二三四五六七八九十百零〇○]{1,7})号[）)]?"
)
LABELLED = re.compile(
    r"^(?:索\s*引\s*号|标\s*题|名\s*称|信息名称|主题分类|主题词|分\s*类|组配分类|发文机关|发布机构|发布单位|"
    r"成文日期|生成日期|发文日期|印发日期|发布日期|公开日期|公开方式|公开时限|有\s*效\s*性|效力状态|时\s*效|"
    r"信息来源|来\s*源|关\s*键\s*词|文件编号|发文字号|文\s*号)\s*[:：]"
)
MAIN_COPIES = re.compile(r"^主\s*送\s*(?:机\s*关|单\s*位)?\s*[:：]\s*(?P<bodies>\S.*)$", re.S)

_NOTE = re.compile(r"^[（(〔\[【](?P<note>.{2,80})[)）〕\]】][。.]?$", re.S)
_NOTE_WORDS = re.compile(r"此件|本件|本文|此文|联系人|联系电话|删减|删节|公开|印发|发至|传达")
_BARE_NOTE = re.compile(r"^(?:此件|本件|此文|本文)\S{0,4}(?:公开\S{0,4}|删减|删节)$")
_HINTS: tuple[tuple[str, Hint], ...] = (
    (r"不予公开|不公开|不得公开|免予公开", "withheld"),
    (r"依申请公开|依申请", "on_request"),
    (r"删减|删节|部分公开", "partial"),
    (r"主动公开|公开发布|公开", "proactive"),
)


def is_body(text: str) -> bool:
    """Test if the text may be the name of one organisation."""
    plain = bare(text)
    return 1 < len(plain) <= _LONGEST_BODY and not _NOT_BODY.search(plain) and bool(BODY_END.search(plain))


def bodies_in(raw: str) -> tuple[str, ...]:
    """Return the organisations that a line names, set apart by wide gaps or 、, or none."""
    line = _ungarbled(raw)
    for gap in _GAPS:
        names = [name for name in map(close_up, gap.split(line)) if name]
        if len(names) > 1 and all(map(is_body, names)):
            return tuple(names)
    whole = bare(line)
    return (whole,) if is_body(whole) else ()


def _ungarbled(raw: str) -> str:
    """Return the line without HTML entities that a web page left in it."""
    return _SEAL.sub("", re.sub(r"&[A-Za-z]{1,6};", " ", raw).strip())


def signature_name(raw: str) -> str:
    """Return a signature line with wide gaps and web garbage as single spaces, spread letters closed up."""
    return close_up(_SPREAD.sub(" ", raw))


def urgency_of(text: str) -> Urgency | None:
    """Return the 紧急程度 that the line is, or None."""
    plain = bare(text).removeprefix("紧急程度").lstrip("：:")
    return _URGENCY.get(plain)


def signatories_in(text: str) -> tuple[str, ...] | None:
    """Return the names after 签发人：, or None when the line has no such label."""
    found = _SIGNATORY.search(clean(text))
    if found is None:
        return None
    names = re.split(r"[\s、，]+", close_up(found[1] or found[2] or ""))
    return tuple(name for name in names if name)


def addressee_line(text: str) -> str | None:
    """Return the line without its colon when it can name addressees, or None."""
    found = ADDRESSEES.match(text)
    if found is None or _NOT_ADDRESSEES.search(found["line"]):
        return None
    return found["line"]


def closing_note(text: str) -> str | None:
    """Return the 附注 that the line is, without brackets, or None."""
    plain = clean(text)
    found = _NOTE.match(plain)
    if found and _NOTE_WORDS.search(found["note"]):
        return found["note"].strip()
    return plain if _BARE_NOTE.match(plain) else None


def hint_of(note: str) -> Hint:
    """Return the attribute that a closing note speaks of, "" for none."""
    return next((hint for pattern, hint in _HINTS if re.search(pattern, note)), "")


def is_sentence(text: str) -> bool:
    """Test if the line reads as running text rather than as an element of the head or tail."""
    if len(text) > _LONGEST_TITLE:
        text = close_up(text)
    long = len(text) > _LONGEST_TITLE or (len(text) > _LONGEST_LINE and "，" in text)
    return long or bool(re.search(r"[。；！？]|，.{12,}", text))


def number_of(text: str) -> tuple[numbers.Number, str] | None:
    """Return the document number that the line is, and as found."""
    return numbers.find(text) if "号" in text else None


def is_bare_serial(text: str) -> bool:
    """Test if the line is a number without code letters, as under a masthead: 第707号, 2019年第3号, 〔2019〕3号."""
    return bool(_BARE_SERIAL.fullmatch(bare(text)))


def numbered_masthead(masthead: str, text: str) -> numbers.Number | None:
    """Return the number that a masthead (……令, ……公告, ……纪要) and the bare serial below it make up."""
    return numbers.parse(bare(masthead + text)) if is_bare_serial(text) else None


def split_copies(line: str) -> tuple[str, ...]:
    """Return the bodies that a 抄送 line names."""
    return tuple(filter(None, (clean(part) for part in re.split(r"[，,；;]", line.rstrip("。. ")))))


def split_addressees(groups: tuple[str, ...]) -> tuple[str, ...]:
    """Return the addressees one by one: a group is divided at 、 where every piece is an organisation."""
    single: list[str] = []
    for group in groups:
        pieces = re.split(r"、(?![^（(]*[)）])", group)
        single += pieces if len(pieces) > 1 and all(map(is_body, pieces)) else [group]
    return tuple(single)
