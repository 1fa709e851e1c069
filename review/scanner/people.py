"""Names in running text: by the label before them, by what is told of them; officials acting as such are public."""

import re
from collections.abc import Iterator

from review.scanner import masks
from review.scanner.findings import Claim, Kind
from review.scanner.text import around, beginning
from review.scanner.words import (
    CALLED,
    CALLED_SURNAMES,
    COMPOUND_SURNAMES,
    FREQUENT_SURNAMES,
    NOT_NAMES,
    PRIVATE_PERSONS,
    SURNAMES,
)

_FIGURES = "一二三四五六七八九十"
_CLASS = rf"[初高{_FIGURES}\d]年?级?[(]?[\d{_FIGURES}]{{1,2}}[)]?班"
_MINORS = re.compile(
    beginning(
        rf"学幼儿未班年监家小初高{_FIGURES}\d",
        rf"学生|幼儿|儿童|未成年|班级|年级|监护人|家长|小学|幼儿园|{_CLASS}|(?<!\d)(?:\d|1[0-7])周?岁",
    )
)
_SENSITIVE = re.compile(
    "贫困|困难|低保|特困|残疾|患有|疾病|病种|病症|患病|救助|病情|诊断|确诊|血型|成绩|分数|总分|得分|名次|排名|处分|违纪|记过|心理|"
    "宗教|民族|遗传|孤儿|留守|资助|助学金|艾滋|抑郁"
)
_VALUE = r"(?P<value>[\u4e00-\u9fa5](?:[ ]?[\u4e00-\u9fa5·•]){1,8})"
_AFTER_COLON = re.compile(beginning(r"(:\s", rf"(?:(?P<note>\([^)]{{0,8}}\))?\s*:|(?<=名)(?=\s))\s*{_VALUE}"))
_FURTHER = re.compile(r"\s?[、,]\s?(?P<value>[\u4e00-\u9fa5]{2,4})(?=[、,。;)\s]|等|$)")
_LABELS = frozenset(each + word for each in PRIVATE_PERSONS for word in ("", "姓名", "名字", "签字", "签名"))
_LENGTHS = sorted(set(map(len, _LABELS)))
_REACH = 16  # characters in which a label stands
_NOT_LAST = "(?<![的于因在与和系将被])"
_SURE = rf"(?P<value>(?:[{FREQUENT_SURNAMES}]|{'|'.join(COMPOUND_SURNAMES)})[\u4e00-\u9fa5]{{1,2}}{_NOT_LAST})"
_FIRSTS = FREQUENT_SURNAMES + "".join(sorted({surname[0] for surname in COMPOUND_SURNAMES}))
# What stands before a name that has no label: no Chinese character, or a word for a person.
_WHO = ("学生", "患者", "同学", "村民", "居民", "幼儿", "家长", "职工", "其子", "其女", "其父", "其母", "该生", "教师")
_BEFORE = r"(?:(?<![\u4e00-\u9fa5])|(?<=[级班中小学对将由])|" + "|".join(f"(?<={word})" for word in _WHO) + ")"
_PERSON = (
    r"\s?[,、(;]\s?[男女](?=[,、);。:]|\s|$|汉族|\d)"
    r"|\s?\((?:身份证|公民身份|\d{1,2}岁|学号)|[,(]\s?(?:身份证|公民身份号码|汉族|\d{1,2}岁|\d{4}年\d{1,2}月)"
    rf"|[,(]\s?{_CLASS}"
)
_CLAUSED = "[^,。;]"
_TOLD = re.compile(
    rf"(?=[{_FIRSTS}]){_BEFORE}{_SURE}(?:(?P<pupil>同学)(?![们会录]|之间)|{_PERSON}"
    r"|(?:因病?)?(?:患有?|确诊|被诊断|经诊断)|,?(?:系|为)?[一二三四]级(?:肢体|视力|听力|言语|智力|精神|多重)残疾"
    rf"|,?(?:系|为|属于?|享受|被认定为){_CLAUSED}{{0,10}}(?:低保|困难|贫困|残疾|孤儿|特困)"
    rf"|(?:\(?{_CLAUSED}{{0,6}}\)?)?(?:总分|得分|成绩)[为是]?:?\d"
    rf"|(?:因{_CLAUSED}{{0,12}})?(?:被|受到?|给予){_CLAUSED}{{0,8}}(?:处分|记过|警告))"
)
_IN_CLASS = re.compile(
    rf"(?:[初高][一二三123]|[{_FIGURES}1-9]年级|[大中小]|[{_FIGURES}1-9])[(]?[\d{_FIGURES}]{{0,2}}[)]?班"
    rf"(?:的|学生|同学|:|\s)?{_SURE}(?=[,。、;:)\s(]|$|同学|[被因在荣获等的])"
)
_CALLED = re.compile(
    rf"(?:{'|'.join(CALLED)})\s?(?P<value>[{CALLED_SURNAMES}][\u4e00-\u9fa5]{{1,2}}{_NOT_LAST})"
    r"(?=[,。、;:(\s的因被]|$|反映|患|系|准考证|身份证|公民身份|联系|电话|学号|住址|家住)"
)
_LONGEST = 4
_NEVER_LAST = "于因在与和系将的"
SHORTEST = 2
_CLAUSE = 20  # characters within which a word says what a name is named for
_WRITTEN = re.compile(r"[\u4e00-\u9fa5]{2,9}")
_CHINESE = re.compile(r"[\u4e00-\u9fa5]")
_AFTER_A_NAME = re.compile(
    r"[的于在因向为系与和及以被将已经是同不未应等曾自从现原男女患\d]|身份证|性别|电话|手机|联系|住址|住在|年龄|户籍|学号|班级|学校|证件|"
    "民族|出生|籍贯|公民|家庭|家住|监护|身患"
)
_ANONYMOUS = re.compile(r"某|女士|先生|老师|同学|同志|校长|主任|局长|处长|书记|厅长|师傅|医生")


def is_name(text: str) -> bool:
    """Test if the text looks like a Chinese name: a known surname and one to three further characters.

    Who is called 某 or by surname and title only is no longer named.
    """
    bare = text.replace(" ", "").replace("·", "").replace("•", "")
    if bare in NOT_NAMES or not _WRITTEN.fullmatch(bare) or _ANONYMOUS.search(bare):
        return False
    if "·" in text or "•" in text:
        return True
    longest = _LONGEST if bare.startswith(COMPOUND_SURNAMES) else _LONGEST - 1
    return len(bare) <= longest and (bare[0] in SURNAMES or bare.startswith(COMPOUND_SURNAMES))


def labelled(text: str, window: tuple[int, int]) -> Iterator[Claim]:
    """Yield the names that stand behind a label such as 申请人：, also several of them: 张三、李四."""
    for match in _AFTER_COLON.finditer(text, *window):
        label = text[max(0, match.start() - _REACH) : match.start()].replace(" ", "")
        if _LABELS.isdisjoint([label[-length:] for length in _LENGTHS]):
            continue
        start, value = match.start("value"), _beginning(match["value"], text[match.end("value") :])
        kind = kind_of(label + match[0] + around(text, start, start + len(value), _CLAUSE))
        while value:
            end = start + len(value)
            yield start, end, kind, "block", masks.name(value)
            further = _FURTHER.match(text, end)
            start, value = (further.start("value"), further["value"]) if further else (end, "")
            value = value if is_name(value) else ""


def _beginning(run: str, rest: str) -> str:
    """Return the name with which a run of characters begins, "" when there is none."""
    for length in range(len(run), 1, -1):
        follows = run[length:] + rest
        ends = not _CHINESE.match(follows.lstrip(" ")) or follows[:1] == " " or _AFTER_A_NAME.match(follows)
        if ends and is_name(run[:length]) and not (length > SHORTEST and run[length - 1] in _NEVER_LAST):
            return run[:length].rstrip()
    return ""


def told(text: str, window: tuple[int, int]) -> Iterator[Claim]:
    """Yield the names of whom something is told: 王小明患有…, 李红同学, 张三，男，…"""
    for match in _TOLD.finditer(text, *window):
        value, (start, end) = match["value"], match.span("value")
        if is_name(value):
            near = text[max(0, start - _CLAUSE) : match.end() + _CLAUSE]
            yield start, end, Kind.MINOR if match["pupil"] else kind_of(near), "block", masks.name(value)


def in_class(text: str, window: tuple[int, int]) -> Iterator[Claim]:
    """Yield the names that stand behind a class: 三年级2班王小明."""
    for match in _IN_CLASS.finditer(text, *window):
        if is_name(match["value"]):
            start, end = match.span("value")
            yield start, end, Kind.MINOR, "block", masks.name(match["value"])


def called(text: str, window: tuple[int, int]) -> Iterator[Claim]:
    """Yield the names right behind a word for a private person: 监护人张建国, 考生陈思远."""
    for match in _CALLED.finditer(text, *window):
        if is_name(match["value"]):
            start, end = match.span("value")
            near = kind_of(text[max(0, start - _CLAUSE) : end + _CLAUSE])
            yield start, end, near, "block", masks.name(match["value"])


def kind_of(context: str) -> Kind:
    """Return what a name is, by the words around it."""
    if _MINORS.search(context):
        return Kind.MINOR
    return Kind.SENSITIVE if _SENSITIVE.search(context) else Kind.NAME
